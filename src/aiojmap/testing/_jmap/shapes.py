"""Whether JSON values fit the annotations of generated classes.

This is a reading of those annotations apart from the one the client uses, and a stricter
one: it looks at how dates are written, and refuses members that the schema does not know.
"""

from __future__ import annotations

import datetime
import functools
import re
import typing
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from ..._model.hints import is_union, plain_options, resolved
from ..._model.json import kind
from ..._model.pointer import join
from ..._model.types import DateForm, IntegerRange, Items, JSONForm
from ...runtime import Comparator, CreatedId, Filter, Record
from . import families

if TYPE_CHECKING:
    from ...runtime import JSON

_DATE: Final = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d*[1-9]\d*)?(Z|[+-]\d\d:\d\d)", re.ASCII
)
_PRIMITIVES: Final[Mapping[object, str]] = {str: "str", bool: "bool", int: "int"}
_ARRAYS: Final = (list, Sequence)
_MAPS: Final = (dict, Mapping, Items)


class Mismatch(ValueError):
    """A value does not fit; the message says where in it and why."""


def hints_of(record: type[Record]) -> Mapping[str, object]:
    """The annotation of each member of a record class, by its name in JSON."""
    # To a type checker, records cannot be keys, and so neither can their classes.
    return _hints_of(typing.cast("Hashable", record))


@functools.cache
def _hints_of(record: Hashable) -> Mapping[str, object]:
    if not isinstance(record, type) or not issubclass(record, Record):
        return {}
    _, hints = resolved(record)
    return {json: hints[found.name] for json, found in record.properties_by_json.items()}


def nullable(hint: object) -> bool:
    """Whether null is among the values of an annotation."""
    return hint is type(None) or (is_union(hint) and plain_options(hint)[1])


def check(value: JSON, hint: object, *, deep: bool = True) -> None:
    """Raise `Mismatch` unless a value fits an annotation.

    Without `deep`, records need only be objects: each is looked at by itself later.
    """
    try:
        _check(value, hint, deep)
    except Mismatch as problem:
        raise Mismatch(f"{problem.args[0]} {problem.args[1]}".strip()) from None


def references(value: JSON, hint: object) -> Iterable[str]:
    """The creation ids that a value refers to (RFC 8620, section 5.3)."""
    found: list[str] = []
    _replace(value, hint, lambda text: _note(found, text))
    return found


def fill(value: JSON, hint: object, ids: Mapping[str, str]) -> JSON:
    """Put the ids of created records in the place of creation ids; unknown ones stay."""
    return _replace(value, hint, lambda text: ids.get(text[1:], text))


def _note(found: list[str], text: str) -> str:
    found.append(text[1:])
    return text


def _fail(expected: str, value: JSON) -> Mismatch:
    return Mismatch("", f"must be {expected}, not {kind(value)}")


def _within(step: str | int, problem: Mismatch) -> Mismatch:
    return Mismatch(f"{join(str(step))}{problem.args[0]}", problem.args[1])


def _check(value: JSON, hint: object, deep: bool) -> None:
    origin = typing.get_origin(hint) or hint
    if is_union(hint):
        _check_union(value, hint, deep)
    elif origin is typing.Annotated:
        _check_annotated(value, hint, deep)
    elif origin is typing.Literal:
        if value not in typing.get_args(hint) or isinstance(value, bool):
            raise Mismatch("", f"must be one of {typing.get_args(hint)}")
    elif origin in _ARRAYS:
        _check_items(value, typing.get_args(hint)[0], deep)
    elif origin in _MAPS:
        _check_entries(value, typing.get_args(hint)[1], deep)
    elif isinstance(origin, type) and issubclass(origin, Record):
        _check_record(value, origin, deep)
    elif origin in (Filter, Comparator):
        _check_object(value)
    elif origin is datetime.datetime:
        _check_date(value, utc=False)
    elif origin is float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise _fail("a number", value)
    elif origin not in _PRIMITIVES:
        raise TypeError(f"there is no way to check a value against {hint}")
    elif type(value) is not origin:
        raise _fail(_PRIMITIVES[origin], value)


