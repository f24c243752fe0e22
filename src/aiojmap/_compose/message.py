"""Messages from what people think of: recipients, a text, HTML, pictures in it, and files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeAlias, TypeGuard, TypeVar, cast

from .. import mail
from .._model.errors import EncodeError
from .._model.families import PropertyValue
from .._model.records import Record
from .._model.references import CreatedId
from .._model.sentinels import UNSET
from .addresses import Address, addresses
from .content import add_bodies
from .rules import check_email_create

MailboxRef: TypeAlias = CreatedId[mail.MailboxId]


class Message(Protocol):
    """What a reply needs to know of the message it replies to."""

    @property
    def message_id(self) -> Sequence[str] | None: ...

    @property
    def in_reply_to(self) -> Sequence[str] | None: ...

    @property
    def references(self) -> Sequence[str] | None: ...


def compose(
    *,
    mailbox_ids: str | MailboxRef | Iterable[str | MailboxRef],
    keywords: Iterable[str] = ("$draft", "$seen"),
    from_: Address | Iterable[Address] | None = None,
    sender: Address | None = None,
    to: Address | Iterable[Address] | None = None,
    cc: Address | Iterable[Address] | None = None,
    bcc: Address | Iterable[Address] | None = None,
    reply_to: Address | Iterable[Address] | None = None,
    subject: str | None = None,
    sent_at: datetime | None = None,
    message_id: str | None = None,
    in_reply_to: Message | str | Iterable[str] | None = None,
    references: str | Iterable[str] | None = None,
    headers: Iterable[PropertyValue[mail.Email]] = (),
    text: str | None = None,
    html: str | None = None,
    inline: Iterable[mail.EmailBodyPart] = (),
    attachments: Iterable[mail.EmailBodyPart] = (),
) -> mail.EmailCreate:
    """Make an Email to be created from what a person would say about it.

    Addresses are records or strings such as `Me <me@example.com>`, one or several.
    `mailbox_ids` and `keywords` are collections, or maps to true; by default the message is a
    draft, seen by its author. `in_reply_to` takes the message to reply to, fetched with its
    messageId, inReplyTo and references, and then gives `references` too; or message ids,
    which may be in angle brackets. `headers` takes other header fields, as in
    `mail.Email.header("X-Campaign").as_text.of("spring")`.

    With `text` and `html` the reader's program shows one of the two. `inline` takes what the
    HTML shows by `cid:` links, made by `aiojmap.inline`, and `attachments` what
    `aiojmap.attachment` makes. What is left out or empty is not sent; the server then makes
    Message-ID and Date. Line ends `\\r\\n` become `\\n`.

    Raises `EncodeError`, which is a `CallRefused`, for what is no address, for a `cid:` link
    without its part, a part that no link shows, and what RFC 8621, section 4.6, forbids.
    """
    try:
        draft = mail.EmailCreate(
            mailbox_ids=_set(mailbox_ids),
            keywords=_set(keywords) or UNSET,
            from_=addresses(from_, "$.from_") or UNSET,
            sender=addresses(sender, "$.sender") or UNSET,
            to=addresses(to, "$.to") or UNSET,
            cc=addresses(cc, "$.cc") or UNSET,
            bcc=addresses(bcc, "$.bcc") or UNSET,
            reply_to=addresses(reply_to, "$.reply_to") or UNSET,
            subject=UNSET if subject is None else subject,
            sent_at=UNSET if sent_at is None else sent_at,
            message_id=_message_ids(message_id) or UNSET,
            in_reply_to=_answered(in_reply_to) or UNSET,
            references=_thread(in_reply_to, references) or UNSET,
        )
        _add_headers(draft, headers)
        add_bodies(draft, text, html, list(inline), list(attachments))
        check_email_create(draft)
    except EncodeError as error:
        error.context = "compose"
        raise
    return draft


K = TypeVar("K")


def _set(given: K | Iterable[K]) -> Mapping[K, bool]:
    """A set as JMAP writes it; a string alone is one member, not its letters."""
    if isinstance(given, Mapping):
        return cast("Mapping[K, bool]", given)
    if isinstance(given, str) or not isinstance(given, Iterable):
        return {cast("K", given): True}  # type: ignore[redundant-cast]  # not for pyright
    return dict.fromkeys(cast("Iterable[K]", given), True)


def _message_ids(given: str | Iterable[str] | None) -> list[str]:
    several = [given] if isinstance(given, str) else given or ()
    return [text.strip().removeprefix("<").removesuffix(">") for text in several]


def _is_message(given: object) -> TypeGuard[Message]:
    return isinstance(given, Record)


def _answered(given: Message | str | Iterable[str] | None) -> list[str]:
    if _is_message(given):
        return list(given.message_id or ())
    return _message_ids(cast("str | Iterable[str] | None", given))


def _thread(
    answered: Message | str | Iterable[str] | None, given: str | Iterable[str] | None
) -> list[str]:
    """The ids for References: those of the message replied to, and its own (RFC 5322, 3.6.4)."""
    if given is not None or not _is_message(answered):
        return _message_ids(given)
    earlier = list(answered.references or ())
    if not earlier and len(answered.in_reply_to or ()) == 1:
        earlier = list(answered.in_reply_to or ())
    return [*earlier, *(answered.message_id or ())]


def _add_headers(draft: mail.EmailCreate, given: Iterable[PropertyValue[mail.Email]]) -> None:
    found: dict[str, object] = {}
    for number, header in enumerate(given):
        if not isinstance(header, PropertyValue):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
            raise EncodeError(
                "is no header property: make it as in "
                "mail.Email.header('X-Campaign').as_text.of('spring')",
                f"$.headers[{number}]",
            )
        if header.name in found:
            raise EncodeError(
                f"{header.name} is given twice: give its values at once, to the name with .all",
                f"$.headers[{number}]",
            )
        found[header.name] = header.value
    # Not by draft[name]: the check of the whole says more.
    draft._named = {str(name): value for name, value in found.items()}
