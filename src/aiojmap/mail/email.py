# Generated from rfc8621_mail.toml by `aiojmap-codegen generate`. Do not edit.
"""A message in the mail store, taken apart. RFC 8621, section 4.1."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from typing import Annotated, ClassVar, Generic, Literal, TypeAlias, overload

from aiojmap.core import method_errors as core_method_errors
from aiojmap.core import set_errors as core_set_errors
from aiojmap.core.ids import AccountId, BlobId
from aiojmap.core.standard import (
    ChangesResponse,
    CopyResponse,
    GetResponse,
    QueryChangesResponse,
    QueryResponse,
    SetResponse,
)
from aiojmap.mail import set_errors as mail_set_errors
from aiojmap.mail.email_address import EmailAddress, EmailAddressRefs
from aiojmap.mail.ids import EmailId, MailboxId, ThreadId
from aiojmap.runtime import (
    NOT_FETCHED,
    UNSET,
    AnyPropertyName,
    Arguments,
    Call,
    Comparator,
    CreatedId,
    CreatingCall,
    Date,
    Family,
    FamilyRecord,
    Filter,
    FilterCondition,
    Inside,
    Int,
    Items,
    Merge,
    Method,
    Namespace,
    NullProperties,
    Patch,
    Record,
    RecordChange,
    RecordCreation,
    Ref,
    Refs,
    RepeatedForm,
    RepeatedName,
    Response,
    SetError,
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

EmailBodyPartProperty: TypeAlias = Literal[
    "partId",
    "blobId",
    "size",
    "headers",
    "name",
    "type",
    "charset",
    "disposition",
    "cid",
    "language",
    "location",
    "subParts",
]
"""The names of the properties of an EmailBodyPart."""
EmailProperty: TypeAlias = Literal[
    "id",
    "blobId",
    "threadId",
    "mailboxIds",
    "keywords",
    "size",
    "receivedAt",
    "headers",
    "messageId",
    "inReplyTo",
    "references",
    "sender",
    "from",
    "to",
    "cc",
    "bcc",
    "replyTo",
    "subject",
    "sentAt",
    "bodyStructure",
    "bodyValues",
    "textBody",
    "htmlBody",
    "attachments",
    "hasAttachment",
    "preview",
]
"""The names of the properties of an Email."""
EmailBodyPartDisposition: TypeAlias = Literal["attachment", "inline"] | str
"""Known values; servers may use others."""
EmailAllInThreadHaveKeyword: TypeAlias = (
    Literal[
        "$draft", "$seen", "$flagged", "$answered", "$forwarded", "$phishing", "$junk", "$notjunk"
    ]
    | str
)
"""Known values; servers may use others."""


class EmailBodyPartHeaderName(Family, RepeatedName["EmailBodyPart", "str | None", "str"]):
    """The names `header:{name}` of properties of EmailBodyPart. A header field of the part by its
    name: the last one, or all of them; raw unless a form is asked for.
    """

    __slots__ = ()

    prefix: ClassVar[str] = "header:"
    variable: ClassVar[str] = "name"
    defined: ClassVar[Collection[str]] = (
        "Date",
        "From",
        "Sender",
        "Reply-To",
        "To",
        "Cc",
        "Bcc",
        "Message-ID",
        "In-Reply-To",
        "References",
        "Subject",
        "Comments",
        "Keywords",
        "Resent-Date",
        "Resent-From",
        "Resent-Sender",
        "Resent-To",
        "Resent-Cc",
        "Resent-Bcc",
        "Resent-Message-ID",
        "Resent-Reply-To",
        "Return-Path",
        "Received",
        "List-Help",
        "List-Unsubscribe",
        "List-Subscribe",
        "List-Post",
        "List-Owner",
        "List-Archive",
    )

    plain: ClassVar[RepeatedForm[EmailBodyPart, str | None, str]] = RepeatedForm("")
    """The name itself. `String`, section 4.1.4."""
    as_raw: ClassVar[RepeatedForm[EmailBodyPart, str | None, str]] = RepeatedForm("asRaw")
    """What follows the colon, as it stands in the message. `String`, section 4.1.2.1."""
    as_text: ClassVar[RepeatedForm[EmailBodyPart, str | None, str]] = RepeatedForm(
        "asText",
        only=(
            "Subject",
            "Comments",
            "Keywords",
            "List-Id",
        ),
    )
    """Unfolded and decoded. `String`, section 4.1.2.2."""
    as_addresses: ClassVar[
        RepeatedForm[EmailBodyPart, list[EmailAddress] | None, list[EmailAddress]]
    ] = RepeatedForm(
        "asAddresses",
        only=(
            "From",
            "Sender",
            "Reply-To",
            "To",
            "Cc",
            "Bcc",
            "Resent-From",
            "Resent-Sender",
            "Resent-Reply-To",
            "Resent-To",
            "Resent-Cc",
            "Resent-Bcc",
        ),
    )
    """The addresses, without the groups they are in. `EmailAddress[]`, section 4.1.2.3."""
    as_grouped_addresses: ClassVar[
        RepeatedForm[EmailBodyPart, list[EmailAddressGroup] | None, list[EmailAddressGroup]]
    ] = RepeatedForm(
        "asGroupedAddresses",
        only=(
            "From",
            "Sender",
            "Reply-To",
            "To",
            "Cc",
            "Bcc",
            "Resent-From",
            "Resent-Sender",
            "Resent-Reply-To",
            "Resent-To",
            "Resent-Cc",
            "Resent-Bcc",
        ),
    )
    """The addresses in their groups. `EmailAddressGroup[]`, section 4.1.2.4."""
    as_message_ids: ClassVar[RepeatedForm[EmailBodyPart, list[str] | None, list[str] | None]] = (
        RepeatedForm(
            "asMessageIds",
            only=(
                "Message-ID",
                "In-Reply-To",
                "References",
                "Resent-Message-ID",
            ),
        )
    )
    """The message ids without angle brackets, or null if they cannot be read. `String[]|null`,
    section 4.1.2.5.
    """
    as_date: ClassVar[RepeatedForm[EmailBodyPart, Date | None, Date | None]] = RepeatedForm(
        "asDate",
        only=(
            "Date",
            "Resent-Date",
        ),
    )
    """The time, or null if it cannot be read. `Date|null`, section 4.1.2.6."""
    as_urls: ClassVar[RepeatedForm[EmailBodyPart, list[str] | None, list[str] | None]] = (
        RepeatedForm(
            "asURLs",
            only=(
                "List-Help",
                "List-Unsubscribe",
                "List-Subscribe",
                "List-Post",
                "List-Owner",
                "List-Archive",
            ),
        )
    )
    """The URLs without angle brackets, or null if they cannot be read. `String[]|null`, section
    4.1.2.7.
    """


class EmailHeaderName(Family, RepeatedName["Email", "str | None", "str"]):
    """The names `header:{name}` of properties of Email. A header field by its name: the last one,
    or all of them; raw unless a form is asked for.
    """

    __slots__ = ()

    prefix: ClassVar[str] = "header:"
    variable: ClassVar[str] = "name"
    defined: ClassVar[Collection[str]] = (
        "Date",
        "From",
        "Sender",
        "Reply-To",
        "To",
        "Cc",
        "Bcc",
        "Message-ID",
        "In-Reply-To",
        "References",
        "Subject",
        "Comments",
        "Keywords",
        "Resent-Date",
        "Resent-From",
        "Resent-Sender",
        "Resent-To",
        "Resent-Cc",
        "Resent-Bcc",
        "Resent-Message-ID",
        "Resent-Reply-To",
        "Return-Path",
        "Received",
        "List-Help",
        "List-Unsubscribe",
        "List-Subscribe",
        "List-Post",
        "List-Owner",
        "List-Archive",
    )

    plain: ClassVar[RepeatedForm[Email, str | None, str]] = RepeatedForm("")
    """The name itself. `String`, section 4.1.3."""
    as_raw: ClassVar[RepeatedForm[Email, str | None, str]] = RepeatedForm("asRaw")
    """What follows the colon, as it stands in the message. `String`, section 4.1.2.1."""
    as_text: ClassVar[RepeatedForm[Email, str | None, str]] = RepeatedForm(
        "asText",
        only=(
            "Subject",
            "Comments",
            "Keywords",
            "List-Id",
        ),
    )
    """Unfolded and decoded. `String`, section 4.1.2.2."""
    as_addresses: ClassVar[RepeatedForm[Email, list[EmailAddress] | None, list[EmailAddress]]] = (
        RepeatedForm(
            "asAddresses",
            only=(
                "From",
                "Sender",
                "Reply-To",
                "To",
                "Cc",
                "Bcc",
                "Resent-From",
                "Resent-Sender",
                "Resent-Reply-To",
                "Resent-To",
                "Resent-Cc",
                "Resent-Bcc",
            ),
        )
    )
    """The addresses, without the groups they are in. `EmailAddress[]`, section 4.1.2.3."""
    as_grouped_addresses: ClassVar[
        RepeatedForm[Email, list[EmailAddressGroup] | None, list[EmailAddressGroup]]
    ] = RepeatedForm(
        "asGroupedAddresses",
        only=(
            "From",
            "Sender",
            "Reply-To",
            "To",
            "Cc",
            "Bcc",
            "Resent-From",
            "Resent-Sender",
            "Resent-Reply-To",
            "Resent-To",
            "Resent-Cc",
            "Resent-Bcc",
        ),
    )
    """The addresses in their groups. `EmailAddressGroup[]`, section 4.1.2.4."""
    as_message_ids: ClassVar[RepeatedForm[Email, list[str] | None, list[str] | None]] = (
        RepeatedForm(
            "asMessageIds",
            only=(
                "Message-ID",
                "In-Reply-To",
                "References",
                "Resent-Message-ID",
            ),
        )
    )
    """The message ids without angle brackets, or null if they cannot be read. `String[]|null`,
    section 4.1.2.5.
    """
    as_date: ClassVar[RepeatedForm[Email, Date | None, Date | None]] = RepeatedForm(
        "asDate",
        only=(
            "Date",
            "Resent-Date",
        ),
    )
    """The time, or null if it cannot be read. `Date|null`, section 4.1.2.6."""
    as_urls: ClassVar[RepeatedForm[Email, list[str] | None, list[str] | None]] = RepeatedForm(
        "asURLs",
        only=(
            "List-Help",
            "List-Unsubscribe",
            "List-Subscribe",
            "List-Post",
            "List-Owner",
            "List-Archive",
        ),
    )
    """The URLs without angle brackets, or null if they cannot be read. `String[]|null`, section
    4.1.2.7.
    """


@record
class EmailAddressGroup(Record):
    """Addresses under the name of a group, or in none.

    RFC 8621, section 4.1.2.4.
    """

    name: str | None = prop("name", default=NOT_FETCHED, fallback=None)
    """The name of the group, or null for addresses outside groups. `String|null`, section 4.1.2.4.
    """
    addresses: list[EmailAddress] = prop("addresses")
    """The addresses of the group. `EmailAddress[]`, section 4.1.2.4."""


@record
class EmailHeader(Record):
    """A header field as it stands in the message.

    RFC 8621, section 4.1.3.
    """

    name: str = prop("name")
    """The name of the field, capitalised as in the message. `String`, section 4.1.3."""
    value: str = prop("value")
    """What follows the colon, raw. `String`, section 4.1.3."""


@record
class EmailBodyPart(FamilyRecord["EmailBodyPart"]):
    """A MIME part of a message.

    RFC 8621, section 4.1.4.
    """

    fetched_by: ClassVar[str | None] = "Email/get"
    families: ClassVar[tuple[type[Family], ...]] = (EmailBodyPartHeaderName,)

    part_id: str | None = prop("partId", default=NOT_FETCHED)
    """The key of the part within its email, null for a multipart; on create a key of bodyValues,
    instead of blobId. `String|null`, section 4.1.4.
    """
    blob_id: str | None = prop("blobId", default=NOT_FETCHED)
    """The decoded content, null for a multipart; on create instead of partId. `Id|null`, section
    4.1.4.
    """
    size: UnsignedInt = prop("size", default=NOT_FETCHED)
    """The size of the decoded content in octets; on create not allowed with partId and ignored with
    blobId. `UnsignedInt`, section 4.1.4.
    """
    headers: list[EmailHeader] = prop("headers", default=NOT_FETCHED)
    """All header fields of the part in their order; must not be sent on create (section 4.6).
    `EmailHeader[]`, section 4.1.4.
    """
    name: str | None = prop("name", default=NOT_FETCHED)
    """The decoded file name. `String|null`, section 4.1.4."""
    type: str = prop("type", default=NOT_FETCHED)
    """The media type without parameters, such as text/plain. `String`, section 4.1.4."""
    charset: str | None = prop("charset", default=NOT_FETCHED)
    """The character set, given or implied; on create not allowed with partId. `String|null`,
    section 4.1.4.
    """
    disposition: EmailBodyPartDisposition | None = prop("disposition", default=NOT_FETCHED)
    """How the sender wants it shown, from Content-Disposition. `String|null`, section 4.1.4."""
    cid: str | None = prop("cid", default=NOT_FETCHED)
    """Content-Id without the angle brackets, by which HTML refers to the part. `String|null`,
    section 4.1.4.
    """
    language: list[str] | None = prop("language", default=NOT_FETCHED)
    """The language tags in Content-Language. `String[]|null`, section 4.1.4."""
    location: str | None = prop("location", default=NOT_FETCHED)
    """The URI in Content-Location. `String|null`, section 4.1.4."""
    sub_parts: list[EmailBodyPart] | None = prop("subParts", default=NOT_FETCHED)
    """The parts inside a multipart. `EmailBodyPart[]|null`, section 4.1.4."""

    @staticmethod
    def header(name: str) -> EmailBodyPartHeaderName:
        """The name of a property `header:{name}`: a header field of the part by its name: the last
        one, or all of them; raw unless a form is asked for.
        """
        return EmailBodyPartHeaderName(name)


@record
class EmailBodyValue(Record):
    """The text of a part.

    RFC 8621, section 4.1.4.
    """

    value: str = prop("value")
    """The decoded text, with line feeds as line ends. `String`, section 4.1.4."""
    is_encoding_problem: bool = prop(
        "isEncodingProblem", default=NOT_FETCHED, fallback=False, initial=False
    )
    """Whether some of it could not be decoded properly; not true on create. `Boolean`, default
    False, section 4.1.4.
    """
    is_truncated: bool = prop("isTruncated", default=NOT_FETCHED, fallback=False, initial=False)
    """Whether it was cut short; not true on create. `Boolean`, default False, section 4.1.4."""


@record
class EmailImport(Record):
    """A message to make an email of.

    RFC 8621, section 4.8.
    """

    blob_id: str = prop("blobId")
    """The raw message. `Id`, section 4.8."""
    mailbox_ids: dict[str, bool] = prop("mailboxIds")
    """The mailboxes to put it in, at least one; each value is true. `Id[Boolean]`, section 4.8."""
    keywords: dict[str, bool] = prop("keywords", default=NOT_FETCHED, fallback={}, initial={})
    """The keywords it gets, in lower case; each value is true. `String[Boolean]`, default {},
    section 4.8.
    """
    received_at: UTCDate = prop("receivedAt", default=NOT_FETCHED)
    """When it was received. `UTCDate`, section 4.8."""


@record
class Email(FamilyRecord["Email"]):
    """A message in the mail store, taken apart.

    RFC 8621, section 4.1.
    """

    fetched_by: ClassVar[str | None] = "Email/get"
    families: ClassVar[tuple[type[Family], ...]] = (EmailHeaderName,)

    id: str = prop("id", default=NOT_FETCHED, server_set=True, immutable=True)
    """The id of the email, which is not its Message-ID. `Id`, immutable, server-set, section 4.1.1.
    """
    blob_id: str = prop("blobId", default=NOT_FETCHED, server_set=True, immutable=True)
    """The raw message, to download or to attach. `Id`, immutable, server-set, section 4.1.1."""
    thread_id: str = prop("threadId", default=NOT_FETCHED, server_set=True, immutable=True)
    """The thread it belongs to. `Id`, immutable, server-set, section 4.1.1."""
    mailbox_ids: dict[str, bool] = prop("mailboxIds", default=NOT_FETCHED)
    """The mailboxes it is in, at least one; each value is true. `Id[Boolean]`, section 4.1.1."""
    keywords: dict[str, bool] = prop("keywords", default=NOT_FETCHED, initial={})
    """The keywords it has, in lower case; each value is true. `String[Boolean]`, default {},
    section 4.1.1.
    """
    size: UnsignedInt = prop("size", default=NOT_FETCHED, server_set=True, immutable=True)
    """The size of the raw message in octets. `UnsignedInt`, immutable, server-set, section 4.1.1.
    """
    received_at: UTCDate = prop("receivedAt", default=NOT_FETCHED, immutable=True)
    """When the mail store received it. `UTCDate`, immutable, section 4.1.1."""
    headers: list[EmailHeader] = prop("headers", default=NOT_FETCHED, immutable=True)
    """All header fields in the order of the message; must not be sent on create (section 4.6).
    `EmailHeader[]`, immutable, section 4.1.3.
    """
    message_id: list[str] | None = prop("messageId", default=NOT_FETCHED, immutable=True)
    """The ids in Message-ID, normally one; the server makes one if it is left out. `String[]|null`,
    immutable, section 4.1.3.
    """
    in_reply_to: list[str] | None = prop("inReplyTo", default=NOT_FETCHED, immutable=True)
    """The message ids in In-Reply-To. `String[]|null`, immutable, section 4.1.3."""
    references: list[str] | None = prop("references", default=NOT_FETCHED, immutable=True)
    """The message ids in References. `String[]|null`, immutable, section 4.1.3."""
    sender: list[EmailAddress] | None = prop("sender", default=NOT_FETCHED, immutable=True)
    """The addresses in Sender. `EmailAddress[]|null`, immutable, section 4.1.3."""
    from_: list[EmailAddress] | None = prop("from", default=NOT_FETCHED, immutable=True)
    """The addresses in From. `EmailAddress[]|null`, immutable, section 4.1.3."""
    to: list[EmailAddress] | None = prop("to", default=NOT_FETCHED, immutable=True)
    """The addresses in To. `EmailAddress[]|null`, immutable, section 4.1.3."""
    cc: list[EmailAddress] | None = prop("cc", default=NOT_FETCHED, immutable=True)
    """The addresses in Cc. `EmailAddress[]|null`, immutable, section 4.1.3."""
    bcc: list[EmailAddress] | None = prop("bcc", default=NOT_FETCHED, immutable=True)
    """The addresses in Bcc. `EmailAddress[]|null`, immutable, section 4.1.3."""
    reply_to: list[EmailAddress] | None = prop("replyTo", default=NOT_FETCHED, immutable=True)
    """The addresses in Reply-To. `EmailAddress[]|null`, immutable, section 4.1.3."""
    subject: str | None = prop("subject", default=NOT_FETCHED, immutable=True)
    """The decoded text of Subject. `String|null`, immutable, section 4.1.3."""
    sent_at: Date | None = prop("sentAt", default=NOT_FETCHED, immutable=True)
    """The time in Date. `Date|null`, immutable, section 4.1.3."""
    body_structure: EmailBodyPart = prop("bodyStructure", default=NOT_FETCHED, immutable=True)
    """The whole tree of MIME parts, not going into attached messages; on create it excludes
    textBody, htmlBody and attachments. `EmailBodyPart`, immutable, section 4.1.4.
    """
    body_values: dict[str, EmailBodyValue] = prop("bodyValues", default=NOT_FETCHED, immutable=True)
    """The text of parts by partId; Email/get says which ones to fetch. `String[EmailBodyValue]`,
    immutable, section 4.1.4.
    """
    text_body: list[EmailBodyPart] = prop("textBody", default=NOT_FETCHED, immutable=True)
    """The parts to show one after another as the body, plain text preferred; on create exactly one,
    of type text/plain. `EmailBodyPart[]`, immutable, section 4.1.4.
    """
    html_body: list[EmailBodyPart] = prop("htmlBody", default=NOT_FETCHED, immutable=True)
    """The parts to show one after another as the body, HTML preferred; on create exactly one, of
    type text/html. `EmailBodyPart[]`, immutable, section 4.1.4.
    """
    attachments: list[EmailBodyPart] = prop("attachments", default=NOT_FETCHED, immutable=True)
    """The parts outside the body, and media that only one of textBody and htmlBody has.
    `EmailBodyPart[]`, immutable, section 4.1.4.
    """
    has_attachment: bool = prop(
        "hasAttachment", default=NOT_FETCHED, server_set=True, immutable=True
    )
    """Whether there is something worth offering as a download, as the server sees it. `Boolean`,
    immutable, server-set, section 4.1.4.
    """
    preview: str = prop("preview", default=NOT_FETCHED, server_set=True, immutable=True)
    """A piece of the text for lists of emails, at most 256 characters; may differ from one fetch to
    the next. `String`, immutable, server-set, section 4.1.4.
    """

    @staticmethod
    def header(name: str) -> EmailHeaderName:
        """The name of a property `header:{name}`: a header field by its name: the last one, or all
        of them; raw unless a form is asked for.
        """
        return EmailHeaderName(name)


@record
class EmailCreate(FamilyRecord["Email"]):
    """What may be sent to create an Email.

    RFC 8621, section 4.1.
    """

    families: ClassVar[tuple[type[Family], ...]] = (EmailHeaderName,)

    mailbox_ids: Items[str | CreatedId[MailboxId], bool] = prop("mailboxIds")
    """The mailboxes it is in, at least one; each value is true. `Id[Boolean]`, section 4.1.1."""
    keywords: Mapping[str, bool] | UnsetType = prop("keywords", default=UNSET, initial={})
    """The keywords it has, in lower case; each value is true. `String[Boolean]`, default {},
    section 4.1.1.
    """
    received_at: UTCDate | UnsetType = prop("receivedAt", default=UNSET, immutable=True)
    """When the mail store received it. `UTCDate`, immutable, section 4.1.1."""
    headers: Sequence[EmailHeader] | UnsetType = prop("headers", default=UNSET, immutable=True)
    """All header fields in the order of the message; must not be sent on create (section 4.6).
    `EmailHeader[]`, immutable, section 4.1.3.
    """
    message_id: Sequence[str] | None | UnsetType = prop("messageId", default=UNSET, immutable=True)
    """The ids in Message-ID, normally one; the server makes one if it is left out. `String[]|null`,
    immutable, section 4.1.3.
    """
    in_reply_to: Sequence[str] | None | UnsetType = prop("inReplyTo", default=UNSET, immutable=True)
    """The message ids in In-Reply-To. `String[]|null`, immutable, section 4.1.3."""
    references: Sequence[str] | None | UnsetType = prop("references", default=UNSET, immutable=True)
    """The message ids in References. `String[]|null`, immutable, section 4.1.3."""
    sender: Sequence[EmailAddress] | None | UnsetType = prop(
        "sender", default=UNSET, immutable=True
    )
    """The addresses in Sender. `EmailAddress[]|null`, immutable, section 4.1.3."""
    from_: Sequence[EmailAddress] | None | UnsetType = prop("from", default=UNSET, immutable=True)
    """The addresses in From. `EmailAddress[]|null`, immutable, section 4.1.3."""
    to: Sequence[EmailAddress] | None | UnsetType = prop("to", default=UNSET, immutable=True)
    """The addresses in To. `EmailAddress[]|null`, immutable, section 4.1.3."""
    cc: Sequence[EmailAddress] | None | UnsetType = prop("cc", default=UNSET, immutable=True)
    """The addresses in Cc. `EmailAddress[]|null`, immutable, section 4.1.3."""
    bcc: Sequence[EmailAddress] | None | UnsetType = prop("bcc", default=UNSET, immutable=True)
    """The addresses in Bcc. `EmailAddress[]|null`, immutable, section 4.1.3."""
    reply_to: Sequence[EmailAddress] | None | UnsetType = prop(
        "replyTo", default=UNSET, immutable=True
    )
    """The addresses in Reply-To. `EmailAddress[]|null`, immutable, section 4.1.3."""
    subject: str | None | UnsetType = prop("subject", default=UNSET, immutable=True)
    """The decoded text of Subject. `String|null`, immutable, section 4.1.3."""
    sent_at: Date | None | UnsetType = prop("sentAt", default=UNSET, immutable=True)
    """The time in Date. `Date|null`, immutable, section 4.1.3."""
    body_structure: EmailBodyPart | UnsetType = prop("bodyStructure", default=UNSET, immutable=True)
    """The whole tree of MIME parts, not going into attached messages; on create it excludes
    textBody, htmlBody and attachments. `EmailBodyPart`, immutable, section 4.1.4.
    """
    body_values: Mapping[str, EmailBodyValue] | UnsetType = prop(
        "bodyValues", default=UNSET, immutable=True
    )
    """The text of parts by partId; Email/get says which ones to fetch. `String[EmailBodyValue]`,
    immutable, section 4.1.4.
    """
    text_body: Sequence[EmailBodyPart] | UnsetType = prop("textBody", default=UNSET, immutable=True)
    """The parts to show one after another as the body, plain text preferred; on create exactly one,
    of type text/plain. `EmailBodyPart[]`, immutable, section 4.1.4.
    """
    html_body: Sequence[EmailBodyPart] | UnsetType = prop("htmlBody", default=UNSET, immutable=True)
    """The parts to show one after another as the body, HTML preferred; on create exactly one, of
    type text/html. `EmailBodyPart[]`, immutable, section 4.1.4.
    """
    attachments: Sequence[EmailBodyPart] | UnsetType = prop(
        "attachments", default=UNSET, immutable=True
    )
    """The parts outside the body, and media that only one of textBody and htmlBody has.
    `EmailBodyPart[]`, immutable, section 4.1.4.
    """


@record
class EmailCopy(Record):
    """What may be sent to copy an Email.

    RFC 8621, section 4.1.
    """

    id: str | CreatedId[EmailId] = prop("id", server_set=True, immutable=True)
    """The id of the email, which is not its Message-ID. `Id`, immutable, server-set, section 4.1.1.
    """
    mailbox_ids: Items[str | CreatedId[MailboxId], bool] | UnsetType = prop(
        "mailboxIds", default=UNSET
    )
    """The mailboxes it is in, at least one; each value is true. `Id[Boolean]`, section 4.1.1."""
    keywords: Mapping[str, bool] | UnsetType = prop("keywords", default=UNSET, initial={})
    """The keywords it has, in lower case; each value is true. `String[Boolean]`, default {},
    section 4.1.1.
    """
    received_at: UTCDate | UnsetType = prop("receivedAt", default=UNSET, immutable=True)
    """When the mail store received it. `UTCDate`, immutable, section 4.1.1."""


@record
class EmailPatch(Patch):
    """Changes to an Email: None puts the default back, `merge` changes single entries of a map.

    RFC 8621, section 4.1.
    """

    patched: ClassVar[type[Record]] = Email

    mailbox_ids: Items[str | CreatedId[MailboxId], bool] | Merge[bool | None] | None | UnsetType = (
        prop("mailboxIds", default=UNSET)
    )
    """The mailboxes it is in, at least one; each value is true. `Id[Boolean]`, section 4.1.1."""
    keywords: Mapping[str, bool] | Merge[bool | None] | None | UnsetType = prop(
        "keywords", default=UNSET, initial={}
    )
    """The keywords it has, in lower case; each value is true. `String[Boolean]`, default {},
    section 4.1.1.
    """


@record
class EmailFilter(FilterCondition[EmailId]):
    """Which emails to find; all the conditions given must hold.

    RFC 8621, section 4.4.1.
    """

    in_mailbox: str | UnsetType = prop("inMailbox", default=UNSET)
    """Is in this mailbox. `Id`, section 4.4.1."""
    in_mailbox_other_than: Sequence[str] | UnsetType = prop("inMailboxOtherThan", default=UNSET)
    """Is in some mailbox besides these, so not only in trash or junk, say. `Id[]`, section 4.4.1.
    """
    before: UTCDate | UnsetType = prop("before", default=UNSET)
    """Was received before this time. `UTCDate`, section 4.4.1."""
    after: UTCDate | UnsetType = prop("after", default=UNSET)
    """Was received at this time or later. `UTCDate`, section 4.4.1."""
    min_size: UnsignedInt | UnsetType = prop("minSize", default=UNSET)
    """Is at least this large, in octets. `UnsignedInt`, section 4.4.1."""
    max_size: UnsignedInt | UnsetType = prop("maxSize", default=UNSET)
    """Is smaller than this, in octets. `UnsignedInt`, section 4.4.1."""
    all_in_thread_have_keyword: EmailAllInThreadHaveKeyword | UnsetType = prop(
        "allInThreadHaveKeyword", default=UNSET
    )
    """Is in a thread where every email has this keyword. `String`, section 4.4.1."""
    some_in_thread_have_keyword: EmailAllInThreadHaveKeyword | UnsetType = prop(
        "someInThreadHaveKeyword", default=UNSET
    )
    """Is in a thread where some email has this keyword. `String`, section 4.4.1."""
    none_in_thread_have_keyword: EmailAllInThreadHaveKeyword | UnsetType = prop(
        "noneInThreadHaveKeyword", default=UNSET
    )
    """Is in a thread where no email has this keyword. `String`, section 4.4.1."""
    has_keyword: EmailAllInThreadHaveKeyword | UnsetType = prop("hasKeyword", default=UNSET)
    """Has this keyword. `String`, section 4.4.1."""
    not_keyword: EmailAllInThreadHaveKeyword | UnsetType = prop("notKeyword", default=UNSET)
    """Lacks this keyword. `String`, section 4.4.1."""
    has_attachment: bool | UnsetType = prop("hasAttachment", default=UNSET)
    """Has attachments or not, as given. `Boolean`, section 4.4.1."""
    text: str | UnsetType = prop("text", default=UNSET)
    """Has this text in From, To, Cc, Bcc, Subject or a body part; servers may look further.
    `String`, section 4.4.1.
    """
    from_: str | UnsetType = prop("from", default=UNSET)
    """Has this text in From. `String`, section 4.4.1."""
    to: str | UnsetType = prop("to", default=UNSET)
    """Has this text in To. `String`, section 4.4.1."""
    cc: str | UnsetType = prop("cc", default=UNSET)
    """Has this text in Cc. `String`, section 4.4.1."""
    bcc: str | UnsetType = prop("bcc", default=UNSET)
    """Has this text in Bcc. `String`, section 4.4.1."""
    subject: str | UnsetType = prop("subject", default=UNSET)
    """Has this text in Subject. `String`, section 4.4.1."""
    body: str | UnsetType = prop("body", default=UNSET)
    """Has this text in a body part. `String`, section 4.4.1."""
    header: Sequence[str] | UnsetType = prop("header", default=UNSET)
    """Has the header field named first and, if a second string is given, that text in it.
    `String[]`, section 4.4.1.
    """


class EmailSort:
    """Properties that Email/query can sort by."""

    received_at: ClassVar[Comparator[EmailId]] = Comparator("receivedAt")
    """By the time the email was received; every server can. Section 4.4.2."""
    size: ClassVar[Comparator[EmailId]] = Comparator("size")
    """By size. Section 4.4.2."""
    from_: ClassVar[Comparator[EmailId]] = Comparator("from")
    """By the first name in From, or the address where it has no name. Section 4.4.2."""
    to: ClassVar[Comparator[EmailId]] = Comparator("to")
    """By the first name in To, or the address where it has no name. Section 4.4.2."""
    subject: ClassVar[Comparator[EmailId]] = Comparator("subject")
    """By subject, without prefixes such as Re:. Section 4.4.2."""
    sent_at: ClassVar[Comparator[EmailId]] = Comparator("sentAt")
    """By the time in Date. Section 4.4.2."""

    @staticmethod
    def has_keyword(
        keyword: str,
    ) -> Comparator[EmailId]:
        """By whether the email has a keyword. Section 4.4.2."""
        return Comparator(
            "hasKeyword",
            arguments={
                "keyword": keyword,
            },
        )

    @staticmethod
    def all_in_thread_have_keyword(
        keyword: str,
    ) -> Comparator[EmailId]:
        """By whether every email of the thread has a keyword. Section 4.4.2."""
        return Comparator(
            "allInThreadHaveKeyword",
            arguments={
                "keyword": keyword,
            },
        )

    @staticmethod
    def some_in_thread_have_keyword(
        keyword: str,
    ) -> Comparator[EmailId]:
        """By whether some email of the thread has a keyword. Section 4.4.2."""
        return Comparator(
            "someInThreadHaveKeyword",
            arguments={
                "keyword": keyword,
            },
        )


class EmailAddedItemRefs(Refs):
    """What can be referred to in each AddedItem of an answer."""

    __slots__ = ()

    id = Value[Sequence[EmailId]]("id")
    index = Value[Sequence[int]]("index")


class EmailAddressGroupRefs(Refs):
    """What can be referred to in each EmailAddressGroup of an answer."""

    __slots__ = ()

    name = Value[Sequence[str | None]]("name")
    addresses = Inside("addresses", EmailAddressRefs)


class EmailHeaderRefs(Refs):
    """What can be referred to in each EmailHeader of an answer."""

    __slots__ = ()

    name = Value[Sequence[str]]("name")
    value = Value[Sequence[str]]("value")


class EmailBodyPartRefs(Refs):
    """What can be referred to in each EmailBodyPart of an answer."""

    __slots__ = ()

    part_id = Value[Sequence[str | None]]("partId")
    blob_id = Value[Sequence[BlobId | None]]("blobId")
    size = Value[Sequence[int]]("size")
    headers = Inside("headers", EmailHeaderRefs)
    name = Value[Sequence[str | None]]("name")
    type = Value[Sequence[str]]("type")
    charset = Value[Sequence[str | None]]("charset")
    disposition = Value[Sequence[str | None]]("disposition")
    cid = Value[Sequence[str | None]]("cid")
    language = Value[Sequence[Sequence[str] | None]]("language")
    location = Value[Sequence[str | None]]("location")


class EmailBodyValueRefs(Refs):
    """What can be referred to in each EmailBodyValue of an answer."""

    __slots__ = ()

    value = Value[Sequence[str]]("value")
    is_encoding_problem = Value[Sequence[bool]]("isEncodingProblem")
    is_truncated = Value[Sequence[bool]]("isTruncated")


class EmailImportRefs(Refs):
    """What can be referred to in each EmailImport of an answer."""

    __slots__ = ()

    blob_id = Value[Sequence[BlobId]]("blobId")
    received_at = Value[Sequence[str]]("receivedAt")


class EmailRefs(Refs):
    """What can be referred to in each Email of an answer."""

    __slots__ = ()

    id = Value[Sequence[EmailId]]("id")
    blob_id = Value[Sequence[BlobId]]("blobId")
    thread_id = Value[Sequence[ThreadId]]("threadId")
    size = Value[Sequence[int]]("size")
    received_at = Value[Sequence[str]]("receivedAt")
    headers = Inside("headers", EmailHeaderRefs)
    message_id = Value[Sequence[Sequence[str] | None]]("messageId")
    in_reply_to = Value[Sequence[Sequence[str] | None]]("inReplyTo")
    references = Value[Sequence[Sequence[str] | None]]("references")
    subject = Value[Sequence[str | None]]("subject")
    sent_at = Value[Sequence[str | None]]("sentAt")
    body_structure = Inside("bodyStructure", EmailBodyPartRefs, many=False)
    text_body = Inside("textBody", EmailBodyPartRefs)
    html_body = Inside("htmlBody", EmailBodyPartRefs)
    attachments = Inside("attachments", EmailBodyPartRefs)
    has_attachment = Value[Sequence[bool]]("hasAttachment")
    preview = Value[Sequence[str]]("preview")


@record
class EmailGetArguments(Arguments):
    """The arguments of Email/get."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.1."""
    ids: Sequence[str] | Ref[Sequence[EmailId] | None] | None | UnsetType = prop(
        "ids", default=UNSET
    )
    """The records to fetch, or null for all of them, where the type allows that. `Id[]|null`,
    section 5.1.
    """
    properties: Sequence[str] | Ref[Sequence[str] | None] | None | UnsetType = prop(
        "properties",
        default=UNSET,
        properties_of=Email,
        initial=[
            "id",
            "blobId",
            "threadId",
            "mailboxIds",
            "keywords",
            "size",
            "receivedAt",
            "messageId",
            "inReplyTo",
            "references",
            "sender",
            "from",
            "to",
            "cc",
            "bcc",
            "replyTo",
            "subject",
            "sentAt",
            "hasAttachment",
            "preview",
            "bodyValues",
            "textBody",
            "htmlBody",
            "attachments",
        ],
    )
    """The properties to return, or null for all; the id always comes. `String[]|null`, default
    ['id', 'blobId', 'threadId', 'mailboxIds', 'keywords', 'size', 'receivedAt', 'messageId',
    'inReplyTo', 'references', 'sender', 'from', 'to', 'cc', 'bcc', 'replyTo', 'subject',
    'sentAt', 'hasAttachment', 'preview', 'bodyValues', 'textBody', 'htmlBody', 'attachments'],
    section 5.1.
    """
    body_properties: Sequence[str] | Ref[Sequence[str]] | UnsetType = prop(
        "bodyProperties",
        default=UNSET,
        properties_of=EmailBodyPart,
        initial=[
            "partId",
            "blobId",
            "size",
            "name",
            "type",
            "charset",
            "disposition",
            "cid",
            "language",
            "location",
        ],
    )
    """The properties to return of each body part. `String[]`, default ['partId', 'blobId', 'size',
    'name', 'type', 'charset', 'disposition', 'cid', 'language', 'location'], section 4.2.
    """
    fetch_text_body_values: bool | Ref[bool] | UnsetType = prop(
        "fetchTextBodyValues", default=UNSET, initial=False
    )
    """Whether bodyValues gets the text parts of textBody. `Boolean`, default False, section 4.2."""
    fetch_html_body_values: bool | Ref[bool] | UnsetType = prop(
        "fetchHTMLBodyValues", default=UNSET, initial=False
    )
    """Whether bodyValues gets the text parts of htmlBody. `Boolean`, default False, section 4.2."""
    fetch_all_body_values: bool | Ref[bool] | UnsetType = prop(
        "fetchAllBodyValues", default=UNSET, initial=False
    )
    """Whether bodyValues gets every text part of bodyStructure. `Boolean`, default False, section
    4.2.
    """
    max_body_value_bytes: UnsignedInt | Ref[int] | UnsetType = prop(
        "maxBodyValueBytes", default=UNSET, initial=0
    )
    """Where to cut each value of bodyValues, in octets of UTF-8; 0 for nowhere. `UnsignedInt`,
    default 0, section 4.2.
    """


