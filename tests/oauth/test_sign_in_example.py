"""The example web application: several users, each in a browser of their own."""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import sqlite3
import sys
from collections.abc import AsyncGenerator, Generator
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import attrs
import httpx
import pytest

from aiojmap import Secret, oauth
from aiojmap.testing import SCRIPT, AuthorizationServer, Server, Sins

fernet = pytest.importorskip("cryptography.fernet")

FOLDER = Path(__file__).parents[2] / "docs" / "examples" / "sign_in"
PUBLIC_URL = "https://app.example"
COOKIE = "__Host-sign-in"
KIM = "kim@example.com"
MODULES = ("mailing", "pages", "storage", "application")


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> Generator[ModuleType]:
    """The module with the application; those beside it are imported as when it is run."""
    monkeypatch.syspath_prepend(str(FOLDER))
    yield importlib.import_module("application")
    for name in MODULES:
        sys.modules.pop(name, None)


@attrs.define
class Site:
    """The application, and who it depends on."""

    server: Server
    authorization: AuthorizationServer
    database: Path
    app: httpx.AsyncBaseTransport

    def browser(self) -> httpx.AsyncClient:
        """A browser of its own."""
        return httpx.AsyncClient(transport=self.app, base_url=PUBLIC_URL)

    async def begin(self, browser: httpx.AsyncClient, email: str) -> str:
        """Ask to sign in, and consent; gives the URL of the callback."""
        away = await browser.post("/sign-in", data={"address": email})
        assert away.status_code == 303
        return self.authorization.consent(away.headers["Location"], email)

    async def sign_in(self, browser: httpx.AsyncClient, email: str) -> httpx.Response:
        """Sign in, and look at the mail."""
        back = await browser.get(await self.begin(browser, email))
        assert back.status_code == 303, back.text
        return await browser.get(back.headers["Location"])


@contextlib.asynccontextmanager
async def site(
    example: ModuleType,
    directory: Path,
    *,
    sins: Sins | None = None,
    lifetime: timedelta = timedelta(hours=1),
) -> AsyncGenerator[Site]:
    """The application on a server with two people, Robin and Kim."""
    async with (
        Server() as server,
        AuthorizationServer(server, sins=sins, access_token_lifetime=lifetime) as authorization,
        httpx.AsyncClient(verify=False, timeout=30) as http,
    ):
        server.add_person(KIM)
        server.receive(b"Subject: For Kim\r\n\r\nHello", KIM)
        callback = f"{PUBLIC_URL}/callback"
        client = authorization.register([callback], secret="the-secret")
        registration = oauth.Registration(
            issuer=authorization.issuer,
            client_id=client.client_id,
            redirect_uris=(callback,),
            client_secret=Secret("the-secret"),
            auth_method="client_secret_basic",
        )
        path = directory / "sign_in.db"
        storage = sys.modules["storage"].Storage(str(path), [fernet.Fernet.generate_key()])
        async with storage.opened():
            app = example.SignIn(server.url, registration, PUBLIC_URL, storage, http).asgi()
            yield Site(server, authorization, path, httpx.ASGITransport(app))


async def test_two_users_at_once_see_each_their_own_mail(
    example: ModuleType, tmp_path: Path
) -> None:
    """Robin ten subjects, Kim one; neither anything of the other."""
    async with (
        site(example, tmp_path) as found,
        found.browser() as one,
        found.browser() as other,
    ):
        robin, kim = await asyncio.gather(
            found.sign_in(one, found.server.email), found.sign_in(other, KIM)
        )
        again = await asyncio.gather(*(browser.get("/") for browser in (one, other) for _ in "abc"))

        assert robin.text.count("<li>") == 10
        assert f"The newest mail of {found.server.email}" in robin.text
        assert kim.text.count("<li>") == 1
        assert "For Kim" in kim.text
        assert "For Kim" not in robin.text
        assert [page.text for page in again] == [robin.text] * 3 + [kim.text] * 3


async def test_only_what_is_needed_is_asked_for(example: ModuleType, tmp_path: Path) -> None:
    """The mail scope, and to do so later too."""
    async with site(example, tmp_path) as found, found.browser() as browser:
        await found.sign_in(browser, KIM)

        (grant,) = found.authorization.grants
        assert set(grant.scopes) == {"urn:ietf:params:oauth:scope:mail", "offline_access"}


async def test_a_login_ends_in_the_browser_that_began_it(
    example: ModuleType, tmp_path: Path
) -> None:
    """A callback that somebody was sent signs nobody in, and its code goes nowhere."""
    async with (
        site(example, tmp_path) as found,
        found.browser() as attacker,
        found.browser() as victim,
    ):
        callback = await found.begin(attacker, found.server.email)
        await found.begin(victim, KIM)

        assert (await victim.get(callback)).status_code == 400
        assert "Sign in" in (await victim.get("/")).text
        assert found.authorization.grants == []


async def test_a_callback_is_good_once(example: ModuleType, tmp_path: Path) -> None:
    """The second time there is no login it could belong to, and the first goes on."""
    async with site(example, tmp_path) as found, found.browser() as browser:
        callback = await found.begin(browser, KIM)
        await browser.get(callback)

        assert (await browser.get(callback)).status_code == 400
        assert "For Kim" in (await browser.get("/")).text


