# Generated from fastmail_maskedemail.toml by `aiojmap-codegen generate`. Do not edit.
"""An alias that belongs to one user, and always delivers to that user. Fastmail MaskedEmail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Generic, Literal, TypeAlias, overload

from aiojmap.core import method_errors as core_method_errors
from aiojmap.core import set_errors as core_set_errors
from aiojmap.core.ids import AccountId
from aiojmap.core.standard import GetResponse, SetResponse
from aiojmap.maskedemail.ids import MaskedEmailId
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
    UTCDate,
    Value,
    new_creation_id,
    prop,
    property_names,
    record,
    record_class,
)

MaskedEmailProperty: TypeAlias = Literal[
    "id",
    "email",
    "state",
    "forDomain",
    "description",
    "lastMessageAt",
    "createdAt",
    "createdBy",
    "url",
]
"""The names of the properties of a MaskedEmail."""
MaskedEmailState: TypeAlias = Literal["pending", "enabled", "disabled", "deleted"] | str
"""Known values; servers may use others."""


@record
class MaskedEmail(Record):
    """An alias that belongs to one user, and always delivers to that user.

    Fastmail MaskedEmail.
    """

    fetched_by: ClassVar[str | None] = "MaskedEmail/get"

    id: str = prop("id", default=NOT_FETCHED, server_set=True, immutable=True)
    """The id of the masked email. `String`, immutable, server-set."""
    email: str = prop("email", default=NOT_FETCHED, server_set=True, immutable=True)
    """The address. `String`, immutable, server-set."""
    state: MaskedEmailState = prop("state", default=NOT_FETCHED, initial="pending")
    """Whether mail gets through: pending ends with the first message (enabled) or after a day
    (deleted) and cannot be set again; enabled receives; disabled goes to the trash; deleted
    bounces. `String`, default 'pending'.
    """
    for_domain: str = prop("forDomain", default=NOT_FETCHED, initial="")
    """The site it is for, as scheme and domain without a path, such as https://www.example.com.
    `String`, default ''.
    """
    description: str = prop("description", default=NOT_FETCHED, initial="")
    """What the user calls it in a few words, empty if nothing; neither the program's name nor the
    domain. `String`, default ''.
    """
    last_message_at: UTCDate | None = prop("lastMessageAt", default=NOT_FETCHED, server_set=True)
    """When the latest message came in, or null if none has. `UTCDate|null`, server-set."""
    created_at: UTCDate = prop("createdAt", default=NOT_FETCHED, server_set=True, immutable=True)
    """When it was made. `UTCDate`, immutable, server-set."""
    created_by: str = prop("createdBy", default=NOT_FETCHED, server_set=True, immutable=True)
    """The name of the client that made it, as its credentials say; never sent. `String`, immutable,
    server-set.
    """
    url: str | None = prop("url", default=NOT_FETCHED)
    """A link to the integrator's own record of it, or null if there are no such links; never just
    the site. `String|null`.
    """


@record
class MaskedEmailCreate(Record):
    """What may be sent to create a MaskedEmail.

    Fastmail MaskedEmail.
    """

    state: MaskedEmailState | UnsetType = prop("state", default=UNSET, initial="pending")
    """Whether mail gets through: pending ends with the first message (enabled) or after a day
    (deleted) and cannot be set again; enabled receives; disabled goes to the trash; deleted
    bounces. `String`, default 'pending'.
    """
    for_domain: str | UnsetType = prop("forDomain", default=UNSET, initial="")
    """The site it is for, as scheme and domain without a path, such as https://www.example.com.
    `String`, default ''.
    """
    description: str | UnsetType = prop("description", default=UNSET, initial="")
    """What the user calls it in a few words, empty if nothing; neither the program's name nor the
    domain. `String`, default ''.
    """
    url: str | None | UnsetType = prop("url", default=UNSET)
    """A link to the integrator's own record of it, or null if there are no such links; never just
    the site. `String|null`.
    """
    email_prefix: str | None | UnsetType = prop("emailPrefix", default=UNSET, create_only=True)
    """How the address is to begin: at most 64 of a-z, 0-9 and _; never returned. `String|null`,
    sent on create only.
    """


@record
class MaskedEmailPatch(Patch):
    """Changes to a MaskedEmail: None puts the default back, `merge` changes single entries of a
    map.

    Fastmail MaskedEmail.
    """

    patched: ClassVar[type[Record]] = MaskedEmail

    state: MaskedEmailState | None | UnsetType = prop("state", default=UNSET, initial="pending")
    """Whether mail gets through: pending ends with the first message (enabled) or after a day
    (deleted) and cannot be set again; enabled receives; disabled goes to the trash; deleted
    bounces. `String`, default 'pending'.
    """
    for_domain: str | None | UnsetType = prop("forDomain", default=UNSET, initial="")
    """The site it is for, as scheme and domain without a path, such as https://www.example.com.
    `String`, default ''.
    """
    description: str | None | UnsetType = prop("description", default=UNSET, initial="")
    """What the user calls it in a few words, empty if nothing; neither the program's name nor the
    domain. `String`, default ''.
    """
    url: str | None | UnsetType = prop("url", default=UNSET)
    """A link to the integrator's own record of it, or null if there are no such links; never just
    the site. `String|null`.
    """


class MaskedEmailRefs(Refs):
    """What can be referred to in each MaskedEmail of an answer."""

    __slots__ = ()

    id = Value[Sequence[MaskedEmailId]]("id")
    email = Value[Sequence[str]]("email")
    state = Value[Sequence[str]]("state")
    for_domain = Value[Sequence[str]]("forDomain")
    description = Value[Sequence[str]]("description")
    last_message_at = Value[Sequence[str | None]]("lastMessageAt")
    created_at = Value[Sequence[str]]("createdAt")
    created_by = Value[Sequence[str]]("createdBy")
    url = Value[Sequence[str | None]]("url")


@record
class MaskedEmailGetArguments(Arguments):
    """The arguments of MaskedEmail/get."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.1."""
    ids: Sequence[str] | Ref[Sequence[MaskedEmailId] | None] | None | UnsetType = prop(
        "ids", default=UNSET
    )
    """The records to fetch, or null for all of them, where the type allows that. `Id[]|null`,
    section 5.1.
    """
    properties: Sequence[str] | Ref[Sequence[str] | None] | None | UnsetType = prop(
        "properties", default=UNSET, properties_of=MaskedEmail
    )
    """The properties to return, or null for all; the id always comes. `String[]|null`, section 5.1.
    """


