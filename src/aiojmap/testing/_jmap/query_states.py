"""The results of queries that clients were told of."""

from __future__ import annotations

from collections import OrderedDict

import attrs


@attrs.define
class QueryStates:
    """The results that clients were told of, so that /queryChanges can compare."""

    limit: int = 1000
    _known: OrderedDict[str, list[str]] = attrs.field(factory=OrderedDict[str, list[str]])

    def remember(self, state: str, ids: list[str]) -> None:
        """Keep results under their state, forgetting the oldest of too many."""
        self._known[state] = ids
        self._known.move_to_end(state)
        while len(self._known) > self.limit:
            self._known.popitem(last=False)

    def recall(self, state: str) -> list[str] | None:
        """The results under a state, unless forgotten."""
        return self._known.get(state)
