# Generated from rfc8620_core.toml by `aiojmap-codegen generate`. Do not edit.
"""A URL that the server calls when something changes. RFC 8620, section 7.2."""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence
from typing import ClassVar, Generic, Literal, TypeAlias, overload

from aiojmap.core import method_errors as core_method_errors
from aiojmap.core import set_errors as core_set_errors
from aiojmap.core.ids import PushSubscriptionId
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
    Response,
    SetError,
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

PushSubscriptionProperty: TypeAlias = Literal[
    "id", "deviceClientId", "verificationCode", "expires", "types"
]
"""The names of the properties of a PushSubscription."""
PushVerificationType: TypeAlias = Literal["PushVerification"] | str
"""Known values; servers may use others."""


@record
class PushVerification(Record):
    """What the server pushes to a new subscription, to see whether it is wanted there.

    RFC 8620, section 7.2.2.
    """

    type: PushVerificationType = prop("@type", default=NOT_FETCHED, fallback="PushVerification")
    """Always PushVerification. `String`, section 7.2.2."""
    push_subscription_id: str = prop("pushSubscriptionId")
    """The id of the subscription. `String`, section 7.2.2."""
    verification_code: str = prop("verificationCode")
    """The code to put into the subscription. `String`, section 7.2.2."""


@record
class PushKeys(Record):
    """The client's keys for encrypted pushes (RFC 8291).

    RFC 8620, section 7.2.
    """

    p256dh: str = prop("p256dh")
    """The public ECDH key on the curve P-256, in URL-safe base64. `String`, section 7.2."""
    auth: str = prop("auth")
    """The secret to authenticate with, in URL-safe base64. `String`, section 7.2."""


@record
class PushSubscription(Record):
    """A URL that the server calls when something changes.

    RFC 8620, section 7.2.
    """

    fetched_by: ClassVar[str | None] = "PushSubscription/get"

    id: str = prop("id", default=NOT_FETCHED, server_set=True, immutable=True)
    """The id of the subscription. `Id`, immutable, server-set, section 7.2."""
    device_client_id: str = prop("deviceClientId", default=NOT_FETCHED, immutable=True)
    """Tells programs on devices apart; the same for one program on one device. `String`, immutable,
    section 7.2.
    """
    verification_code: str | None = prop("verificationCode", default=NOT_FETCHED)
    """The code that was pushed to the URL; not given on create. `String|null`, section 7.2."""
    expires: UTCDate | None = prop("expires", default=NOT_FETCHED)
    """When it ends; the server may choose an earlier time. `UTCDate|null`, section 7.2."""
    types: list[str] | None = prop("types", default=NOT_FETCHED)
    """The types to hear about, or null for all. `String[]|null`, section 7.2."""


@record
class PushSubscriptionCreate(Record):
    """What may be sent to create a PushSubscription.

    RFC 8620, section 7.2.
    """

    device_client_id: str = prop("deviceClientId", immutable=True)
    """Tells programs on devices apart; the same for one program on one device. `String`, immutable,
    section 7.2.
    """
    url: str = prop("url", immutable=True, create_only=True)
    """Where the server sends word of changes; must begin with https://. `String`, immutable, sent
    on create only, section 7.2.
    """
    keys: PushKeys | None | UnsetType = prop(
        "keys", default=UNSET, immutable=True, create_only=True
    )
    """The keys to encrypt it with, or null for none. `Object|null`, immutable, sent on create only,
    section 7.2.
    """
    verification_code: str | None | UnsetType = prop("verificationCode", default=UNSET)
    """The code that was pushed to the URL; not given on create. `String|null`, section 7.2."""
    expires: UTCDate | None | UnsetType = prop("expires", default=UNSET)
    """When it ends; the server may choose an earlier time. `UTCDate|null`, section 7.2."""
    types: Sequence[str] | None | UnsetType = prop("types", default=UNSET)
    """The types to hear about, or null for all. `String[]|null`, section 7.2."""


@record
class PushSubscriptionPatch(Patch):
    """Changes to a PushSubscription: None puts the default back, `merge` changes single entries of
    a map.

    RFC 8620, section 7.2.
    """

    patched: ClassVar[type[Record]] = PushSubscription

    verification_code: str | None | UnsetType = prop("verificationCode", default=UNSET)
    """The code that was pushed to the URL; not given on create. `String|null`, section 7.2."""
    expires: UTCDate | None | UnsetType = prop("expires", default=UNSET)
    """When it ends; the server may choose an earlier time. `UTCDate|null`, section 7.2."""
    types: Sequence[str] | None | UnsetType = prop("types", default=UNSET)
    """The types to hear about, or null for all. `String[]|null`, section 7.2."""


