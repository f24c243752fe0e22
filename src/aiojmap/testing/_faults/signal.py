"""Something that happens once, and those who wait for it."""

from __future__ import annotations

import asyncio
import threading


class Signal:
    """Can be waited for in any event loop, and given from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._given = False
        self._waiting: list[asyncio.Future[None]] = []

    def give(self) -> None:
        """Let all go on who wait, now and later."""
        with self._lock:
            self._given = True
            waiting, self._waiting = self._waiting, []
        for future in waiting:
            future.get_loop().call_soon_threadsafe(_go_on, future)

    async def wait(self) -> None:
        """Come back when it was given."""
        with self._lock:
            if self._given:
                return
            future = asyncio.get_running_loop().create_future()
            self._waiting.append(future)
        try:
            await future
        finally:
            with self._lock:
                if future in self._waiting:
                    self._waiting.remove(future)


def _go_on(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
