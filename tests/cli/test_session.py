"""`aiojmap session`, on the embedded server."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from aiojmap.testing import Server

from .running import run, typed


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """The embedded server."""
    async with Server() as made:
        yield made


def access(server: Server) -> dict[str, str]:
    """The environment for its account."""
    return {"JMAP_TOKEN": server.token, "JMAP_HOST": server.url}


async def test_it_shows_accounts_capabilities_and_limits(server: Server) -> None:
    """Without a terminal, in lines with tabs between."""
    done = await run("session", environ=access(server))

    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert f"# Accounts of {server.username}" in lines
    assert f"{server.email}\t{server.account_id}\town\tread and write" in lines
    assert f"mail\turn:ietf:params:jmap:mail\t{server.account_id}\t-" in lines
    assert "maxObjectsInGet\t1,000" in lines


async def test_json_is_the_session(server: Server) -> None:
    """As the server gave it."""
    done = await run("session", "--json", environ=access(server))

    assert json.loads(done.stdout)["username"] == server.username


async def test_on_a_terminal_there_are_tables(server: Server) -> None:
    """Drawn, for people."""
    status, shown = await typed("", "session", environ=access(server))

    assert status == 0
    assert "┃" in shown
    assert server.email in shown


async def test_without_rich_there_are_lines(server: Server) -> None:
    """Everything is there without the extra, only plainer."""
    done = await run("session", environ=access(server), without=("keyring", "rich"))

    assert (done.returncode, done.stderr) == (0, "")


async def test_the_token_is_never_shown(server: Server) -> None:
    """Neither in tables nor in JSON nor when it is refused."""
    for words in (("session",), ("session", "--json")):
        done = await run(*words, environ=access(server))
        assert server.token not in done.stdout + done.stderr
    wrong = await run("session", environ={**access(server), "JMAP_TOKEN": "canary-wrong-token"})

    assert wrong.returncode == 1
    assert "does not accept the credentials" in wrong.stderr
    assert "canary-wrong-token" not in wrong.stderr
    assert wrong.stderr.count("\n") == 1


async def test_the_token_of_the_environment_stays_with_its_host(server: Server) -> None:
    """For a server named besides, one of its own is needed."""
    async with Server() as other:
        done = await run("session", "--server", other.url, environ=access(server))

    assert done.returncode == 1
    assert done.stderr.startswith("aiojmap: there is no token for http://127.0.0.1:")
    assert server.token not in done.stderr


async def test_a_token_without_a_host_is_for_the_server_named(server: Server) -> None:
    """Who names a server and gives a token means that one."""
    done = await run("session", "--server", server.url, environ={"JMAP_TOKEN": server.token})

    assert done.returncode == 0


async def test_without_a_token_the_message_says_where_to_put_one() -> None:
    """And, without keyring, what to install."""
    done = await run("session")

    assert done.returncode == 1
    assert "JMAP_TOKEN" in done.stderr
    assert "pip install 'aiojmap[keyring]'" in done.stderr


async def test_on_a_terminal_the_token_is_asked_for(server: Server) -> None:
    """It is not shown while it is typed."""
    status, shown = await typed(f"{server.token}\n", "session", environ={"JMAP_HOST": server.url})

    assert status == 0
    assert server.email in shown
    assert server.token not in shown


async def test_a_token_in_the_keyring_is_used_and_removed(server: Server, tmp_path: Path) -> None:
    """`login --prompt` keeps it, `session` uses it, `logout` removes it."""
    ring = str(tmp_path / "ring.json")
    status, shown = await typed(f"{server.token}\n", "login", server.url, "--prompt", keyring=ring)
    assert (status, server.token in shown) == (0, False)
    assert server.token in (tmp_path / "ring.json").read_text()

    used = await run("session", "--server", server.url, keyring=ring)
    assert (used.returncode, used.stderr) == (0, "")

    left = await run("logout", server.url, keyring=ring)
    assert "no longer in the keyring" in left.stdout
    assert server.token not in (tmp_path / "ring.json").read_text()

    again = await run("logout", server.url, keyring=ring)
    assert again.stdout.startswith("Nothing was kept for http://127.0.0.1")


async def test_what_a_server_says_does_not_steer_the_terminal() -> None:
    """Control characters and markup are shown as they are, or not at all."""
    async with Server(username="evil[red]\x1b[31m\x1b]0;x\x07") as server:
        done = await run("session", environ=access(server))
        status, shown = await typed("", "session", environ=access(server))

    assert (done.returncode, status) == (0, 0)
    assert "\x1b" not in done.stdout
    assert "\x1b]0;" not in shown
    assert "evil[red]" in shown


async def test_a_pipe_that_is_closed_is_no_traceback(server: Server) -> None:
    """As with `aiojmap session | head -1`."""
    import asyncio
    import shlex
    import sys

    program = f"{shlex.quote(sys.executable)} -m aiojmap._cli session | true"
    process = await asyncio.create_subprocess_shell(
        program, env=access(server), stderr=asyncio.subprocess.PIPE
    )
    _, said = await process.communicate()

    assert b"Traceback" not in said
