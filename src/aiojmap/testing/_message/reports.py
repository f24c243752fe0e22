"""Reports on messages that could not be delivered (RFC 3464)."""

from __future__ import annotations

import email.utils
from datetime import datetime
from email.message import Message
from typing import Final

from . import head
from .policy import WRITING
from .writing import octets

_REPORTER: Final = "mx.example.com"


def undelivered(raw: bytes, sender: str, recipient: str, now: datetime) -> bytes:
    """The report to the sender of a message that a recipient does not exist."""
    report = Message(WRITING)
    report["From"] = f"Mail Delivery <mailer-daemon@{_REPORTER}>"
    report["To"] = sender
    report["Subject"] = "Undelivered mail"
    report["Date"] = email.utils.format_datetime(now)
    report["Auto-Submitted"] = "auto-replied"
    report["MIME-Version"] = "1.0"
    report["Content-Type"] = (
        'multipart/report; report-type="delivery-status"; boundary="=_delivery-status"'
    )
    status = (
        f"Reporting-MTA: dns; {_REPORTER}\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\n"
        "Action: failed\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no such address\r\n"
    )
    report.set_payload(
        [
            _part("text/plain", f"Nobody has the address {recipient}.\r\n"),
            _part("message/delivery-status", status),
            _part("text/rfc822-headers", head.head(raw).decode("utf-8", "replace")),
        ]
    )
    return octets(report)


def _part(type_: str, text: str) -> Message:
    made = Message(WRITING)
    made["Content-Type"] = f'{type_}; charset="utf-8"' if type_.startswith("text/") else type_
    made["Content-Transfer-Encoding"] = "7bit" if text.isascii() else "8bit"
    made.set_payload(text.encode().decode("ascii", "surrogateescape"))
    return made
