"""The server starts, stops and starts again, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import gc
import warnings

import pytest
from testing.support import LETTER, events

from aiojmap.testing import Server


async def test_a_server_can_run_again(socket: bool) -> None:
    """What it holds is still there when it is entered a second time."""
    server = Server(socket=socket)
    async with server:
        id_ = server.receive(LETTER)
    assert id_ is not None

    async with (
        server,
        server.client() as client,
        server.http_client() as http,
        events(http, server.token) as stream,
    ):
        assert (await client.email.get(ids=[id_])).list
        server.receive(LETTER)
        assert await stream.next() is not None


async def test_a_server_runs_once_at_a_time(socket: bool) -> None:
    """To enter it while it runs is an error."""
    async with Server(socket=socket) as server:
        with pytest.raises(RuntimeError, match="runs already"):
            await server.__aenter__()


async def test_many_servers_run_side_by_side(socket: bool) -> None:
    """Each has its own data, although without sockets they share a URL."""
    async with Server(socket=socket) as one, Server(socket=socket) as other:
        one.receive(LETTER)
        async with one.client() as first, other.client() as second:
            mine, theirs = (await first.email.query()).ids, (await second.email.query()).ids

    assert len(mine) == len(theirs) + 1


async def test_nothing_is_left_behind(socket: bool) -> None:
    """After the end, with a stream still open, there is no task and no socket."""
    before = asyncio.all_tasks()
    with warnings.catch_warnings(record=True, action="always") as caught:
        async with Server(socket=socket) as server:
            http = server.http_client()
            stream = events(http, server.token, ping="30")
            await stream.__aenter__()
            async with server.client() as client:
                await client.mailbox.get()
        await stream.__aexit__(None, None, None)
        await http.aclose()
        await asyncio.sleep(0)
        del stream, http, client, server
        gc.collect()

    assert asyncio.all_tasks() == before
    assert [str(warning.message) for warning in caught] == []


async def test_an_error_in_the_block_stops_the_server(socket: bool) -> None:
    """The server ends with the block, however that ends."""
    server = Server(socket=socket)
    with pytest.raises(ZeroDivisionError):
        async with server:
            raise ZeroDivisionError
    with pytest.raises(RuntimeError, match="does not run"):
        _ = server.url
