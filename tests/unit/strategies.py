"""Generated JSON: right for a type, or anything at all."""

from __future__ import annotations

import datetime
import functools
import typing
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from hypothesis import strategies as st

from aiojmap import core, mail, maskedemail, submission, vacationresponse
from aiojmap._model.filters import Filter, condition_of
from aiojmap._model.hints import family_hints, is_union, plain_options, resolved
from aiojmap._model.patches import Merge
from aiojmap._model.pointer import escape
from aiojmap._model.records import Property
from aiojmap._model.types import DateForm, IntegerRange, Items, JSONForm, NullProperties
from aiojmap.runtime import (
    JSON,
    Call,
    Comparator,
    Family,
    JSONObject,
    Record,
    RecordChange,
    RecordCreation,
    SetError,
)

Strategy = st.SearchStrategy[JSON]
PACKAGES = (core, mail, submission, vacationresponse, maskedemail)

TEXT = st.text(max_size=5)
LEAVES: Strategy = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
)
ANYTHING: Strategy = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
OBJECT: Strategy = st.dictionaries(TEXT, ANYTHING, max_size=3).map(dict)
ERROR_TYPES = (
    "notFound", "forbidden", "invalidProperties", "alreadyExists", "tooLarge", "blobNotFound",
    "tooManyRecipients", "vendor:x",
)  # fmt: skip
ERROR: Strategy = st.fixed_dictionaries(
    {"type": st.sampled_from(ERROR_TYPES)},
    optional={
        "description": st.none() | TEXT,
        "properties": ANYTHING,
        "existingId": ANYTHING,
        "maxSize": ANYTHING,
        "vendor:member": ANYTHING,
    },
).map(dict)


def classes() -> Iterator[type[object]]:
    """Every public class of the generated packages."""
    for package in PACKAGES:
        for name in package.__all__:
            value = getattr(package, name)
            if isinstance(value, type):
                yield value


def record_types() -> list[type[Record]]:
    """Every class of record in the generated packages, generic ones filled in."""
    found: dict[type[Record], None] = {}
    for value in classes():
        if issubclass(value, Record):
            generic = bool(getattr(value, "__parameters__", ()))
            found[value[mail.Email] if generic else value] = None  # type: ignore[index]
    return list(found)


def call_types() -> list[type[Call[object]]]:
    """Every class of call in the generated packages that is answered by a response."""
    return [
        value
        for value in classes()
        if issubclass(value, Call) and not issubclass(value, RecordCreation | RecordChange)
    ]


def json_of(tp: object) -> Strategy:
    """JSON that fits a type."""
    origin = typing.get_origin(tp) or tp
    if is_union(tp):
        options, null, _ = plain_options(tp)
        fitting: list[Strategy] = [json_of(option) for option in options]
        return st.one_of(*fitting, st.none()) if null else st.one_of(*fitting)
    if origin is typing.Annotated:
        return _annotated(*typing.get_args(tp))
    if origin in (list, Sequence):
        return st.lists(json_of(typing.get_args(tp)[0]), max_size=2).map(list)
    if origin in (dict, Mapping, Items):
        return st.dictionaries(TEXT, json_of(typing.get_args(tp)[1]), max_size=2).map(dict)
    if origin is typing.Literal:
        return st.sampled_from(typing.get_args(tp))
    if origin is SetError:
        return ERROR
    if origin is Comparator:
        return COMPARATOR
    if origin is Filter:
        return _filter(typing.get_args(tp)[0])
    if isinstance(origin, type) and issubclass(origin, Record):
        return st.deferred(lambda: json_of_record(tp))
    return _SIMPLE[origin]


