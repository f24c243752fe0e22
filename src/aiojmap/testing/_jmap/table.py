"""The records of one type in an account, and the log of what happened to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import attrs

from .equality import same

if TYPE_CHECKING:
    from ...runtime import JSONObject

Event = Literal["created", "updated", "destroyed"]


@attrs.frozen
class Entry:
    """Something that happened to one record; `only` names what changed if nothing else did."""

    id: str
    event: Event
    only: frozenset[str] | None = None


@attrs.frozen
class Changes:
    """What has happened between two states (RFC 8620, section 5.2)."""

    created: list[str]
    updated: list[str]
    destroyed: list[str]
    state: str
    more: bool
    only: frozenset[str] | None


class Table:
    """Records by id, in the order they were added.

    A record in it is never changed in place, so that answers given earlier stay as they
    were: a changed copy takes its place.
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._records: dict[str, JSONObject] = {}
        self._log: list[Entry] = []
        self._made = 0

    def __contains__(self, id_: object) -> bool:
        return id_ in self._records

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def get(self, id_: str) -> JSONObject | None:
        """The record with an id."""
        return self._records.get(id_)

    def items(self) -> Iterator[tuple[str, JSONObject]]:
        """All records with their ids."""
        return iter(self._records.items())

    def records(self) -> Iterator[JSONObject]:
        """All records."""
        return iter(self._records.values())

    @property
    def state(self) -> str:
        """Names the present state of the records; another one follows every change."""
        return f"{self._prefix}-{len(self._log)}"

    def new_id(self) -> str:
        """An id that no record had before."""
        self._made += 1
        return f"{self._prefix}{self._made:04d}"

    def add(self, id_: str, record: JSONObject) -> None:
        """Put a new record in."""
        self._records[id_] = record
        self._log.append(Entry(id_, "created"))

    def replace(self, id_: str, record: JSONObject, only: frozenset[str] | None = None) -> None:
        """Put a changed copy of a record in its place; one that is the same changes nothing."""
        if same(self._records[id_], record):
            return
        self._records[id_] = record
        self._log.append(Entry(id_, "updated", only))

    def touch(self, id_: str, only: frozenset[str]) -> None:
        """Note that something computed has changed about a record."""
        self._log.append(Entry(id_, "updated", only))

    def remove(self, id_: str) -> None:
        """Take a record out."""
        del self._records[id_]
        self._log.append(Entry(id_, "destroyed"))

    def changes(self, since: str, limit: int | None) -> Changes | None:
        """What happened after a state, at most `limit` records; None if it is no state of ours."""
        start = self._position(since)
        if start is None:
            return None
        first: dict[str, Event] = {}
        last: dict[str, Event] = {}
        only: frozenset[str] | None = frozenset()
        end = start
        for entry in self._log[start:]:
            if limit is not None and entry.id not in first and len(first) == limit:
                break
            first.setdefault(entry.id, entry.event)
            last[entry.id] = entry.event
            only = None if only is None or entry.only is None else only | entry.only
            end += 1
        created = [id_ for id_, event in first.items() if event == "created"]
        return Changes(
            created=[id_ for id_ in created if last[id_] != "destroyed"],
            updated=[id_ for id_ in last if first[id_] == "updated" == last[id_]],
            destroyed=[id_ for id_ in last if last[id_] == "destroyed" and first[id_] != "created"],
            state=f"{self._prefix}-{end}",
            more=end < len(self._log),
            only=only or None,
        )

    def _position(self, state: str) -> int | None:
        prefix, dash, digits = state.rpartition("-")
        if prefix != self._prefix or not dash or not (digits.isascii() and digits.isdigit()):
            return None
        if len(digits) > 12 or int(digits) > len(self._log) or str(int(digits)) != digits:
            return None
        return int(digits)
