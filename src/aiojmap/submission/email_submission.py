# Generated from rfc8621_submission.toml by `aiojmap-codegen generate`. Do not edit.
"""The sending of an email to its recipients. RFC 8621, section 7."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import ClassVar, Generic, Literal, TypeAlias, overload

from aiojmap.core import method_errors as core_method_errors
from aiojmap.core import set_errors as core_set_errors
from aiojmap.core.ids import AccountId, BlobId
from aiojmap.core.standard import (
    ChangesResponse,
    GetResponse,
    QueryChangesResponse,
    QueryResponse,
    SetResponse,
)
from aiojmap.mail.email import EmailPatch
from aiojmap.mail.ids import EmailId, ThreadId
from aiojmap.runtime import (
    NOT_FETCHED,
    UNSET,
    Arguments,
    Call,
    Comparator,
    CreatedId,
    CreatingCall,
    Filter,
    FilterCondition,
    Inside,
    Int,
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
    UTCDate,
    Value,
    iterate_records,
    new_creation_id,
    prop,
    property_names,
    record,
    record_class,
)
from aiojmap.submission import set_errors as submission_set_errors
from aiojmap.submission.ids import EmailSubmissionId, IdentityId

EmailSubmissionProperty: TypeAlias = Literal[
    "id",
    "identityId",
    "emailId",
    "threadId",
    "envelope",
    "sendAt",
    "undoStatus",
    "deliveryStatus",
    "dsnBlobIds",
    "mdnBlobIds",
]
"""The names of the properties of an EmailSubmission."""
DeliveryStatusDelivered: TypeAlias = Literal["queued", "yes", "no", "unknown"] | str
"""Known values; servers may use others."""
DeliveryStatusDisplayed: TypeAlias = Literal["unknown", "yes"] | str
"""Known values; servers may use others."""
EmailSubmissionUndoStatus: TypeAlias = Literal["pending", "final", "canceled"] | str
"""Known values; servers may use others."""


@record
class Address(Record):
    """An address of an envelope.

    RFC 8621, section 7.
    """

    email: str = prop("email")
    """The address. `String`, section 7."""
    parameters: dict[str, str | None] | None = prop(
        "parameters", default=NOT_FETCHED, fallback=None
    )
    """SMTP parameters by name; null for one without a value. `Object|null`, section 7."""


@record
class Envelope(Record):
    """The sender and the recipients that SMTP is told.

    RFC 8621, section 7.
    """

    mail_from: Address = prop("mailFrom")
    """The return address; some servers allow an empty one. `Address`, section 7."""
    rcpt_to: list[Address] = prop("rcptTo")
    """Where to send it. `Address[]`, section 7."""


@record
class DeliveryStatus(Record):
    """What became of a submission for one recipient.

    RFC 8621, section 7.
    """

    smtp_reply: str = prop("smtpReply")
    """The latest SMTP reply for the recipient, on one line. `String`, section 7."""
    delivered: DeliveryStatusDelivered = prop("delivered")
    """Whether it reached the recipient's mail store. `String`, section 7."""
    displayed: DeliveryStatusDisplayed = prop("displayed")
    """Whether the recipient's side says that it was shown. `String`, section 7."""


