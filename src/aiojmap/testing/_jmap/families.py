"""Families of properties whose names are made up, such as `header:List-Id:asText`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...runtime import Record


def belongs(record: type[Record], name: str) -> bool:
    """Whether a name fits one of the patterns of a record class, such as `header:{name}`."""
    return any(name.startswith(family.prefix) for family in record.families)
