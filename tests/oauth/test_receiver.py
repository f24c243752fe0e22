"""The listener on loopback: which requests it takes for the callback, and which it turns away."""

from __future__ import annotations

import asyncio
import socket

import httpx
import pytest

import aiojmap
from aiojmap import oauth
from aiojmap._connection.secret import Secret
from aiojmap.oauth._receiver import LoopbackReceiver, unguessable_path

PATH = "/unguessable"
TIMEOUT = 10


def accept(url: Secret) -> Secret:
    """Take a callback with the right state."""
    if "state=right" not in url.reveal():
        raise oauth.StateMismatch("the callback is not the answer to this login")
    if "error=" in url.reveal():
        raise oauth.AuthorizationDenied("<b>no</b>", error="access_denied")
    return url


async def raw(uri: str, data: bytes) -> bytes:
    """What a connection that sends some bytes is answered."""
    port = int(uri.split(":")[-1].partition("/")[0])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(data)
    await writer.drain()
    answer = await reader.read()
    writer.close()
    return answer


def test_paths_cannot_be_guessed() -> None:
    """128 random bits, in letters that need no encoding."""
    assert unguessable_path() != unguessable_path()
    assert unguessable_path(lambda count: b"\xff" * count) == "/" + "_" * 21 + "w"


async def test_the_first_right_callback_ends_the_wait() -> None:
    """The page says so, is not to be kept, and has nothing to load."""
    async with LoopbackReceiver[Secret](f"http://127.0.0.1{PATH}") as receiver:
        waiting = asyncio.create_task(receiver.receive(accept, TIMEOUT))
        async with httpx.AsyncClient() as browser:
            page = await browser.get(f"{receiver.redirect_uri}?state=right&code=c")
        found = await waiting

    assert found.reveal() == f"{receiver.redirect_uri}?state=right&code=c"
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /favicon.ico HTTP/1.1\r\nHost: {host}\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n",
        b"GET /unguessable/more?state=right&code=c HTTP/1.1\r\nHost: {host}\r\n\r\n",
        b"GET //unguessable?state=right&code=c HTTP/1.1\r\nHost: {host}\r\n\r\n",
        b"POST /unguessable?state=right&code=c HTTP/1.1\r\nHost: {host}\r\n\r\n",
        b"HEAD /unguessable?state=right&code=c HTTP/1.1\r\nHost: {host}\r\n\r\n",
        b"GET /unguessable?state=right&code=c HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET /unguessable?state=right&code=c HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n",
        b"GET /unguessable?state=right&code=c HTTP/1.1\r\n\r\n",
        b"GET /unguessable?state=right HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n",
        b"GET http://127.0.0.1/unguessable?state=right HTTP/1.1\r\nHost: {host}\r\n\r\n",
        b"GET /unguessable?state=right HTTP/2.0\r\nHost: {host}\r\n\r\n",
        b"nonsense\r\n\r\n",
    ],
)
async def test_other_requests_are_not_found_and_change_nothing(request_: bytes) -> None:
    """Other paths, methods and names, such as those of a page that has its name lead here."""
    async with LoopbackReceiver[Secret](f"http://127.0.0.1{PATH}") as receiver:
        host = receiver.redirect_uri.split("/")[2]
        waiting = asyncio.create_task(receiver.receive(accept, TIMEOUT))
        await asyncio.sleep(0)
        data = request_.replace(b"{host}", host.encode())
        data = data.replace(b"{port}", host.partition(":")[2].encode())
        answer = await raw(receiver.redirect_uri, data)
        assert answer.startswith(b"HTTP/1.1 404 ")
        assert not waiting.done()
        async with httpx.AsyncClient() as browser:
            await browser.get(f"{receiver.redirect_uri}?state=right")
        await waiting