@record
class EmailSubmission(Record):
    """The sending of an email to its recipients.

    RFC 8621, section 7.
    """

    fetched_by: ClassVar[str | None] = "EmailSubmission/get"

    id: str = prop("id", default=NOT_FETCHED, server_set=True, immutable=True)
    """The id of the submission. `Id`, immutable, server-set, section 7."""
    identity_id: str = prop("identityId", default=NOT_FETCHED, immutable=True)
    """The identity it is sent as. `Id`, immutable, section 7."""
    email_id: str = prop("emailId", default=NOT_FETCHED, immutable=True)
    """The email to send, a draft or not. `Id`, immutable, section 7."""
    thread_id: str = prop("threadId", default=NOT_FETCHED, server_set=True, immutable=True)
    """The thread of that email. `Id`, immutable, server-set, section 7."""
    envelope: Envelope | None = prop(
        "envelope", default=NOT_FETCHED, immutable=True, fallback=None, initial=None
    )
    """The sender and recipients for SMTP; the server takes them from the email if it is null.
    `Envelope|null`, immutable, default None, section 7.
    """
    send_at: UTCDate = prop("sendAt", default=NOT_FETCHED, server_set=True, immutable=True)
    """When it is or was released for delivery. `UTCDate`, immutable, server-set, section 7."""
    undo_status: EmailSubmissionUndoStatus = prop("undoStatus", default=NOT_FETCHED)
    """Whether it can be called back; update a pending one to canceled to try. `String`, section 7.
    """
    delivery_status: dict[str, DeliveryStatus] | None = prop(
        "deliveryStatus", default=NOT_FETCHED, server_set=True
    )
    """What became of it for each recipient, by address, or null if not known.
    `String[DeliveryStatus]|null`, server-set, section 7.
    """
    dsn_blob_ids: list[str] = prop("dsnBlobIds", default=NOT_FETCHED, server_set=True)
    """Delivery notifications that came back, oldest first. `Id[]`, server-set, section 7."""
    mdn_blob_ids: list[str] = prop("mdnBlobIds", default=NOT_FETCHED, server_set=True)
    """Read receipts that came back, oldest first. `Id[]`, server-set, section 7."""


@record
class EmailSubmissionCreate(Record):
    """What may be sent to create an EmailSubmission.

    RFC 8621, section 7.
    """

    identity_id: str | CreatedId[IdentityId] = prop("identityId", immutable=True)
    """The identity it is sent as. `Id`, immutable, section 7."""
    email_id: str | CreatedId[EmailId] = prop("emailId", immutable=True)
    """The email to send, a draft or not. `Id`, immutable, section 7."""
    envelope: Envelope | None | UnsetType = prop(
        "envelope", default=UNSET, immutable=True, initial=None
    )
    """The sender and recipients for SMTP; the server takes them from the email if it is null.
    `Envelope|null`, immutable, default None, section 7.
    """
    undo_status: EmailSubmissionUndoStatus | UnsetType = prop("undoStatus", default=UNSET)
    """Whether it can be called back; update a pending one to canceled to try. `String`, section 7.
    """


@record
class EmailSubmissionPatch(Patch):
    """Changes to an EmailSubmission: None puts the default back, `merge` changes single entries of
    a map.

    RFC 8621, section 7.
    """

    patched: ClassVar[type[Record]] = EmailSubmission

    undo_status: EmailSubmissionUndoStatus | None | UnsetType = prop("undoStatus", default=UNSET)
    """Whether it can be called back; update a pending one to canceled to try. `String`, section 7.
    """


@record
class EmailSubmissionFilter(FilterCondition[EmailSubmissionId]):
    """Which submissions to find; all the conditions given must hold.

    RFC 8621, section 7.3.
    """

    identity_ids: Sequence[str] | UnsetType = prop("identityIds", default=UNSET)
    """Is sent as one of these identities. `Id[]`, section 7.3."""
    email_ids: Sequence[str] | UnsetType = prop("emailIds", default=UNSET)
    """Is of one of these emails. `Id[]`, section 7.3."""
    thread_ids: Sequence[str] | UnsetType = prop("threadIds", default=UNSET)
    """Is of an email in one of these threads. `Id[]`, section 7.3."""
    undo_status: EmailSubmissionUndoStatus | UnsetType = prop("undoStatus", default=UNSET)
    """Has exactly this undoStatus. `String`, section 7.3."""
    before: UTCDate | UnsetType = prop("before", default=UNSET)
    """Is released before this time. `UTCDate`, section 7.3."""
    after: UTCDate | UnsetType = prop("after", default=UNSET)
    """Is released at this time or later. `UTCDate`, section 7.3."""


