# Generated from rfc8621_vacationresponse.toml by `aiojmap-codegen generate`. Do not edit.
"""The answer that is sent while the user is away; every account has exactly one. RFC 8621, section
8.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Generic, Literal, TypeAlias, overload

from aiojmap.core import method_errors as core_method_errors
from aiojmap.core import set_errors as core_set_errors
from aiojmap.core.ids import AccountId
from aiojmap.core.standard import GetResponse, SetResponse
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
    Ref,
    Refs,
    T,
    UnsetType,
    UTCDate,
    Value,
    prop,
    property_names,
    record,
    record_class,
)
from aiojmap.vacationresponse.ids import VacationResponseId

VacationResponseProperty: TypeAlias = Literal[
    "id", "isEnabled", "fromDate", "toDate", "subject", "textBody", "htmlBody"
]
"""The names of the properties of a VacationResponse."""


@record
class VacationResponse(Record):
    """The answer that is sent while the user is away; every account has exactly one.

    RFC 8621, section 8.
    """

    fetched_by: ClassVar[str | None] = "VacationResponse/get"

    id: str = prop("id", default=NOT_FETCHED, server_set=True, immutable=True)
    """Always singleton. `Id`, immutable, server-set, section 8."""
    is_enabled: bool = prop("isEnabled", default=NOT_FETCHED)
    """Whether answers are sent between the two dates. `Boolean`, section 8."""
    from_date: UTCDate | None = prop("fromDate", default=NOT_FETCHED)
    """From when on to answer, or null for at once. `UTCDate|null`, section 8."""
    to_date: UTCDate | None = prop("toDate", default=NOT_FETCHED)
    """Until when to answer, or null for no end. `UTCDate|null`, section 8."""
    subject: str | None = prop("subject", default=NOT_FETCHED)
    """The subject, or null to leave it to the server. `String|null`, section 8."""
    text_body: str | None = prop("textBody", default=NOT_FETCHED)
    """The plain text, or null to leave it to the server. `String|null`, section 8."""
    html_body: str | None = prop("htmlBody", default=NOT_FETCHED)
    """The HTML, or null to leave it to the server. `String|null`, section 8."""


@record
class VacationResponseCreate(Record):
    """What may be sent to create a VacationResponse.

    RFC 8621, section 8.
    """

    is_enabled: bool = prop("isEnabled")
    """Whether answers are sent between the two dates. `Boolean`, section 8."""
    from_date: UTCDate | None | UnsetType = prop("fromDate", default=UNSET)
    """From when on to answer, or null for at once. `UTCDate|null`, section 8."""
    to_date: UTCDate | None | UnsetType = prop("toDate", default=UNSET)
    """Until when to answer, or null for no end. `UTCDate|null`, section 8."""
    subject: str | None | UnsetType = prop("subject", default=UNSET)
    """The subject, or null to leave it to the server. `String|null`, section 8."""
    text_body: str | None | UnsetType = prop("textBody", default=UNSET)
    """The plain text, or null to leave it to the server. `String|null`, section 8."""
    html_body: str | None | UnsetType = prop("htmlBody", default=UNSET)
    """The HTML, or null to leave it to the server. `String|null`, section 8."""


@record
class VacationResponsePatch(Patch):
    """Changes to a VacationResponse: None puts the default back, `merge` changes single entries of
    a map.

    RFC 8621, section 8.
    """

    patched: ClassVar[type[Record]] = VacationResponse

    is_enabled: bool | None | UnsetType = prop("isEnabled", default=UNSET)
    """Whether answers are sent between the two dates. `Boolean`, section 8."""
    from_date: UTCDate | None | UnsetType = prop("fromDate", default=UNSET)
    """From when on to answer, or null for at once. `UTCDate|null`, section 8."""
    to_date: UTCDate | None | UnsetType = prop("toDate", default=UNSET)
    """Until when to answer, or null for no end. `UTCDate|null`, section 8."""
    subject: str | None | UnsetType = prop("subject", default=UNSET)
    """The subject, or null to leave it to the server. `String|null`, section 8."""
    text_body: str | None | UnsetType = prop("textBody", default=UNSET)
    """The plain text, or null to leave it to the server. `String|null`, section 8."""
    html_body: str | None | UnsetType = prop("htmlBody", default=UNSET)
    """The HTML, or null to leave it to the server. `String|null`, section 8."""


class VacationResponseRefs(Refs):
    """What can be referred to in each VacationResponse of an answer."""

    __slots__ = ()

    id = Value[Sequence[VacationResponseId]]("id")
    is_enabled = Value[Sequence[bool]]("isEnabled")
    from_date = Value[Sequence[str | None]]("fromDate")
    to_date = Value[Sequence[str | None]]("toDate")
    subject = Value[Sequence[str | None]]("subject")
    text_body = Value[Sequence[str | None]]("textBody")
    html_body = Value[Sequence[str | None]]("htmlBody")


@record
class VacationResponseGetArguments(Arguments):
    """The arguments of VacationResponse/get."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.1."""
    ids: Sequence[str] | Ref[Sequence[VacationResponseId] | None] | None | UnsetType = prop(
        "ids", default=UNSET
    )
    """The records to fetch, or null for all of them, where the type allows that. `Id[]|null`,
    section 5.1.
    """
    properties: Sequence[str] | Ref[Sequence[str] | None] | None | UnsetType = prop(
        "properties", default=UNSET, properties_of=VacationResponse
    )
    """The properties to return, or null for all; the id always comes. `String[]|null`, section 5.1.
    """


