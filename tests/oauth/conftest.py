"""Fixtures: a JMAP server with its authorization server, and somebody who logs in."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from transport.support import http_client

from aiojmap.testing import AuthorizationServer, Server
from oauth.people import Somebody


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client that is quick to make."""
    async with http_client() as made:
        yield made


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """A JMAP server."""
    async with Server() as made:
        yield made


@pytest.fixture
async def authorization(server: Server) -> AsyncIterator[AuthorizationServer]:
    """The authorization server of `server`."""
    async with AuthorizationServer(server) as made:
        yield made


@pytest.fixture
def somebody(authorization: AuthorizationServer) -> Somebody:
    """A person with a browser, who agrees to everything."""
    return Somebody(authorization)
