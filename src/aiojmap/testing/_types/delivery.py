"""Delivery: messages on their way to the mailboxes of people, or out of sight."""

from __future__ import annotations

import email
import email.utils
import re
from datetime import datetime
from typing import TYPE_CHECKING, Final

import attrs

from .._message.policy import EXACT
from .mail_store import MailStore

if TYPE_CHECKING:
    from ...runtime import JSONObject
    from .._jmap.account import Account, Clock, Sent
    from .masked_email import MaskedEmailType
    from .vacation_response import VacationResponseType

_BCC: Final = re.compile(rb"(?im)^bcc:.*\r?\n(?:[ \t].*\r?\n)*")


def without_bcc(raw: bytes) -> bytes:
    """A message without its Bcc fields, which recipients must not see."""
    head, separator, body = raw.partition(b"\r\n\r\n")
    return _BCC.sub(b"", head + b"\r\n")[:-2] + separator + body


@attrs.frozen
class Mailroom:
    """Where mail for one account goes."""

    account: Account
    store: MailStore
    masked: MaskedEmailType
    vacation: VacationResponseType

    def role(self, recipient: str) -> str | None:
        """The role of the mailbox that mail to an address goes into; None if to none."""
        wanted = recipient.casefold()
        if wanted in {address.casefold() for address in self.account.user.addresses}:
            return "inbox"
        return self.masked.received(wanted)


class PostOffice:
    """Brings messages to the people of the server, and keeps what leaves it."""

    def __init__(self, clock: Clock) -> None:
        self.outbox: list[Sent] = []
        self._clock = clock
        self._mailrooms: list[Mailroom] = []

    def open_mailroom(
        self,
        account: Account,
        store: MailStore,
        masked: MaskedEmailType,
        vacation: VacationResponseType,
    ) -> None:
        """Deliver to an account from now on."""
        self._mailrooms.append(Mailroom(account, store, masked, vacation))

    def deliver(self, raw: bytes, sender: str, recipient: str) -> JSONObject | None:
        """Deliver a message to one recipient; returns the Email that came of it, if any."""
        for room in self._mailrooms:
            role = room.role(recipient)
            mailbox = room.store.mailbox_with_role(role) if role else None
            if mailbox is None:
                continue
            email = room.store.add(
                _traced(raw, sender, recipient, self._clock()),
                mailbox_ids={mailbox: True},
                keywords={},
                received_at=room.account.now(),
            )
            room.account.settle()
            return email
        return None


def sender_of(raw: bytes) -> str:
    """The address in From of a message."""
    message = email.message_from_bytes(raw, policy=EXACT)
    return email.utils.parseaddr(str(message.get("from", "")))[1]


def _traced(raw: bytes, sender: str, recipient: str, now: datetime) -> bytes:
    date = email.utils.format_datetime(now)
    trace = (
        f"Return-Path: <{sender}>\r\n"
        f"Received: from mail.example.net by mx.example.com for <{recipient}>;\r\n {date}\r\n"
    )
    return trace.encode() + raw
