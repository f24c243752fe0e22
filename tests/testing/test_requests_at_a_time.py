"""How many requests of one person are served at a time (RFC 8620, section 2)."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator

import httpx
import pytest
from testing.support import api, running

from aiojmap.testing import Server

ENDPOINTS = pytest.mark.parametrize(
    ("path", "limit"),
    [("/jmap/api", "maxConcurrentRequests"), ("/jmap/upload/u0000001/", "maxConcurrentUpload")],
)


@contextlib.asynccontextmanager
async def under_way(http: httpx.AsyncClient, token: str, path: str) -> AsyncGenerator[None]:
    """A request that the server has begun to read, until the end of the block."""
    begun, end = asyncio.Event(), asyncio.Event()

    async def body() -> AsyncIterator[bytes]:
        yield b" "
        # Asked for the next piece, the server has taken the first one.
        yield b" "
        begun.set()
        await end.wait()

    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    task = asyncio.create_task(http.post(path, content=body(), headers=headers))
    await begun.wait()
    try:
        yield
    finally:
        end.set()
        await task


@ENDPOINTS
async def test_more_requests_at_a_time_are_refused(path: str, limit: str) -> None:
    """One request more than the limit is a problem that names it; afterwards there is room."""
    server = Server(socket=False, max_concurrent_requests=2, max_concurrent_upload=2)
    headers = {"Authorization": f"Bearer {server.token}", "Content-Type": "application/json"}
    async with running(server) as http:
        async with under_way(http, server.token, path), under_way(http, server.token, path):
            refused = await http.post(path, content=b"{}", headers=headers)
        later = await http.post(path, content=b"{}", headers=headers)

        assert refused.status_code == 400
        assert refused.headers["Content-Type"] == "application/problem+json"
        assert refused.json()["type"] == "urn:ietf:params:jmap:error:limit"
        assert refused.json()["limit"] == limit
        assert later.json().get("limit") is None


@ENDPOINTS
async def test_the_limit_is_for_each_person(path: str, limit: str) -> None:
    """Somebody else is served while one person has reached the limit."""
    server = Server(socket=False, max_concurrent_requests=1, max_concurrent_upload=1)
    kim = server.add_person("kim@example.com")
    async with running(server) as http, under_way(http, server.token, path):
        assert (await api(http, kim.token)).status_code == 200


async def test_the_limit_holds_across_tokens() -> None:
    """Two tokens of one person share the places."""
    server = Server(socket=False, max_concurrent_requests=1)
    async with running(server) as http, under_way(http, server.token, "/jmap/api"):
        assert (await api(http, server.new_token())).status_code == 400


async def test_uploads_take_no_places_of_requests() -> None:
    """The two limits are counted apart."""
    server = Server(socket=False, max_concurrent_requests=1, max_concurrent_upload=1)
    path = f"/jmap/upload/{server.account_id}/"
    async with running(server) as http, under_way(http, server.token, path):
        assert (await api(http, server.token)).status_code == 200


async def test_the_session_says_the_limits() -> None:
    """The limits are those of the core capability."""
    server = Server(socket=False, max_concurrent_requests=3, max_concurrent_upload=2)
    async with running(server) as http:
        headers = {"Authorization": f"Bearer {server.token}"}
        session = (await http.get("/jmap/session", headers=headers)).json()

        core = session["capabilities"]["urn:ietf:params:jmap:core"]
        assert (core["maxConcurrentRequests"], core["maxConcurrentUpload"]) == (3, 2)
