"""Two processes that share a store renew one grant, against a server that punishes reuse."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import pytest

from aiojmap import oauth
from aiojmap.testing import AuthorizationServer, Server
from oauth.people import Somebody
from oauth.support import MAIL
from oauth.worker import FolderStore

ROUNDS = 8


async def _started(folder: Path) -> asyncio.subprocess.Process:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).with_name("worker.py")),
        str(folder),
        str(ROUNDS),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"ready\n"
    return process


@pytest.mark.slow
async def test_two_processes_never_use_a_refresh_token_twice(
    server: Server, authorization: AuthorizationServer, somebody: Somebody, tmp_path: Path
) -> None:
    """Each renews again and again with ten tasks; the grant lives, and its tokens are good."""
    store = FolderStore(tmp_path).store()
    await oauth.login(
        server.url, client="Two", scopes={MAIL}, store=store, key="me", open_url=somebody
    )

    processes = [await _started(tmp_path) for _ in range(2)]
    ends = await asyncio.gather(*(process.communicate(b"go\n") for process in processes))

    assert [end[1] for end in ends] == [b"", b""]
    (granted,) = authorization.grants
    assert not granted.revoked
    seen = [set(json.loads(end[0])) for end in ends]
    assert all(len(tokens) >= 1 for tokens in seen)
    assert ROUNDS // 2 <= granted.refreshes <= 2 * ROUNDS
    assert seen[0] | seen[1] <= set(granted.access_tokens)
