"""The lock that keeps other processes away."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from aiojmap import oauth
from aiojmap.oauth._file_lock import _Holding, file_lock, lock_path

HOLD = """
import fcntl, os, sys
file = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.readline()
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the other process uses fcntl")


def test_the_name_of_a_file_says_nothing_of_the_account(tmp_path: Path) -> None:
    """Nor can a key lead out of the folder."""
    path = lock_path(tmp_path, "../../me@example.com")

    assert path.parent == tmp_path
    assert "example" not in path.name


async def test_a_second_one_waits_until_the_first_is_done(tmp_path: Path) -> None:
    """Within one process too."""
    path, order = tmp_path / "new" / "x.lock", list[int]()

    async def hold(number: int) -> None:
        async with file_lock(path, sleep=lambda seconds: asyncio.sleep(0)):
            order.append(number)
            await asyncio.sleep(0)
            order.append(number)

    await asyncio.gather(*(hold(number) for number in range(5)))

    assert order[::2] == order[1::2]
    assert sorted(order[::2]) == [0, 1, 2, 3, 4]


async def test_only_the_user_can_open_the_file(tmp_path: Path) -> None:
    """Who could lock it could keep the user from his mail."""
    path = tmp_path / "new" / "x.lock"
    async with file_lock(path):
        assert path.stat().st_mode & 0o077 == 0
        assert path.parent.stat().st_mode & 0o077 == 0


async def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """Nobody can have another file opened in its place."""
    path = tmp_path / "x.lock"
    path.symlink_to(tmp_path / "other")

    with pytest.raises(oauth.StoreError, match="cannot be locked"):
        async with file_lock(path):
            pass


async def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """With the reason of the system."""
    (tmp_path / "file").write_text("")

    with pytest.raises(oauth.StoreError, match="cannot be locked: "):
        async with file_lock(tmp_path / "file" / "x.lock"):
            pass


async def test_another_process_that_holds_it_too_long_is_told(tmp_path: Path) -> None:
    """The wait ends by the clock that is given."""
    path = tmp_path / "x.lock"
    other = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        HOLD,
        str(path),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert other.stdout is not None
    await other.stdout.readline()
    passed: list[float] = []

    async def sleep(seconds: float) -> None:
        passed.append(10)

    with pytest.raises(oauth.StoreError, match="another process has held"):
        async with file_lock(path, patience=30, sleep=sleep, clock=lambda: sum(passed)):
            pass
    # A process that ends, however it ends, lets go of it.
    other.kill()
    await other.wait()
    async with file_lock(path):
        pass

    assert len(passed) == 3


async def test_cancelled_while_waiting_it_holds_nothing(tmp_path: Path) -> None:
    """For each n, a waiter cancelled at its n-th turn leaves the lock free."""
    path = tmp_path / "x.lock"

    async def hold() -> None:
        async with file_lock(path):
            await asyncio.Event().wait()

    for moment in range(12):
        task = asyncio.create_task(hold())
        for _ in range(moment):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        async with asyncio.timeout(10), file_lock(path):
            pass


def test_a_lock_that_comes_too_late_is_given_up(tmp_path: Path) -> None:
    """A thread cannot be cancelled: what it gets then is closed at once."""
    holding = _Holding()
    holding.give_up()
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0

    assert holding.take(tmp_path / "x.lock") == ""
    assert not holding.held
    after = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0
    assert after == before
