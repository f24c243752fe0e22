"""Which properties a call asked for: only those can a server have left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .invocation import Arguments, Method
from .json import is_array, is_object
from .records import Record


def note_selection(
    answer: object, method: Method, arguments: type[Arguments], sent: Mapping[str, object]
) -> None:
    """Let the records of an answer have a fallback for what was asked for, and nothing else."""
    record = method.record
    if record is None or not isinstance(answer, Record):
        return
    if not any(found.has_fallback for found in record.properties_by_name.values()):
        return
    names = _selected(record, arguments, sent)
    if names is not None:
        for item in _records(answer, record):
            item._selected = names


def _selected(
    record: type[Record], arguments: type[Arguments], sent: Mapping[str, object]
) -> frozenset[str] | None:
    """The names in the argument that selects properties; None if it is not given as a list."""
    for found in arguments.properties_by_name.values():
        names = sent.get(found.json)
        if found.properties_of is record and is_array(names):
            return frozenset(name for name in names if isinstance(name, str))
    return None


def _records(answer: Record, record: type[Record]) -> Iterator[Record]:
    """The records of a type; views are left out, as they have only what was asked for."""
    for _, value in answer._present():
        inside = value.values() if is_object(value) else value if is_array(value) else ()
        for item in inside:
            if isinstance(item, Record) and type(item) is record:
                yield item