class EmailGetCall(Call[GetResponse[T]], Generic[T]):
    """A call of Email/get, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="Email/get",
        capability="urn:ietf:params:jmap:mail",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="read",
        arguments=EmailGetArguments,
        response=GetResponse,
        record=Email,
        errors={
            **core_method_errors.GENERAL,
            "requestTooLarge": core_method_errors.RequestTooLarge,
        },
        set_errors={},
        implicit=(),
    )

    account_id = Value[AccountId]("accountId")
    state = Value[str]("state")
    list = Inside("list", EmailRefs)
    not_found = Value[Sequence[EmailId]]("notFound")


@record
class EmailChangesArguments(Arguments):
    """The arguments of Email/changes."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.2."""
    since_state: str | Ref[str] = prop("sinceState")
    """The state to start from, as an earlier response gave it. `String`, section 5.2."""
    max_changes: UnsignedInt | Ref[int | None] | None | UnsetType = prop(
        "maxChanges", default=UNSET
    )
    """How many ids to return at most; must be above zero. `UnsignedInt|null`, section 5.2."""


class EmailChangesCall(Call[ChangesResponse]):
    """A call of Email/changes, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="Email/changes",
        capability="urn:ietf:params:jmap:mail",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="read",
        arguments=EmailChangesArguments,
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
    created = Value[Sequence[EmailId]]("created")
    updated = Value[Sequence[EmailId]]("updated")
    destroyed = Value[Sequence[EmailId]]("destroyed")


@record
class EmailQueryArguments(Arguments):
    """The arguments of Email/query."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.5."""
    filter: Filter[EmailId] | None | UnsetType = prop("filter", default=UNSET)
    """Which records to find, or null for all. `FilterOperator|FilterCondition|null`, section 5.5.
    """
    sort: Sequence[Comparator[EmailId]] | None | UnsetType = prop("sort", default=UNSET)
    """How to order them, the first criterion counting most. `Comparator[]|null`, section 5.5."""
    position: Int | Ref[int] | UnsetType = prop("position", default=UNSET, initial=0)
    """Index of the first result to return; below zero it counts from the end. `Int`, default 0,
    section 5.5.
    """
    anchor: str | Ref[EmailId | None] | None | UnsetType = prop("anchor", default=UNSET)
    """A record to start from instead of a position. `Id|null`, section 5.5."""
    anchor_offset: Int | Ref[int] | UnsetType = prop("anchorOffset", default=UNSET, initial=0)
    """Where to start relative to the anchor. `Int`, default 0, section 5.5."""
    limit: UnsignedInt | Ref[int | None] | None | UnsetType = prop("limit", default=UNSET)
    """How many results to return at most. `UnsignedInt|null`, section 5.5."""
    calculate_total: bool | Ref[bool] | UnsetType = prop(
        "calculateTotal", default=UNSET, initial=False
    )
    """Whether to count all results, which can be slow. `Boolean`, default False, section 5.5."""
    collapse_threads: bool | Ref[bool] | UnsetType = prop(
        "collapseThreads", default=UNSET, initial=False
    )
    """Whether to keep only the first email of each thread in the results. `Boolean`, default False,
    section 4.4.
    """


