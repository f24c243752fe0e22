"""An event loop in a thread of its own, for a server that programs reach from outside of any."""

from __future__ import annotations

import asyncio
import functools
import threading
from collections.abc import Callable, Coroutine
from typing import Concatenate, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class OwnLoop:
    """Runs until it is closed."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(
            target=self._loop.run_forever, name="aiojmap.testing", daemon=True
        )
        self._thread.start()

    def run(self, work: Coroutine[object, object, R]) -> R:
        """Do some work in the loop, and wait for its end."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def call(self, function: Callable[[], R]) -> R:
        """Call a function where nothing else of the loop runs at the same time."""

        async def work() -> R:
            return function()

        if threading.current_thread() is self._thread:
            return function()
        return self.run(work())

    def close(self) -> None:
        """End the loop and the thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


class AtHome(Protocol):
    """What may run in a loop of its own."""

    @property
    def _home(self) -> OwnLoop | None: ...


S = TypeVar("S", bound=AtHome)


def at_home(method: Callable[Concatenate[S, P], R]) -> Callable[Concatenate[S, P], R]:
    """A method carried out in the loop that its object runs in, if that is one of its own."""

    def called(self: S, /, *args: P.args, **kwargs: P.kwargs) -> R:
        home = self._home
        if home is None:
            return method(self, *args, **kwargs)
        return home.call(lambda: method(self, *args, **kwargs))

    functools.update_wrapper(called, method)
    return called
