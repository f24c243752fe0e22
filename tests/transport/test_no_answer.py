"""No answer: whether the request was sent, and what the client can do afterwards."""

from __future__ import annotations

import asyncio
import socket

import httpx
import pytest

import aiojmap
from transport.loopback import RawServer, floods, http, http_json, resets, stalls
from transport.support import HOST, TOKEN, Wire, echo, http_client, response_document


async def test_a_name_that_cannot_be_found_was_not_sent(wire: Wire, client: aiojmap.Client) -> None:
    """A failed look-up of the host is a TransportError that names the URL."""
    failure = httpx.ConnectError("[Errno -2] Name or service not known")
    wire.session.mock(side_effect=failure)
    with pytest.raises(aiojmap.TransportError, match=rf"{HOST}.*Name or service") as caught:
        await client.session()
    assert caught.value.sent is False


async def test_a_refused_connection_was_not_sent() -> None:
    """A port where nobody listens is a TransportError."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/session"
        async with http_client() as shared:
            client = aiojmap.Client(url, token=TOKEN, http_client=shared)
            with pytest.raises(aiojmap.TransportError, match="cannot be reached") as caught:
                await client.session()
    assert caught.value.sent is False


async def test_a_server_without_encryption_was_not_sent(server: RawServer) -> None:
    """https to a server that speaks plain http fails before the request is sent."""
    server.reply("/session", b"")
    url = server.url.replace("http://", "https://")
    async with http_client() as shared:
        client = aiojmap.Client(url, token=TOKEN, http_client=shared)
        with pytest.raises(aiojmap.TransportError) as caught:
            await client.session()
    assert (caught.value.sent, server.requests) == (False, [])


@pytest.mark.parametrize(
    ("failure", "sent"),
    [
        (httpx.ConnectError("x"), False),
        (httpx.ConnectTimeout("x"), False),
        (httpx.PoolTimeout("x"), False),
        (httpx.ReadTimeout("x"), True),
        (httpx.WriteTimeout("x"), True),
        (httpx.ReadError("x"), True),
        (httpx.WriteError("x"), True),
        (httpx.CloseError("x"), True),
        (httpx.RemoteProtocolError("x"), True),
        (httpx.ProxyError("x"), True),
        (httpx.ReadError(""), True),
    ],
    ids=repr,
)
async def test_each_fault_says_whether_the_request_may_have_arrived(
    wire: Wire, client: aiojmap.Client, failure: httpx.TransportError, sent: bool
) -> None:
    """Only what fails before the connection stands was certainly not sent."""
    wire.api.mock(side_effect=failure)
    with pytest.raises(aiojmap.TransportError, match=rf"{HOST}/api") as caught:
        await echo(client)
    assert caught.value.sent is sent


@pytest.mark.parametrize(
    "so_far",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-",
        http(200, b'{"methodResponses', headers={"Content-Length": "900"}),
        http(500, b"no", headers={"Content-Length": "900"}),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
    ],
    ids=["nothing", "head", "body", "body of an error", "chunk"],
)
async def test_an_answer_that_does_not_end_is_given_up(server: RawServer, so_far: bytes) -> None:
    """A server that falls silent is given up after the timeout, as sent."""
    server.reply("/api", stalls(so_far))
    client = aiojmap.Client(server.url, token=TOKEN, timeout=0.05)
    async with client:
        with pytest.raises(aiojmap.TransportError, match="no answer in time") as caught:
            await echo(client)
    assert caught.value.sent is True


async def test_a_reset_may_have_been_sent(server: RawServer, raw_client: aiojmap.Client) -> None:
    """A connection that is reset while waiting leaves open what the server did."""
    server.reply("/api", resets())
    with pytest.raises(aiojmap.TransportError, match="broke the connection off") as caught:
        await echo(raw_client)
    assert (caught.value.sent, len(server.requests)) == (True, 2)


async def test_a_cut_body_may_have_been_sent(server: RawServer, raw_client: aiojmap.Client) -> None:
    """A body that ends early leaves open what the server did."""
    server.reply("/api", http(200, b"{", headers={"Content-Length": "5"}))
    with pytest.raises(aiojmap.TransportError) as caught:
        await echo(raw_client)
    assert caught.value.sent is True


async def test_a_call_is_not_sent_again_after_a_fault(
    server: RawServer, raw_client: aiojmap.Client
) -> None:
    """A call whose request failed raises the same error again; it is not sent twice."""
    server.reply("/api", resets())
    call = echo(raw_client)
    with pytest.raises(aiojmap.TransportError) as first:
        await call
    with pytest.raises(aiojmap.TransportError) as second:
        await call
    assert (second.value, server.targets()) == (first.value, ["/session", "/api"])


async def test_an_endless_answer_can_be_cancelled(
    server: RawServer, raw_client: aiojmap.Client
) -> None:
    """A caller's own time limit ends an answer that never does, and the client goes on."""
    reached = asyncio.Event()
    server.reply("/api", stalls(http(200, b"{", headers={"Content-Length": "900"}), reached))
    waiting = asyncio.ensure_future(_echoed(raw_client))
    async with asyncio.timeout(10):
        await reached.wait()
    waiting.cancel()
    await asyncio.wait([waiting])
    server.reply("/api", http_json(response_document(["Core/echo", {"a": 1}, "0"])))
    await echo(raw_client)
    assert waiting.cancelled()


async def _echoed(client: aiojmap.Client) -> None:
    await echo(client)


async def test_an_endless_download_can_be_left(
    server: RawServer, raw_client: aiojmap.Client
) -> None:
    """Whoever has read enough of a download without end leaves it, and the client goes on."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: x/y\r\n\r\n"
    server.reply("/download/a1/b/download", floods(head, b"x" * 1000))
    async with asyncio.timeout(10), raw_client.download("b") as stream:
        async for piece in stream:
            assert piece
            break
    server.reply("/api", http_json(response_document(["Core/echo", {"a": 1}, "0"])))
    await echo(raw_client)