class EmailQueryCall(Call[QueryResponse]):
    """A call of Email/query, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="Email/query",
        capability="urn:ietf:params:jmap:mail",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="read",
        arguments=EmailQueryArguments,
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
    ids = Value[Sequence[EmailId]]("ids")
    total = Value[int]("total")
    limit = Value[int]("limit")


@record
class EmailQueryChangesArguments(Arguments):
    """The arguments of Email/queryChanges."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.6."""
    filter: Filter[EmailId] | None | UnsetType = prop("filter", default=UNSET)
    """The filter of the query. `FilterOperator|FilterCondition|null`, section 5.6."""
    sort: Sequence[Comparator[EmailId]] | None | UnsetType = prop("sort", default=UNSET)
    """The sort of the query. `Comparator[]|null`, section 5.6."""
    since_query_state: str | Ref[str] = prop("sinceQueryState")
    """The query state to start from. `String`, section 5.6."""
    max_changes: UnsignedInt | Ref[int | None] | None | UnsetType = prop(
        "maxChanges", default=UNSET
    )
    """How many changes to return at most. `UnsignedInt|null`, section 5.6."""
    up_to_id: str | Ref[EmailId | None] | None | UnsetType = prop("upToId", default=UNSET)
    """The last id the caller knows of; changes after it may be left out. `Id|null`, section 5.6."""
    calculate_total: bool | Ref[bool] | UnsetType = prop(
        "calculateTotal", default=UNSET, initial=False
    )
    """Whether to count all results, which can be slow. `Boolean`, default False, section 5.6."""
    collapse_threads: bool | Ref[bool] | UnsetType = prop(
        "collapseThreads", default=UNSET, initial=False
    )
    """What the query had for collapseThreads. `Boolean`, default False, section 4.5."""


