"""A server on loopback that answers with any bytes, or breaks off."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import struct
from collections.abc import Awaitable, Callable
from typing import Self

import attrs

from aiojmap.runtime import JSON
from transport.support import session_document

Reply = Callable[[asyncio.StreamWriter], Awaitable[None]]


@attrs.frozen
class RawRequest:
    """A request as it came."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


def http(
    status: int = 200,
    body: bytes = b"",
    *,
    type: str | None = "application/json",
    headers: dict[str, str] | None = None,
) -> bytes:
    """The bytes of an answer, with its right length unless `headers` says otherwise."""
    fields = {"Content-Length": str(len(body)), "Connection": "close"}
    if type is not None:
        fields["Content-Type"] = type
    fields.update(headers or {})
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status} X\r\n{lines}\r\n".encode("latin-1") + body


def http_json(value: JSON, status: int = 200, type: str = "application/json") -> bytes:
    """The bytes of an answer with JSON."""
    return http(status, json.dumps(value).encode(), type=type)


def sends(data: bytes) -> Reply:
    """Send bytes, then close the connection."""

    async def reply(writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()

    return reply


def resets(data: bytes = b"") -> Reply:
    """Send bytes, then reset the connection."""

    async def reply(writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()
        connection = writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()

    return reply


def stalls(data: bytes = b"", reached: asyncio.Event | None = None) -> Reply:
    """Send bytes, then nothing more, for as long as the client waits."""

    async def reply(writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()
        if reached is not None:
            reached.set()
        await asyncio.Event().wait()

    return reply


def floods(data: bytes, more: bytes) -> Reply:
    """Send bytes, then further ones without end."""

    async def reply(writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        while True:
            writer.write(more)
            await writer.drain()

    return reply


class RawServer:
    """Listens on loopback; `replies` has what to do by path, without the query."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply] = {"/session": sends(http_json(session_document()))}
        self.requests: list[RawRequest] = []
        self._handlers: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        """The URL of the session."""
        return f"http://127.0.0.1:{self._port}/session"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self._port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *exception: object) -> None:
        self._server.close()
        for handler in self._handlers:
            handler.cancel()
        await asyncio.gather(*self._handlers, return_exceptions=True)
        await self._server.wait_closed()

    def reply(self, path: str, reply: Reply | bytes) -> None:
        """Say what to do when a path is asked for."""
        self.replies[path] = sends(reply) if isinstance(reply, bytes) else reply

    def targets(self) -> list[str]:
        """What was asked for so far."""
        return [request.target for request in self.requests]

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        handler = asyncio.create_task(self._serve(reader, writer))
        self._handlers.add(handler)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                request = await _read(reader)
                self.requests.append(request)
                await self.replies[request.target.partition("?")[0]](writer)
        finally:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()


async def _read(reader: asyncio.StreamReader) -> RawRequest:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.removesuffix("\r\n\r\n").split("\r\n")
    method, target, _ = first.split(" ")
    headers = {
        name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
    }
    if headers.get("transfer-encoding") == "chunked":
        return RawRequest(method, target, headers, await _read_chunks(reader))
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return RawRequest(method, target, headers, body)


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    found = b""
    while size := int(await reader.readuntil(b"\r\n"), 16):
        found += (await reader.readexactly(size + 2))[:-2]
    await reader.readuntil(b"\r\n")
    return found
