# Generated from rfc8621_submission.toml by `aiojmap-codegen generate`. Do not edit.
"""An address or a domain that the user may send from. RFC 8621, section 6."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Generic, Literal, TypeAlias, overload

from aiojmap.core import method_errors as core_method_errors
from aiojmap.core import set_errors as core_set_errors
from aiojmap.core.ids import AccountId
from aiojmap.core.standard import ChangesResponse, GetResponse, SetResponse
from aiojmap.mail.email_address import EmailAddress
from aiojmap.runtime import (
    NOT_FETCHED,
    UNSET,
    Arguments,
    Call,
    CreatingCall,
    Inside,
    Method,
    Namespace,
    Patch,
    Record,
    RecordChange,
    RecordCreation,
    Ref,
    Refs,
    T,
    UnsetType,
    UnsignedInt,
    Value,
    new_creation_id,
    prop,
    property_names,
    record,
    record_class,
)
from aiojmap.submission import set_errors as submission_set_errors
from aiojmap.submission.ids import IdentityId

IdentityProperty: TypeAlias = Literal[
    "id", "name", "email", "replyTo", "bcc", "textSignature", "htmlSignature", "mayDelete"
]
"""The names of the properties of an Identity."""


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
    reply_to: list[EmailAddress] | None = prop(
        "replyTo", default=NOT_FETCHED, fallback=None, initial=None
    )
    """What to put in Reply-To. `EmailAddress[]|null`, default None, section 6."""
    bcc: list[EmailAddress] | None = prop("bcc", default=NOT_FETCHED, fallback=None, initial=None)
    """What to put in Bcc. `EmailAddress[]|null`, default None, section 6."""
    text_signature: str = prop("textSignature", default=NOT_FETCHED, fallback="", initial="")
    """The signature for plain text messages. `String`, default '', section 6."""
    html_signature: str = prop("htmlSignature", default=NOT_FETCHED, fallback="", initial="")
    """The signature for HTML messages, a piece that fits inside the body element. `String`, default
    '', section 6.
    """
    may_delete: bool = prop("mayDelete", default=NOT_FETCHED, server_set=True)
    """Whether the user may destroy it. `Boolean`, server-set, section 6."""


@record
class IdentityCreate(Record):
    """What may be sent to create an Identity.

    RFC 8621, section 6.
    """

    name: str | UnsetType = prop("name", default=UNSET, initial="")
    """The name to put in From. `String`, default '', section 6."""
    email: str = prop("email", immutable=True)
    """The address to put in From; *@ and a domain stand for any address there. `String`, immutable,
    section 6.
    """
    reply_to: Sequence[EmailAddress] | None | UnsetType = prop(
        "replyTo", default=UNSET, initial=None
    )
    """What to put in Reply-To. `EmailAddress[]|null`, default None, section 6."""
    bcc: Sequence[EmailAddress] | None | UnsetType = prop("bcc", default=UNSET, initial=None)
    """What to put in Bcc. `EmailAddress[]|null`, default None, section 6."""
    text_signature: str | UnsetType = prop("textSignature", default=UNSET, initial="")
    """The signature for plain text messages. `String`, default '', section 6."""
    html_signature: str | UnsetType = prop("htmlSignature", default=UNSET, initial="")
    """The signature for HTML messages, a piece that fits inside the body element. `String`, default
    '', section 6.
    """


@record
class IdentityPatch(Patch):
    """Changes to an Identity: None puts the default back, `merge` changes single entries of a map.

    RFC 8621, section 6.
    """

    patched: ClassVar[type[Record]] = Identity

    name: str | None | UnsetType = prop("name", default=UNSET, initial="")
    """The name to put in From. `String`, default '', section 6."""
    reply_to: Sequence[EmailAddress] | None | UnsetType = prop(
        "replyTo", default=UNSET, initial=None
    )
    """What to put in Reply-To. `EmailAddress[]|null`, default None, section 6."""
    bcc: Sequence[EmailAddress] | None | UnsetType = prop("bcc", default=UNSET, initial=None)
    """What to put in Bcc. `EmailAddress[]|null`, default None, section 6."""
    text_signature: str | None | UnsetType = prop("textSignature", default=UNSET, initial="")
    """The signature for plain text messages. `String`, default '', section 6."""
    html_signature: str | None | UnsetType = prop("htmlSignature", default=UNSET, initial="")
    """The signature for HTML messages, a piece that fits inside the body element. `String`, default
    '', section 6.
    """


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
        scope="urn:ietf:params:oauth:scope:mail",
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


@record
class IdentityChangesArguments(Arguments):
    """The arguments of Identity/changes."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.2."""
    since_state: str | Ref[str] = prop("sinceState")
    """The state to start from, as an earlier response gave it. `String`, section 5.2."""
    max_changes: UnsignedInt | Ref[int | None] | None | UnsetType = prop(
        "maxChanges", default=UNSET
    )
    """How many ids to return at most; must be above zero. `UnsignedInt|null`, section 5.2."""


