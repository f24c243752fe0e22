"""DNS messages: the question of a query, and its answer with SRV records (RFC 1035, RFC 2782)."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from ..._discovery.services import ServiceRecord

SRV: Final = 33
NO_ERROR: Final = 0
SERVER_FAILURE: Final = 2
NO_SUCH_NAME: Final = 3

_HEADER: Final = struct.Struct("!6H")
_RECORD: Final = struct.Struct("!3HIH")
_SRV: Final = struct.Struct("!3H")
_TTL: Final = 60
_RESPONSE: Final = 0x8480  # an authoritative answer; recursion is available
_RECURSION_DESIRED: Final = 0x0100
_THE_NAME_ASKED_FOR: Final = 0xC000 | _HEADER.size


@attrs.frozen
class Query:
    """What somebody asks: the records of a type that a name has."""

    id: int
    flags: int
    name: str
    type: int
    question: bytes


def read_query(message: bytes) -> Query | None:
    """The query in a message; None if it is not one with one question."""
    try:
        id_, flags, questions, *_ = _HEADER.unpack_from(message)
        labels: list[str] = []
        at = _HEADER.size
        while length := message[at]:
            labels.append(message[at + 1 : at + 1 + length].decode("ascii"))
            at += 1 + length
        (type_,) = struct.unpack_from("!H", message, at + 1)
    except (IndexError, struct.error, UnicodeDecodeError):
        return None
    if questions != 1:
        return None
    return Query(id_, flags, ".".join(labels), type_, message[_HEADER.size : at + 5])


def answer(query: Query, code: int, records: Sequence[ServiceRecord] = ()) -> bytes:
    """The answer to a query: a code, and records if there are any."""
    flags = _RESPONSE | (query.flags & _RECURSION_DESIRED) | code
    found = [_HEADER.pack(query.id, flags, 1, len(records), 0, 0), query.question]
    for record in records:
        data = _SRV.pack(record.priority, record.weight, record.port) + _name(record.target)
        found.append(_RECORD.pack(_THE_NAME_ASKED_FOR, SRV, 1, _TTL, len(data)) + data)
    return b"".join(found)


def _name(text: str) -> bytes:
    labels = [label.encode("ascii") for label in text.split(".") if label]
    return b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
