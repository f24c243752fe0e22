"""Patches: what a /set changes in a record (RFC 8620, section 5.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Generic, TypeGuard, TypeVar

from .records import Record

V_co = TypeVar("V_co", covariant=True)


class Patch(Record):
    """Changes to one record: a property given is replaced, None puts its default back."""

    __slots__ = ()

    patched: ClassVar[type[Record]] = Record


class Merge(Generic[V_co]):
    """Entries to change in a map, the others staying as they are; None takes one out."""

    __slots__ = ("entries",)

    entries: Mapping[str, V_co]

    def __init__(self, entries: Mapping[str, V_co]) -> None:
        if not isinstance(entries, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
            raise TypeError(f"merge() takes a mapping, not {type(entries).__name__}")
        self.entries = dict(entries)

    def __repr__(self) -> str:
        return f"merge({self.entries!r})"

    def __eq__(self, other: object) -> bool:
        return is_merge(other) and self.entries == other.entries

    __hash__ = None  # type: ignore[assignment]  # the entries may have no hash


def is_merge(value: object) -> TypeGuard[Merge[object]]:
    """Whether a value was made by `merge`."""
    return isinstance(value, Merge)


def merge(entries: Mapping[str, V_co]) -> Merge[V_co]:
    """Change only these entries of a map property, as in `keywords=merge({"$seen": True})`.

    A value of None takes the entry out, and another `merge` changes entries inside the entry.
    Each one is sent as a JSON pointer of its own (RFC 8620, section 5.3).
    """
    return Merge(entries)
