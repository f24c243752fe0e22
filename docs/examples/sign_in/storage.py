"""What the application keeps: sessions of browsers and grants of users, in SQLite, encrypted.

Whoever reads the file learns neither tokens nor session ids: documents are encrypted with keys
that are not in it, and of a session id only a hash is kept. A document is bound to its key, so
one user's row cannot be put in the place of another's.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import secrets
import sqlite3
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from aiojmap import oauth

R = TypeVar("R")

PENDING_FOR = 15 * 60.0
SIGNED_IN_FOR = 30 * 24 * 3600.0

_TABLES = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS grants (key TEXT PRIMARY KEY, document BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS sessions (
    id TEXT PRIMARY KEY,
    pending BLOB,
    grant_key TEXT,
    expires REAL NOT NULL
);
"""


class Storage:
    """The database, used from one thread of its own.

    `keys` encrypt; the first is used for what is new, the others are former ones.
    """

    def __init__(self, path: str, keys: Sequence[str]) -> None:
        self._path = path
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        self._thread = ThreadPoolExecutor(1, "storage")
        self._database: sqlite3.Connection | None = None
        # Its lock is for one process: give another, such as an advisory lock, if there are more.
        self.grants = oauth.CallbackStore(
            load=self._load_grant, save=self._save_grant, delete=self._delete_grant
        )

    @contextlib.asynccontextmanager
    async def opened(self) -> AsyncGenerator[Storage]:
        """The database until the end of the block."""
        await self._run(self._open)
        try:
            yield self
        finally:
            await self._run(lambda database: database.close())
            self._thread.shutdown()

    async def begin_session(self, pending: str) -> str:
        """A session of a browser that is sent away to sign in; gives its id."""
        id_ = secrets.token_urlsafe(32)
        kept = self._sealed(_hash(id_), pending)
        await self._insert(id_, kept, None, PENDING_FOR)
        return id_

    async def take_pending(self, id_: str) -> str | None:
        """The login that a browser has begun. It can be taken once, and the session ends."""
        key = _hash(id_)

        def take(database: sqlite3.Connection) -> bytes | None:
            query = (
                "DELETE FROM sessions WHERE id = ? AND expires > ? AND pending IS NOT NULL "
                "RETURNING pending"
            )
            row = database.execute(query, (key, time.time())).fetchone()
            return row[0] if row else None

        sealed = await self._run(take)
        return None if sealed is None else self._unsealed(key, sealed)

    async def sign_in(self, grant_key: str) -> str:
        """A session of a browser whose user has a grant, or will have; gives its id, a new one."""
        id_ = secrets.token_urlsafe(32)
        await self._insert(id_, None, grant_key, SIGNED_IN_FOR)
        return id_

    async def grant_key(self, id_: str) -> str | None:
        """The key of the grant of whoever is signed in."""

        def find(database: sqlite3.Connection) -> str | None:
            query = "SELECT grant_key FROM sessions WHERE id = ? AND expires > ?"
            row = database.execute(query, (_hash(id_), time.time())).fetchone()
            return row[0] if row else None

        return await self._run(find)

    async def end_session(self, id_: str) -> None:
        """Forget a browser."""
        await self._run(
            lambda database: database.execute("DELETE FROM sessions WHERE id = ?", (_hash(id_),))
        )

    async def unused_grants(self) -> list[str]:
        """The keys of grants that no session leads to any more."""

        def find(database: sqlite3.Connection) -> list[str]:
            database.execute("DELETE FROM sessions WHERE expires <= ?", (time.time(),))
            query = (
                "SELECT key FROM grants WHERE key NOT IN "
                "(SELECT grant_key FROM sessions WHERE grant_key IS NOT NULL)"
            )
            return [row[0] for row in database.execute(query)]

        return await self._run(find)

    async def _insert(
        self, id_: str, pending: bytes | None, grant_key: str | None, lifetime: float
    ) -> None:
        row = (_hash(id_), pending, grant_key, time.time() + lifetime)
        await self._run(
            lambda database: database.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", row)
        )

    async def _load_grant(self, key: str) -> str | None:
        query = "SELECT document FROM grants WHERE key = ?"
        row = await self._run(lambda database: database.execute(query, (key,)).fetchone())
        return self._unsealed(key, row[0]) if row else None

    async def _save_grant(self, key: str, document: str) -> None:
        row = (key, self._sealed(key, document))
        await self._run(
            lambda database: database.execute("INSERT OR REPLACE INTO grants VALUES (?, ?)", row)
        )

    async def _delete_grant(self, key: str) -> None:
        await self._run(
            lambda database: database.execute("DELETE FROM grants WHERE key = ?", (key,))
        )

    def _sealed(self, key: str, text: str) -> bytes:
        return self._fernet.encrypt(f"{key}\n{text}".encode())

    def _unsealed(self, key: str, sealed: bytes) -> str | None:
        try:
            owner, _, text = self._fernet.decrypt(sealed).decode().partition("\n")
        except InvalidToken:
            return None
        return text if owner == key else None

    def _open(self, _: object) -> None:
        # Every statement is committed when it is done.
        self._database = sqlite3.connect(self._path, isolation_level=None)
        self._database.executescript(_TABLES)

    async def _run(self, work: Callable[[sqlite3.Connection], R]) -> R:
        """Do something with the database, off the event loop."""

        def run() -> R:
            # Only the thread itself looks at it.
            return work(self._database)  # type: ignore[arg-type]  # there is one once it is open

        return await asyncio.get_running_loop().run_in_executor(self._thread, run)


def _hash(id_: str) -> str:
    return hashlib.sha256(id_.encode()).hexdigest()
