"""`aiojmap login` by OAuth, and `logout`, on the servers of `aiojmap.testing`."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from aiojmap.testing import AuthorizationServer, Server

from .running import run, started

SCOPE = "urn:ietf:params:oauth:scope:mail"


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """A server whose access is by OAuth too."""
    async with Server() as made:
        yield made


@pytest.fixture
async def authorization(server: Server) -> AsyncIterator[AuthorizationServer]:
    """The authorization server of it."""
    async with AuthorizationServer(server, device_interval=1) as made:
        yield made


async def logged_in(
    server: Server, authorization: AuthorizationServer, ring: Path, *words: str, allow: bool = True
) -> tuple[int | None, str]:
    """Log in as a person with a browser does; gives the status and what was said."""
    async with started("login", server.url, *words, keyring=str(ring)) as process:
        assert process.stdout is not None
        line = (await asyncio.wait_for(process.stdout.readline(), 30)).decode()
        found = re.search(r"https?://\S+", line)
        assert found is not None, line
        back = authorization.consent(found[0], allow=allow)
        async with httpx.AsyncClient(verify=False) as browser:
            await browser.get(back)
        rest = (await process.stdout.read()).decode()
        return await process.wait(), line + rest


async def test_login_keeps_access_that_session_uses_and_logout_ends(
    server: Server, authorization: AuthorizationServer, tmp_path: Path
) -> None:
    """From an address to a session, and out again; no secret is shown on the way."""
    ring = tmp_path / "ring.json"
    status, said = await logged_in(server, authorization, ring, "--no-browser")
    assert status == 0, said
    assert "access is kept in the keyring" in said

    used = await run("session", "--server", server.url, keyring=str(ring))
    assert (used.returncode, used.stderr) == (0, "")
    assert server.email in used.stdout

    (grant,) = authorization.grants
    left = await run("logout", server.url, keyring=str(ring))
    assert left.returncode == 0, left.stderr
    assert left.stdout.startswith("Logged out of")
    assert grant.revoked

    after = await run("session", "--server", server.url, keyring=str(ring))
    assert after.returncode == 1

    kept = ring.read_text()
    assert kept == "{}"
    shown = said + used.stdout + left.stdout
    sent = " ".join(request.body.decode() for request in authorization.requests)
    codes = re.findall(r"(?:code|token|verifier)=([\w-]{20,})", sent)
    assert codes
    assert [value for value in codes if value in shown] == []


async def test_who_does_not_allow_it_is_told_in_one_sentence(
    server: Server, authorization: AuthorizationServer, tmp_path: Path
) -> None:
    """And nothing is kept."""
    ring = tmp_path / "ring.json"
    status, said = await logged_in(server, authorization, ring, "--no-browser", allow=False)

    assert status == 1
    assert said.splitlines()[-1].startswith("aiojmap: ")
    assert "Traceback" not in said


async def test_a_server_without_oauth_says_what_else_there_is(tmp_path: Path) -> None:
    """A token will do."""
    async with Server() as plain:
        done = await run("login", plain.url, "--no-browser", keyring=str(tmp_path / "ring.json"))

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "use a token or a password" in done.stderr


async def test_without_keyring_nobody_is_sent_to_a_browser(server: Server) -> None:
    """What cannot be kept is not asked for; the message says what to install."""
    done = await run("login", server.url, "--no-browser")

    assert (done.returncode, done.stdout) == (1, "")
    assert "pip install 'aiojmap[keyring]'" in done.stderr


async def test_a_device_shows_a_code(
    server: Server, authorization: AuthorizationServer, tmp_path: Path
) -> None:
    """Somebody types it in elsewhere, and access is kept here."""
    ring = tmp_path / "ring.json"
    async with started("login", server.url, "--device", keyring=str(ring)) as process:
        assert process.stdout is not None
        line = (await asyncio.wait_for(process.stdout.readline(), 30)).decode()
        code = line.rpartition(": ")[2].strip()
        authorization.consent_device(code, allow=True)
        rest = (await process.stdout.read()).decode()
        status = await process.wait()

    assert (status, "access is kept in the keyring" in rest) == (0, True), line + rest
    used = await run("session", "--server", server.url, keyring=str(ring))
    assert used.returncode == 0
