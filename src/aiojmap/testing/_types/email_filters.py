"""The conditions of Email/query (RFC 8621, section 4.4.1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from .._jmap.datatype import Matcher
from .._jmap.failures import invalid_arguments
from .._message.words import text_form
from .email_view import fields_of
from .mail_store import MailStore, boxes, keywords

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject

Make = Callable[["JSON", MailStore], Matcher]

_SEARCHED: Final = ("from", "to", "cc", "bcc", "subject")
_TERM: Final = re.compile(r"""(["'])((?:\\.|(?!\1).)*)\1|(\S+)""", re.DOTALL)


def terms(text: str) -> list[str]:
    """The words and quoted phrases of a search, folded to compare."""
    found: list[str] = []
    for match in _TERM.finditer(text):
        phrase = match[3] if match[2] is None else re.sub(r"\\(['\"\\])", r"\1", match[2])
        found.append(phrase.casefold())
    return found


def _in_mailbox(value: JSON, _store: MailStore) -> Matcher:
    return lambda record: value in boxes(record)


def _in_mailbox_other_than(value: JSON, _store: MailStore) -> Matcher:
    items = value if isinstance(value, list) else []
    excluded = {str(id_) for id_ in items}
    return lambda record: bool(boxes(record) - excluded)


def _before(value: JSON, _store: MailStore) -> Matcher:
    limit = datetime.fromisoformat(str(value))
    return lambda record: _received(record) < limit


def _after(value: JSON, _store: MailStore) -> Matcher:
    limit = datetime.fromisoformat(str(value))
    return lambda record: _received(record) >= limit


def _received(record: JSONObject) -> datetime:
    return datetime.fromisoformat(str(record["receivedAt"]))


def _min_size(value: JSON, _store: MailStore) -> Matcher:
    return lambda record: _number(record["size"]) >= _number(value)


def _max_size(value: JSON, _store: MailStore) -> Matcher:
    return lambda record: _number(record["size"]) < _number(value)


def _number(value: JSON) -> int:
    return value if isinstance(value, int) else 0


def _has_keyword(value: JSON, _store: MailStore) -> Matcher:
    keyword = str(value).lower()
    return lambda record: keyword in keywords(record)


def _not_keyword(value: JSON, _store: MailStore) -> Matcher:
    keyword = str(value).lower()
    return lambda record: keyword not in keywords(record)


def _thread(test: Callable[[list[bool]], bool]) -> Make:
    def make(value: JSON, store: MailStore) -> Matcher:
        keyword = str(value).lower()
        return lambda record: test(
            [keyword in keywords(item) for item in store.thread_emails(record["threadId"])]
        )

    return make


def _has_attachment(value: JSON, _store: MailStore) -> Matcher:
    return lambda record: record["hasAttachment"] is value


def _property(name: str) -> Make:
    def make(value: JSON, _store: MailStore) -> Matcher:
        wanted = terms(str(value))
        return lambda record: _has_all(_shown(record, name), wanted)

    return make


def _body(value: JSON, store: MailStore) -> Matcher:
    wanted = terms(str(value))
    return lambda record: _has_all(store.words(record), wanted)


def _text(value: JSON, store: MailStore) -> Matcher:
    wanted = terms(str(value))

    def matches(record: JSONObject) -> bool:
        parts = [*(_shown(record, name) for name in _SEARCHED), store.words(record)]
        return _has_all("\n".join(parts), wanted)

    return matches


def _header(value: JSON, _store: MailStore) -> Matcher:
    items = [str(item) for item in value] if isinstance(value, list) else []
    if len(items) not in (1, 2):
        raise invalid_arguments("filter: header: must hold a name, and a text if need be")
    name = items[0].lower()
    text = items[1].casefold() if len(items) == 2 else ""

    def matches(record: JSONObject) -> bool:
        return any(
            field.lower() == name and text in text_form(raw).casefold()
            for field, raw in fields_of(record)
        )

    return matches


def _has_all(text: str, wanted: list[str]) -> bool:
    folded = " ".join(text.casefold().split())
    return all(" ".join(term.split()) in folded for term in wanted)


def _shown(record: JSONObject, name: str) -> str:
    value = record[name]
    if not isinstance(value, list):
        return value if isinstance(value, str) else ""
    people = [item for item in value if isinstance(item, dict)]
    return "\n".join(f"{item['name'] or ''} {item['email']}" for item in people)


MATCHERS: Final[Mapping[str, Make]] = {
    "inMailbox": _in_mailbox,
    "inMailboxOtherThan": _in_mailbox_other_than,
    "before": _before,
    "after": _after,
    "minSize": _min_size,
    "maxSize": _max_size,
    "allInThreadHaveKeyword": _thread(all),
    "someInThreadHaveKeyword": _thread(any),
    "noneInThreadHaveKeyword": _thread(lambda found: not any(found)),
    "hasKeyword": _has_keyword,
    "notKeyword": _not_keyword,
    "hasAttachment": _has_attachment,
    "text": _text,
    "body": _body,
    "header": _header,
    **{name: _property(name) for name in _SEARCHED},
}
