# Generated from rfc8620_core.toml by `aiojmap-codegen generate`. Do not edit.
"""What the server pushes when something has changed. RFC 8620, section 7.1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from aiojmap.runtime import (
    NOT_FETCHED,
    Record,
    Refs,
    UnsignedInt,
    Value,
    prop,
    record,
)

StateChangeType: TypeAlias = Literal["StateChange"] | str
"""Known values; servers may use others."""


@record
class Ping(Record):
    """The data of a ping event of the event source.

    RFC 8620, section 7.3.
    """

    interval: UnsignedInt = prop("interval")
    """How many seconds the server lets pass between events. `UnsignedInt`, section 7.3."""


@record
class StateChange(Record):
    """What the server pushes when something has changed.

    RFC 8620, section 7.1.
    """

    type: StateChangeType = prop("@type", default=NOT_FETCHED, fallback="StateChange")
    """Always StateChange. `String`, section 7.1."""
    changed: dict[str, dict[str, str]] = prop("changed")
    """The new states by account, for the types that have changed. `Id[TypeState]`, section 7.1."""


class PingRefs(Refs):
    """What can be referred to in each Ping of an answer."""

    __slots__ = ()

    interval = Value[Sequence[int]]("interval")


class StateChangeRefs(Refs):
    """What can be referred to in each StateChange of an answer."""

    __slots__ = ()

    type = Value[Sequence[str]]("@type")