class EmailSubmissionSort:
    """Properties that EmailSubmission/query can sort by."""

    email_id: ClassVar[Comparator[EmailSubmissionId]] = Comparator("emailId")
    """By the id of the email. Section 7.3."""
    thread_id: ClassVar[Comparator[EmailSubmissionId]] = Comparator("threadId")
    """By the id of the thread. Section 7.3."""
    sent_at: ClassVar[Comparator[EmailSubmissionId]] = Comparator("sentAt")
    """By when it is released; the property itself is called sendAt. Section 7.3."""


class EmailSubmissionAddedItemRefs(Refs):
    """What can be referred to in each AddedItem of an answer."""

    __slots__ = ()

    id = Value[Sequence[EmailSubmissionId]]("id")
    index = Value[Sequence[int]]("index")


class AddressRefs(Refs):
    """What can be referred to in each Address of an answer."""

    __slots__ = ()

    email = Value[Sequence[str]]("email")


class EnvelopeRefs(Refs):
    """What can be referred to in each Envelope of an answer."""

    __slots__ = ()

    mail_from = Inside("mailFrom", AddressRefs, many=False)
    rcpt_to = Inside("rcptTo", AddressRefs)


class DeliveryStatusRefs(Refs):
    """What can be referred to in each DeliveryStatus of an answer."""

    __slots__ = ()

    smtp_reply = Value[Sequence[str]]("smtpReply")
    delivered = Value[Sequence[str]]("delivered")
    displayed = Value[Sequence[str]]("displayed")


class EmailSubmissionRefs(Refs):
    """What can be referred to in each EmailSubmission of an answer."""

    __slots__ = ()

    id = Value[Sequence[EmailSubmissionId]]("id")
    identity_id = Value[Sequence[IdentityId]]("identityId")
    email_id = Value[Sequence[EmailId]]("emailId")
    thread_id = Value[Sequence[ThreadId]]("threadId")
    send_at = Value[Sequence[str]]("sendAt")
    undo_status = Value[Sequence[str]]("undoStatus")
    dsn_blob_ids = Value[Sequence[BlobId]]("dsnBlobIds")
    mdn_blob_ids = Value[Sequence[BlobId]]("mdnBlobIds")


@record
class EmailSubmissionGetArguments(Arguments):
    """The arguments of EmailSubmission/get."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.1."""
    ids: Sequence[str] | Ref[Sequence[EmailSubmissionId] | None] | None | UnsetType = prop(
        "ids", default=UNSET
    )
    """The records to fetch, or null for all of them, where the type allows that. `Id[]|null`,
    section 5.1.
    """
    properties: Sequence[str] | Ref[Sequence[str] | None] | None | UnsetType = prop(
        "properties", default=UNSET, properties_of=EmailSubmission
    )
    """The properties to return, or null for all; the id always comes. `String[]|null`, section 5.1.
    """


class EmailSubmissionGetCall(Call[GetResponse[T]], Generic[T]):
    """A call of EmailSubmission/get, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="EmailSubmission/get",
        capability="urn:ietf:params:jmap:submission",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="read",
        arguments=EmailSubmissionGetArguments,
        response=GetResponse,
        record=EmailSubmission,
        errors={
            **core_method_errors.GENERAL,
            "requestTooLarge": core_method_errors.RequestTooLarge,
        },
        set_errors={},
        implicit=(),
    )

    account_id = Value[AccountId]("accountId")
    state = Value[str]("state")
    list = Inside("list", EmailSubmissionRefs)
    not_found = Value[Sequence[EmailSubmissionId]]("notFound")


@record
class EmailSubmissionChangesArguments(Arguments):
    """The arguments of EmailSubmission/changes."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.2."""
    since_state: str | Ref[str] = prop("sinceState")
    """The state to start from, as an earlier response gave it. `String`, section 5.2."""
    max_changes: UnsignedInt | Ref[int | None] | None | UnsetType = prop(
        "maxChanges", default=UNSET
    )
    """How many ids to return at most; must be above zero. `UnsignedInt|null`, section 5.2."""


