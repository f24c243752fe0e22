"""What is refused before anything is sent, and which servers are none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.testing import Server


@asynccontextmanager
async def connected(server: Server) -> AsyncIterator[aiojmap.Client]:
    """A client for a server, with its session fetched."""
    async with server, aiojmap.Client(server.url, token=server.token) as client:
        await client.session()
        server.requests.clear()
        yield client


async def test_a_write_to_a_read_only_account_is_not_sent() -> None:
    """A /set in a read-only account is refused here; reading goes on."""
    server = Server(read_only=True)
    async with connected(server) as client:
        with pytest.raises(aiojmap.CallRefused, match="read-only"):
            await client.mailbox.create(mail.MailboxCreate(name="New"))

        assert server.requests == []
        assert (await client.mailbox.get()).list


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("subjct", "did you mean 'subject'"),
        ("received_at", "in properties it is 'receivedAt'"),
        ("nothing-like-it", "Email has no property"),
    ],
)
async def test_an_unknown_property_is_not_asked_for(name: str, hint: str) -> None:
    """A name that Email does not have is refused, with the nearest one it has."""
    server = Server()
    async with connected(server) as client:
        names: list[mail.EmailProperty] = ["id"]
        names.append(name)  # type: ignore[arg-type]  # what a checker would not let through

        with pytest.raises(aiojmap.CallRefused, match=hint):
            await client.email.get(ids=[], properties=names)

        assert server.requests == []


async def test_a_reference_to_a_property_not_requested_is_not_sent() -> None:
    """A call cannot refer to what the call before it does not fetch."""
    server = Server()
    async with connected(server) as client:
        emails = client.email.get(ids=["e"], properties=["subject"])

        with pytest.raises(aiojmap.CallRefused, match="add 'threadId' to its properties"):
            await client.thread.get(ids=emails.list.thread_id)

        assert server.requests == []


async def test_a_reference_to_a_later_call_is_not_sent() -> None:
    """Calls go in the order given, so a reference forward is refused."""
    server = Server()
    async with connected(server) as client:
        found = client.email.query(limit=1)
        emails = client.email.get(ids=found.ids)

        with pytest.raises(aiojmap.CallRefused, match="comes later in send"):
            await client.send(emails, found)

        assert server.requests == []


async def test_a_reference_to_a_call_of_another_client_is_not_sent() -> None:
    """A call belongs to the client that made it."""
    server = Server()
    async with connected(server) as client:
        other = aiojmap.Client(server.url, token=server.token)
        emails = client.email.get(ids=other.email.query(limit=1).ids)

        with pytest.raises(aiojmap.CallRefused, match="made by another client"):
            await emails

        assert server.requests == []
        await other.aclose()


async def test_a_reference_inside_a_filter_is_refused() -> None:
    """A reference can only be a whole argument, which is said when the call is made."""
    server = Server()
    async with connected(server) as client:
        found = client.mailbox.query(filter=mail.MailboxFilter(role="inbox"))
        inside = mail.EmailFilter(in_mailbox=found.ids)  # type: ignore[arg-type]  # the mistake

        with pytest.raises(aiojmap.CallRefused, match=r"Email/query: \$\.filter\.inMailbox"):
            client.email.query(filter=inside)


async def test_a_host_that_does_not_exist_is_told_so() -> None:
    """A name that nothing answers to is a TransportError that was certainly not sent."""
    async with aiojmap.Client("http://127.0.0.1:1", token="token") as client:
        with pytest.raises(aiojmap.TransportError, match="cannot be reached") as raised:
            await client.mailbox.get()

    assert raised.value.sent is False


@pytest.mark.parametrize(
    ("answer", "kind", "match"),
    [
        (b"HTTP/1.1 404 Not Found\r\n", aiojmap.NotFoundError, "offers no JMAP"),
        (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n",
            aiojmap.ProtocolError,
            "text/html, which is no JMAP",
        ),
        (b"HTTP/1.1 500 Oh no\r\n", aiojmap.HTTPError, "answered 500"),
    ],
    ids=["404", "page", "500"],
)
async def test_a_host_without_jmap_is_told_so(
    answer: bytes, kind: type[aiojmap.JMAPError], match: str
) -> None:
    """A web server that offers no JMAP gives an error that says so."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer + b"Content-Length: 15\r\nConnection: close\r\n\r\n<html></html>\r\n")
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1") as listening:
        host, port = listening.sockets[0].getsockname()
        async with aiojmap.Client(f"http://{host}:{port}", token="token") as client:
            with pytest.raises(kind, match=match):
                await client.mailbox.get()