class PushVerificationRefs(Refs):
    """What can be referred to in each PushVerification of an answer."""

    __slots__ = ()

    type = Value[Sequence[str]]("@type")
    push_subscription_id = Value[Sequence[PushSubscriptionId]]("pushSubscriptionId")
    verification_code = Value[Sequence[str]]("verificationCode")


class PushKeysRefs(Refs):
    """What can be referred to in each PushKeys of an answer."""

    __slots__ = ()

    p256dh = Value[Sequence[str]]("p256dh")
    auth = Value[Sequence[str]]("auth")


class PushSubscriptionRefs(Refs):
    """What can be referred to in each PushSubscription of an answer."""

    __slots__ = ()

    id = Value[Sequence[PushSubscriptionId]]("id")
    device_client_id = Value[Sequence[str]]("deviceClientId")
    verification_code = Value[Sequence[str | None]]("verificationCode")
    expires = Value[Sequence[str | None]]("expires")
    types = Value[Sequence[Sequence[str] | None]]("types")


@record
class PushSubscriptionGetArguments(Arguments):
    """The arguments of PushSubscription/get."""

    ids: Sequence[str] | Ref[Sequence[PushSubscriptionId] | None] | None | UnsetType = prop(
        "ids", default=UNSET
    )
    """The records to fetch, or null for all of them, where the type allows that. `Id[]|null`,
    section 5.1.
    """
    properties: Sequence[str] | Ref[Sequence[str] | None] | None | UnsetType = prop(
        "properties", default=UNSET, properties_of=PushSubscription
    )
    """The properties to return, or null for all; the id always comes. `String[]|null`, section 5.1.
    """


@record
class PushSubscriptionGetResponse(Response, Generic[T]):
    """The answer to PushSubscription/get.

    RFC 8620, section 7.2.1.
    """

    list: builtins.list[T] = prop("list", default=NOT_FETCHED)
    """The records found, in any order. `PushSubscription[]`, section 5.1."""
    not_found: builtins.list[str] = prop("notFound", default=NOT_FETCHED, fallback=[])
    """The ids asked for that no record has. `Id[]`, section 5.1."""