class EmailSubmissionChangesCall(Call[ChangesResponse]):
    """A call of EmailSubmission/changes, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="EmailSubmission/changes",
        capability="urn:ietf:params:jmap:submission",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="read",
        arguments=EmailSubmissionChangesArguments,
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
    created = Value[Sequence[EmailSubmissionId]]("created")
    updated = Value[Sequence[EmailSubmissionId]]("updated")
    destroyed = Value[Sequence[EmailSubmissionId]]("destroyed")


@record
class EmailSubmissionQueryArguments(Arguments):
    """The arguments of EmailSubmission/query."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.5."""
    filter: Filter[EmailSubmissionId] | None | UnsetType = prop("filter", default=UNSET)
    """Which records to find, or null for all. `FilterOperator|FilterCondition|null`, section 5.5.
    """
    sort: Sequence[Comparator[EmailSubmissionId]] | None | UnsetType = prop("sort", default=UNSET)
    """How to order them, the first criterion counting most. `Comparator[]|null`, section 5.5."""
    position: Int | Ref[int] | UnsetType = prop("position", default=UNSET, initial=0)
    """Index of the first result to return; below zero it counts from the end. `Int`, default 0,
    section 5.5.
    """
    anchor: str | Ref[EmailSubmissionId | None] | None | UnsetType = prop("anchor", default=UNSET)
    """A record to start from instead of a position. `Id|null`, section 5.5."""
    anchor_offset: Int | Ref[int] | UnsetType = prop("anchorOffset", default=UNSET, initial=0)
    """Where to start relative to the anchor. `Int`, default 0, section 5.5."""
    limit: UnsignedInt | Ref[int | None] | None | UnsetType = prop("limit", default=UNSET)
    """How many results to return at most. `UnsignedInt|null`, section 5.5."""
    calculate_total: bool | Ref[bool] | UnsetType = prop(
        "calculateTotal", default=UNSET, initial=False
    )
    """Whether to count all results, which can be slow. `Boolean`, default False, section 5.5."""


class EmailSubmissionQueryCall(Call[QueryResponse]):
    """A call of EmailSubmission/query, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="EmailSubmission/query",
        capability="urn:ietf:params:jmap:submission",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="read",
        arguments=EmailSubmissionQueryArguments,
        response=QueryResponse,
        record=None,
        errors={
            **core_method_errors.GENERAL,
            "anchorNotFound": core_method_errors.AnchorNotFound,
            "unsupportedSort": core_method_errors.UnsupportedSort,
            "unsupportedFilter": core_method_errors.UnsupportedFilter,
        },
        set_errors={},
        implicit=(),
    )

    account_id = Value[AccountId]("accountId")
    query_state = Value[str]("queryState")
    can_calculate_changes = Value[bool]("canCalculateChanges")
    position = Value[int]("position")
    ids = Value[Sequence[EmailSubmissionId]]("ids")
    total = Value[int]("total")
    limit = Value[int]("limit")


@record
class EmailSubmissionQueryChangesArguments(Arguments):
    """The arguments of EmailSubmission/queryChanges."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.6."""
    filter: Filter[EmailSubmissionId] | None | UnsetType = prop("filter", default=UNSET)
    """The filter of the query. `FilterOperator|FilterCondition|null`, section 5.6."""
    sort: Sequence[Comparator[EmailSubmissionId]] | None | UnsetType = prop("sort", default=UNSET)
    """The sort of the query. `Comparator[]|null`, section 5.6."""
    since_query_state: str | Ref[str] = prop("sinceQueryState")
    """The query state to start from. `String`, section 5.6."""
    max_changes: UnsignedInt | Ref[int | None] | None | UnsetType = prop(
        "maxChanges", default=UNSET
    )
    """How many changes to return at most. `UnsignedInt|null`, section 5.6."""
    up_to_id: str | Ref[EmailSubmissionId | None] | None | UnsetType = prop("upToId", default=UNSET)
    """The last id the caller knows of; changes after it may be left out. `Id|null`, section 5.6."""
    calculate_total: bool | Ref[bool] | UnsetType = prop(
        "calculateTotal", default=UNSET, initial=False
    )
    """Whether to count all results, which can be slow. `Boolean`, default False, section 5.6."""


