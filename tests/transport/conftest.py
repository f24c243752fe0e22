"""Fixtures: a server on respx, a raw one on loopback, and clients for them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
import respx

import aiojmap
from transport.loopback import RawServer
from transport.support import HOST, TOKEN, Wire, http_client


@pytest.fixture
def router() -> Iterator[respx.MockRouter]:
    """All HTTP is caught here; a request that no route expects fails the test."""
    with respx.mock(assert_all_called=False) as mocked:
        yield mocked


@pytest.fixture
def wire(router: respx.MockRouter) -> Wire:
    """A JMAP server at `HOST`."""
    return Wire(router)


@pytest.fixture
async def client(wire: Wire) -> AsyncIterator[aiojmap.Client]:
    """A client of `wire`."""
    async with (
        http_client() as shared,
        aiojmap.Client(HOST, token=TOKEN, http_client=shared) as made,
    ):
        yield made


@pytest.fixture
async def raw_client(server: RawServer) -> AsyncIterator[aiojmap.Client]:
    """A client of `server`."""
    async with (
        http_client() as shared,
        aiojmap.Client(server.url, token=TOKEN, http_client=shared) as made,
    ):
        yield made


@pytest.fixture
async def server() -> AsyncIterator[RawServer]:
    """A server on loopback that answers with the very bytes a test gives it."""
    async with RawServer() as made:
        yield made
