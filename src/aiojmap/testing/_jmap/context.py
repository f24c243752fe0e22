"""What a method call knows besides its arguments."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from ...runtime import JSONObject
    from .datatype import DataType
    from .limits import Limits


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


@attrs.define(kw_only=True)
class Context:
    """One request while it is carried out."""

    using: frozenset[str]
    limits: Limits
    types: Mapping[str, DataType]
    queries: QueryStates
    methods: Mapping[str, object]
    settle: Callable[[], None]
    """Brings what is computed across types up to date, such as the counts of mailboxes."""
    created_ids: dict[str, str] = attrs.field(factory=dict[str, str])

    def type(self, name: str) -> DataType:
        """A data type of the account."""
        return self.types[name]

    def resolve(self, id_: str) -> str:
        """The id that a creation reference stands for; any other id as it is."""
        return self.created_ids.get(id_[1:], id_) if id_.startswith("#") else id_


def texts(arguments: JSONObject, name: str) -> list[str]:
    """An argument that is an array of strings, or null."""
    value = arguments.get(name)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def objects(arguments: JSONObject, name: str) -> dict[str, JSONObject]:
    """An argument that is a map of objects, or null."""
    value = arguments.get(name)
    if not isinstance(value, dict):
        return {}
    return {key: item for key, item in value.items() if isinstance(item, dict)}


def whole(arguments: JSONObject, name: str) -> int | None:
    """An argument that is a whole number, or null."""
    value = arguments.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
