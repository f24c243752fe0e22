"""What a filter condition or a sort means where only its name says so.

The names of conditions follow habits: `isDone` has that very value, `hasLabel` and `inProject`
look into a property of nearly that name, `dueBefore` and `dueAfter` compare dates, `minSize`
and `maxSize` numbers, and `text` looks into all texts.
"""

from __future__ import annotations

import math
import re
import typing
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..._model.hints import is_union
from .equality import same
from .shapes import hints_of

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject, Record

Matcher = Callable[["JSONObject"], bool]
SortKey = Callable[["JSONObject"], "str | int | float"]

_PREFIXED = re.compile(r"(has|in|is|not|no|min|max)([A-Z]\w*)")
_SUFFIXED = re.compile(r"(\w+?)(Before|After)")


def condition(record: type[Record], name: str, value: JSON) -> Matcher | None:
    """A test for a condition, by its name; None if the name says nothing."""
    known = record.properties_by_json
    if name in known:
        return lambda found: _equal(found.get(name), value)
    if name == "text":
        wanted = str(value).casefold().split()
        return lambda found: _has_words(found, wanted)
    suffixed = _SUFFIXED.fullmatch(name)
    if suffixed:
        return _dated(_named(known, suffixed[1]), suffixed[2], value)
    if name in ("before", "after"):
        dates = [item for item in known if item.endswith("At")]
        return _dated(dates[0], name.capitalize(), value) if len(dates) == 1 else None
    prefixed = _PREFIXED.fullmatch(name)
    return _prefixed(known, prefixed[1], prefixed[2], value) if prefixed else None


def by_property(record: type[Record], name: str) -> SortKey | None:
    """What to compare records by for a sort; None if there is no such property."""
    if name not in record.properties_by_json:
        return None
    number = bool(_scalars(hints_of(record)[name]) & {int, float, bool})
    return lambda found: _comparable(found.get(name), number=number)


def _scalars(hint: object) -> set[object]:
    """The plain types that an annotation is made of."""
    if typing.get_origin(hint) is typing.Annotated:
        return _scalars(typing.get_args(hint)[0])
    if is_union(hint):
        return {found for part in typing.get_args(hint) for found in _scalars(part)}
    return {hint}


def _prefixed(known: Collection[str], prefix: str, rest: str, value: JSON) -> Matcher | None:
    name = _named(known, rest[0].lower() + rest[1:])
    if name is None:
        return None
    if prefix in ("min", "max"):
        return _bounded(name, prefix, value)
    if prefix in ("not", "no"):
        return lambda found: not _equal(found.get(name), value)
    if prefix == "has" and isinstance(value, bool):
        return lambda found: bool(found.get(name)) is value
    return lambda found: _equal(found.get(name), value)


def _named(known: Collection[str], stem: str) -> str | None:
    """The property that a stem stands for: `project` for `projectId`, `due` for `dueAt`."""
    for ending in ("", "Id", "Ids", "At", "s", "Date"):
        if f"{stem}{ending}" in known:
            return f"{stem}{ending}"
    return None


def _bounded(name: str, prefix: str, value: JSON) -> Matcher:
    def matches(found: JSONObject) -> bool:
        there = found.get(name)
        if not isinstance(there, (int, float)) or not isinstance(value, (int, float)):
            return False
        return there >= value if prefix == "min" else there < value

    return matches


def _dated(name: str | None, which: str, value: JSON) -> Matcher | None:
    if name is None:
        return None

    limit = _instant(value)

    def matches(found: JSONObject) -> bool:
        there = _instant(found.get(name))
        if there is None or limit is None:
            return False
        return there < limit if which == "Before" else there >= limit

    return matches


def _instant(value: JSON) -> datetime | None:
    """A date as a point in time, whatever its offset; None if it is none."""
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _equal(there: JSON, value: JSON) -> bool:
    """Whether a value is the one asked for, or holds it."""
    if isinstance(there, list) and not isinstance(value, list):
        return any(same(item, value) for item in there)
    if isinstance(there, dict) and isinstance(value, str):
        return value in there
    if isinstance(value, list) and not isinstance(there, list):
        return any(same(there, item) for item in value)
    return same(there, value)


def _has_words(found: JSONObject, wanted: list[str]) -> bool:
    texts = list(_texts({name: item for name, item in found.items() if name != "id"}))
    return all(any(word in text for text in texts) for word in wanted)


def _texts(value: JSON) -> Iterator[str]:
    if isinstance(value, str):
        yield value.casefold()
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def _comparable(value: JSON, *, number: bool) -> str | int | float:
    """A value to compare with others of its property; what is null comes first."""
    if number:
        return value if isinstance(value, (int, float)) else -math.inf
    return "" if value is None else str(value)