class EmailQueryChangesCall(Call[QueryChangesResponse]):
    """A call of Email/queryChanges, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="Email/queryChanges",
        capability="urn:ietf:params:jmap:mail",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="read",
        arguments=EmailQueryChangesArguments,
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
    removed = Value[Sequence[EmailId]]("removed")
    added = Inside("added", EmailAddedItemRefs)


@record
class EmailSetArguments(Arguments):
    """The arguments of Email/set."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 5.3."""
    if_in_state: str | Ref[str | None] | None | UnsetType = prop("ifInState", default=UNSET)
    """Do nothing and fail unless this is the current state. `String|null`, section 5.3."""
    create: Mapping[str, EmailCreate] | None | UnsetType = prop("create", default=UNSET)
    """Records to create, by creation id. `Id[Email]|null`, section 5.3."""
    update: Mapping[str, EmailPatch] | None | UnsetType = prop("update", default=UNSET)
    """Changes to make, by record id. `Id[PatchObject]|null`, section 5.3."""
    destroy: Sequence[str] | Ref[Sequence[EmailId] | None] | None | UnsetType = prop(
        "destroy", default=UNSET
    )
    """Records to destroy. `Id[]|null`, section 5.3."""


class EmailSetCall(CreatingCall[SetResponse[Email], EmailId]):
    """A call of Email/set, not yet sent."""

    __slots__ = ()

    creates: ClassVar[str | None] = "create"

    method: ClassVar[Method] = Method(
        name="Email/set",
        capability="urn:ietf:params:jmap:mail",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="write",
        arguments=EmailSetArguments,
        response=SetResponse,
        record=Email,
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
            "blobNotFound": mail_set_errors.BlobNotFound,
            "tooManyKeywords": mail_set_errors.TooManyKeywords,
            "tooManyMailboxes": mail_set_errors.TooManyMailboxes,
        },
        implicit=(),
    )

    account_id = Value[AccountId]("accountId")
    old_state = Value[str | None]("oldState")
    new_state = Value[str]("newState")
    destroyed = Value[Sequence[EmailId] | None]("destroyed")


