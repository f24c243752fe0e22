"""A lock on a file, which keeps other processes away and goes with the process that holds it."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import sys
import threading
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path
from typing import Final

from ._errors import StoreError

INTERVAL: Final = 0.05
PATIENCE: Final = 120.0
_FLAGS: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)


def default_directory() -> Path:
    """Where lock files are: the same for every process of a user, however it was started."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "aiojmap"
    return Path.home() / ".cache" / "aiojmap"


def lock_path(directory: Path, name: str) -> Path:
    """The file of a lock; its name says nothing of the account."""
    return directory / f"{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:32]}.lock"


@contextlib.asynccontextmanager
async def file_lock(
    path: Path,
    *,
    patience: float = PATIENCE,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> AsyncGenerator[None, None]:
    """Hold the lock of a file; raises `StoreError` after `patience` seconds without it.

    It is tried again and again rather than waited for, because a thread that waits cannot be
    cancelled.
    """
    deadline = clock() + patience
    while (held := await _attempt(path)) is None:
        if clock() >= deadline:
            raise StoreError(
                f"another process has held {path} for {patience:.0f} seconds: end it, or try again"
            )
        await sleep(INTERVAL)
    try:
        yield
    finally:
        held.give_up()


async def _attempt(path: Path) -> _Holding | None:
    holding = _Holding()
    try:
        problem = await asyncio.to_thread(holding.take, path)
    except BaseException:
        # The thread goes on: what it gets it has to let go of.
        holding.give_up()
        raise
    if problem:
        raise StoreError(f"{path} cannot be locked: {problem}")
    return holding if holding.held else None


class _Holding:
    """A file that is locked while it is open, shared with a thread that may come too late."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._file: int | None = None
        self._given_up = False

    @property
    def held(self) -> bool:
        """Whether the lock is ours."""
        return self._file is not None

    def take(self, path: Path) -> str:
        """Try to get the lock; says what is wrong if it never can be got."""
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = os.open(path, _FLAGS, 0o600)
        except OSError as error:
            return f"{type(error).__name__}, {os.strerror(error.errno or 0)}"
        if not _locked(file) or not _still_there(file, path):
            os.close(file)
            return ""
        with self._guard:
            if not self._given_up:
                self._file = file
                return ""
        os.close(file)
        return ""

    def give_up(self) -> None:
        """Let go of it, now or as soon as it is got."""
        with self._guard:
            self._given_up = True
            file, self._file = self._file, None
        if file is not None:
            os.close(file)


def _still_there(file: int, path: Path) -> bool:
    """Whether the file was not taken away meanwhile, so that others lock another one."""
    try:
        return os.path.samestat(os.fstat(file), os.stat(path))
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _locked(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _locked(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