class MaskedEmailGetCall(Call[GetResponse[T]], Generic[T]):
    """A call of MaskedEmail/get, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="MaskedEmail/get",
        capability="https://www.fastmail.com/dev/maskedemail",
        scope="https://www.fastmail.com/dev/maskedemail",
        effect="read",
        arguments=MaskedEmailGetArguments,
        response=GetResponse,
        record=MaskedEmail,
        errors={
            **core_method_errors.GENERAL,
            "requestTooLarge": core_method_errors.RequestTooLarge,
        },
        set_errors={},
        implicit=(),
    )

    account_id = Value[AccountId]("accountId")
    state = Value[str]("state")
    list = Inside("list", MaskedEmailRefs)
    not_found = Value[Sequence[MaskedEmailId]]("notFound")


@record
class MaskedEmailSetArguments(Arguments):
    """The arguments of MaskedEmail/set."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.3."""
    if_in_state: str | Ref[str | None] | None | UnsetType = prop("ifInState", default=UNSET)
    """Do nothing and fail unless this is the current state. `String|null`, section 5.3."""
    create: Mapping[str, MaskedEmailCreate] | None | UnsetType = prop("create", default=UNSET)
    """Records to create, by creation id. `Id[MaskedEmail]|null`, section 5.3."""
    update: Mapping[str, MaskedEmailPatch] | None | UnsetType = prop("update", default=UNSET)
    """Changes to make, by record id. `Id[PatchObject]|null`, section 5.3."""
    destroy: Sequence[str] | Ref[Sequence[MaskedEmailId] | None] | None | UnsetType = prop(
        "destroy", default=UNSET
    )
    """Records to destroy. `Id[]|null`, section 5.3."""


class MaskedEmailSetCall(CreatingCall[SetResponse[MaskedEmail], MaskedEmailId]):
    """A call of MaskedEmail/set, not yet sent."""

    __slots__ = ()

    creates: ClassVar[str | None] = "create"

    method: ClassVar[Method] = Method(
        name="MaskedEmail/set",
        capability="https://www.fastmail.com/dev/maskedemail",
        scope="https://www.fastmail.com/dev/maskedemail",
        effect="write",
        arguments=MaskedEmailSetArguments,
        response=SetResponse,
        record=MaskedEmail,
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
        },
        implicit=(),
    )

    account_id = Value[AccountId]("accountId")
    old_state = Value[str | None]("oldState")
    new_state = Value[str]("newState")
    destroyed = Value[Sequence[MaskedEmailId] | None]("destroyed")


