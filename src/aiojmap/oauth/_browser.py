"""Opening the browser of the system without waiting for it."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import webbrowser
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from .._model.errors import ConfigurationError

Opener: TypeAlias = Callable[[str], object]
"""Shows a URL to the person, plain or async; one that returns False could not."""


async def open_in_browser(url: str) -> None:
    """Open the browser of the system; raises `ConfigurationError` if there is none.

    In a thread that nobody waits for at the end: a browser in a terminal runs until it is left.
    """
    loop = asyncio.get_running_loop()
    opened: asyncio.Future[bool] = loop.create_future()

    def settle(found: bool) -> None:
        if not opened.done():
            opened.set_result(found)

    def run() -> None:
        try:
            found = webbrowser.open(url)
        except (webbrowser.Error, OSError):
            found = False
        # The loop may have ended before the browser.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, found)

    threading.Thread(target=run, name="aiojmap-browser", daemon=True).start()
    if not await opened:
        raise ConfigurationError(
            "no browser could be opened: pass open_url=print, and open the address by hand"
        )


async def shown(opener: Opener | None, url: str) -> None:
    """Show a URL by the function given, or in the browser."""
    if opener is None:
        await open_in_browser(url)
        return
    result = opener(url)
    if isinstance(result, Awaitable):
        await result
