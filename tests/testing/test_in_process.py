"""The server without a socket: as it is with one, bodies in pieces both ways, timeouts, ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from testing.support import LETTER, api, events

import aiojmap
from aiojmap import mail
from aiojmap.testing import Server


async def test_a_client_of_the_server_works(socket: bool) -> None:
    """`client()` gives a client that is connected, whichever way the server is reached."""
    async with Server(socket=socket) as server, server.client() as client:
        made = await client.mailbox.create(mail.MailboxCreate(name="News"))

        assert made.id in [box.id for box in (await client.mailbox.get()).list]


async def test_without_a_socket_there_is_none() -> None:
    """The URL is one that nobody outside the process can reach, and of https."""
    async with Server(socket=False) as server:
        assert server.url == "https://jmap.test"


async def test_a_client_for_somebody_else() -> None:
    """With an address, the client is that person's."""
    server = Server(socket=False)
    kim = server.add_person("kim@example.com")
    async with server, server.client("Kim@Example.com") as client:
        session = await client.session()

        assert session.username == kim.username
        assert [*session.accounts] == [kim.account_id]


async def test_a_client_for_nobody() -> None:
    """An address that nobody has is an error at once."""
    async with Server(socket=False) as server:
        with pytest.raises(LookupError, match=r"nobody@example\.com"):
            server.client("nobody@example.com")


async def test_a_client_with_fewer_capabilities() -> None:
    """With capabilities, the client has a new token that is for them."""
    vacation = "urn:ietf:params:jmap:vacationresponse"
    async with Server(socket=False) as server, server.client(capabilities=[vacation]) as client:
        session = await client.session()

        assert session.capabilities.keys() == {"urn:ietf:params:jmap:core", vacation}


async def test_a_client_that_may_only_read() -> None:
    """With `read_only`, the client has a new token that changes nothing."""
    async with Server(socket=False) as server, server.client(read_only=True) as client:
        session = await client.session()

        assert session.accounts[server.account_id].is_read_only


async def test_a_token_says_itself_what_it_allows() -> None:
    """A token and what a new one would be made from do not go together."""
    async with Server(socket=False) as server:
        with pytest.raises(TypeError, match="token"):
            server.client(token=server.token, read_only=True)
        with pytest.raises(TypeError, match="token"):
            server.client(server.email, token=server.token)


async def test_there_is_no_client_before_the_server_runs() -> None:
    """A server that was not entered says so."""
    with pytest.raises(RuntimeError, match="async with"):
        Server(socket=False).client()


async def test_large_bodies_go_both_ways_in_pieces(socket: bool) -> None:
    """What was uploaded in pieces is downloaded in pieces, octet by octet the same."""
    data = bytes(range(256)) * 2000

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(data), 10_000):
            yield data[start : start + 10_000]

    async with Server(socket=socket) as server, server.client() as client:
        blob = await client.upload(pieces(), type="image/png")
        async with client.download(blob.blob_id) as stream:
            found = [piece async for piece in stream]

        assert blob.size == len(data)
        assert len(found) > 1
        assert b"".join(found) == data


async def test_requests_go_on_while_a_stream_is_open() -> None:
    """An open response holds up no other request, and brings pieces as they are written."""
    async with (
        Server(socket=False) as server,
        server.http_client() as http,
        server.client() as client,
        events(http, server.token) as stream,
    ):
        for _ in range(3):
            await client.email.get(ids=[])
            server.receive(LETTER)
            assert await stream.next() is not None


async def test_a_client_waits_no_longer_than_its_timeout() -> None:
    """The read timeout of httpx holds, as it does on a socket."""
    async with (
        Server(socket=False) as server,
        server.http_client() as http,
        events(http, server.token) as stream,
    ):
        # Only now, so that the beginning of the response has all the time it needs.
        stream.response.request.extensions["timeout"]["read"] = 0.001

        with pytest.raises(httpx.ReadTimeout):
            await stream.next()


async def test_a_request_under_way_is_broken_off_when_the_server_stops(socket: bool) -> None:
    """Who is still sending when the server stops gets no answer."""
    sending, stopped = asyncio.Event(), asyncio.Event()

    async def pieces() -> AsyncIterator[bytes]:
        yield b"some"
        sending.set()
        await stopped.wait()
        yield b"more"

    async with Server(socket=socket) as server:
        http = server.http_client()
        headers = {"Authorization": f"Bearer {server.token}"}
        path = f"/jmap/upload/{server.account_id}/"
        task = asyncio.create_task(http.post(path, content=pieces(), headers=headers))
        await sending.wait()
    stopped.set()

    with pytest.raises(httpx.TransportError):
        await task
    await http.aclose()


async def test_a_download_is_broken_off_when_the_server_stops() -> None:
    """What is still to be read then does not come, and the reader is told."""
    async with Server(socket=False) as server, server.client() as client:
        blob = await client.upload(bytes(1_000_000))
        async with client.download(blob.blob_id) as stream:
            pieces = aiter(stream)
            await anext(pieces)
            await server.__aexit__(None, None, None)

            with pytest.raises(aiojmap.TransportError):
                _ = [piece async for piece in pieces]


async def test_an_error_in_the_body_of_a_request_is_the_callers(socket: bool) -> None:
    """What a body raises while it is read reaches who sends it."""

    async def pieces() -> AsyncIterator[bytes]:
        yield b"some"
        raise ZeroDivisionError

    async with Server(socket=socket) as server, server.client() as client:
        with pytest.raises(ZeroDivisionError):
            await client.upload(pieces())

        assert (await client.mailbox.get()).list


async def test_a_cancelled_request_leaves_nothing_behind() -> None:
    """A request that is cancelled while its body is sent ends in the server too."""
    sending = asyncio.Event()

    async def pieces() -> AsyncIterator[bytes]:
        yield b"some"
        sending.set()
        await asyncio.Event().wait()

    async with (
        Server(socket=False, max_concurrent_upload=1) as server,
        server.client() as client,
    ):
        task = asyncio.create_task(client.upload(pieces()))
        await sending.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

        assert (await client.upload(b"more")).size == 4


async def test_a_server_that_stopped_is_not_reached(socket: bool) -> None:
    """After the end of the server a request fails as if nobody listened, and was not sent."""
    async with Server(socket=socket) as server:
        client = server.client()
        await client.session()

    with pytest.raises(aiojmap.TransportError, match="cannot be reached") as caught:
        await client.mailbox.get()
    assert not caught.value.sent
    await client.aclose()


async def test_a_head_request_has_no_body(socket: bool) -> None:
    """HEAD brings the header fields of GET alone."""
    async with Server(socket=socket) as server, server.http_client() as http:
        headers = {"Authorization": f"Bearer {server.token}"}
        response = await http.head("/jmap/session", headers=headers)

        assert response.status_code == 200
        assert int(response.headers["Content-Length"]) > 100
        assert response.content == b""


async def test_requests_are_recorded(socket: bool) -> None:
    """`requests` has what was sent, whichever way it came."""
    async with Server(socket=socket) as server, server.http_client() as http:
        await api(http, server.token, ["Core/echo", {"a": 1}, "0"])

        (received,) = server.requests
        assert (received.method, received.path) == ("POST", "/jmap/api")
        assert received.calls == [("Core/echo", {"a": 1}, "0")]
        assert received.headers["authorization"] == f"Bearer {server.token}"
