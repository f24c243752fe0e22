"""Delivery: messages on their way to the mailboxes of people, or out of sight."""

from __future__ import annotations

import email.utils
import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final, Literal

import attrs

from .._jmap.account import Sent
from .._message import head, headers
from .filing import Filing
from .mail_store import MailStore
from .masked_email import DOMAIN

if TYPE_CHECKING:
    from ...runtime import JSONObject
    from .._jmap.account import Account, Clock
    from .masked_email import MaskedEmailType
    from .vacation_response import VacationResponseType

_FROM: Final = headers.HeaderProperty("From", "asAddresses", all=False)
_BCC: Final = re.compile(rb"(?im)^bcc[ \t]*:.*\n(?:[ \t].*\n)*")
_END: Final = re.compile(rb"\r?\n(?=\r?\n)")
_LINE_END: Final = re.compile(rb"\r\n|(?<!\r)\n")


def without_bcc(raw: bytes) -> bytes:
    """A message without its Bcc fields, which recipients must not see."""
    match = _END.search(raw)
    end = len(raw) if match is None else match.end()
    return _BCC.sub(b"", raw[:end]) + raw[end:]


@attrs.frozen(kw_only=True)
class Delivery:
    """What became of a message for one recipient: an email, a refusal, or gone elsewhere."""

    status: Literal["delivered", "refused", "relayed"]
    email: JSONObject | None = None


@attrs.frozen(kw_only=True)
class Held:
    """A message that is held back for a while, and what lets it go."""

    account_id: str
    submission_id: str
    until: datetime
    release: Callable[[], None]


@attrs.frozen
class Mailroom:
    """Where mail for one account goes."""

    account: Account
    store: MailStore
    masked: MaskedEmailType
    vacation: VacationResponseType

    def receive(self, raw: bytes, sender: str, recipient: str, now: datetime) -> Delivery | None:
        """Take a message in if it is for this account."""
        role: str | None = "inbox"
        if not self.account.user.owns(recipient):
            if not self.masked.has(recipient):
                return None
            role = self.masked.received(recipient)
        mailbox = role and (
            self.store.mailbox_with_role(role) or self.store.mailbox_with_role("inbox")
        )
        if not mailbox:
            return Delivery(status="refused")
        found = self.store.add(
            _traced(raw, sender, recipient, now),
            Filing(mailbox_ids={mailbox: True}),
            received_at=self.account.now(),
        )
        self.account.settle()
        return Delivery(status="delivered", email=found)


class PostOffice:
    """Brings messages to the people of the server, and keeps what leaves it."""

    def __init__(self, clock: Clock) -> None:
        self.outbox: list[Sent] = []
        self._clock = clock
        self._mailrooms: list[Mailroom] = []
        self._held: list[Held] = []

    def open_mailroom(
        self,
        account: Account,
        store: MailStore,
        masked: MaskedEmailType,
        vacation: VacationResponseType,
    ) -> None:
        """Deliver to an account from now on."""
        self._mailrooms.append(Mailroom(account, store, masked, vacation))

    def send(
        self, raw: bytes, sender: str, recipients: tuple[str, ...], submission_id: str | None = None
    ) -> dict[str, Delivery]:
        """Send a message; returns what became of it for each recipient."""
        sent = Sent(
            submission_id=submission_id,
            mail_from=sender,
            rcpt_to=recipients,
            message=raw,
            at=self._clock(),
        )
        self.outbox.append(sent)
        return {recipient: self.deliver(raw, sender, recipient) for recipient in recipients}

    def deliver(self, raw: bytes, sender: str, recipient: str) -> Delivery:
        """Deliver a message to one recipient."""
        for room in self._mailrooms:
            found = room.receive(raw, sender, recipient, self._clock())
            if found is None:
                continue
            if found.status == "delivered":
                self._answer(room, raw, sender, recipient)
            return found
        known = recipient.casefold().endswith(f"@{DOMAIN}")
        return Delivery(status="refused" if known else "relayed")

    def hold(self, held: Held) -> None:
        """Keep a message back until its time has come, or until it is released."""
        self._held.append(held)

    def cancel(self, account_id: str, submission_id: str) -> bool:
        """Forget a message that is held back; false if it is not, or no more."""
        key = account_id, submission_id
        left = [item for item in self._held if (item.account_id, item.submission_id) != key]
        found = len(left) < len(self._held)
        self._held = left
        return found

    def release(self, submission_id: str | None = None) -> int:
        """Let a message go that is held back, or all of them; returns how many went."""
        return self._let_go(lambda item: submission_id in (None, item.submission_id))

    def wake(self) -> None:
        """Let those messages go whose time has come."""
        now = self._clock()
        self._let_go(lambda item: item.until <= now)

    def _let_go(self, chosen: Callable[[Held], bool]) -> int:
        going = sorted((item for item in self._held if chosen(item)), key=lambda item: item.until)
        self._held = [item for item in self._held if item not in going]
        for item in going:
            item.release()
        return len(going)

    def _answer(self, room: Mailroom, raw: bytes, sender: str, recipient: str) -> None:
        answer = room.vacation.answer(raw, sender, recipient)
        if answer is not None:
            # The sender is empty, so that nothing ever answers an answer (RFC 3834, section 3.3).
            self.send(answer, "", (sender,))


def sender_of(raw: bytes) -> str:
    """The address in From of a message."""
    people = headers.value(head.fields(raw), _FROM)
    first = people[0] if isinstance(people, list) and people else None
    return str(first["email"]) if isinstance(first, dict) else ""


def _traced(raw: bytes, sender: str, recipient: str, now: datetime) -> bytes:
    """A message as it arrives by SMTP: with the fields of its way, and CRLF as line ends."""
    date = email.utils.format_datetime(now)
    trace = (
        f"Return-Path: <{sender}>\r\n"
        f"Received: from mail.example.net by mx.example.com for <{recipient}>;\r\n {date}\r\n"
    )
    return trace.encode() + _LINE_END.sub(b"\r\n", raw)