class EmailSubmissionQueryChangesCall(Call[QueryChangesResponse]):
    """A call of EmailSubmission/queryChanges, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="EmailSubmission/queryChanges",
        capability="urn:ietf:params:jmap:submission",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="read",
        arguments=EmailSubmissionQueryChangesArguments,
        response=QueryChangesResponse,
        record=None,
        errors={
            **core_method_errors.GENERAL,
            "tooManyChanges": core_method_errors.TooManyChanges,
            "cannotCalculateChanges": core_method_errors.CannotCalculateChanges,
        },
        set_errors={},
        implicit=(),
    )

    account_id = Value[AccountId]("accountId")
    old_query_state = Value[str]("oldQueryState")
    new_query_state = Value[str]("newQueryState")
    total = Value[int]("total")
    removed = Value[Sequence[EmailSubmissionId]]("removed")
    added = Inside("added", EmailSubmissionAddedItemRefs)


@record
class EmailSubmissionSetArguments(Arguments):
    """The arguments of EmailSubmission/set."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.3."""
    if_in_state: str | Ref[str | None] | None | UnsetType = prop("ifInState", default=UNSET)
    """Do nothing and fail unless this is the current state. `String|null`, section 5.3."""
    create: Mapping[str, EmailSubmissionCreate] | None | UnsetType = prop("create", default=UNSET)
    """Records to create, by creation id. `Id[EmailSubmission]|null`, section 5.3."""
    update: Mapping[str, EmailSubmissionPatch] | None | UnsetType = prop("update", default=UNSET)
    """Changes to make, by record id. `Id[PatchObject]|null`, section 5.3."""
    destroy: Sequence[str] | Ref[Sequence[EmailSubmissionId] | None] | None | UnsetType = prop(
        "destroy", default=UNSET
    )
    """Records to destroy. `Id[]|null`, section 5.3."""
    on_success_update_email: Mapping[str, EmailPatch] | None | UnsetType = prop(
        "onSuccessUpdateEmail",
        default=UNSET,
        capability="urn:ietf:params:jmap:mail",
        scope="urn:ietf:params:oauth:scope:mail",
    )
    """Changes to make to the email of each submission that succeeds; # and a creation id name a new
    one. `Id[PatchObject]|null`, section 7.5.
    """
    on_success_destroy_email: (
        Sequence[str] | Ref[Sequence[EmailSubmissionId] | None] | None | UnsetType
    ) = prop(
        "onSuccessDestroyEmail",
        default=UNSET,
        capability="urn:ietf:params:jmap:mail",
        scope="urn:ietf:params:oauth:scope:mail",
    )
    """Submissions whose email is to be destroyed if they succeed; # and a creation id name a new
    one. `Id[]|null`, section 7.5.
    """


