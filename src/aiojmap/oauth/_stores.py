"""Where grants are kept: in memory, or in a database of one's own."""

from __future__ import annotations

import asyncio
import contextlib
import weakref
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from .._connection.secret import Secret


class TokenStore(Protocol):
    """Keeps documents by a key of the caller's choice, such as an account or a user's number.

    The documents are JSON with tokens in it, each a `Secret`. `save` returns once the document
    would outlast a crash; only then is a new token used. `lock` keeps all others who use this
    store away from one key, those in other processes too.
    """

    async def load(self, key: str) -> Secret | None:
        """The document of a key, None if there is none."""
        ...

    async def save(self, key: str, document: Secret) -> None:
        """Keep a document instead of the former one."""
        ...

    async def delete(self, key: str) -> None:
        """Keep it no longer; no error if there is none."""
        ...

    def lock(self, key: str) -> AbstractAsyncContextManager[object]:
        """Hold a key alone, while the context lasts."""
        ...


class KeyLocks:
    """A lock for each key that is in use, for those in one process."""

    def __init__(self) -> None:
        self._locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()

    @contextlib.asynccontextmanager
    async def hold(self, key: str) -> AsyncGenerator[None, None]:
        """Hold one key alone."""
        lock = self._locks.setdefault(key, asyncio.Lock())
        async with lock:
            yield


class MemoryStore:
    """Keeps grants while the process runs: for tests, and for what is not to be kept."""

    def __init__(self) -> None:
        self._documents: dict[str, Secret] = {}
        self._locks = KeyLocks()

    async def load(self, key: str) -> Secret | None:
        """The document of a key, None if there is none."""
        return self._documents.get(key)

    async def save(self, key: str, document: Secret) -> None:
        """Keep a document instead of the former one."""
        self._documents[key] = document

    async def delete(self, key: str) -> None:
        """Keep it no longer; no error if there is none."""
        self._documents.pop(key, None)

    def lock(self, key: str) -> AbstractAsyncContextManager[None]:
        """Hold a key alone, while the context lasts."""
        return self._locks.hold(key)

    def __repr__(self) -> str:
        return f"MemoryStore({len(self._documents)} grants)"


class CallbackStore:
    """Keeps grants by functions of your own, such as ones that use your database.

    `load` gets a key and gives the text saved last, or None; `save` gets a key and the text, and
    returns once it is committed; `delete` gets a key, and by default an empty text is saved.
    `lock` gets a key and gives an async context manager that keeps all processes away from it,
    such as an advisory lock; by default only this process is kept away, so give it if there are
    several. The text is JSON with tokens in it: encrypt it, as you would passwords.
    """

    def __init__(
        self,
        *,
        load: Callable[[str], Awaitable[str | None]],
        save: Callable[[str, str], Awaitable[object]],
        delete: Callable[[str], Awaitable[object]] | None = None,
        lock: Callable[[str], AbstractAsyncContextManager[object]] | None = None,
    ) -> None:
        self._load, self._save, self._delete = load, save, delete
        self._lock = lock
        self._locks = KeyLocks()

    async def load(self, key: str) -> Secret | None:
        """The document of a key, None if there is none."""
        text = await self._load(key)
        return Secret.of_text(text) if text else None

    async def save(self, key: str, document: Secret) -> None:
        """Keep a document instead of the former one."""
        await self._save(key, document.reveal())

    async def delete(self, key: str) -> None:
        """Keep it no longer; no error if there is none."""
        if self._delete is not None:
            await self._delete(key)
        else:
            await self._save(key, "")

    def lock(self, key: str) -> AbstractAsyncContextManager[object]:
        """Hold a key alone, while the context lasts."""
        return self._locks.hold(key) if self._lock is None else self._lock(key)

    def __repr__(self) -> str:
        return "CallbackStore()"
