# Generated from rfc8621_submission.toml by `aiojmap-codegen generate`. Do not edit.
"""An address or a domain that the user may send from. RFC 8621, section 6."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, Literal, TypeAlias, overload

from aiojmap.core import method_errors as core_method_errors
from aiojmap.core.ids import AccountId
from aiojmap.core.standard import GetResponse
from aiojmap.mail.email_address import EmailAddress
from aiojmap.runtime import (
    NOT_FETCHED,
    UNSET,
    Arguments,
    Call,
    Inside,
    Method,
    Namespace,
    Record,
    Ref,
    Refs,
    T,
    UnsetType,
    Value,
    prop,
    property_names,
    record,
    record_class,
)
from aiojmap.submission.ids import IdentityId

IdentityProperty: TypeAlias = Literal[
    "id", "name", "email", "replyTo", "bcc", "textSignature", "htmlSignature", "mayDelete"
]
"""The names of the properties of a Identity."""


@record
class Identity(Record):
    """An address or a domain that the user may send from.

    RFC 8621, section 6.
    """

    fetched_by: ClassVar[str | None] = "Identity/get"

    id: str = prop("id", default=NOT_FETCHED, server_set=True, immutable=True)
    """The id of the identity. `Id`, immutable, server-set, section 6."""
    name: str = prop("name", default=NOT_FETCHED, initial="")
    """The name to put in From. `String`, default '', section 6."""
    email: str = prop("email", default=NOT_FETCHED, immutable=True)
    """The address to put in From; *@ and a domain stand for any address there. `String`, immutable,
    section 6.
    """
    reply_to: list[EmailAddress] | None = prop("replyTo", default=NOT_FETCHED, initial=None)
    """What to put in Reply-To. `EmailAddress[]|null`, default None, section 6."""
    bcc: list[EmailAddress] | None = prop("bcc", default=NOT_FETCHED, initial=None)
    """What to put in Bcc. `EmailAddress[]|null`, default None, section 6."""
    text_signature: str = prop("textSignature", default=NOT_FETCHED, initial="")
    """The signature for plain text messages. `String`, default '', section 6."""
    html_signature: str = prop("htmlSignature", default=NOT_FETCHED, initial="")
    """The signature for HTML messages, a piece that fits inside the body element. `String`, default
    '', section 6.
    """
    may_delete: bool = prop("mayDelete", default=NOT_FETCHED, server_set=True)
    """Whether the user may destroy it. `Boolean`, server-set, section 6."""


class IdentityRefs(Refs):
    """What can be referred to in each Identity of an answer."""

    __slots__ = ()

    id = Value[Sequence[IdentityId]]("id")
    name = Value[Sequence[str]]("name")
    email = Value[Sequence[str]]("email")
    text_signature = Value[Sequence[str]]("textSignature")
    html_signature = Value[Sequence[str]]("htmlSignature")
    may_delete = Value[Sequence[bool]]("mayDelete")


@record
class IdentityGetArguments(Arguments):
    """The arguments of Identity/get."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.1."""
    ids: Sequence[str] | Ref[Sequence[IdentityId] | None] | None | UnsetType = prop(
        "ids", default=UNSET
    )
    """The records to fetch, or null for all of them, where the type allows that. `Id[]|null`,
    section 5.1.
    """
    properties: Sequence[str] | Ref[Sequence[str] | None] | None | UnsetType = prop(
        "properties", default=UNSET, properties_of=Identity
    )
    """The properties to return, or null for all; the id always comes. `String[]|null`, section 5.1.
    """


class IdentityGetCall(Call[GetResponse[T]], Generic[T]):
    """A call of Identity/get, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="Identity/get",
        capability="urn:ietf:params:jmap:submission",
        effect="read",
        arguments=IdentityGetArguments,
        response=GetResponse,
        record=Identity,
        errors={
            **core_method_errors.GENERAL,
            "requestTooLarge": core_method_errors.RequestTooLarge,
        },
        set_errors={},
        implicit=(),
    )

    account_id = Value[AccountId]("accountId")
    state = Value[str]("state")
    list = Inside("list", IdentityRefs)
    not_found = Value[Sequence[IdentityId]]("notFound")


class IdentityMethods(Namespace):
    """The methods of Identity: an address or a domain that the user may send from."""

    __slots__ = ()

    @overload
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[IdentityId] | None] | None | UnsetType = UNSET,
        properties: type[T],
        account_id: str | UnsetType = UNSET,
    ) -> IdentityGetCall[T]: ...
    @overload
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[IdentityId] | None] | None | UnsetType = UNSET,
        properties: Sequence[IdentityProperty]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> IdentityGetCall[Identity]: ...
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[IdentityId] | None] | None | UnsetType = UNSET,
        properties: type[T]
        | Sequence[IdentityProperty]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> IdentityGetCall[T] | IdentityGetCall[Identity]:
        """Fetch identities by id, or all of them if ids is null.

        `Identity/get`: RFC 8621, section 6.1.

        Args:
            ids: The records to fetch, or null for all of them, where the type allows that.
            properties: The properties to return, or null for all; the id always comes.
            account_id: The account to use.
        """
        arguments = IdentityGetArguments(
            ids=ids,
            properties=property_names(Identity, properties)
            if isinstance(properties, type)
            else properties,
            account_id=account_id,
        )
        return IdentityGetCall(self._sender, arguments, record_class(Identity, properties))