async def test_a_callback_of_another_login_is_turned_away_and_the_wait_goes_on() -> None:
    """Nobody can end a login with a state that is not its own."""
    async with LoopbackReceiver[Secret](f"http://127.0.0.1{PATH}") as receiver:
        waiting = asyncio.create_task(receiver.receive(accept, TIMEOUT))
        async with httpx.AsyncClient() as browser:
            wrong = await browser.get(f"{receiver.redirect_uri}?state=wrong&code=c")
            right = await browser.get(f"{receiver.redirect_uri}?state=right&code=c")
        await waiting

    assert (wrong.status_code, right.status_code) == (400, 200)
    assert "Not this login" in wrong.text


async def test_an_error_ends_the_wait_and_is_text_on_the_page() -> None:
    """What the error says is escaped."""
    async with LoopbackReceiver[Secret](f"http://127.0.0.1{PATH}") as receiver:
        waiting = asyncio.create_task(receiver.receive(accept, TIMEOUT))
        async with httpx.AsyncClient() as browser:
            page = await browser.get(f"{receiver.redirect_uri}?state=right&error=x")
        with pytest.raises(oauth.AuthorizationDenied):
            await waiting

    assert page.status_code == 400
    assert "&lt;b&gt;no&lt;/b&gt;" in page.text


async def test_a_second_callback_is_told_that_it_is_late() -> None:
    """A page that is loaded again does no harm."""
    async with LoopbackReceiver[Secret](f"http://127.0.0.1{PATH}") as receiver:
        waiting = asyncio.create_task(receiver.receive(accept, TIMEOUT))
        async with httpx.AsyncClient() as browser:
            await browser.get(f"{receiver.redirect_uri}?state=right")
            again = await browser.get(f"{receiver.redirect_uri}?state=right")
        await waiting

    assert again.status_code == 410


async def test_a_request_without_end_is_not_read_for_ever() -> None:
    """A head of more than 16 KiB is cut off."""
    async with LoopbackReceiver[Secret](f"http://127.0.0.1{PATH}") as receiver:
        waiting = asyncio.create_task(receiver.receive(accept, TIMEOUT))
        flood = raw(receiver.redirect_uri, b"GET /" + b"x" * 100_000)
        (outcome,) = await asyncio.gather(flood, return_exceptions=True)
        assert outcome == b"" or isinstance(outcome, ConnectionError)
        waiting.cancel()
        await asyncio.wait([waiting])


async def test_connections_that_say_nothing_do_not_hold_up_the_end() -> None:
    """Browsers open some in advance."""
    async with LoopbackReceiver[Secret](f"http://127.0.0.1{PATH}") as receiver:
        port = int(receiver.redirect_uri.split(":")[-1].partition("/")[0])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        waiting = asyncio.create_task(receiver.receive(accept, TIMEOUT))
        async with httpx.AsyncClient() as browser:
            await browser.get(f"{receiver.redirect_uri}?state=right")
        await waiting

    assert await reader.read() == b""
    writer.close()


async def test_cancelled_it_stops_listening() -> None:
    """Nothing is left behind."""

    async def login() -> None:
        async with LoopbackReceiver[Secret](f"http://127.0.0.1{PATH}") as receiver:
            uris.append(receiver.redirect_uri)
            listening.set()
            await receiver.receive(accept, TIMEOUT)

    uris: list[str] = []
    listening = asyncio.Event()
    task = asyncio.create_task(login())
    await listening.wait()
    task.cancel()
    await asyncio.wait([task])

    assert task.cancelled()
    with pytest.raises(OSError, match="Connect"):
        await raw(uris[0], b"")


async def test_a_port_that_is_taken_is_told() -> None:
    """A client registered with a fixed port cannot use another one."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        receiver = LoopbackReceiver[Secret](f"http://127.0.0.1:{port}/cb")
        with pytest.raises(aiojmap.ConfigurationError, match=r"127\.0\.0\.1 cannot be listened at"):
            await receiver.__aenter__()


@pytest.mark.parametrize("uri", ["http://localhost/cb", "http://0.0.0.0/cb", "https://127.0.0.1/"])
def test_it_listens_on_loopback_alone(uri: str) -> None:
    """Not by a name that others may resolve, and not for the network."""
    with pytest.raises(aiojmap.ConfigurationError, match="cannot be listened at"):
        LoopbackReceiver[Secret](uri)
