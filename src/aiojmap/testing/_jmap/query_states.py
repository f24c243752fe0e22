"""The results of queries that clients were told of."""

from __future__ import annotations

from collections import OrderedDict

import attrs


@attrs.define
class QueryStates:
    """The results that clients were told of, so that /queryChanges can compare."""

    limit: int = 1000
    limit_of_ids: int = 1_000_000
    """How many ids to keep in all the results together: a query of a large account has many."""
    _held: int = 0
    _known: OrderedDict[str, list[str]] = attrs.field(factory=OrderedDict[str, list[str]])

    def remember(self, state: str, ids: list[str]) -> None:
        """Keep results under their state, forgetting the oldest of too many."""
        self._held += len(ids) - len(self._known.get(state, ()))
        self._known[state] = ids
        self._known.move_to_end(state)
        while len(self._known) > 1 and self._full():
            _, forgotten = self._known.popitem(last=False)
            self._held -= len(forgotten)

    def recall(self, state: str) -> list[str] | None:
        """The results under a state, unless forgotten."""
        return self._known.get(state)

    def _full(self) -> bool:
        return len(self._known) > self.limit or self._held > self.limit_of_ids