@record
class EmailCopyArguments(Arguments):
    """The arguments of Email/copy."""

    from_account_id: str = prop("fromAccountId")
    """The account to copy from. `Id`, section 5.4."""
    if_from_in_state: str | Ref[str | None] | None | UnsetType = prop(
        "ifFromInState", default=UNSET
    )
    """Do nothing and fail unless this is the state of the account copied from. `String|null`,
    section 5.4.
    """
    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to copy to. `Id`, section 5.4."""
    if_in_state: str | Ref[str | None] | None | UnsetType = prop("ifInState", default=UNSET)
    """Do nothing and fail unless this is the state of the account copied to. `String|null`, section
    5.4.
    """
    create: Mapping[str, EmailCopy] = prop("create")
    """What to copy, by creation id: the id of the original, and properties to change. `Id[Email]`,
    section 5.4.
    """
    on_success_destroy_original: bool | Ref[bool] | UnsetType = prop(
        "onSuccessDestroyOriginal", default=UNSET, initial=False
    )
    """Whether to destroy the originals of what was copied. `Boolean`, default False, section 5.4.
    """
    destroy_from_if_in_state: str | Ref[str | None] | None | UnsetType = prop(
        "destroyFromIfInState", default=UNSET
    )
    """The ifInState of the /set that destroys them. `String|null`, section 5.4."""


class EmailCopyCall(CreatingCall[CopyResponse[Email], EmailId]):
    """A call of Email/copy, not yet sent."""

    __slots__ = ()

    creates: ClassVar[str | None] = "create"

    method: ClassVar[Method] = Method(
        name="Email/copy",
        capability="urn:ietf:params:jmap:mail",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="write",
        arguments=EmailCopyArguments,
        response=CopyResponse,
        record=Email,
        errors={
            **core_method_errors.GENERAL,
            "fromAccountNotFound": core_method_errors.FromAccountNotFound,
            "fromAccountNotSupportedByMethod": core_method_errors.FromAccountNotSupportedByMethod,
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
            "alreadyExists": core_set_errors.AlreadyExists,
        },
        implicit=("Email/set",),
    )

    from_account_id = Value[AccountId]("fromAccountId")
    account_id = Value[AccountId]("accountId")
    old_state = Value[str | None]("oldState")
    new_state = Value[str]("newState")


@record
class EmailImportArguments(Arguments):
    """The arguments of Email/import."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 4.8."""
    if_in_state: str | Ref[str | None] | None | UnsetType = prop("ifInState", default=UNSET)
    """Do nothing and fail unless this is the current state. `String|null`, section 4.8."""
    emails: Mapping[str, EmailImport] = prop("emails")
    """The messages, by creation id. `Id[EmailImport]`, section 4.8."""


