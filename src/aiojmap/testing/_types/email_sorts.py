"""What Email/query can sort by (RFC 8621, section 4.4.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from .._jmap.datatype import SortKey
from .mail_store import MailStore, base_subject, keywords

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject

Make = Callable[["JSONObject", MailStore], SortKey]

NEED_KEYWORD: Final = frozenset(["hasKeyword", "allInThreadHaveKeyword", "someInThreadHaveKeyword"])


def _moment(name: str) -> Make:
    def key(record: JSONObject) -> int:
        value = record[name]
        return int(datetime.fromisoformat(value).timestamp()) if isinstance(value, str) else 0

    return lambda _comparator, _store: key


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
    return lambda record: base_subject(record["subject"])


def _has_keyword(comparator: JSONObject, _store: MailStore) -> SortKey:
    keyword = str(comparator["keyword"]).lower()
    return lambda record: int(keyword in keywords(record))


def _thread(test: Callable[[list[bool]], bool]) -> Make:
    def make(comparator: JSONObject, store: MailStore) -> SortKey:
        keyword = str(comparator["keyword"]).lower()
        return lambda record: int(
            test([keyword in keywords(item) for item in store.thread_emails(record["threadId"])])
        )

    return make


KEYS: Final[Mapping[str, Make]] = {
    "receivedAt": _moment("receivedAt"),
    "sentAt": _moment("sentAt"),
    "size": _size,
    "from": _first("from"),
    "to": _first("to"),
    "subject": _subject,
    "hasKeyword": _has_keyword,
    "allInThreadHaveKeyword": _thread(all),
    "someInThreadHaveKeyword": _thread(any),
}
