"""Generated JSON: right for a type, or anything at all."""

from __future__ import annotations

import datetime
import functools
import types
import typing
from collections.abc import Mapping, Sequence

from hypothesis import strategies as st

from aiojmap import core, mail, maskedemail, submission
from aiojmap._model.hints import plain_options, resolved
from aiojmap._model.types import DateForm, IntegerRange, Items, JSONForm
from aiojmap.runtime import JSON, Arguments, Record, SetError

Strategy = st.SearchStrategy[JSON]

LEAVES: Strategy = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=5)
)
ANYTHING: Strategy = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
OBJECT: Strategy = st.dictionaries(st.text(max_size=5), ANYTHING, max_size=3).map(dict)
ERROR: Strategy = st.fixed_dictionaries(
    {"type": st.sampled_from(["notFound", "forbidden", "vendor:x"])},
    optional={"description": st.none() | st.text(max_size=5), "properties": ANYTHING},
).map(dict)


def record_types() -> list[type[Record]]:
    """Every class of record in the generated packages, generic ones filled in.

    Left out are the arguments of queries: they hold filters, which are only ever sent.
    """
    found: list[type[Record]] = []
    for package in (core, mail, submission, maskedemail):
        for name in package.__all__:
            value = getattr(package, name)
            if not isinstance(value, type) or not issubclass(value, Record):
                continue
            if issubclass(value, Arguments) and "filter" in value.properties_by_name:
                continue
            generic = bool(getattr(value, "__parameters__", ()))
            found.append(value[mail.Email] if generic else value)  # type: ignore[index]
    return found


def json_of(tp: object) -> Strategy:
    """JSON that fits a type."""
    origin = typing.get_origin(tp) or tp
    if origin in (typing.Union, types.UnionType):
        options, null, _ = plain_options(tp)
        fitting: list[Strategy] = [json_of(option) for option in options]
        return st.one_of(*fitting, st.none()) if null else st.one_of(*fitting)
    if origin is typing.Annotated:
        return _annotated(*typing.get_args(tp))
    if origin in (list, Sequence):
        return st.lists(json_of(typing.get_args(tp)[0]), max_size=2).map(list)
    if origin in (dict, Mapping, Items):
        keys = st.text(max_size=5)
        return st.dictionaries(keys, json_of(typing.get_args(tp)[1]), max_size=2).map(dict)
    if origin is SetError:
        return ERROR
    if isinstance(origin, type) and issubclass(origin, Record):
        return st.deferred(lambda: json_of_record(tp))
    simple: dict[object, Strategy] = {
        str: st.text(max_size=5),
        bool: st.booleans(),
        float: st.floats(allow_nan=False, allow_infinity=False),
        int: st.integers(),
    }
    return simple[origin]


def json_of_record(tp: object) -> Strategy:
    """An object that fits a class of record: some of its properties, and some of no schema."""
    return _json_of_record(tp)


@functools.cache
def _json_of_record(tp: object) -> Strategy:
    cls, hints = resolved(tp)
    assert issubclass(cls, Record)
    known = {found.json: json_of(hints[name]) for name, found in cls.properties_by_name.items()}
    few = (
        st.lists(st.sampled_from(sorted(known)), max_size=5, unique=True) if known else st.just([])
    )
    unknown = st.dictionaries(st.text(max_size=3).map("x:{}".format), ANYTHING, max_size=1)
    members = few.flatmap(
        lambda names: st.fixed_dictionaries({name: known[name] for name in names})
    )
    return st.builds(lambda right, other: {**right, **other}, members, unknown)


def nearly_json_of(tp: object) -> Strategy:
    """An object with the members of a class of record, each right or anything at all."""
    return _nearly_json_of(tp)


@functools.cache
def _nearly_json_of(tp: object) -> Strategy:
    cls, hints = resolved(tp)
    assert issubclass(cls, Record)
    members = {
        found.json: json_of(hints[name]) | ANYTHING
        for name, found in cls.properties_by_name.items()
    }
    some: Strategy = st.fixed_dictionaries({}, optional=members).map(dict)
    return some | ANYTHING


def _annotated(base: object, *notes: object) -> Strategy:
    for note in notes:
        if isinstance(note, IntegerRange):
            return st.integers(note.low, note.high)
        if isinstance(note, DateForm):
            return dates(utc=note.utc)
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