@record
class EmailImportResponse(Response):
    """The answer to Email/import.

    RFC 8621, section 4.8.
    """

    account_id: str = prop("accountId", default=NOT_FETCHED)
    """The account that was used. `Id`, section 4.8."""
    old_state: str | None = prop("oldState", default=NOT_FETCHED, fallback=None)
    """The state before, if the server knows it. `String|null`, section 4.8."""
    new_state: str = prop("newState", default=NOT_FETCHED, fallback="")
    """The state now. `String`, section 4.8."""
    created: dict[str, Email] = prop("created", default=NOT_FETCHED, fallback={})
    """The id, blobId, threadId and size of each new email, by creation id. `Id[Email]|null`,
    section 4.8.
    """
    not_created: dict[str, SetError] = prop("notCreated", default=NOT_FETCHED, fallback={})
    """Why messages were not imported, by creation id. `Id[SetError]|null`, section 4.8."""


class EmailImportCall(CreatingCall[EmailImportResponse, EmailId]):
    """A call of Email/import, not yet sent."""

    __slots__ = ()

    creates: ClassVar[str | None] = "emails"

    method: ClassVar[Method] = Method(
        name="Email/import",
        capability="urn:ietf:params:jmap:mail",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="write",
        arguments=EmailImportArguments,
        response=EmailImportResponse,
        record=Email,
        errors={
            **core_method_errors.GENERAL,
            "stateMismatch": core_method_errors.StateMismatch,
        },
        set_errors={
            "alreadyExists": core_set_errors.AlreadyExists,
            "invalidProperties": core_set_errors.InvalidProperties,
            "overQuota": core_set_errors.OverQuota,
            "invalidEmail": mail_set_errors.InvalidEmail,
        },
        implicit=(),
    )

    account_id = Value[AccountId]("accountId")
    old_state = Value[str | None]("oldState")
    new_state = Value[str]("newState")


@record
class EmailParseArguments(Arguments):
    """The arguments of Email/parse."""

    account_id: str | UnsetType = prop("accountId", default=UNSET)
    """The account to use. `Id`, section 4.9."""
    blob_ids: Sequence[str] | Ref[Sequence[BlobId]] = prop("blobIds")
    """The messages. `Id[]`, section 4.9."""
    properties: Sequence[str] | Ref[Sequence[str]] | UnsetType = prop(
        "properties",
        default=UNSET,
        properties_of=Email,
        initial=[
            "messageId",
            "inReplyTo",
            "references",
            "sender",
            "from",
            "to",
            "cc",
            "bcc",
            "replyTo",
            "subject",
            "sentAt",
            "hasAttachment",
            "preview",
            "bodyValues",
            "textBody",
            "htmlBody",
            "attachments",
        ],
    )
    """The properties to return. `String[]`, default ['messageId', 'inReplyTo', 'references',
    'sender', 'from', 'to', 'cc', 'bcc', 'replyTo', 'subject', 'sentAt', 'hasAttachment',
    'preview', 'bodyValues', 'textBody', 'htmlBody', 'attachments'], section 4.9.
    """
    body_properties: Sequence[str] | Ref[Sequence[str]] | UnsetType = prop(
        "bodyProperties",
        default=UNSET,
        properties_of=EmailBodyPart,
        initial=[
            "partId",
            "blobId",
            "size",
            "name",
            "type",
            "charset",
            "disposition",
            "cid",
            "language",
            "location",
        ],
    )
    """The properties to return of each body part. `String[]`, default ['partId', 'blobId', 'size',
    'name', 'type', 'charset', 'disposition', 'cid', 'language', 'location'], section 4.9.
    """
    fetch_text_body_values: bool | Ref[bool] | UnsetType = prop(
        "fetchTextBodyValues", default=UNSET, initial=False
    )
    """Whether bodyValues gets the text parts of textBody. `Boolean`, default False, section 4.9."""
    fetch_html_body_values: bool | Ref[bool] | UnsetType = prop(
        "fetchHTMLBodyValues", default=UNSET, initial=False
    )
    """Whether bodyValues gets the text parts of htmlBody. `Boolean`, default False, section 4.9."""
    fetch_all_body_values: bool | Ref[bool] | UnsetType = prop(
        "fetchAllBodyValues", default=UNSET, initial=False
    )
    """Whether bodyValues gets every text part of bodyStructure. `Boolean`, default False, section
    4.9.
    """
    max_body_value_bytes: UnsignedInt | Ref[int] | UnsetType = prop(
        "maxBodyValueBytes", default=UNSET, initial=0
    )
    """Where to cut each value of bodyValues, in octets of UTF-8; 0 for nowhere. `UnsignedInt`,
    default 0, section 4.9.
    """


@record
class EmailParseResponse(Response, Generic[T]):
    """The answer to Email/parse.

    RFC 8621, section 4.9.
    """

    account_id: str = prop("accountId", default=NOT_FETCHED)
    """The account that was used. `Id`, section 4.9."""
    parsed: dict[
        str,
        Annotated[T, NullProperties(("id", "mailboxIds", "keywords", "receivedAt", "threadId"))],
    ] = prop("parsed", default=NOT_FETCHED, fallback={})
    """The messages by their blob. `Id[Email]|null`, section 4.9."""
    not_parsable: list[str] = prop("notParsable", default=NOT_FETCHED, fallback=[])
    """Blobs that are no messages. `Id[]|null`, section 4.9."""
    not_found: list[str] = prop("notFound", default=NOT_FETCHED, fallback=[])
    """Blobs that there are not. `Id[]|null`, section 4.9."""


