# Generated from rfc8620_core.toml by `aiojmap-codegen generate`. Do not edit.
"""A record that has come into the results of a query. RFC 8620, section 5.6."""

from __future__ import annotations

from aiojmap.runtime import (
    Record,
    UnsignedInt,
    prop,
    record,
)


@record
class AddedItem(Record):
    """A record that has come into the results of a query.

    RFC 8620, section 5.6.
    """

    id: str = prop("id")
    """The id of the record. `Id`, section 5.6."""
    index: UnsignedInt = prop("index")
    """Where it stands in the results now, counted from zero. `UnsignedInt`, section 5.6."""
