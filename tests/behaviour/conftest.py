"""The servers that the behavioural tests run on: the embedded one and a real Cyrus."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Literal

import attrs
import pytest
from servers import cyrus

import aiojmap
from aiojmap.testing import Server

Scheme = Literal["bearer", "basic"]


@attrs.frozen(kw_only=True)
class Account:
    """An account on one of the servers, and how to get into it."""

    server: Literal["embedded", "cyrus"]
    url: str
    token: str
    username: str
    password: str
    address: str

    def client(self, scheme: Scheme = "bearer") -> aiojmap.Client:
        """A client with the account's credentials."""
        if scheme == "bearer":
            return aiojmap.Client(self.url, token=self.token)
        return aiojmap.Client(self.url, auth=aiojmap.Basic(self.username, self.password))


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


@pytest.fixture(params=["embedded", "cyrus"])
async def account(request: pytest.FixtureRequest) -> AsyncIterator[Account]:
    """The account of alice, on each of the servers."""
    if request.param == "cyrus":
        server: cyrus.Cyrus = request.getfixturevalue("cyrus_server")
        alice = server.users["alice"]
        yield Account(
            server="cyrus",
            url=server.base_url,
            token=alice.bearer,
            username=alice.username,
            password=alice.password,
            address=alice.email,
        )
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
    async with account.client() as made:
        await made.session()
        yield made


@pytest.fixture
def requests_of(client: aiojmap.Client) -> Callable[[], int]:
    """Counts the HTTP requests the client has made since the test began."""
    start = client.http_requests
    return lambda: client.http_requests - start