class VacationResponseGetCall(Call[GetResponse[T]], Generic[T]):
    """A call of VacationResponse/get, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="VacationResponse/get",
        capability="urn:ietf:params:jmap:vacationresponse",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="read",
        arguments=VacationResponseGetArguments,
        response=GetResponse,
        record=VacationResponse,
        errors={
            **core_method_errors.GENERAL,
            "requestTooLarge": core_method_errors.RequestTooLarge,
        },
        set_errors={},
        implicit=(),
    )

    account_id = Value[AccountId]("accountId")
    state = Value[str]("state")
    list = Inside("list", VacationResponseRefs)
    not_found = Value[Sequence[VacationResponseId]]("notFound")


@record
class VacationResponseSetArguments(Arguments):
    """The arguments of VacationResponse/set."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.3."""
    if_in_state: str | Ref[str | None] | None | UnsetType = prop("ifInState", default=UNSET)
    """Do nothing and fail unless this is the current state. `String|null`, section 5.3."""
    create: Mapping[str, VacationResponseCreate] | None | UnsetType = prop("create", default=UNSET)
    """Records to create, by creation id. `Id[VacationResponse]|null`, section 5.3."""
    update: Mapping[str, VacationResponsePatch] | None | UnsetType = prop("update", default=UNSET)
    """Changes to make, by record id. `Id[PatchObject]|null`, section 5.3."""
    destroy: Sequence[str] | Ref[Sequence[VacationResponseId] | None] | None | UnsetType = prop(
        "destroy", default=UNSET
    )
    """Records to destroy. `Id[]|null`, section 5.3."""


class VacationResponseSetCall(CreatingCall[SetResponse[VacationResponse], VacationResponseId]):
    """A call of VacationResponse/set, not yet sent."""

    __slots__ = ()

    creates: ClassVar[str | None] = "create"

    method: ClassVar[Method] = Method(
        name="VacationResponse/set",
        capability="urn:ietf:params:jmap:vacationresponse",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="write",
        arguments=VacationResponseSetArguments,
        response=SetResponse,
        record=VacationResponse,
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
    destroyed = Value[Sequence[VacationResponseId] | None]("destroyed")


class VacationResponseChangeCall(RecordChange):
    """A call of VacationResponse/set that updates or destroys one VacationResponse."""

    __slots__ = ()

    method: ClassVar[Method] = VacationResponseSetCall.method


class VacationResponseMethods(Namespace):
    """The methods of VacationResponse: the answer that is sent while the user is away; every
    account has exactly one.
    """

    __slots__ = ()

    @overload
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[VacationResponseId] | None] | None | UnsetType = UNSET,
        properties: type[T],
        account_id: str | UnsetType = UNSET,
    ) -> VacationResponseGetCall[T]: ...
    @overload
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[VacationResponseId] | None] | None | UnsetType = UNSET,
        properties: Sequence[VacationResponseProperty]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> VacationResponseGetCall[VacationResponse]: ...
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[VacationResponseId] | None] | None | UnsetType = UNSET,
        properties: type[T]
        | Sequence[VacationResponseProperty]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> VacationResponseGetCall[T] | VacationResponseGetCall[VacationResponse]:
        """Fetch the vacation response.

        `VacationResponse/get`: RFC 8621, section 8.1.

        Args:
            ids: The records to fetch, or null for all of them, where the type allows that.
            properties: The properties to return, or null for all; the id always comes.
            account_id: The account to use.
        """
        arguments = VacationResponseGetArguments(
            ids=ids,
            properties=property_names(VacationResponse, properties)
            if isinstance(properties, type)
            else properties,
            account_id=account_id,
        )
        return VacationResponseGetCall(
            self._sender, arguments, record_class(VacationResponse, properties)
        )

    def set(
        self,
        *,
        if_in_state: str | Ref[str | None] | None | UnsetType = UNSET,
        create: Mapping[str, VacationResponseCreate] | None | UnsetType = UNSET,
        update: Mapping[str, VacationResponsePatch] | None | UnsetType = UNSET,
        destroy: Sequence[str]
        | Ref[Sequence[VacationResponseId] | None]
        | None
        | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> VacationResponseSetCall:
        """Change the vacation response.

        `VacationResponse/set`: RFC 8621, section 8.2.

        Args:
            if_in_state: Do nothing and fail unless this is the current state.
            create: Records to create, by creation id.
            update: Changes to make, by record id.
            destroy: Records to destroy.
            account_id: The account to use.
        """
        arguments = VacationResponseSetArguments(
            if_in_state=if_in_state,
            create=create,
            update=update,
            destroy=destroy,
            account_id=account_id,
        )
        return VacationResponseSetCall(self._sender, arguments)

    def update(
        self, id: str, patch: VacationResponsePatch, /, *, account_id: str | UnsetType = UNSET
    ) -> VacationResponseChangeCall:
        """Change one VacationResponse; a refusal raises its SetError."""
        arguments = VacationResponseSetArguments(account_id=account_id, update={id: patch})
        return VacationResponseChangeCall(self._sender, arguments, id, "notUpdated")