class EmailParseCall(Call[EmailParseResponse[T]], Generic[T]):
    """A call of Email/parse, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="Email/parse",
        capability="urn:ietf:params:jmap:mail",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="read",
        arguments=EmailParseArguments,
        response=EmailParseResponse,
        record=Email,
        errors=core_method_errors.GENERAL,
        set_errors={},
        implicit=(),
    )

    account_id = Value[AccountId]("accountId")
    not_parsable = Value[Sequence[BlobId] | None]("notParsable")
    not_found = Value[Sequence[BlobId] | None]("notFound")


class EmailCreateCall(RecordCreation[Email, EmailId]):
    """A call of Email/set that creates one Email."""

    __slots__ = ()

    method: ClassVar[Method] = EmailSetCall.method


class EmailChangeCall(RecordChange):
    """A call of Email/set that updates or destroys one Email."""

    __slots__ = ()

    method: ClassVar[Method] = EmailSetCall.method


class EmailMethods(Namespace):
    """The methods of Email: a message in the mail store, taken apart."""

    __slots__ = ()

    @overload
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[EmailId] | None] | None | UnsetType = UNSET,
        properties: type[T],
        body_properties: Sequence[EmailBodyPartProperty | AnyPropertyName[EmailBodyPart]]
        | Ref[Sequence[str]]
        | UnsetType = UNSET,
        fetch_text_body_values: bool | Ref[bool] | UnsetType = UNSET,
        fetch_html_body_values: bool | Ref[bool] | UnsetType = UNSET,
        fetch_all_body_values: bool | Ref[bool] | UnsetType = UNSET,
        max_body_value_bytes: UnsignedInt | Ref[int] | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> EmailGetCall[T]: ...
    @overload
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[EmailId] | None] | None | UnsetType = UNSET,
        properties: Sequence[EmailProperty | AnyPropertyName[Email]]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
        body_properties: Sequence[EmailBodyPartProperty | AnyPropertyName[EmailBodyPart]]
        | Ref[Sequence[str]]
        | UnsetType = UNSET,
        fetch_text_body_values: bool | Ref[bool] | UnsetType = UNSET,
        fetch_html_body_values: bool | Ref[bool] | UnsetType = UNSET,
        fetch_all_body_values: bool | Ref[bool] | UnsetType = UNSET,
        max_body_value_bytes: UnsignedInt | Ref[int] | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> EmailGetCall[Email]: ...
    def get(
        self,
        *,
        ids: Sequence[str] | Ref[Sequence[EmailId] | None] | None | UnsetType = UNSET,
        properties: type[T]
        | Sequence[EmailProperty | AnyPropertyName[Email]]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
        body_properties: Sequence[EmailBodyPartProperty | AnyPropertyName[EmailBodyPart]]
        | Ref[Sequence[str]]
        | UnsetType = UNSET,
        fetch_text_body_values: bool | Ref[bool] | UnsetType = UNSET,
        fetch_html_body_values: bool | Ref[bool] | UnsetType = UNSET,
        fetch_all_body_values: bool | Ref[bool] | UnsetType = UNSET,
        max_body_value_bytes: UnsignedInt | Ref[int] | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> EmailGetCall[T] | EmailGetCall[Email]:
        """Fetch emails by id; without properties, all but headers, bodyStructure and single header
        fields.

        `Email/get`: RFC 8621, section 4.2.

        Args:
            ids: The records to fetch, or null for all of them, where the type allows that.
            properties: The properties to return, or null for all; the id always comes.
            body_properties: The properties to return of each body part.
            fetch_text_body_values: Whether bodyValues gets the text parts of textBody.
            fetch_html_body_values: Whether bodyValues gets the text parts of htmlBody.
            fetch_all_body_values: Whether bodyValues gets every text part of bodyStructure.
            max_body_value_bytes: Where to cut each value of bodyValues, in octets of UTF-8; 0 for
                nowhere.
            account_id: The account to use.
        """
        arguments = EmailGetArguments(
            ids=ids,
            properties=property_names(Email, properties)
            if isinstance(properties, type)
            else properties,
            body_properties=body_properties,
            fetch_text_body_values=fetch_text_body_values,
            fetch_html_body_values=fetch_html_body_values,
            fetch_all_body_values=fetch_all_body_values,
            max_body_value_bytes=max_body_value_bytes,
            account_id=account_id,
        )
        return EmailGetCall(self._sender, arguments, record_class(Email, properties))

    def changes(
        self,
        *,
        since_state: str | Ref[str],
        max_changes: UnsignedInt | Ref[int | None] | None | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> EmailChangesCall:
        """Say which emails have changed since a state.

        `Email/changes`: RFC 8621, section 4.3.

        Args:
            since_state: The state to start from, as an earlier response gave it.
            max_changes: How many ids to return at most; must be above zero.
            account_id: The account to use.
        """
        arguments = EmailChangesArguments(
            since_state=since_state,
            max_changes=max_changes,
            account_id=account_id,
        )
        return EmailChangesCall(self._sender, arguments)

    def query(
        self,
        *,
        filter: Filter[EmailId] | None | UnsetType = UNSET,
        sort: Sequence[Comparator[EmailId]] | None | UnsetType = UNSET,
        position: Int | Ref[int] | UnsetType = UNSET,
        anchor: str | Ref[EmailId | None] | None | UnsetType = UNSET,
        anchor_offset: Int | Ref[int] | UnsetType = UNSET,
        limit: UnsignedInt | Ref[int | None] | None | UnsetType = UNSET,
        calculate_total: bool | Ref[bool] | UnsetType = UNSET,
        collapse_threads: bool | Ref[bool] | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> EmailQueryCall:
        """Find emails and put them in order.

        `Email/query`: RFC 8621, section 4.4.

        Args:
            filter: Which records to find, or null for all.
            sort: How to order them, the first criterion counting most.
            position: Index of the first result to return; below zero it counts from the end.
            anchor: A record to start from instead of a position.
            anchor_offset: Where to start relative to the anchor.
            limit: How many results to return at most.
            calculate_total: Whether to count all results, which can be slow.
            collapse_threads: Whether to keep only the first email of each thread in the results.
            account_id: The account to use.
        """
        arguments = EmailQueryArguments(
            filter=filter,
            sort=sort,
            position=position,
            anchor=anchor,
            anchor_offset=anchor_offset,
            limit=limit,
            calculate_total=calculate_total,
            collapse_threads=collapse_threads,
            account_id=account_id,
        )
        return EmailQueryCall(self._sender, arguments)

    def query_changes(
        self,
        *,
        since_query_state: str | Ref[str],
        filter: Filter[EmailId] | None | UnsetType = UNSET,
        sort: Sequence[Comparator[EmailId]] | None | UnsetType = UNSET,
        max_changes: UnsignedInt | Ref[int | None] | None | UnsetType = UNSET,
        up_to_id: str | Ref[EmailId | None] | None | UnsetType = UNSET,
        calculate_total: bool | Ref[bool] | UnsetType = UNSET,
        collapse_threads: bool | Ref[bool] | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> EmailQueryChangesCall:
        """Say how the results of an email query have changed since a state of it.

        `Email/queryChanges`: RFC 8621, section 4.5.

        Args:
            filter: The filter of the query.
            sort: The sort of the query.
            since_query_state: The query state to start from.
            max_changes: How many changes to return at most.
            up_to_id: The last id the caller knows of; changes after it may be left out.
            calculate_total: Whether to count all results, which can be slow.
            collapse_threads: What the query had for collapseThreads.
            account_id: The account to use.
        """
        arguments = EmailQueryChangesArguments(
            filter=filter,
            sort=sort,
            since_query_state=since_query_state,
            max_changes=max_changes,
            up_to_id=up_to_id,
            calculate_total=calculate_total,
            collapse_threads=collapse_threads,
            account_id=account_id,
        )
        return EmailQueryChangesCall(self._sender, arguments)

    def set(
        self,
        *,
        if_in_state: str | Ref[str | None] | None | UnsetType = UNSET,
        create: Mapping[str, EmailCreate] | None | UnsetType = UNSET,
        update: Mapping[str, EmailPatch] | None | UnsetType = UNSET,
        destroy: Sequence[str] | Ref[Sequence[EmailId] | None] | None | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> EmailSetCall:
        """Create drafts; change the keywords and mailboxes of emails; destroy emails.

        `Email/set`: RFC 8621, section 4.6.

        Args:
            if_in_state: Do nothing and fail unless this is the current state.
            create: Records to create, by creation id.
            update: Changes to make, by record id.
            destroy: Records to destroy.
            account_id: The account to use.
        """
        arguments = EmailSetArguments(
            if_in_state=if_in_state,
            create=create,
            update=update,
            destroy=destroy,
            account_id=account_id,
        )
        return EmailSetCall(self._sender, arguments)

    def copy(
        self,
        *,
        from_account_id: str,
        create: Mapping[str, EmailCopy],
        if_from_in_state: str | Ref[str | None] | None | UnsetType = UNSET,
        if_in_state: str | Ref[str | None] | None | UnsetType = UNSET,
        on_success_destroy_original: bool | Ref[bool] | UnsetType = UNSET,
        destroy_from_if_in_state: str | Ref[str | None] | None | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> EmailCopyCall:
        """Copy emails from another account; the message itself cannot be changed.

        `Email/copy`: RFC 8621, section 4.7.

        Args:
            from_account_id: The account to copy from.
            if_from_in_state: Do nothing and fail unless this is the state of the account copied
                from.
            if_in_state: Do nothing and fail unless this is the state of the account copied to.
            create: What to copy, by creation id: the id of the original, and properties to change.
            on_success_destroy_original: Whether to destroy the originals of what was copied.
            destroy_from_if_in_state: The ifInState of the /set that destroys them.
            account_id: The account to copy to.
        """
        arguments = EmailCopyArguments(
            from_account_id=from_account_id,
            if_from_in_state=if_from_in_state,
            if_in_state=if_in_state,
            create=create,
            on_success_destroy_original=on_success_destroy_original,
            destroy_from_if_in_state=destroy_from_if_in_state,
            account_id=account_id,
        )
        return EmailCopyCall(self._sender, arguments)

    def import_(
        self,
        *,
        emails: Mapping[str, EmailImport],
        if_in_state: str | Ref[str | None] | None | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> EmailImportCall:
        """Make emails of messages that were uploaded.

        `Email/import`: RFC 8621, section 4.8.

        Args:
            if_in_state: Do nothing and fail unless this is the current state.
            emails: The messages, by creation id.
            account_id: The account to use.
        """
        arguments = EmailImportArguments(
            if_in_state=if_in_state,
            emails=emails,
            account_id=account_id,
        )
        return EmailImportCall(self._sender, arguments)

    @overload
    def parse(
        self,
        *,
        blob_ids: Sequence[str] | Ref[Sequence[BlobId]],
        properties: type[T],
        body_properties: Sequence[EmailBodyPartProperty | AnyPropertyName[EmailBodyPart]]
        | Ref[Sequence[str]]
        | UnsetType = UNSET,
        fetch_text_body_values: bool | Ref[bool] | UnsetType = UNSET,
        fetch_html_body_values: bool | Ref[bool] | UnsetType = UNSET,
        fetch_all_body_values: bool | Ref[bool] | UnsetType = UNSET,
        max_body_value_bytes: UnsignedInt | Ref[int] | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> EmailParseCall[T]: ...
    @overload
    def parse(
        self,
        *,
        blob_ids: Sequence[str] | Ref[Sequence[BlobId]],
        properties: Sequence[EmailProperty | AnyPropertyName[Email]]
        | Ref[Sequence[str]]
        | UnsetType = UNSET,
        body_properties: Sequence[EmailBodyPartProperty | AnyPropertyName[EmailBodyPart]]
        | Ref[Sequence[str]]
        | UnsetType = UNSET,
        fetch_text_body_values: bool | Ref[bool] | UnsetType = UNSET,
        fetch_html_body_values: bool | Ref[bool] | UnsetType = UNSET,
        fetch_all_body_values: bool | Ref[bool] | UnsetType = UNSET,
        max_body_value_bytes: UnsignedInt | Ref[int] | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> EmailParseCall[Email]: ...
    def parse(
        self,
        *,
        blob_ids: Sequence[str] | Ref[Sequence[BlobId]],
        properties: type[T]
        | Sequence[EmailProperty | AnyPropertyName[Email]]
        | Ref[Sequence[str]]
        | UnsetType = UNSET,
        body_properties: Sequence[EmailBodyPartProperty | AnyPropertyName[EmailBodyPart]]
        | Ref[Sequence[str]]
        | UnsetType = UNSET,
        fetch_text_body_values: bool | Ref[bool] | UnsetType = UNSET,
        fetch_html_body_values: bool | Ref[bool] | UnsetType = UNSET,
        fetch_all_body_values: bool | Ref[bool] | UnsetType = UNSET,
        max_body_value_bytes: UnsignedInt | Ref[int] | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
    ) -> EmailParseCall[T] | EmailParseCall[Email]:
        """Take messages apart that are blobs and no emails.

        `Email/parse`: RFC 8621, section 4.9.

        Args:
            blob_ids: The messages.
            properties: The properties to return.
            body_properties: The properties to return of each body part.
            fetch_text_body_values: Whether bodyValues gets the text parts of textBody.
            fetch_html_body_values: Whether bodyValues gets the text parts of htmlBody.
            fetch_all_body_values: Whether bodyValues gets every text part of bodyStructure.
            max_body_value_bytes: Where to cut each value of bodyValues, in octets of UTF-8; 0 for
                nowhere.
            account_id: The account to use.
        """
        arguments = EmailParseArguments(
            blob_ids=blob_ids,
            properties=property_names(Email, properties)
            if isinstance(properties, type)
            else properties,
            body_properties=body_properties,
            fetch_text_body_values=fetch_text_body_values,
            fetch_html_body_values=fetch_html_body_values,
            fetch_all_body_values=fetch_all_body_values,
            max_body_value_bytes=max_body_value_bytes,
            account_id=account_id,
        )
        return EmailParseCall(self._sender, arguments, record_class(Email, properties))

    def create(
        self, new: EmailCreate, /, *, account_id: str | UnsetType = UNSET
    ) -> EmailCreateCall:
        """Create one Email; awaiting it gives the record, or raises its SetError."""
        key = new_creation_id(self._sender)
        arguments = EmailSetArguments(account_id=account_id, create={key: new})
        return EmailCreateCall(self._sender, arguments, key)

    def update(
        self, id: str, patch: EmailPatch, /, *, account_id: str | UnsetType = UNSET
    ) -> EmailChangeCall:
        """Change one Email; a refusal raises its SetError."""
        arguments = EmailSetArguments(account_id=account_id, update={id: patch})
        return EmailChangeCall(self._sender, arguments, id, "notUpdated")

    def destroy(self, id: str, /, *, account_id: str | UnsetType = UNSET) -> EmailChangeCall:
        """Destroy one Email; a refusal raises its SetError."""
        arguments = EmailSetArguments(account_id=account_id, destroy=[id])
        return EmailChangeCall(self._sender, arguments, id, "notDestroyed")

    @overload
    def iterate(
        self,
        *,
        filter: Filter[EmailId] | None | UnsetType = UNSET,
        sort: Sequence[Comparator[EmailId]] | None | UnsetType = UNSET,
        collapse_threads: bool | Ref[bool] | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
        properties: type[T],
        body_properties: Sequence[EmailBodyPartProperty | AnyPropertyName[EmailBodyPart]]
        | Ref[Sequence[str]]
        | UnsetType = UNSET,
        fetch_text_body_values: bool | Ref[bool] | UnsetType = UNSET,
        fetch_html_body_values: bool | Ref[bool] | UnsetType = UNSET,
        fetch_all_body_values: bool | Ref[bool] | UnsetType = UNSET,
        max_body_value_bytes: UnsignedInt | Ref[int] | UnsetType = UNSET,
        page_size: int = 100,
    ) -> AsyncIterator[T]: ...
    @overload
    def iterate(
        self,
        *,
        filter: Filter[EmailId] | None | UnsetType = UNSET,
        sort: Sequence[Comparator[EmailId]] | None | UnsetType = UNSET,
        collapse_threads: bool | Ref[bool] | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
        properties: Sequence[EmailProperty | AnyPropertyName[Email]]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
        body_properties: Sequence[EmailBodyPartProperty | AnyPropertyName[EmailBodyPart]]
        | Ref[Sequence[str]]
        | UnsetType = UNSET,
        fetch_text_body_values: bool | Ref[bool] | UnsetType = UNSET,
        fetch_html_body_values: bool | Ref[bool] | UnsetType = UNSET,
        fetch_all_body_values: bool | Ref[bool] | UnsetType = UNSET,
        max_body_value_bytes: UnsignedInt | Ref[int] | UnsetType = UNSET,
        page_size: int = 100,
    ) -> AsyncIterator[Email]: ...
    def iterate(
        self,
        *,
        filter: Filter[EmailId] | None | UnsetType = UNSET,
        sort: Sequence[Comparator[EmailId]] | None | UnsetType = UNSET,
        collapse_threads: bool | Ref[bool] | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
        properties: type[T]
        | Sequence[EmailProperty | AnyPropertyName[Email]]
        | Ref[Sequence[str] | None]
        | None
        | UnsetType = UNSET,
        body_properties: Sequence[EmailBodyPartProperty | AnyPropertyName[EmailBodyPart]]
        | Ref[Sequence[str]]
        | UnsetType = UNSET,
        fetch_text_body_values: bool | Ref[bool] | UnsetType = UNSET,
        fetch_html_body_values: bool | Ref[bool] | UnsetType = UNSET,
        fetch_all_body_values: bool | Ref[bool] | UnsetType = UNSET,
        max_body_value_bytes: UnsignedInt | Ref[int] | UnsetType = UNSET,
        page_size: int = 100,
    ) -> AsyncIterator[T] | AsyncIterator[Email]:
        """Go through all results of a query, a page of `page_size` in each request.

        `Email/query` and `Email/get` in one round trip a page.

        Args:
            filter: Which records to find, or null for all.
            sort: How to order them, the first criterion counting most.
            collapse_threads: Whether to keep only the first email of each thread in the results.
            account_id: The account to use.
            properties: The properties to return, or null for all; the id always comes.
            body_properties: The properties to return of each body part.
            fetch_text_body_values: Whether bodyValues gets the text parts of textBody.
            fetch_html_body_values: Whether bodyValues gets the text parts of htmlBody.
            fetch_all_body_values: Whether bodyValues gets every text part of bodyStructure.
            max_body_value_bytes: Where to cut each value of bodyValues, in octets of UTF-8; 0 for
                nowhere.
        """

        def page(position: int, limit: int) -> tuple[EmailQueryCall, EmailGetCall[T]]:
            query = self.query(
                filter=filter,
                sort=sort,
                collapse_threads=collapse_threads,
                account_id=account_id,
                position=position,
                limit=limit,
            )
            arguments = EmailGetArguments(
                ids=query.ids,
                properties=property_names(Email, properties)
                if isinstance(properties, type)
                else properties,
                body_properties=body_properties,
                fetch_text_body_values=fetch_text_body_values,
                fetch_html_body_values=fetch_html_body_values,
                fetch_all_body_values=fetch_all_body_values,
                max_body_value_bytes=max_body_value_bytes,
                account_id=account_id,
            )
            kind = record_class(Email, properties)
            return query, EmailGetCall(self._sender, arguments, kind)

        return iterate_records(self._sender, page, page_size)
