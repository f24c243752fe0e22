"""What all faults have in common: they wait for their turn, strike, and are used up."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING

import attrs

from .signal import Signal

if TYPE_CHECKING:
    from ...runtime import JSONObject
    from .._received import Received

When = Callable[["JSONObject"], bool]
"""Whether a fault concerns a call, by its arguments."""


@attrs.define(kw_only=True, eq=False, repr=False)
class Fault:
    """Something that goes wrong because a test says so.

    It concerns what comes after it was scripted, from the n-th on, and strikes `times` times
    (None: always). Where an earlier fault of the same kind strikes, it waits for the next.
    """

    where: str
    what: str
    nth: int = 1
    times: int | None = 1
    seen: int = attrs.field(default=0, init=False)
    """How much it concerns has come so far."""
    struck: int = attrs.field(default=0, init=False)
    """How often it has struck."""
    cancelled: bool = attrs.field(default=False, init=False)

    def __attrs_post_init__(self) -> None:
        if self.nth < 1:
            raise ValueError(f"nth={self.nth}: the first is 1")
        if self.times is not None and self.times < 1:
            raise ValueError(f"times={self.times}: must be above zero, or None for always")

    @property
    def used_up(self) -> bool:
        """Whether it will strike no more."""
        return self.cancelled or (self.times is not None and self.struck >= self.times)

    @property
    def unused(self) -> bool:
        """Whether it has struck less often than it was to; one that always strikes, never yet."""
        return not self.cancelled and self.struck < (1 if self.times is None else self.times)

    def cancel(self) -> None:
        """Let it strike no more, and be missed no more."""
        self.cancelled = True

    def _meet(self) -> bool:
        """Count one more of what it concerns; whether it is its turn."""
        self.seen += 1
        return self.seen >= self.nth

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self}>"

    def __str__(self) -> str:
        often = "always" if self.times is None else f"{self.times} times"
        again = "" if self.times == 1 else f", {often}"
        return f"{_ordinal(self.nth)} {self.where} {self.what}{again}"


@attrs.define(kw_only=True, eq=False, repr=False)
class Held(Fault):
    """An answer that is late: it comes when the test releases it.

    As a context manager it is released in the end.
    """

    after: bool = False
    _fits: Callable[[Received], int] = attrs.field(alias="fits")
    """How much in a request it concerns."""
    _caught: Signal = attrs.field(factory=Signal, init=False)
    _released: Signal = attrs.field(factory=Signal, init=False)

    async def reached(self) -> None:
        """Wait for the moment at which a request is held."""
        await self._caught.wait()

    def release(self) -> None:
        """Let everything go that it holds, and hold nothing more."""
        self._released.give()

    async def _wait(self) -> None:
        """Be held until the release."""
        self._caught.give()
        await self._released.wait()

    def __enter__(self) -> Held:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def _ordinal(number: int) -> str:
    if number == 1:
        return "the next"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 // 10 != 1 else 0, "th")
    return f"the {number}{ending}"