class MaskedEmailCreateCall(RecordCreation[MaskedEmail, MaskedEmailId]):
    """A call of MaskedEmail/set that creates one MaskedEmail."""

    __slots__ = ()

    method: ClassVar[Method] = MaskedEmailSetCall.method


class MaskedEmailChangeCall(RecordChange):
    """A call of MaskedEmail/set that updates or destroys one MaskedEmail."""

    __slots__ = ()

    method: ClassVar[Method] = MaskedEmailSetCall.method


class MaskedEmailMethods(Namespace):
    """The methods of MaskedEmail: an alias that belongs to one user, and always delivers to that
    user.
    """

    __slots__ = ()

    @overload
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[MaskedEmailId] | None] | None | UnsetType = UNSET,
        properties: type[T],
        account_id: str | UnsetType = UNSET,
    ) -> MaskedEmailGetCall[T]: ...
    @overload
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[MaskedEmailId] | None] | None | UnsetType = UNSET,
        properties: Sequence[MaskedEmailProperty]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> MaskedEmailGetCall[MaskedEmail]: ...
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[MaskedEmailId] | None] | None | UnsetType = UNSET,
        properties: type[T]
        | Sequence[MaskedEmailProperty]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> MaskedEmailGetCall[T] | MaskedEmailGetCall[MaskedEmail]:
        """Fetch masked emails by id, or all of them if ids is null.

        `MaskedEmail/get`: Fastmail MaskedEmail.

        Args:
            ids: The records to fetch, or null for all of them, where the type allows that.
            properties: The properties to return, or null for all; the id always comes.
            account_id: The account to use.
        """
        arguments = MaskedEmailGetArguments(
            ids=ids,
            properties=property_names(MaskedEmail, properties)
            if isinstance(properties, type)
            else properties,
            account_id=account_id,
        )
        return MaskedEmailGetCall(self._sender, arguments, record_class(MaskedEmail, properties))

    def set(
        self,
        *,
        if_in_state: str | Ref[str | None] | None | UnsetType = UNSET,
        create: Mapping[str, MaskedEmailCreate] | None | UnsetType = UNSET,
        update: Mapping[str, MaskedEmailPatch] | None | UnsetType = UNSET,
        destroy: Sequence[str] | Ref[Sequence[MaskedEmailId] | None] | None | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> MaskedEmailSetCall:
        """Create and update masked emails; to be rid of one, set its state to deleted.

        `MaskedEmail/set`: Fastmail MaskedEmail.

        Args:
            if_in_state: Do nothing and fail unless this is the current state.
            create: Records to create, by creation id.
            update: Changes to make, by record id.
            destroy: Records to destroy.
            account_id: The account to use.
        """
        arguments = MaskedEmailSetArguments(
            if_in_state=if_in_state,
            create=create,
            update=update,
            destroy=destroy,
            account_id=account_id,
        )
        return MaskedEmailSetCall(self._sender, arguments)

    def create(
        self, new: MaskedEmailCreate, /, *, account_id: str | UnsetType = UNSET
    ) -> MaskedEmailCreateCall:
        """Create one MaskedEmail; awaiting it gives the record, or raises its SetError."""
        key = new_creation_id(self._sender)
        arguments = MaskedEmailSetArguments(account_id=account_id, create={key: new})
        return MaskedEmailCreateCall(self._sender, arguments, key)

    def update(
        self, id: str, patch: MaskedEmailPatch, /, *, account_id: str | UnsetType = UNSET
    ) -> MaskedEmailChangeCall:
        """Change one MaskedEmail; a refusal raises its SetError."""
        arguments = MaskedEmailSetArguments(account_id=account_id, update={id: patch})
        return MaskedEmailChangeCall(self._sender, arguments, id, "notUpdated")

    def destroy(self, id: str, /, *, account_id: str | UnsetType = UNSET) -> MaskedEmailChangeCall:
        """Destroy one MaskedEmail; a refusal raises its SetError."""
        arguments = MaskedEmailSetArguments(account_id=account_id, destroy=[id])
        return MaskedEmailChangeCall(self._sender, arguments, id, "notDestroyed")
