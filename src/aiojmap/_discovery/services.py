"""SRV records: where DNS says that a service is (RFC 2782, RFC 6764)."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Final, TypeAlias

import attrs

NOT_OFFERED: Final = "."


@attrs.frozen
class ServiceRecord:
    """An SRV record; `target` is a host name, or "." where the service is not offered."""

    priority: int
    weight: int
    port: int
    target: str


Resolver: TypeAlias = Callable[[str], Awaitable[Sequence[ServiceRecord]]]
"""A function that gives the SRV records of a name; none if there are none.

It raises an error of this library when it cannot say.
"""


def in_order(records: Iterable[ServiceRecord], draw: Callable[[], float]) -> list[ServiceRecord]:
    """The records in the order to try them: by priority, and drawn by weight within one.

    `draw` gives numbers from 0 up to 1, as `random.random` does.
    """
    ordered: list[ServiceRecord] = []
    by_priority = sorted(records, key=lambda record: record.priority)
    for _, group in itertools.groupby(by_priority, key=lambda record: record.priority):
        # Those without weight first, so that they too have a chance of being drawn.
        left = sorted(group, key=lambda record: record.weight)
        while left:
            threshold = draw() * sum(record.weight for record in left)
            sums = itertools.accumulate(record.weight for record in left)
            drawn = next((at for at, total in enumerate(sums) if total >= threshold), -1)
            ordered.append(left.pop(drawn))
    return ordered
