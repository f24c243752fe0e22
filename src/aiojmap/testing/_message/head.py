"""The header section of a message, without its body."""

from __future__ import annotations

import email
import email.utils
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from .policy import EXACT, fields_of

if TYPE_CHECKING:
    from .headers import Field

_END: Final = re.compile(rb"\r?\n\r?\n")
_FIELD: Final = re.compile(rb"[!-9;-~]+[ \t]*:")


def head(raw: bytes) -> bytes:
    """The octets of the header section, with the line end of its last field."""
    match = _END.search(raw)
    return raw if match is None else raw[: match.end()]


def is_message(raw: bytes) -> bool:
    """Whether octets can be taken for a message: they begin with a header field."""
    return _FIELD.match(raw) is not None


def has_field(raw: bytes, name: str) -> bool:
    """Whether a message may have a field of a name; no is certain, yes is not."""
    return f"{name.lower()}".encode() in head(raw).lower()


def fields(raw: bytes) -> list[Field]:
    """The header fields of a message, raw."""
    return fields_of(email.message_from_bytes(head(raw), policy=EXACT))


def last_received(found: Sequence[Field]) -> datetime | None:
    """When a message was received last, as the topmost Received field says."""
    value = next((raw for name, raw in found if name.lower() == "received"), None)
    if value is None:
        return None
    try:
        moment = email.utils.parsedate_to_datetime(value.rpartition(";")[2].strip())
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
