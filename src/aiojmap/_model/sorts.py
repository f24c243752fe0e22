"""Criteria to sort by (RFC 8620, section 5.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

import attrs

from .sentinels import UNSET, UnsetType
from .types import JSON

T = TypeVar("T")


@attrs.frozen
class Comparator(Generic[T]):
    """One criterion of a sort; T says of which type's records.

    `is_ascending` left out means ascending. `collation` names how strings compare, by its
    name in the registry of RFC 4790; `arguments` holds what a property needs further.
    """

    property: str
    is_ascending: bool | UnsetType = UNSET
    collation: str | UnsetType = UNSET
    arguments: Mapping[str, JSON] = attrs.field(factory=dict[str, JSON])

    def asc(self, collation: str | UnsetType = UNSET) -> Comparator[T]:
        """Lowest first."""
        return attrs.evolve(self, is_ascending=True, collation=collation)

    def desc(self, collation: str | UnsetType = UNSET) -> Comparator[T]:
        """Highest first."""
        return attrs.evolve(self, is_ascending=False, collation=collation)
