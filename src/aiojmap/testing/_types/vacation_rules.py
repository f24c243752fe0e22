"""Which messages get an automatic answer (RFC 3834, section 2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from .._message import addresses

if TYPE_CHECKING:
    from .._jmap.account import User
    from .._message.headers import Field

_BULK: Final = frozenset(["bulk", "list", "junk"])
# Addresses behind which there are programs: lists, their owners, and those who send bounces.
_PROGRAM: Final = re.compile(
    r"(?:owner-.*|.*-request|.*-owner|.*-bounces?|mailer-daemon|postmaster|listserv|majordomo"
    r"|no-?reply|do-?not-?reply)@.*",
    re.IGNORECASE,
)
_TO: Final = frozenset(["to", "cc", "bcc", "resent-to", "resent-cc", "resent-bcc"])


def wants_answer(fields: Sequence[Field], sender: str, recipient: str, user: User) -> bool:
    """Whether a message is from a person, and to the user in person."""
    if not sender or _PROGRAM.fullmatch(sender) or user.owns(sender):
        return False
    lower = [(name.lower(), value.strip().lower()) for name, value in fields]
    if any(name.startswith("list-") for name, _ in lower):
        return False
    for name, value in lower:
        if name == "auto-submitted" and value.partition(";")[0].strip() != "no":
            return False
        if name == "precedence" and value in _BULK:
            return False
    named = {
        str(person["email"]).casefold()
        for name, value in fields
        if name.lower() in _TO
        for person in addresses.parse(value)
    }
    return recipient.casefold() in named or any(user.owns(address) for address in named)