class EmailSubmissionSetCall(CreatingCall[SetResponse[EmailSubmission], EmailSubmissionId]):
    """A call of EmailSubmission/set, not yet sent."""

    __slots__ = ()

    creates: ClassVar[str | None] = "create"

    method: ClassVar[Method] = Method(
        name="EmailSubmission/set",
        capability="urn:ietf:params:jmap:submission",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="write",
        arguments=EmailSubmissionSetArguments,
        response=SetResponse,
        record=EmailSubmission,
        errors={
            **core_method_errors.GENERAL,
            "requestTooLarge": core_method_errors.RequestTooLarge,
            "stateMismatch": core_method_errors.StateMismatch,
        },
        set_errors={
            "forbidden": core_set_errors.Forbidden,
            "overQuota": core_set_errors.OverQuota,
            "tooLarge": submission_set_errors.TooLarge,
            "rateLimit": core_set_errors.RateLimit,
            "notFound": core_set_errors.NotFound,
            "invalidPatch": core_set_errors.InvalidPatch,
            "willDestroy": core_set_errors.WillDestroy,
            "invalidProperties": core_set_errors.InvalidProperties,
            "singleton": core_set_errors.Singleton,
            "invalidEmail": submission_set_errors.InvalidEmail,
            "tooManyRecipients": submission_set_errors.TooManyRecipients,
            "noRecipients": submission_set_errors.NoRecipients,
            "invalidRecipients": submission_set_errors.InvalidRecipients,
            "forbiddenMailFrom": submission_set_errors.ForbiddenMailFrom,
            "forbiddenFrom": submission_set_errors.ForbiddenFrom,
            "forbiddenToSend": submission_set_errors.ForbiddenToSend,
            "cannotUnsend": submission_set_errors.CannotUnsend,
        },
        implicit=("Email/set",),
    )

    account_id = Value[AccountId]("accountId")
    old_state = Value[str | None]("oldState")
    new_state = Value[str]("newState")
    destroyed = Value[Sequence[EmailSubmissionId] | None]("destroyed")


class EmailSubmissionCreateCall(RecordCreation[EmailSubmission, EmailSubmissionId]):
    """A call of EmailSubmission/set that creates one EmailSubmission."""

    __slots__ = ()

    method: ClassVar[Method] = EmailSubmissionSetCall.method


class EmailSubmissionChangeCall(RecordChange):
    """A call of EmailSubmission/set that updates or destroys one EmailSubmission."""

    __slots__ = ()

    method: ClassVar[Method] = EmailSubmissionSetCall.method


