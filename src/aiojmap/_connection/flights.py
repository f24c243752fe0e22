"""Requests under way, and those who wait for them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable


class Flight:
    """A request under way, shared by all who wait for it.

    One of them being cancelled leaves it running; when the last one is, it is cancelled too.
    `landed` is called once it has ended, however it ended, before any waiter goes on.
    """

    def __init__(self, work: Coroutine[object, object, None], landed: Callable[[], None]) -> None:
        self._task = asyncio.create_task(work)
        self._task.add_done_callback(lambda _: landed())
        self._waiting = 0

    def cancel(self) -> None:
        """End it now."""
        self._task.cancel()

    async def ended(self) -> None:
        """Wait for its end; raises what it raised, which no error of a call ever is."""
        await asyncio.wait([self._task])
        if not self._task.cancelled() and (error := self._task.exception()) is not None:
            raise error

    def join(self) -> None:
        """Be one of those who wait."""
        self._waiting += 1

    def leave(self) -> None:
        """Be so no longer."""
        self._waiting -= 1
        if self._waiting == 0 and not self._task.done():
            self._task.cancel()


async def wait_for(flights: Iterable[Flight]) -> None:
    """Wait for all of them; cancelled, wait for none of them any more."""
    waited_for = list(dict.fromkeys(flights))
    for flight in waited_for:
        flight.join()
    try:
        for flight in waited_for:
            await flight.ended()
    finally:
        for flight in waited_for:
            flight.leave()
