"""The conditions of Email/query (RFC 8621, section 4.4.1)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from .._jmap.datatype import Matcher
from .._jmap.failures import invalid_arguments
from .._message.words import text_form
from .counting import boxes, keywords
from .mail_store import MailStore
from .searching import Term, folded, has_all, terms
from .threading import moment

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject

Make = Callable[["JSON", MailStore], Matcher]

SEARCHED: Final = ("from", "to", "cc", "bcc", "subject")


def _in_mailbox(value: JSON, _store: MailStore) -> Matcher:
    return lambda record: value in boxes(record)


def _in_mailbox_other_than(value: JSON, _store: MailStore) -> Matcher:
    items = value if isinstance(value, list) else []
    excluded = {str(id_) for id_ in items}
    return lambda record: bool(boxes(record) - excluded)


def _before(value: JSON, _store: MailStore) -> Matcher:
    limit = moment(value)
    return lambda record: moment(record["receivedAt"]) < limit


def _after(value: JSON, _store: MailStore) -> Matcher:
    limit = moment(value)
    return lambda record: moment(record["receivedAt"]) >= limit


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


def of_thread(test: Callable[[list[bool]], bool], keyword: str, store: MailStore) -> Matcher:
    """A test for the emails of threads of which something is true about a keyword."""
    wanted = keyword.lower()
    known: dict[JSON, bool] = {}

    def matches(record: JSONObject) -> bool:
        id_ = record["threadId"]
        if id_ not in known:
            known[id_] = test([wanted in keywords(item) for item in store.threads.emails(str(id_))])
        return known[id_]

    return matches


def _thread(test: Callable[[list[bool]], bool]) -> Make:
    return lambda value, store: of_thread(test, str(value), store)


def _has_attachment(value: JSON, _store: MailStore) -> Matcher:
    return lambda record: record["hasAttachment"] is value


def _property(name: str) -> Make:
    def make(value: JSON, _store: MailStore) -> Matcher:
        wanted = terms(str(value))
        return lambda record: has_all(_shown(record, name), wanted)

    return make


def _body(value: JSON, store: MailStore) -> Matcher:
    wanted = terms(str(value))
    return lambda record: has_all(store.words(record), wanted)


def _text(value: JSON, store: MailStore) -> Matcher:
    wanted = terms(str(value))

    def has(record: JSONObject, term: Term) -> bool:
        return term.within(store.words(record)) or any(
            term.within(_shown(record, name)) for name in SEARCHED
        )

    return lambda record: all(has(record, term) for term in wanted)


def _header(value: JSON, store: MailStore) -> Matcher:
    items = [str(item) for item in value] if isinstance(value, list) else []
    if len(items) not in (1, 2):
        raise invalid_arguments("filter: header: must hold a name, and a text if need be")
    name = items[0].lower()
    text = folded(items[1]) if len(items) == 2 else ""

    def matches(record: JSONObject) -> bool:
        return any(
            field.lower() == name and text in folded(text_form(raw))
            for field, raw in store.fields(record, name)
        )

    return matches


def _shown(record: JSONObject, name: str) -> str:
    value = record[name]
    if isinstance(value, list):
        people = [item for item in value if isinstance(item, dict)]
        return folded(" ".join(f"{item['name'] or ''} {item['email']}" for item in people))
    return folded(value) if isinstance(value, str) else ""


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
    **{name: _property(name) for name in SEARCHED},
}
