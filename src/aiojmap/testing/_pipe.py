"""Octets on their way from one task to another."""

from __future__ import annotations

import asyncio


class Pipe:
    """Holds one piece, so that who writes goes no faster than who reads."""

    def __init__(self) -> None:
        self._piece: bytes | None = None
        self._closed = False
        self._free = asyncio.Event()
        self._free.set()
        self._filled = asyncio.Event()

    async def put(self, piece: bytes) -> bool:
        """Write a piece when there is room; false if nobody will read it."""
        await self._free.wait()
        if self._closed:
            return False
        self._piece = piece
        self._free.clear()
        self._filled.set()
        return True

    async def get(self) -> bytes | None:
        """Read the next piece; None after the last one."""
        await self._filled.wait()
        piece, self._piece = self._piece, None
        if not self._closed:
            self._filled.clear()
            self._free.set()
        return piece

    def close(self) -> None:
        """Let nothing more be written; what is in it can still be read."""
        self._closed = True
        self._free.set()
        self._filled.set()