class EmailSubmissionMethods(Namespace):
    """The methods of EmailSubmission: the sending of an email to its recipients."""

    __slots__ = ()

    @overload
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[EmailSubmissionId] | None] | None | UnsetType = UNSET,
        properties: type[T],
        account_id: str | UnsetType = UNSET,
    ) -> EmailSubmissionGetCall[T]: ...
    @overload
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[EmailSubmissionId] | None] | None | UnsetType = UNSET,
        properties: Sequence[EmailSubmissionProperty]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> EmailSubmissionGetCall[EmailSubmission]: ...
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[EmailSubmissionId] | None] | None | UnsetType = UNSET,
        properties: type[T]
        | Sequence[EmailSubmissionProperty]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> EmailSubmissionGetCall[T] | EmailSubmissionGetCall[EmailSubmission]:
        """Fetch submissions by id.

        `EmailSubmission/get`: RFC 8621, section 7.1.

        Args:
            ids: The records to fetch, or null for all of them, where the type allows that.
            properties: The properties to return, or null for all; the id always comes.
            account_id: The account to use.
        """
        arguments = EmailSubmissionGetArguments(
            ids=ids,
            properties=property_names(EmailSubmission, properties)
            if isinstance(properties, type)
            else properties,
            account_id=account_id,
        )
        return EmailSubmissionGetCall(
            self._sender, arguments, record_class(EmailSubmission, properties)
        )

    def changes(
        self,
        *,
        since_state: str | Ref[str],
        max_changes: UnsignedInt | Ref[int | None] | None | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> EmailSubmissionChangesCall:
        """Say which submissions have changed since a state.

        `EmailSubmission/changes`: RFC 8621, section 7.2.

        Args:
            since_state: The state to start from, as an earlier response gave it.
            max_changes: How many ids to return at most; must be above zero.
            account_id: The account to use.
        """
        arguments = EmailSubmissionChangesArguments(
            since_state=since_state,
            max_changes=max_changes,
            account_id=account_id,
        )
        return EmailSubmissionChangesCall(self._sender, arguments)

    def query(
        self,
        *,
        filter: Filter[EmailSubmissionId] | None | UnsetType = UNSET,
        sort: Sequence[Comparator[EmailSubmissionId]] | None | UnsetType = UNSET,
        position: Int | Ref[int] | UnsetType = UNSET,
        anchor: str | Ref[EmailSubmissionId | None] | None | UnsetType = UNSET,
        anchor_offset: Int | Ref[int] | UnsetType = UNSET,
        limit: UnsignedInt | Ref[int | None] | None | UnsetType = UNSET,
        calculate_total: bool | Ref[bool] | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> EmailSubmissionQueryCall:
        """Find submissions and put them in order.

        `EmailSubmission/query`: RFC 8621, section 7.3.

        Args:
            filter: Which records to find, or null for all.
            sort: How to order them, the first criterion counting most.
            position: Index of the first result to return; below zero it counts from the end.
            anchor: A record to start from instead of a position.
            anchor_offset: Where to start relative to the anchor.
            limit: How many results to return at most.
            calculate_total: Whether to count all results, which can be slow.
            account_id: The account to use.
        """
        arguments = EmailSubmissionQueryArguments(
            filter=filter,
            sort=sort,
            position=position,
            anchor=anchor,
            anchor_offset=anchor_offset,
            limit=limit,
            calculate_total=calculate_total,
            account_id=account_id,
        )
        return EmailSubmissionQueryCall(self._sender, arguments)

    def query_changes(
        self,
        *,
        since_query_state: str | Ref[str],
        filter: Filter[EmailSubmissionId] | None | UnsetType = UNSET,
        sort: Sequence[Comparator[EmailSubmissionId]] | None | UnsetType = UNSET,
        max_changes: UnsignedInt | Ref[int | None] | None | UnsetType = UNSET,
        up_to_id: str | Ref[EmailSubmissionId | None] | None | UnsetType = UNSET,
        calculate_total: bool | Ref[bool] | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> EmailSubmissionQueryChangesCall:
        """Say how the results of a submission query have changed since a state of it.

        `EmailSubmission/queryChanges`: RFC 8621, section 7.4.

        Args:
            filter: The filter of the query.
            sort: The sort of the query.
            since_query_state: The query state to start from.
            max_changes: How many changes to return at most.
            up_to_id: The last id the caller knows of; changes after it may be left out.
            calculate_total: Whether to count all results, which can be slow.
            account_id: The account to use.
        """
        arguments = EmailSubmissionQueryChangesArguments(
            filter=filter,
            sort=sort,
            since_query_state=since_query_state,
            max_changes=max_changes,
            up_to_id=up_to_id,
            calculate_total=calculate_total,
            account_id=account_id,
        )
        return EmailSubmissionQueryChangesCall(self._sender, arguments)

    def set(
        self,
        *,
        if_in_state: str | Ref[str | None] | None | UnsetType = UNSET,
        create: Mapping[str, EmailSubmissionCreate] | None | UnsetType = UNSET,
        update: Mapping[str, EmailSubmissionPatch] | None | UnsetType = UNSET,
        destroy: Sequence[str] | Ref[Sequence[EmailSubmissionId] | None] | None | UnsetType = UNSET,
        on_success_update_email: Mapping[str, EmailPatch] | None | UnsetType = UNSET,
        on_success_destroy_email: Sequence[str]
        | Ref[Sequence[EmailSubmissionId] | None]
        | None
        | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> EmailSubmissionSetCall:
        """Send emails, call back what is pending, and destroy the records of it.

        `EmailSubmission/set`: RFC 8621, section 7.5.

        Args:
            if_in_state: Do nothing and fail unless this is the current state.
            create: Records to create, by creation id.
            update: Changes to make, by record id.
            destroy: Records to destroy.
            on_success_update_email: Changes to make to the email of each submission that succeeds;
                # and a creation id name a new one.
            on_success_destroy_email: Submissions whose email is to be destroyed if they succeed; #
                and a creation id name a new one.
            account_id: The account to use.
        """
        arguments = EmailSubmissionSetArguments(
            if_in_state=if_in_state,
            create=create,
            update=update,
            destroy=destroy,
            on_success_update_email=on_success_update_email,
            on_success_destroy_email=on_success_destroy_email,
            account_id=account_id,
        )
        return EmailSubmissionSetCall(self._sender, arguments)

    def create(
        self, new: EmailSubmissionCreate, /, *, account_id: str | UnsetType = UNSET
    ) -> EmailSubmissionCreateCall:
        """Create one EmailSubmission; awaiting it gives the record, or raises its SetError."""
        key = new_creation_id(self._sender)
        arguments = EmailSubmissionSetArguments(account_id=account_id, create={key: new})
        return EmailSubmissionCreateCall(self._sender, arguments, key)

    def update(
        self, id: str, patch: EmailSubmissionPatch, /, *, account_id: str | UnsetType = UNSET
    ) -> EmailSubmissionChangeCall:
        """Change one EmailSubmission; a refusal raises its SetError."""
        arguments = EmailSubmissionSetArguments(account_id=account_id, update={id: patch})
        return EmailSubmissionChangeCall(self._sender, arguments, id, "notUpdated")

    def destroy(
        self, id: str, /, *, account_id: str | UnsetType = UNSET
    ) -> EmailSubmissionChangeCall:
        """Destroy one EmailSubmission; a refusal raises its SetError."""
        arguments = EmailSubmissionSetArguments(account_id=account_id, destroy=[id])
        return EmailSubmissionChangeCall(self._sender, arguments, id, "notDestroyed")

    @overload
    def iterate(
        self,
        *,
        filter: Filter[EmailSubmissionId] | None | UnsetType = UNSET,
        sort: Sequence[Comparator[EmailSubmissionId]] | None | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
        properties: type[T],
        page_size: int = 100,
    ) -> AsyncIterator[T]: ...
    @overload
    def iterate(
        self,
        *,
        filter: Filter[EmailSubmissionId] | None | UnsetType = UNSET,
        sort: Sequence[Comparator[EmailSubmissionId]] | None | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
        properties: Sequence[EmailSubmissionProperty]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
        page_size: int = 100,
    ) -> AsyncIterator[EmailSubmission]: ...
    def iterate(
        self,
        *,
        filter: Filter[EmailSubmissionId] | None | UnsetType = UNSET,
        sort: Sequence[Comparator[EmailSubmissionId]] | None | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
        properties: type[T]
        | Sequence[EmailSubmissionProperty]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
        page_size: int = 100,
    ) -> AsyncIterator[T] | AsyncIterator[EmailSubmission]:
        """Go through all results of a query, a page of `page_size` in each request.

        `EmailSubmission/query` and `EmailSubmission/get` in one round trip a page.

        Args:
            filter: Which records to find, or null for all.
            sort: How to order them, the first criterion counting most.
            account_id: The account to use.
            properties: The properties to return, or null for all; the id always comes.
        """

        def page(
            position: int, limit: int
        ) -> tuple[EmailSubmissionQueryCall, EmailSubmissionGetCall[T]]:
            query = self.query(
                filter=filter, sort=sort, account_id=account_id, position=position, limit=limit
            )
            arguments = EmailSubmissionGetArguments(
                ids=query.ids,
                properties=property_names(EmailSubmission, properties)
                if isinstance(properties, type)
                else properties,
                account_id=account_id,
            )
            kind = record_class(EmailSubmission, properties)
            return query, EmailSubmissionGetCall(self._sender, arguments, kind)

        return iterate_records(self._sender, page, page_size)