def _check_union(value: JSON, hint: object, deep: bool) -> None:
    options, null, _ = plain_options(hint)
    problem = None if value is None and null else _fail("of another type", value)
    for option in options if problem else ():
        try:
            _check(value, option, deep)
        except Mismatch as found:
            problem = found
        else:
            return
    if problem is not None:
        raise problem


def _check_annotated(value: JSON, hint: object, deep: bool) -> None:
    base, *notes = typing.get_args(hint)
    for note in notes:
        if isinstance(note, IntegerRange):
            _check_whole(value, note)
        elif isinstance(note, DateForm):
            _check_date(value, utc=note.utc)
        elif note is JSONForm.OBJECT:
            _check_object(value)
        elif note is not JSONForm.VALUE:
            continue
        return
    _check(value, base, deep)


def _check_object(value: JSON) -> None:
    if not isinstance(value, dict):
        raise _fail("an object", value)


def _check_whole(value: JSON, allowed: IntegerRange) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _fail("int", value)
    if not allowed.low <= value <= allowed.high:
        raise Mismatch("", f"must be from {allowed.low} to {allowed.high}")


def _check_items(value: JSON, inner: object, deep: bool) -> None:
    if not isinstance(value, list):
        raise _fail("an array", value)
    for index, item in enumerate(value):
        try:
            _check(item, inner, deep)
        except Mismatch as problem:
            raise _within(index, problem) from None


def _check_entries(value: JSON, inner: object, deep: bool) -> None:
    if not isinstance(value, dict):
        raise _fail("an object", value)
    for key, item in value.items():
        try:
            _check(item, inner, deep)
        except Mismatch as problem:
            raise _within(key, problem) from None


def _check_record(value: JSON, record: type[Record], deep: bool) -> None:
    if not isinstance(value, dict):
        raise _fail("an object", value)
    if not deep:
        return
    hints = hints_of(record)
    for name, item in value.items():
        if name not in hints:
            if not families.belongs(record, name):
                raise Mismatch(join(name), "is unknown")
            continue
        try:
            _check(item, hints[name], deep)
        except Mismatch as problem:
            raise _within(name, problem) from None
    for name, found in record.properties_by_json.items():
        if found.required and name not in value:
            raise Mismatch(join(name), "is missing")


def _check_date(value: JSON, *, utc: bool) -> None:
    if not isinstance(value, str):
        raise _fail("a date", value)
    match = _DATE.fullmatch(value)
    if match is None or (utc and match[1] != "Z"):
        form = "YYYY-MM-DDThh:mm:ssZ" if utc else "YYYY-MM-DDThh:mm:ss with Z or an offset"
        raise Mismatch("", f"must be a date of the form {form}")
    try:
        datetime.datetime.fromisoformat(value)
    except ValueError:
        raise Mismatch("", "must be a date that exists") from None


def _replace(value: JSON, hint: object, change: typing.Callable[[str], str]) -> JSON:
    """A copy of a value with each creation reference changed, where the annotation has one."""
    if is_union(hint):
        for part in typing.get_args(hint):
            if (typing.get_origin(part) or part) is CreatedId:
                if isinstance(value, str) and value.startswith("#"):
                    return change(value)
            else:
                value = _replace(value, part, change)
        return value
    origin = typing.get_origin(hint) or hint
    arguments = typing.get_args(hint)
    if isinstance(value, list) and origin in _ARRAYS:
        return [_replace(item, arguments[0], change) for item in value]
    if isinstance(value, dict) and origin in _MAPS:
        found: dict[str, JSON] = {}
        for key, item in value.items():
            name = _replace(key, arguments[0], change)
            found[str(name)] = _replace(item, arguments[1], change)
        return found
    if isinstance(value, dict) and isinstance(origin, type) and issubclass(origin, Record):
        hints = hints_of(origin)
        return {
            name: _replace(item, hints[name], change) if name in hints else item
            for name, item in value.items()
        }
    return value
