"""JSON for requests: some of it as the schema says, some nearly so, some not at all."""

from __future__ import annotations

import typing
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from hypothesis import strategies as st

from aiojmap._model.types import DateForm, Items
from aiojmap.runtime import Comparator, CreatedId, Filter, Record
from aiojmap.testing._jmap.bindings import Binding
from aiojmap.testing._jmap.shapes import hints_of

JSONStrategy = st.SearchStrategy[Any]

# Strings that mean something somewhere.
WORDS = st.sampled_from(
    [
        "#a", "#", "a", "", "*", "/", "~", "~2", "keywords/$seen", "keywords/$SEEN", "keywords",
        "mailboxIds", "bodyValues/1/value", "textBody/0", "header:From:asDate", "header:Subject",
        "header:X-Own:asText:all", "header:", "singleton", "2026-03-01T10:00:00Z",
        "2026-13-01T10:00:00Z", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59Z", "pending",
        "canceled", "enabled", "AND", "NOT", "operator", "robin@example.com", "nobody", "a@b",
        "text/plain", "multipart/mixed", "multipart/", "message/rfc822", "inbox", "trash", "1", "0",
        "'a b\"", "\\", "\u2028", "\x00", "\U0001f600", "i;octet", "receivedAt", "$seen",
        "email0001", "email0002", "mailbox0001", "mailbox0002", "thread0001", "identity0001", "q",
        "emailsubmission0001", "maskedemail0001", "email-0", "mailbox-3", "=?utf-8?q?=ff?=",
    ]
)  # fmt: skip
TEXTS = WORDS | st.text(max_size=12)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 70)
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
)
ANY = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def fitting(hint: object, ids: st.SearchStrategy[str], depth: int = 0) -> JSONStrategy:
    """Values that fit an annotation or nearly so; ids are often those of records that exist."""
    origin, arguments = typing.get_origin(hint) or hint, typing.get_args(hint)
    if origin is typing.Annotated:
        if any(isinstance(note, DateForm) for note in arguments[1:]):
            return WORDS
        return fitting(arguments[0], ids, depth)
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin in (typing.Union, type(int | str)):
        return st.one_of([fitting(part, ids, depth) for part in arguments])
    if origin in (Filter,):
        return filters(ids)
    if origin in (list, Sequence) and depth < 4:
        return st.lists(fitting(arguments[0], ids, depth + 1), max_size=3)
    if origin in (dict, Mapping, Items) and depth < 4:
        keys = ids | TEXTS
        return st.dictionaries(keys, fitting(arguments[1], ids, depth + 1), max_size=3)
    if isinstance(origin, type) and issubclass(origin, Record) and depth < 4:
        return records(origin, ids, depth + 1)
    plain: dict[object, JSONStrategy] = {
        str: ids | TEXTS,
        CreatedId: ids,
        bool: st.booleans(),
        int: st.integers(0, 60),
        float: st.floats(0, 9),
        type(None): st.none(),
        Comparator: comparators(),
        datetime: WORDS,
    }
    return plain.get(origin, ANY)


def records(record: type[Record], ids: st.SearchStrategy[str], depth: int = 0) -> JSONStrategy:
    """Objects with some of the members of a class, now and then one that is wrong."""
    members = {name: fitting(hint, ids, depth) for name, hint in hints_of(record).items()}
    whole = st.fixed_dictionaries({}, optional=members)
    return st.builds(lambda good, bad: {**good, **bad}, whole, st.just({}) | wrong_members())


def wrong_members() -> JSONStrategy:
    """At most one member of any name."""
    return st.dictionaries(TEXTS, ANY, max_size=1)


def filters(ids: st.SearchStrategy[str]) -> JSONStrategy:
    """Filters of conditions of all types, and operators of them."""
    from aiojmap.mail import EmailFilter, MailboxFilter
    from aiojmap.submission import EmailSubmissionFilter

    kinds = (EmailFilter, MailboxFilter, EmailSubmissionFilter)
    single = st.sampled_from(
        [(name, hint) for kind in kinds for name, hint in hints_of(kind).items()]
    ).flatmap(lambda item: st.fixed_dictionaries({item[0]: fitting(item[1], ids) | ANY}))
    operator = st.sampled_from(["AND", "OR", "NOT"]) | TEXTS
    return st.recursive(
        single | wrong_members(),
        lambda inner: st.fixed_dictionaries(
            {"operator": operator, "conditions": st.lists(inner, max_size=3)}
        ),
        max_leaves=4,
    )


def comparators() -> JSONStrategy:
    """Comparators of all types."""
    names = ["receivedAt", "sentAt", "size", "from", "to", "subject", "hasKeyword", "name"]
    names += ["allInThreadHaveKeyword", "someInThreadHaveKeyword", "sortOrder", "emailId"]
    return st.fixed_dictionaries(
        {"property": st.sampled_from(names) | TEXTS},
        optional={
            "isAscending": st.booleans() | ANY,
            "collation": st.sampled_from(["i;octet", "i;ascii-casemap"]) | ANY,
            "keyword": TEXTS,
        },
    )


def calls(binding: Binding, account_ids: list[str], ids: st.SearchStrategy[str]) -> JSONStrategy:
    """Arguments of a method, most of them as the schema says."""
    members = {
        name: fitting(hint, ids) | ANY
        if not name.endswith("ccountId")
        else st.sampled_from(account_ids) | TEXTS
        for name, hint in hints_of(binding.arguments).items()
    }
    required = {
        name: members.pop(name)
        for name, entry in binding.arguments.properties_by_json.items()
        if entry.required or name == "accountId"
    }
    right = st.fixed_dictionaries(required, optional=members)
    return st.builds(lambda good, bad: {**good, **bad}, right, st.just({}) | wrong_members())
