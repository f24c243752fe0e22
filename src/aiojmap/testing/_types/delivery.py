"""Delivery: messages on their way to the mailboxes of the user, or out of sight."""

from __future__ import annotations

import email
import email.utils
import re
from datetime import datetime
from typing import TYPE_CHECKING, Final

from .._message.policy import EXACT
from .mail_store import MailStore

if TYPE_CHECKING:
    from ...runtime import JSONObject
    from .._jmap.account import Account
    from .masked_email import MaskedEmailType

_BCC: Final = re.compile(rb"(?im)^bcc:.*\r?\n(?:[ \t].*\r?\n)*")


def without_bcc(raw: bytes) -> bytes:
    """A message without its Bcc fields, which recipients must not see."""
    head, separator, body = raw.partition(b"\r\n\r\n")
    return _BCC.sub(b"", head + b"\r\n")[:-2] + separator + body


class Delivery:
    """Puts messages into the account when they are for an address of it."""

    def __init__(self, account: Account, store: MailStore, masked: MaskedEmailType | None) -> None:
        self._account = account
        self._store = store
        self._masked = masked

    def deliver(self, raw: bytes, sender: str, recipient: str) -> JSONObject | None:
        """Deliver a message to one recipient; returns the Email that came of it, if any."""
        role = self._role(recipient)
        mailbox = self._store.mailbox_with_role(role) if role else None
        if mailbox is None:
            return None
        now = self._account.clock()
        return self._store.add(
            _traced(raw, sender, recipient, now),
            mailbox_ids={mailbox: True},
            keywords={},
            received_at=self._account.now(),
        )

    def _role(self, recipient: str) -> str | None:
        """The role of the mailbox that mail to an address goes into; None if to none."""
        wanted = recipient.casefold()
        if wanted in {address.casefold() for address in self._account.user.addresses}:
            return "inbox"
        return self._masked.received(wanted) if self._masked else None


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
