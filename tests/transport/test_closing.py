"""Closing a client: what was under way ends, and a client handed in stays open."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

import aiojmap
from aiojmap.runtime import JSONObject
from transport.loopback import RawServer, http, stalls
from transport.support import HOST, TOKEN, Gate, Wire, answer, echo, http_client, turns

Use = Callable[[aiojmap.Client], Awaitable[object]]


async def test_closing_abandons_what_is_under_way(wire: Wire, client: aiojmap.Client) -> None:
    """Those who wait for a call when the client is closed are told that it was abandoned."""
    wire.api_gate = Gate()
    waiters = [asyncio.create_task(answer(echo(client, n=n))) for n in range(3)]
    await wire.api_gate.arrivals(3)
    async with asyncio.timeout(10):
        await client.aclose()
        found = await asyncio.gather(*waiters, return_exceptions=True)
    assert [type(error) for error in found] == [aiojmap.CallAbandoned] * 3
    assert wire.api_gate.inside == 0


async def test_closing_in_the_turn_of_sending_abandons_too(
    wire: Wire, client: aiojmap.Client
) -> None:
    """A call whose request was begun, but did not run yet, says that it was abandoned."""
    await client.session()
    call = echo(client)
    waiter = asyncio.create_task(answer(call))
    await turns(1)
    await client.aclose()
    (found,) = await asyncio.gather(waiter, return_exceptions=True)
    assert isinstance(found, aiojmap.CallAbandoned)
    with pytest.raises(aiojmap.CallAbandoned):
        await call
    assert wire.requests == []


async def test_closing_twice_is_closing_once(client: aiojmap.Client) -> None:
    """A client may be closed again."""
    await client.session()
    await client.aclose()
    await client.aclose()
    assert client.http_requests == 1


async def test_leaving_the_block_closes(wire: Wire) -> None:
    """The end of `async with` abandons what is under way, for an error too."""
    wire.api_gate = Gate()
    waiters: list[asyncio.Task[JSONObject]] = []

    async def fail() -> None:
        async with aiojmap.Client(HOST, token=TOKEN) as client:
            waiters.append(asyncio.create_task(answer(echo(client))))
            assert wire.api_gate is not None
            await wire.api_gate.arrivals()
            raise KeyError

    with pytest.raises(KeyError):
        await fail()
    (found,) = await asyncio.gather(*waiters, return_exceptions=True)
    assert isinstance(found, aiojmap.CallAbandoned)


async def test_a_client_handed_in_is_not_closed(wire: Wire) -> None:
    """The caller's own httpx.AsyncClient stays open, and other clients may use it."""
    async with http_client() as shared:
        async with aiojmap.Client(HOST, token=TOKEN, http_client=shared) as client:
            await client.session()
        assert not shared.is_closed
        async with aiojmap.Client(HOST, token=TOKEN, http_client=shared) as client:
            await client.session()
    assert wire.session.call_count == 2


async def _call(client: aiojmap.Client) -> object:
    return await echo(client)


async def _session(client: aiojmap.Client) -> object:
    return await client.session(refresh=True)


async def _upload(client: aiojmap.Client) -> object:
    return await client.upload(b"x" * 100)


async def _download(client: aiojmap.Client) -> object:
    async with client.download("b") as stream:
        return await stream.read()


@pytest.mark.parametrize("use", [_call, _session, _upload, _download])
@pytest.mark.parametrize("known", [True, False])
async def test_a_closed_client_refuses(wire: Wire, use: Use, known: bool) -> None:
    """A client that was closed says so, with an error of ours, and sends nothing."""
    client = aiojmap.Client(HOST, token=TOKEN)
    if known:
        await client.session()
    await client.aclose()
    before = wire.urls()
    with pytest.raises(aiojmap.JMAPError, match="closed"):
        await use(client)
    assert wire.urls() == before


async def test_a_call_given_to_a_closed_client_stays_unsent(wire: Wire) -> None:
    """Closing comes before sending: the call is not counted as sent, nor as failed."""
    client = aiojmap.Client(HOST, token=TOKEN)
    await client.session()
    await client.aclose()
    call = echo(client)

    with pytest.raises(aiojmap.TransportError, match="closed"):
        await call

    assert repr(call) == "<Core/echo, not sent>"


@pytest.mark.parametrize(
    ("path", "use"),
    [
        ("/session", _session),
        ("/session", _call),
        ("/api", _call),
        ("/upload/a1/", _upload),
        ("/download/a1/b/download", _download),
    ],
)
@pytest.mark.parametrize(
    "so_far", [b"", http(200, b"{", headers={"Content-Length": "99"})], ids=["head", "body"]
)
async def test_closing_ends_every_request_with_an_error_of_ours(
    server: RawServer, path: str, use: Use, so_far: bytes
) -> None:
    """Whoever waits for the server when the client is closed gets a JMAPError at once."""
    reached = asyncio.Event()
    server.reply(path, stalls(so_far, reached))
    client = aiojmap.Client(server.url, token=TOKEN)
    task = asyncio.ensure_future(use(client))
    async with asyncio.timeout(10):
        await reached.wait()
        await turns()
        await client.aclose()
        (found,) = await asyncio.gather(task, return_exceptions=True)
    assert isinstance(found, aiojmap.JMAPError)


async def test_a_call_that_waits_for_the_session_is_not_sent_after_closing(wire: Wire) -> None:
    """Closing ends calls that were not yet sent as well, whoever owns the HTTP client."""
    wire.session_gate = Gate()
    async with http_client() as shared:
        client = aiojmap.Client(HOST, token=TOKEN, http_client=shared)
        task = asyncio.create_task(answer(echo(client)))
        await wire.session_gate.arrivals()
        async with asyncio.timeout(10):
            await client.aclose()
            wire.session_gate.open()
            (found,) = await asyncio.gather(task, return_exceptions=True)
    assert isinstance(found, aiojmap.JMAPError)
    assert wire.requests == []
