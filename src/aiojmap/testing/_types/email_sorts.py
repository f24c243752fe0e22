"""What Email/query can sort by (RFC 8621, section 4.4.2)."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from .._jmap.datatype import SortKey
from .._message.subjects import base_subject
from .counting import keywords
from .email_filters import of_thread
from .mail_store import MailStore
from .threading import moment

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject

Make = Callable[["JSONObject", MailStore], SortKey]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
NEED_KEYWORD: Final = frozenset(["hasKeyword", "allInThreadHaveKeyword", "someInThreadHaveKeyword"])


def _received_at(_comparator: JSONObject, _store: MailStore) -> SortKey:
    return lambda record: moment(record["receivedAt"])


def _sent_at(_comparator: JSONObject, _store: MailStore) -> SortKey:
    def key(record: JSONObject) -> float:
        value = record["sentAt"]
        # What has no date comes first; year 1 has moments that are before all of UTC.
        if not isinstance(value, str):
            return -math.inf
        return (datetime.fromisoformat(value) - _EPOCH).total_seconds()

    return key


def _size(_comparator: JSONObject, _store: MailStore) -> SortKey:
    def key(record: JSONObject) -> int:
        value = record["size"]
        return value if isinstance(value, int) else 0

    return key


def _first(name: str) -> Make:
    def key(record: JSONObject) -> str:
        value = record[name]
        person: JSON = value[0] if isinstance(value, list) and value else None
        return str(person["name"] or person["email"]) if isinstance(person, dict) else ""

    return lambda _comparator, _store: key


def _subject(_comparator: JSONObject, _store: MailStore) -> SortKey:
    def key(record: JSONObject) -> str:
        value = record["subject"]
        return base_subject(value) if isinstance(value, str) else ""

    return key


def _has_keyword(comparator: JSONObject, _store: MailStore) -> SortKey:
    keyword = str(comparator["keyword"]).lower()
    return lambda record: int(keyword in keywords(record))


def _thread(test: Callable[[list[bool]], bool]) -> Make:
    def make(comparator: JSONObject, store: MailStore) -> SortKey:
        matches = of_thread(test, str(comparator["keyword"]), store)
        return lambda record: int(matches(record))

    return make


KEYS: Final[Mapping[str, Make]] = {
    "receivedAt": _received_at,
    "sentAt": _sent_at,
    "size": _size,
    "from": _first("from"),
    "to": _first("to"),
    "subject": _subject,
    "hasKeyword": _has_keyword,
    "allInThreadHaveKeyword": _thread(all),
    "someInThreadHaveKeyword": _thread(any),
}
