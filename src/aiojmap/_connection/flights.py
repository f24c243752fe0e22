"""Requests under way, and those who wait for them."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine


class Flight:
    """A request under way, shared by all who wait for it.

    One of them being cancelled leaves it running; when the last one is, it is cancelled too.
    """

    def __init__(self, work: Coroutine[object, object, None]) -> None:
        self._task = asyncio.create_task(work)
        self._waiting = 0

    async def wait(self) -> None:
        """Wait until it has ended, however it ends: its calls know how."""
        self._waiting += 1
        try:
            await asyncio.wait([self._task])
        finally:
            self._waiting -= 1
            if self._waiting == 0 and not self._task.done():
                self._task.cancel()
        if not self._task.cancelled() and (error := self._task.exception()) is not None:
            raise error

    def cancel(self) -> None:
        """End it now; its calls are abandoned."""
        self._task.cancel()

    async def ended(self) -> None:
        """Wait for the end after `cancel`."""
        await asyncio.wait([self._task])