_SIMPLE: dict[object, Strategy] = {
    str: TEXT,
    bool: st.booleans(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    int: st.integers(),
}

COMPARATOR: Strategy = st.builds(
    lambda name, others: {"property": name, **others},
    TEXT,
    st.fixed_dictionaries(
        {},
        optional={
            "isAscending": st.booleans(),
            "collation": TEXT,
            "keyword": TEXT,
            "vendor:odd": ANYTHING,
        },
    ),
)


@functools.cache
def _filter(subject: object) -> Strategy:
    """A condition, or conditions joined by operators."""
    return st.recursive(
        json_of(condition_of(subject)),
        lambda inner: _object(
            {
                "operator": st.sampled_from(["AND", "OR", "NOT"]),
                "conditions": st.lists(inner, max_size=2),
            }
        ),
        max_leaves=3,
    )


def _object(members: Mapping[str, st.SearchStrategy[object]]) -> Strategy:
    return st.fixed_dictionaries(dict(members)).map(lambda made: cast("JSON", made))


def json_of_record(tp: object, nulls: Sequence[str] = ()) -> Strategy:
    """An object that fits a class of record.

    It has some of its properties, names made at run time, entries of maps in a patch, and
    members of no schema; where a null is read as the lack of a value, it may have that.
    """
    return _json_of_record(tp, tuple(nulls))


@functools.cache
def _json_of_record(tp: object, nulls: Sequence[str]) -> Strategy:
    cls, hints = resolved(tp)
    assert issubclass(cls, Record)
    known: dict[str, Strategy] = {}
    entries: list[Strategy] = []
    for name, found in cls.properties_by_name.items():
        null = found.has_fallback or found.json in nulls
        known[found.json] = json_of(hints[name]) | st.none() if null else json_of(hints[name])
        entries += _entries(found, hints[name])
    if not known:
        return OBJECT
    members = st.lists(st.sampled_from(sorted(known)), max_size=4, unique=True).flatmap(
        lambda names: st.fixed_dictionaries({name: known[name] for name in names})
    )
    others = [_named(family) for family in cls.families] + entries
    others.append(st.dictionaries(TEXT.map("x:{}".format), ANYTHING, min_size=1, max_size=1))
    return st.builds(_joined, members, st.just({}) | st.one_of(*others))


def _joined(members: JSONObject, other: JSONObject) -> JSON:
    """Both, but no pointer into a member that is there as a whole."""
    kept = {key: value for key, value in other.items() if key.partition("/")[0] not in members}
    return {**members, **kept}


def _entries(found: Property, hint: object) -> list[Strategy]:
    """Changes to single entries of a map, for a property of a patch that is one."""
    merges = [part for part in typing.get_args(hint) if typing.get_origin(part) is Merge]
    keys = st.text(min_size=1, max_size=5).map(lambda key: f"{found.json}/{escape(key)}")
    return [
        st.dictionaries(keys, json_of(typing.get_args(part)[0]), min_size=1, max_size=2)
        for part in merges
    ]


def _named(family: type[Family]) -> Strategy:
    """A property whose name is made at run time, in any of its forms."""
    values = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=5)
    ones = [
        st.dictionaries(
            values.map(functools.partial(_name, family, suffix)),
            json_of(hint),
            min_size=1,
            max_size=1,
        )
        for suffix, hint in family_hints(family).items()
    ]
    return st.one_of(*ones)


def _name(family: type[Family], suffix: str, value: str) -> str:
    return f"{family.prefix}{value.replace(':', '-')}{suffix}"


def _annotated(base: object, *notes: object) -> Strategy:
    for note in notes:
        if isinstance(note, IntegerRange):
            return st.integers(note.low, note.high)
        if isinstance(note, DateForm):
            return dates(utc=note.utc)
        if isinstance(note, NullProperties):
            return json_of_record(base, note.names)
        if note is JSONForm.VALUE:
            return ANYTHING
        if note is JSONForm.OBJECT:
            return OBJECT
    return json_of(base)


def dates(*, utc: bool) -> Strategy:
    """Points in time, written the way RFC 8620, section 1.4, wants them."""
    offsets = st.integers(-14 * 60, 14 * 60).map(
        lambda minutes: datetime.timezone(datetime.timedelta(minutes=minutes))
    )
    zones = st.just(datetime.UTC) if utc else offsets
    return st.datetimes(
        datetime.datetime(1, 1, 3), datetime.datetime(9999, 12, 29), timezones=zones
    ).map(_written)


def _written(moment: datetime.datetime) -> JSON:
    whole = moment.replace(microsecond=0, tzinfo=None).isoformat()
    fraction = f".{moment.microsecond:06}".rstrip("0").rstrip(".")
    offset = moment.replace(microsecond=0).isoformat()[len(whole) :]
    return f"{whole}{fraction}{'Z' if offset == '+00:00' else offset}"