async def test_the_cookie_is_for_this_site_alone_and_new_after_the_login(
    example: ModuleType, tmp_path: Path
) -> None:
    """Secure, out of reach of scripts, not sent with the forms of other sites."""
    async with site(example, tmp_path) as found, found.browser() as browser:
        callback = await found.begin(browser, KIM)
        before = browser.cookies[COOKIE]
        back = await browser.get(callback)

        attributes = {part.strip() for part in back.headers["Set-Cookie"].lower().split(";")}
        assert {"secure", "httponly", "samesite=lax", "path=/"} <= attributes
        assert not any(part.startswith("domain=") for part in attributes)
        assert browser.cookies[COOKIE] != before


async def test_signing_out_ends_the_grant(example: ModuleType, tmp_path: Path) -> None:
    """At the server and here; a link cannot do it."""
    async with site(example, tmp_path) as found, found.browser() as browser:
        await found.sign_in(browser, KIM)
        by_link = await browser.get("/sign-out")
        await browser.post("/sign-out")

        assert by_link.status_code == 405
        assert found.authorization.grants[0].revoked
        assert "Sign in" in (await browser.get("/")).text
        assert rows(found.database) == (0, 0)


async def test_a_grant_that_was_taken_back_signs_out(example: ModuleType, tmp_path: Path) -> None:
    """The user is asked to sign in again."""
    async with site(example, tmp_path) as found, found.browser() as browser:
        await found.sign_in(browser, KIM)
        found.authorization.revoke(found.authorization.grants[0])

        assert (await browser.get("/")).status_code == 303
        assert "Sign in" in (await browser.get("/")).text
        assert rows(found.database) == (0, 0)


async def test_requests_at_once_renew_a_token_once(example: ModuleType, tmp_path: Path) -> None:
    """The refresh token is not used twice, so the grant lives on."""
    async with site(example, tmp_path) as found, found.browser() as browser:
        await found.sign_in(browser, KIM)
        (grant,) = found.authorization.grants
        found.server.revoke(grant.access_tokens[-1])
        pages = await asyncio.gather(*(browser.get("/") for _ in range(5)))

        assert all("For Kim" in page.text for page in pages)
        assert (grant.refreshes, grant.revoked) == (1, False)


async def test_the_database_has_no_secret_in_it(example: ModuleType, tmp_path: Path) -> None:
    """Neither tokens nor the names of sessions, nor what a login under way needs."""
    async with (
        site(example, tmp_path) as found,
        found.browser() as browser,
        found.browser() as under_way,
    ):
        await found.sign_in(browser, KIM)
        away = await under_way.post("/sign-in")
        state = httpx.URL(away.headers["Location"]).params["state"]
        (grant,) = found.authorization.grants
        octets = contents(tmp_path)

        assert grant.refresh_token is not None
        for secret in (
            grant.refresh_token,
            grant.access_tokens[0],
            browser.cookies[COOKIE],
            under_way.cookies[COOKIE],
            state,
            "the-secret",
        ):
            assert secret.encode() not in octets


async def test_a_grant_in_the_place_of_another_is_not_used(
    example: ModuleType, tmp_path: Path
) -> None:
    """Whoever can write to the database cannot give one user the mail of another."""
    async with (
        site(example, tmp_path) as found,
        found.browser() as one,
        found.browser() as other,
    ):
        await found.sign_in(one, found.server.email)
        with contextlib.closing(sqlite3.connect(found.database)) as database, database:
            (robins,) = database.execute("SELECT document FROM grants").fetchone()
        await found.sign_in(other, KIM)
        with contextlib.closing(sqlite3.connect(found.database)) as database, database:
            database.execute("UPDATE grants SET document = ?", (robins,))

        assert found.server.email in (await one.get("/")).text
        assert (await other.get("/")).status_code == 303


@pytest.mark.parametrize(
    "sins",
    [
        Sins(wrong_iss=True),
        Sins(wrong_state=True),
        Sins(authorization_error="x", error_text=SCRIPT),
        Sins(token_error=SCRIPT, echo=True),
        Sins(granted_scope="offline_access"),
    ],
    ids=str,
)
async def test_a_login_that_goes_wrong_says_why_and_signs_nobody_in(
    example: ModuleType, tmp_path: Path, sins: Sins
) -> None:
    """What the server says is text on the page, and no code is in it."""
    async with site(example, tmp_path, sins=sins) as found, found.browser() as browser:
        page = await browser.get(await found.begin(browser, KIM))

        assert page.status_code == 400
        assert "You are not signed in" in page.text
        assert "<script>" not in page.text
        assert "code-" not in page.text
        assert "Sign in" in (await browser.get("/")).text
        assert rows(found.database) == (0, 0)


def contents(directory: Path) -> bytes:
    """All that is in the files of a directory, such as a database and its log."""
    return b"".join(path.read_bytes() for path in directory.iterdir())


def rows(database: Path) -> tuple[int, int]:
    """How many sessions and grants are kept."""
    with contextlib.closing(sqlite3.connect(database)) as connection:
        counts = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("sessions", "grants")
        ]
    return counts[0], counts[1]
