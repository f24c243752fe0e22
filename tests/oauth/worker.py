"""A process that renews a grant in a folder: started twice by a test.

Its arguments are the folder, the URL of the session and how often to renew.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
import time
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from aiojmap import oauth
from aiojmap.oauth._file_lock import file_lock


class FolderStore:
    """A file for each key, replaced whole, and the lock of the keyring's store."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def load(self, key: str) -> str | None:
        """The text that was saved."""
        path = self._folder / f"{key}.json"
        return path.read_text("utf-8") if path.exists() else None

    async def save(self, key: str, text: str) -> None:
        """Replace it in one step."""
        path = self._folder / f"{key}.new"
        path.write_text(text, "utf-8")
        path.replace(self._folder / f"{key}.json")

    def lock(self, key: str) -> AbstractAsyncContextManager[None]:
        """The lock that is tested."""
        return file_lock(self._folder / f"{key}.lock")

    def store(self) -> oauth.CallbackStore:
        """As a store of tokens."""
        return oauth.CallbackStore(load=self.load, save=self.save, lock=self.lock)


async def main(folder: Path, rounds: int) -> None:
    """Renew, each time as if the token had been rejected, with ten tasks at once."""
    passed = itertools.count(step=100)
    now = float(next(passed)) + time.time()
    auth = oauth.OAuth(FolderStore(folder).store(), "me", now=lambda: now)
    seen: list[str] = []
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    for _ in range(rounds):
        # What was renewed a moment ago would not be renewed again.
        now = next(passed) + time.time()
        rejected = await auth.authorization()
        await asyncio.gather(*(auth.renew(rejected) for _ in range(10)))
        seen.append((await auth.authorization()).reveal())
    print(json.dumps(seen), flush=True)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2])))
