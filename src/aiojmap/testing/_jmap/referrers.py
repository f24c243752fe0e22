"""Records that refer to one that is to be destroyed.

The specification only says that every id must be one of a record that exists (RFC 8620,
section 5.3). So a record stays as long as another one cannot do without it, which is
`forbidden`; where a reference may be null it becomes null, and in arrays and maps the entry
goes. That holds between types of which nothing but the schema is known: those of RFC 8621 say
themselves what becomes of their references.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from .integrity import ids_in
from .shapes import hints_of, nullable

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject
    from .datatype import DataType


@attrs.frozen
class Reference:
    """A property of a record that holds the id of another one."""

    type: DataType
    id: str
    property: str
    needed: bool
    """Whether the record cannot be without it."""


def references_to(types: Iterable[DataType], owner: str, id_: str) -> Iterator[Reference]:
    """The properties of the records of some types that hold an id."""
    for type_ in types:
        written = type_.classes.create or type_.classes.patch
        if written is None:
            continue
        hints = hints_of(written)
        names = [name for name in hints if name in type_.classes.record.properties_by_json]
        for key, record in type_.table.items():
            for name in names:
                value = record.get(name)
                if (owner, id_) in set(ids_in(value, hints[name])):
                    needed = isinstance(value, str) and not nullable(hints[name])
                    yield Reference(type_, key, name, needed)


def released(record: JSONObject, name: str, id_: str) -> JSONObject:
    """A copy of a record in which a property does not hold an id any more."""
    return {**record, name: _without(record[name], id_)}


def _without(value: JSON, id_: str) -> JSON:
    if isinstance(value, list):
        return [item for item in value if item != id_]
    if isinstance(value, dict):
        return {key: item for key, item in value.items() if id_ not in (key, item)}
    return None
