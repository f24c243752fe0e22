"""`aiojmap login` from end to end: with a real browser, and with a code for another device."""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from aiojmap.testing import AuthorizationServer, Server

from . import command
from .chromium import Browser

pytestmark = pytest.mark.slow
pytest.importorskip("keyring")
pytest.importorskip("rich")

KIM = "kim@example.com"
SECRETS = re.compile(r"(?:access|refresh|code|device)-[A-Za-z0-9_-]{20,}")


@contextlib.asynccontextmanager
async def servers() -> AsyncGenerator[tuple[Server, AuthorizationServer]]:
    """A server with two people, and who lets them in."""
    async with (
        Server() as server,
        AuthorizationServer(server, device_interval=1) as authorization,
    ):
        server.add_person(KIM)
        yield server, authorization


async def test_login_in_a_browser(browser: Browser, tmp_path: Path) -> None:
    """Consent in the browser ends the command; then the keyring gives access, until logout."""
    async with servers() as (server, authorization):
        async with command.running(tmp_path, "login", server.url) as login:
            page = await browser.open(await login.address())
            asked = await page.text()
            await page.click(f'input[value="{KIM}"]')
            async with page.loading():
                await page.click("#allow")
            end = await page.text()
            done = await login.done()
        session = await command.run(tmp_path, "session", "--server", server.url)
        (grant,) = authorization.grants
        revoked_before = grant.revoked
        logout = await command.run(tmp_path, "logout", server.url)

        assert "Let an application in" in asked
        assert "You can close this window" in end
        assert (done.status, done.err) == (0, "")
        assert "Logged in" in done.out
        assert (session.status, session.err) == (0, "")
        assert KIM in session.out
        assert not revoked_before
        assert (logout.status, logout.err) == (0, "")
        assert grant.revoked
        for told in (done, session, logout):
            assert SECRETS.search(told.out) is None


async def test_login_that_is_denied_in_the_browser(browser: Browser, tmp_path: Path) -> None:
    """Both the page and the command say so, and nothing is kept."""
    async with servers() as (server, authorization):
        async with command.running(tmp_path, "login", server.url) as login:
            page = await browser.open(await login.address())
            async with page.loading():
                await page.click("#deny")
            end = await page.text()
            done = await login.done()
        session = await command.run(tmp_path, "session", "--server", server.url)

        assert "access was not given" in end.lower()
        assert done.status == 1
        assert "access was not given" in done.err.lower()
        assert authorization.grants == []
        assert session.status == 1


async def test_login_on_another_device(browser: Browser, tmp_path: Path) -> None:
    """The command shows a page and a code, which somebody types in elsewhere."""
    async with servers() as (server, _):
        async with command.running(tmp_path, "login", "--device", server.url) as login:
            line = await login.line()
            found = re.search(r"open (\S+) and type in: (\S+)", line)
            assert found is not None, line
            page = await browser.open(found[1])
            await page.type('input[name="user_code"]', found[2])
            async with page.loading():
                await page.click("#continue")
            await page.click(f'input[value="{KIM}"]')
            async with page.loading():
                await page.click("#allow")
            done = await login.done()
        session = await command.run(tmp_path, "session", "--server", server.url)

        assert (done.status, done.err) == (0, "")
        assert KIM in session.out


async def test_login_without_any_browser(tmp_path: Path) -> None:
    """The code is all that is needed here."""
    async with servers() as (server, authorization):
        async with command.running(tmp_path, "login", "--device", server.url) as login:
            line = await login.line()
            authorization.consent_device(line.split()[-1], KIM)
            done = await login.done()

        assert (done.status, done.err) == (0, "")
        assert [grant.email for grant in authorization.grants] == [KIM]
