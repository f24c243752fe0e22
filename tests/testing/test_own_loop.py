"""The server entered with `with`: in a thread of its own, or in no loop at all."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading

import httpx
import pytest
from testing.support import LETTER, events

import aiojmap
from aiojmap import mail
from aiojmap.testing import Server

PROGRAM = """
import asyncio, aiojmap

async def main():
    async with aiojmap.Client.from_env() as client:
        print(len((await client.mailbox.get()).list))

asyncio.run(main())
"""


def names_of(server: Server) -> list[str]:
    """What a client of a loop of its own finds."""

    async def main() -> list[str]:
        async with server.client() as client:
            return [box.name for box in (await client.mailbox.get()).list]

    return asyncio.run(main())


def test_a_server_without_any_event_loop(socket: bool) -> None:
    """Programs that begin a loop of their own reach it, one after another."""
    with Server(socket=socket) as server:
        assert "Inbox" in names_of(server)
        assert "Inbox" in names_of(server)
    server.assert_round_trips(2)


def test_a_program_that_blocks_reaches_it() -> None:
    """Another process is served while the test waits for its end."""
    with Server() as server:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={"JMAP_HOST": server.url, "JMAP_TOKEN": server.token},
            capture_output=True,
            text=True,
            check=True,
        )

    assert done.stdout.strip() == "8"


def test_its_thread_ends() -> None:
    """Nothing is left when the block ends, and nobody listens."""
    with Server() as server:
        url = server.url
        assert any(thread.name == "aiojmap.testing" for thread in threading.enumerate())

    assert not any(thread.name == "aiojmap.testing" for thread in threading.enumerate())
    with pytest.raises(httpx.ConnectError):
        httpx.get(url)


def test_it_can_run_again(socket: bool) -> None:
    """What is on it stays; entering it twice at once is an error."""
    server = Server(socket=socket)
    with server:
        id_ = server.receive(LETTER)
        with pytest.raises(RuntimeError, match="runs already"), server:
            pass
    with server:
        assert id_ in server.mailbox().email_ids
        assert "Inbox" in names_of(server)


async def test_events_from_another_thread() -> None:
    """What a test does to the server reaches a stream at once, though it runs elsewhere."""
    with Server() as server:
        async with (
            server.http_client() as http,
            events(http, server.token) as stream,
        ):
            for action in (
                lambda: server.receive(LETTER),
                lambda: server.mailbox("archive").put(LETTER),
            ):
                action()
                assert await stream.next() is not None


async def test_holding_from_another_thread() -> None:
    """A test in its loop waits for what is held in that of the server, and releases it."""
    with Server() as server:
        client = server.client(keep_alive=False)
        held = server.faults.on("Mailbox/set").hold()
        call = asyncio.ensure_future(client.mailbox.create(mail.MailboxCreate(name="News")))
        await held.reached()
        assert not call.done()
        held.release()

        assert (await call).id


async def test_a_client_that_keeps_nothing_open() -> None:
    """Without kept connections there is nothing to close; warnings are errors in these tests."""
    with Server() as server:
        client = server.client(keep_alive=False)
        assert (await client.mailbox.get()).list


def test_an_alteration_may_use_the_server() -> None:
    """A function of a fault runs in the loop of the server, and can call it all the same."""
    with Server() as server:
        server.faults.on("Mailbox/get").alter(lambda _: server.change_session())
        assert names_of(server)
    server.faults.assert_used()


async def test_stopping_with_a_request_under_way_in_no_loop() -> None:
    """A server without a socket that is left lets go of what is under way."""
    with Server(socket=False) as server:
        client = server.client()
        held = server.faults.request().hold()
        call = asyncio.ensure_future(client.mailbox.get())
        await held.reached()

    with pytest.raises(aiojmap.TransportError):
        await call
