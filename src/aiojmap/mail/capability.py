# Generated from rfc8621_mail.toml by `aiojmap-codegen generate`. Do not edit.
"""Mailboxes, threads and emails of an account."""

from __future__ import annotations

from typing import ClassVar

from aiojmap.runtime import (
    NOT_FETCHED,
    AccountCapabilityObject,
    UnsignedInt,
    prop,
    record,
)


@record
class MailAccountCapability(AccountCapabilityObject):
    """What the accountCapabilities of an account say under `urn:ietf:params:jmap:mail`.

    RFC 8621, section 1.3.1.
    """

    uri: ClassVar[str] = "urn:ietf:params:jmap:mail"

    max_mailboxes_per_email: UnsignedInt | None = prop(
        "maxMailboxesPerEmail", default=NOT_FETCHED, fallback=None
    )
    """How many mailboxes one email may be in, or null for no limit. `UnsignedInt|null`, section
    1.3.1.
    """
    max_mailbox_depth: UnsignedInt | None = prop(
        "maxMailboxDepth", default=NOT_FETCHED, fallback=None
    )
    """How many levels of mailboxes there may be, or null for no limit. `UnsignedInt|null`, section
    1.3.1.
    """
    max_size_mailbox_name: UnsignedInt = prop(
        "maxSizeMailboxName", default=NOT_FETCHED, fallback=100
    )
    """Longest name of a mailbox, in octets of UTF-8. `UnsignedInt`, section 1.3.1."""
    max_size_attachments_per_email: UnsignedInt = prop("maxSizeAttachmentsPerEmail")
    """How large the attachments of one email may be together, in octets before encoding.
    `UnsignedInt`, section 1.3.1.
    """
    email_query_sort_options: list[str] = prop(
        "emailQuerySortOptions", default=NOT_FETCHED, fallback=[]
    )
    """The properties that Email/query can sort by; some may be the server's own. `String[]`,
    section 1.3.1.
    """
    may_create_top_level_mailbox: bool = prop("mayCreateTopLevelMailbox")
    """Whether a mailbox without a parent may be created. `Boolean`, section 1.3.1."""
