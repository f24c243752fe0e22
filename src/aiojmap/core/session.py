# Generated from rfc8620_core.toml by `aiojmap-codegen generate`. Do not edit.
"""What the server can do for these credentials: its capabilities, the accounts, and the URLs to
use. RFC 8620, section 2.
"""

from __future__ import annotations

from collections.abc import Sequence

from aiojmap.runtime import (
    NOT_FETCHED,
    JSONObject,
    Record,
    Refs,
    Value,
    prop,
    record,
)


@record
class Account(Record):
    """An account that the credentials give access to.

    RFC 8620, section 2.
    """

    name: str = prop("name", default=NOT_FETCHED, fallback="")
    """What to call the account in front of people. `String`, section 2."""
    is_personal: bool = prop("isPersonal", default=NOT_FETCHED, fallback=True)
    """Whether it belongs to the user rather than being shared or a group's. `Boolean`, section 2.
    """
    is_read_only: bool = prop("isReadOnly", default=NOT_FETCHED, fallback=False)
    """Whether nothing in the account can be changed. `Boolean`, section 2."""
    account_capabilities: dict[str, JSONObject] = prop(
        "accountCapabilities", default=NOT_FETCHED, fallback={}
    )
    """The capabilities that may be used with this account by URI, each with an object of its own.
    `String[Object]`, section 2.
    """


@record
class Session(Record):
    """What the server can do for these credentials: its capabilities, the accounts, and the URLs to
    use.

    RFC 8620, section 2.
    """

    capabilities: dict[str, JSONObject] = prop("capabilities", default=NOT_FETCHED, fallback={})
    """The capabilities of the server by URI, each with an object of its own. `String[Object]`,
    section 2.
    """
    accounts: dict[str, Account] = prop("accounts", default=NOT_FETCHED, fallback={})
    """The accounts these credentials reach, by id. `Id[Account]`, section 2."""
    primary_accounts: dict[str, str] = prop("primaryAccounts", default=NOT_FETCHED, fallback={})
    """The id of the account to use by default for each capability. `String[Id]`, section 2."""
    username: str = prop("username", default=NOT_FETCHED, fallback="")
    """The user name that goes with the credentials, empty if there is none. `String`, section 2."""
    api_url: str = prop("apiUrl")
    """Where API requests go. `String`, section 2."""
    download_url: str = prop("downloadUrl", default=NOT_FETCHED, fallback="")
    """URI template of downloads, with accountId, blobId, type and name. `String`, section 2."""
    upload_url: str = prop("uploadUrl", default=NOT_FETCHED, fallback="")
    """URI template of uploads, with accountId. `String`, section 2."""
    event_source_url: str = prop("eventSourceUrl", default=NOT_FETCHED, fallback="")
    """URI template of the event source, with types, closeafter and ping. `String`, section 2."""
    state: str = prop("state", default=NOT_FETCHED, fallback="")
    """Changes whenever anything else in the session does. `String`, section 2."""


class AccountRefs(Refs):
    """What can be referred to in each Account of an answer."""

    __slots__ = ()

    name = Value[Sequence[str]]("name")
    is_personal = Value[Sequence[bool]]("isPersonal")
    is_read_only = Value[Sequence[bool]]("isReadOnly")


class SessionRefs(Refs):
    """What can be referred to in each Session of an answer."""

    __slots__ = ()

    username = Value[Sequence[str]]("username")
    api_url = Value[Sequence[str]]("apiUrl")
    download_url = Value[Sequence[str]]("downloadUrl")
    upload_url = Value[Sequence[str]]("uploadUrl")
    event_source_url = Value[Sequence[str]]("eventSourceUrl")
    state = Value[Sequence[str]]("state")
