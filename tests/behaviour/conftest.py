"""The servers that the behavioural tests run on: the embedded one and a real Cyrus."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from contextlib import asynccontextmanager
from typing import Literal

import attrs
import httpx
import pytest
from servers import cyrus

import aiojmap
from aiojmap.testing import Server

from .exchanges import Exchanges

Scheme = Literal["bearer", "basic"]

_PASSED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Notes of each test whether it passed: only then are its marks worth a look."""
    report = yield
    if report.when == "call":
        item.stash[_PASSED] = report.passed
    return report


@attrs.frozen(kw_only=True)
class Account:
    """An account on one of the servers, and how to get into it."""

    server: Literal["embedded", "cyrus"]
    url: str
    token: str
    username: str
    password: str
    address: str

    def client(
        self, scheme: Scheme = "bearer", http_client: httpx.AsyncClient | None = None
    ) -> aiojmap.Client:
        """A client with the account's credentials."""
        if scheme == "bearer":
            return aiojmap.Client(self.url, token=self.token, http_client=http_client)
        basic = aiojmap.Basic(self.username, self.password)
        return aiojmap.Client(self.url, auth=basic, http_client=http_client)

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[aiojmap.Client]:
        """A client by bearer token, with its session fetched.

        It loads no certificates, which takes longer than most tests do and serves nothing here.
        """
        async with (
            httpx.AsyncClient(verify=False, timeout=30) as plain,
            self.client(http_client=plain) as made,
        ):
            await made.session()
            yield made


@pytest.fixture(scope="session")
def cyrus_server() -> Iterator[cyrus.Cyrus]:
    """A real server for the whole run; without one, a loud skip here and a failure in CI."""
    reason = cyrus.missing()
    if reason is not None:
        if os.environ.get("CI"):
            pytest.fail(f"the tests on the real server cannot run in CI: {reason}")
        pytest.skip(f"NOT TESTED ON A REAL SERVER: {reason}")
    with cyrus.running() as server:
        yield server


def account_on(server: cyrus.Cyrus, name: str) -> Account:
    """The account of a user on the real server."""
    user = server.users[name]
    return Account(
        server="cyrus",
        url=server.base_url,
        token=user.bearer,
        username=user.username,
        password=user.password,
        address=user.email,
    )


@pytest.fixture(params=["embedded", "cyrus"])
async def account(request: pytest.FixtureRequest) -> AsyncIterator[Account]:
    """The account of alice, on each of the servers."""
    if request.param == "cyrus":
        yield account_on(request.getfixturevalue("cyrus_server"), "alice")
        return
    async with Server() as embedded:
        yield Account(
            server="embedded",
            url=embedded.url,
            token=embedded.token,
            username=embedded.username,
            password=embedded.password,
            address=embedded.email,
        )


@pytest.fixture
async def client(account: Account) -> AsyncIterator[aiojmap.Client]:
    """A client for the account, by bearer token, with its session fetched."""
    async with account.connected() as made:
        yield made


@pytest.fixture
async def alice(cyrus_server: cyrus.Cyrus) -> AsyncIterator[aiojmap.Client]:
    """A client for the account of alice on the real server, for what only that one has."""
    async with account_on(cyrus_server, "alice").connected() as made:
        yield made


@pytest.fixture
async def bob(cyrus_server: cyrus.Cyrus) -> AsyncIterator[aiojmap.Client]:
    """A client for the account of bob on the real server."""
    async with account_on(cyrus_server, "bob").connected() as made:
        yield made


@pytest.fixture(autouse=True)
def _exercised(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Holds a test to its marks: the methods it names must have succeeded or failed on the wire."""
    marks: dict[str, set[str]] = {"succeeds": set(), "fails": set()}
    for name, methods in marks.items():
        for mark in request.node.iter_markers(name):
            methods.update(mark.args)
    exchanges = Exchanges()
    if marks["succeeds"] or marks["fails"]:
        exchanges.watch(monkeypatch)
    yield
    if not request.node.stash.get(_PASSED, False):
        return
    assert marks["succeeds"] <= exchanges.succeeded
    assert marks["fails"] <= exchanges.failed


@pytest.fixture
def requests_of(client: aiojmap.Client) -> Callable[[], int]:
    """Counts the HTTP requests the client has made since the test began."""
    start = client.http_requests
    return lambda: client.http_requests - start
