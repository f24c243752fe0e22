"""What a filter condition or a sort means where only its name says so.

The names of conditions follow habits: `isDone` has that very value, `hasLabel` and `inProject`
look into a property of nearly that name, `dueBefore` and `dueAfter` compare dates, `minSize`
and `maxSize` numbers, and `text` looks into all texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING

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
        return lambda found: any(str(value).casefold() in text for text in _texts(found))
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
    return lambda found: _comparable(found.get(name))


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

    def matches(found: JSONObject) -> bool:
        there = found.get(name)
        if not isinstance(there, str) or not isinstance(value, str):
            return False
        return there < value if which == "Before" else there >= value

    return matches


def _equal(there: JSON, value: JSON) -> bool:
    """Whether a value is the one asked for, or holds it."""
    if isinstance(there, list) and not isinstance(value, list):
        return value in there
    if isinstance(there, dict) and isinstance(value, str):
        return value in there
    if isinstance(value, list) and not isinstance(there, list):
        return there in value
    return type(there) is type(value) and there == value


def _texts(value: JSON) -> Iterator[str]:
    if isinstance(value, str):
        yield value.casefold()
    elif isinstance(value, (list, dict)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def _comparable(value: JSON) -> str | int | float:
    """A value to compare; what is null comes first."""
    if isinstance(value, (str, int, float)):
        return value
    return "" if value is None else str(value)
