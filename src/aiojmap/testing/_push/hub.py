"""Those who wait for changes, and how they are woken."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Generator
from typing import Final

Timer = Callable[[float], Awaitable[None]]
"""Comes back after some seconds."""

TURNS: Final = 50


class Watch:
    """One who waits; several calls before the next wait are one."""

    def __init__(self, timer: Timer) -> None:
        self._timer = timer
        self._called = False
        self._waiting: asyncio.Future[None] | None = None
        self._ticking: asyncio.Task[None] | None = None

    def call(self) -> None:
        """Wake the one who waits."""
        self._called = True
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    def rewind(self) -> None:
        """Count the seconds from now on."""
        if self._ticking is not None:
            self._ticking.cancel()
        self._ticking = None

    async def wait(self, seconds: int) -> bool:
        """Wait to be called; false if the seconds are over first, which none (0) never are."""
        if not self._called:
            self._waiting = asyncio.get_running_loop().create_future()
            waited: list[asyncio.Future[None]] = [self._waiting]
            if seconds and self._ticking is None:
                self._ticking = asyncio.create_task(_pause(self._timer, seconds))
            if self._ticking is not None:
                waited.append(self._ticking)
            await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
        called, self._called = self._called, False
        if not called and self._ticking is not None:
            self._ticking.result()
        return called


async def _pause(timer: Timer, seconds: int) -> None:
    await timer(seconds)


class Hub:
    """Calls everybody who waits when something has changed."""

    def __init__(self, timer: Timer) -> None:
        self.closed = False
        self._timer = timer
        self._watches: set[Watch] = set()

    def call(self) -> None:
        """Wake all who wait."""
        for watch in self._watches:
            watch.call()

    @contextlib.contextmanager
    def watching(self) -> Generator[Watch]:
        """Somebody to be called until the end of the block."""
        watch = Watch(self._timer)
        self._watches.add(watch)
        try:
            yield watch
        finally:
            self._watches.discard(watch)
            watch.rewind()

    def open(self) -> None:
        """Begin, or begin again."""
        self.closed = False

    async def close(self) -> None:
        """Let all who wait come to an end; those held up by their clients are not waited for."""
        self.closed = True
        self.call()
        for _ in range(TURNS):
            if not self._watches:
                return
            await asyncio.sleep(0)