class IdentityChangesCall(Call[ChangesResponse]):
    """A call of Identity/changes, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="Identity/changes",
        capability="urn:ietf:params:jmap:submission",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="read",
        arguments=IdentityChangesArguments,
        response=ChangesResponse,
        record=None,
        errors={
            **core_method_errors.GENERAL,
            "cannotCalculateChanges": core_method_errors.CannotCalculateChanges,
        },
        set_errors={},
        implicit=(),
    )

    account_id = Value[AccountId]("accountId")
    old_state = Value[str]("oldState")
    new_state = Value[str]("newState")
    has_more_changes = Value[bool]("hasMoreChanges")
    created = Value[Sequence[IdentityId]]("created")
    updated = Value[Sequence[IdentityId]]("updated")
    destroyed = Value[Sequence[IdentityId]]("destroyed")


@record
class IdentitySetArguments(Arguments):
    """The arguments of Identity/set."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.3."""
    if_in_state: str | Ref[str | None] | None | UnsetType = prop("ifInState", default=UNSET)
    """Do nothing and fail unless this is the current state. `String|null`, section 5.3."""
    create: Mapping[str, IdentityCreate] | None | UnsetType = prop("create", default=UNSET)
    """Records to create, by creation id. `Id[Identity]|null`, section 5.3."""
    update: Mapping[str, IdentityPatch] | None | UnsetType = prop("update", default=UNSET)
    """Changes to make, by record id. `Id[PatchObject]|null`, section 5.3."""
    destroy: Sequence[str] | Ref[Sequence[IdentityId] | None] | None | UnsetType = prop(
        "destroy", default=UNSET
    )
    """Records to destroy. `Id[]|null`, section 5.3."""


class IdentitySetCall(CreatingCall[SetResponse[Identity], IdentityId]):
    """A call of Identity/set, not yet sent."""

    __slots__ = ()

    creates: ClassVar[str | None] = "create"

    method: ClassVar[Method] = Method(
        name="Identity/set",
        capability="urn:ietf:params:jmap:submission",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="write",
        arguments=IdentitySetArguments,
        response=SetResponse,
        record=Identity,
        errors={
            **core_method_errors.GENERAL,
            "requestTooLarge": core_method_errors.RequestTooLarge,
            "stateMismatch": core_method_errors.StateMismatch,
        },
        set_errors={
            "forbidden": core_set_errors.Forbidden,
            "overQuota": core_set_errors.OverQuota,
            "tooLarge": core_set_errors.TooLarge,
            "rateLimit": core_set_errors.RateLimit,
            "notFound": core_set_errors.NotFound,
            "invalidPatch": core_set_errors.InvalidPatch,
            "willDestroy": core_set_errors.WillDestroy,
            "invalidProperties": core_set_errors.InvalidProperties,
            "singleton": core_set_errors.Singleton,
            "forbiddenFrom": submission_set_errors.ForbiddenFrom,
        },
        implicit=(),
    )

    account_id = Value[AccountId]("accountId")
    old_state = Value[str | None]("oldState")
    new_state = Value[str]("newState")
    destroyed = Value[Sequence[IdentityId] | None]("destroyed")


class IdentityCreateCall(RecordCreation[Identity, IdentityId]):
    """A call of Identity/set that creates one Identity."""

    __slots__ = ()

    method: ClassVar[Method] = IdentitySetCall.method


class IdentityChangeCall(RecordChange):
    """A call of Identity/set that updates or destroys one Identity."""

    __slots__ = ()

    method: ClassVar[Method] = IdentitySetCall.method


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

    def changes(
        self,
        *,
        since_state: str | Ref[str],
        max_changes: UnsignedInt | Ref[int | None] | None | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> IdentityChangesCall:
        """Say which identities have changed since a state.

        `Identity/changes`: RFC 8621, section 6.2.

        Args:
            since_state: The state to start from, as an earlier response gave it.
            max_changes: How many ids to return at most; must be above zero.
            account_id: The account to use.
        """
        arguments = IdentityChangesArguments(
            since_state=since_state,
            max_changes=max_changes,
            account_id=account_id,
        )
        return IdentityChangesCall(self._sender, arguments)

    def set(
        self,
        *,
        if_in_state: str | Ref[str | None] | None | UnsetType = UNSET,
        create: Mapping[str, IdentityCreate] | None | UnsetType = UNSET,
        update: Mapping[str, IdentityPatch] | None | UnsetType = UNSET,
        destroy: Sequence[str] | Ref[Sequence[IdentityId] | None] | None | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> IdentitySetCall:
        """Create, update and destroy identities.

        `Identity/set`: RFC 8621, section 6.3.

        Args:
            if_in_state: Do nothing and fail unless this is the current state.
            create: Records to create, by creation id.
            update: Changes to make, by record id.
            destroy: Records to destroy.
            account_id: The account to use.
        """
        arguments = IdentitySetArguments(
            if_in_state=if_in_state,
            create=create,
            update=update,
            destroy=destroy,
            account_id=account_id,
        )
        return IdentitySetCall(self._sender, arguments)

    def create(
        self, new: IdentityCreate, /, *, account_id: str | UnsetType = UNSET
    ) -> IdentityCreateCall:
        """Create one Identity; awaiting it gives the record, or raises its SetError."""
        key = new_creation_id(self._sender)
        arguments = IdentitySetArguments(account_id=account_id, create={key: new})
        return IdentityCreateCall(self._sender, arguments, key)

    def update(
        self, id: str, patch: IdentityPatch, /, *, account_id: str | UnsetType = UNSET
    ) -> IdentityChangeCall:
        """Change one Identity; a refusal raises its SetError."""
        arguments = IdentitySetArguments(account_id=account_id, update={id: patch})
        return IdentityChangeCall(self._sender, arguments, id, "notUpdated")

    def destroy(self, id: str, /, *, account_id: str | UnsetType = UNSET) -> IdentityChangeCall:
        """Destroy one Identity; a refusal raises its SetError."""
        arguments = IdentitySetArguments(account_id=account_id, destroy=[id])
        return IdentityChangeCall(self._sender, arguments, id, "notDestroyed")