class PushSubscriptionGetCall(Call[PushSubscriptionGetResponse[T]], Generic[T]):
    """A call of PushSubscription/get, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="PushSubscription/get",
        capability="urn:ietf:params:jmap:core",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="read",
        arguments=PushSubscriptionGetArguments,
        response=PushSubscriptionGetResponse,
        record=PushSubscription,
        errors={
            **core_method_errors.GENERAL,
            "requestTooLarge": core_method_errors.RequestTooLarge,
        },
        set_errors={},
        implicit=(),
    )

    list = Inside("list", PushSubscriptionRefs)
    not_found = Value[Sequence[PushSubscriptionId]]("notFound")


@record
class PushSubscriptionSetArguments(Arguments):
    """The arguments of PushSubscription/set."""

    create: Mapping[str, PushSubscriptionCreate] | None | UnsetType = prop("create", default=UNSET)
    """Records to create, by creation id. `Id[PushSubscription]|null`, section 5.3."""
    update: Mapping[str, PushSubscriptionPatch] | None | UnsetType = prop("update", default=UNSET)
    """Changes to make, by record id. `Id[PatchObject]|null`, section 5.3."""
    destroy: Sequence[str] | Ref[Sequence[PushSubscriptionId] | None] | None | UnsetType = prop(
        "destroy", default=UNSET
    )
    """Records to destroy. `Id[]|null`, section 5.3."""


@record
class PushSubscriptionSetResponse(Response):
    """The answer to PushSubscription/set.

    RFC 8620, section 7.2.2.
    """

    created: dict[str, PushSubscription] = prop("created", default=NOT_FETCHED, fallback={})
    """What was created, by creation id: the properties that were not sent, the id among them.
    `Id[PushSubscription]|null`, section 5.3.
    """
    updated: dict[str, PushSubscription | None] = prop("updated", default=NOT_FETCHED, fallback={})
    """What was updated: properties that changed beyond what was asked, or null.
    `Id[PushSubscription|null]|null`, section 5.3.
    """
    destroyed: list[str] = prop("destroyed", default=NOT_FETCHED, fallback=[])
    """What was destroyed. `Id[]|null`, section 5.3."""
    not_created: dict[str, SetError] = prop("notCreated", default=NOT_FETCHED, fallback={})
    """Why records were not created, by creation id. `Id[SetError]|null`, section 5.3."""
    not_updated: dict[str, SetError] = prop("notUpdated", default=NOT_FETCHED, fallback={})
    """Why records were not updated. `Id[SetError]|null`, section 5.3."""
    not_destroyed: dict[str, SetError] = prop("notDestroyed", default=NOT_FETCHED, fallback={})
    """Why records were not destroyed. `Id[SetError]|null`, section 5.3."""


class PushSubscriptionSetCall(CreatingCall[PushSubscriptionSetResponse, PushSubscriptionId]):
    """A call of PushSubscription/set, not yet sent."""

    __slots__ = ()

    creates: ClassVar[str | None] = "create"

    method: ClassVar[Method] = Method(
        name="PushSubscription/set",
        capability="urn:ietf:params:jmap:core",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="write",
        arguments=PushSubscriptionSetArguments,
        response=PushSubscriptionSetResponse,
        record=PushSubscription,
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

    destroyed = Value[Sequence[PushSubscriptionId] | None]("destroyed")


class PushSubscriptionCreateCall(RecordCreation[PushSubscription, PushSubscriptionId]):
    """A call of PushSubscription/set that creates one PushSubscription."""

    __slots__ = ()

    method: ClassVar[Method] = PushSubscriptionSetCall.method


class PushSubscriptionChangeCall(RecordChange):
    """A call of PushSubscription/set that updates or destroys one PushSubscription."""

    __slots__ = ()

    method: ClassVar[Method] = PushSubscriptionSetCall.method


class PushSubscriptionMethods(Namespace):
    """The methods of PushSubscription: a URL that the server calls when something changes."""

    __slots__ = ()

    @overload
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[PushSubscriptionId] | None] | None | UnsetType = UNSET,
        properties: type[T],
    ) -> PushSubscriptionGetCall[T]: ...
    @overload
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[PushSubscriptionId] | None] | None | UnsetType = UNSET,
        properties: Sequence[PushSubscriptionProperty]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
    ) -> PushSubscriptionGetCall[PushSubscription]: ...
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[PushSubscriptionId] | None] | None | UnsetType = UNSET,
        properties: type[T]
        | Sequence[PushSubscriptionProperty]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
    ) -> PushSubscriptionGetCall[T] | PushSubscriptionGetCall[PushSubscription]:
        """Fetch the subscriptions made with these credentials, or all of them if ids is null.

        `PushSubscription/get`: RFC 8620, section 7.2.1.

        Args:
            ids: The records to fetch, or null for all of them, where the type allows that.
            properties: The properties to return, or null for all; the id always comes.
        """
        arguments = PushSubscriptionGetArguments(
            ids=ids,
            properties=property_names(PushSubscription, properties)
            if isinstance(properties, type)
            else properties,
        )
        return PushSubscriptionGetCall(
            self._sender, arguments, record_class(PushSubscription, properties)
        )

    def set(
        self,
        *,
        create: Mapping[str, PushSubscriptionCreate] | None | UnsetType = UNSET,
        update: Mapping[str, PushSubscriptionPatch] | None | UnsetType = UNSET,
        destroy: Sequence[str]
        | Ref[Sequence[PushSubscriptionId] | None]
        | None
        | UnsetType = UNSET,
    ) -> PushSubscriptionSetCall:
        """Create, verify, extend and destroy subscriptions.

        `PushSubscription/set`: RFC 8620, section 7.2.2.

        Args:
            create: Records to create, by creation id.
            update: Changes to make, by record id.
            destroy: Records to destroy.
        """
        arguments = PushSubscriptionSetArguments(
            create=create,
            update=update,
            destroy=destroy,
        )
        return PushSubscriptionSetCall(self._sender, arguments)

    def create(self, new: PushSubscriptionCreate, /) -> PushSubscriptionCreateCall:
        """Create one PushSubscription; awaiting it gives the record, or raises its SetError."""
        key = new_creation_id(self._sender)
        arguments = PushSubscriptionSetArguments(create={key: new})
        return PushSubscriptionCreateCall(self._sender, arguments, key)

    def update(self, id: str, patch: PushSubscriptionPatch, /) -> PushSubscriptionChangeCall:
        """Change one PushSubscription; a refusal raises its SetError."""
        arguments = PushSubscriptionSetArguments(update={id: patch})
        return PushSubscriptionChangeCall(self._sender, arguments, id, "notUpdated")

    def destroy(self, id: str, /) -> PushSubscriptionChangeCall:
        """Destroy one PushSubscription; a refusal raises its SetError."""
        arguments = PushSubscriptionSetArguments(destroy=[id])
        return PushSubscriptionChangeCall(self._sender, arguments, id, "notDestroyed")
