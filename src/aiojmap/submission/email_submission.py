# Generated from rfc8621_submission.toml by `aiojmap-codegen generate`. Do not edit.
"""The sending of an email to its recipients. RFC 8621, section 7."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal, TypeAlias

from aiojmap.core import method_errors as core_method_errors
from aiojmap.core import set_errors as core_set_errors
from aiojmap.core.ids import AccountId, BlobId
from aiojmap.core.standard import SetResponse
from aiojmap.mail.email import EmailPatch
from aiojmap.mail.ids import EmailId, ThreadId
from aiojmap.runtime import (
    NOT_FETCHED,
    UNSET,
    Arguments,
    CreatedId,
    CreatingCall,
    Inside,
    JSONObject,
    Method,
    Namespace,
    Patch,
    Record,
    RecordChange,
    RecordCreation,
    Ref,
    Refs,
    UnsetType,
    UTCDate,
    Value,
    new_creation_id,
    prop,
    record,
)
from aiojmap.submission import set_errors as submission_set_errors
from aiojmap.submission.ids import EmailSubmissionId, IdentityId

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
    parameters: JSONObject | None = prop("parameters", default=NOT_FETCHED, fallback=None)
    """SMTP parameters by name; each value is a string, or null for a parameter without a value.
    `Object|null`, section 7.
    """


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
    envelope: Envelope | None = prop("envelope", default=NOT_FETCHED, immutable=True, initial=None)
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
    """What may be sent to create a EmailSubmission.

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
    """Changes to a EmailSubmission: None puts the default back, `merge` changes single entries of a
    map.

    RFC 8621, section 7.
    """

    undo_status: EmailSubmissionUndoStatus | None | UnsetType = prop("undoStatus", default=UNSET)
    """Whether it can be called back; update a pending one to canceled to try. `String`, section 7.
    """


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
        "onSuccessUpdateEmail", default=UNSET
    )
    """Changes to make to the email of each submission that succeeds; # and a creation id name a new
    one. `Id[PatchObject]|null`, section 7.5.
    """
    on_success_destroy_email: (
        Sequence[str] | Ref[Sequence[EmailSubmissionId] | None] | None | UnsetType
    ) = prop("onSuccessDestroyEmail", default=UNSET)
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
            "tooLarge": core_set_errors.TooLarge,
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
