"""HTTP without a socket: requests of httpx handed to an ASGI application, bodies as they come."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import ssl
from collections.abc import AsyncIterator, Awaitable, Mapping
from typing import TYPE_CHECKING, Final, TypeVar, cast

import httpx

from ._cutting import offer
from ._pipe import Pipe

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Scope

    from ._listener import Listener

R = TypeVar("R")

PIECE: Final = 64 * 1024


class InProcess:
    """Where clients in the same event loop find the application from `start` to `stop`."""

    url: Final = "https://jmap.test"

    def __init__(self) -> None:
        self._app: ASGIApp | None = None
        self._exchanges: set[_Exchange] = set()

    async def start(self, app: ASGIApp) -> None:
        """Begin to take requests."""
        self.begin(app)

    async def stop(self) -> None:
        """Take no more requests, and break off those under way."""
        self._app = None
        for exchange in [*self._exchanges]:
            await exchange.aclose()

    def begin(self, app: ASGIApp) -> None:
        """Begin to take requests, outside of any event loop."""
        self._app = app

    def end(self) -> None:
        """Take no more requests, and break off those under way, whose loop may have ended."""
        self._app = None
        for exchange in [*self._exchanges]:
            if not exchange.task.get_loop().is_closed():
                exchange.task.cancel()
        self._exchanges.clear()

    def transport(self) -> httpx.AsyncBaseTransport:
        """What an httpx client needs to reach the application."""
        return _Transport(self)

    async def respond(self, request: httpx.Request) -> httpx.Response:
        """Let the application answer a request."""
        if self._app is None:
            raise httpx.ConnectError("the server does not run", request=request)
        exchange = _Exchange(self._app, request)
        self._exchanges.add(exchange)
        exchange.task.add_done_callback(lambda _: self._exchanges.discard(exchange))
        try:
            return await exchange.respond()
        except BaseException:
            await exchange.aclose()
            raise


def http_client(entrance: InProcess | Listener, *, keep_alive: bool = True) -> httpx.AsyncClient:
    """A client whose URLs begin with that of the entrance."""
    transport = entrance.transport() if isinstance(entrance, InProcess) else None
    return httpx.AsyncClient(
        base_url=entrance.url,
        transport=transport,
        timeout=30.0,
        limits=httpx.Limits(max_connections=100, max_keepalive_connections=20 if keep_alive else 0),
        trust_env=False,
        verify=_no_certificates(),
    )


@functools.cache
def _no_certificates() -> ssl.SSLContext:
    # Reading them takes longer than most tests, and there is no TLS here.
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class _Transport(httpx.AsyncBaseTransport):
    def __init__(self, host: InProcess) -> None:
        self._host = host

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await self._host.respond(request)


class _Exchange(httpx.AsyncByteStream):
    """One request and its response; as a stream, the body of the response."""

    def __init__(self, app: ASGIApp, request: httpx.Request) -> None:
        loop = asyncio.get_running_loop()
        self._request = request
        self._head: asyncio.Future[Message | None] = loop.create_future()
        self._inbox = Pipe()
        self._outbox = Pipe()
        self._over = asyncio.Event()
        self._asked = False
        self._complete = False
        self._patience = cast("Mapping[str, float | None]", request.extensions.get("timeout", {}))
        self.task = asyncio.create_task(self._run(app))
        self.task.add_done_callback(self._end)

    async def respond(self) -> httpx.Response:
        """Send the body of the request, then wait for the beginning of the response."""
        stream = self._request.stream
        assert isinstance(stream, httpx.AsyncByteStream)
        async for piece in stream:
            if not await self._within("write", httpx.WriteTimeout, self._inbox.put(piece)):
                break
        self._inbox.close()
        head = await self._within("read", httpx.ReadTimeout, self._head)
        if head is None:
            raise httpx.RemoteProtocolError("Server disconnected without sending a response.")
        return httpx.Response(head["status"], headers=head["headers"], stream=self)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while True:
            piece = await self._within("read", httpx.ReadTimeout, self._outbox.get())
            if piece is not None:
                yield piece
            elif self._complete:
                return
            else:
                raise httpx.RemoteProtocolError("peer closed connection amid the response")

    async def aclose(self) -> None:
        """Break off what is not complete, and wait until the application is out of it."""
        if not self._complete:
            self.task.cancel()
        await asyncio.wait([self.task])

    async def _within(
        self, kind: str, error: type[httpx.TimeoutException], work: Awaitable[R]
    ) -> R:
        """The result of some work, as fast as the client wants it."""
        try:
            async with asyncio.timeout(self._patience.get(kind)):
                return await work
        except TimeoutError:
            raise error("", request=self._request) from None

    async def _run(self, app: ASGIApp) -> None:
        url = self._request.url
        scope: Scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": self._request.method,
            "headers": [(name.lower(), value) for name, value in self._request.headers.raw],
            "scheme": url.scheme,
            "path": url.path,
            "raw_path": url.raw_path.partition(b"?")[0],
            "query_string": url.query,
            "server": (url.host, url.port),
            "client": ("127.0.0.1", 0),
            "root_path": "",
        }
        # What goes wrong in there breaks the connection off, as it does with a web server.
        with contextlib.suppress(Exception):
            await app(offer(scope, self._cut), self._receive, self._send)

    async def _receive(self) -> Message:
        piece = await self._inbox.get()
        if piece is not None:
            return {"type": "http.request", "body": piece, "more_body": True}
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._over.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            # A client that has its answer does not go on with its request.
            self._inbox.close()
            if not self._head.done():
                self._head.set_result(message)
            return
        body = b"" if self._request.method == "HEAD" else bytes(message.get("body", b""))
        for start in range(0, len(body), PIECE):
            await self._outbox.put(body[start : start + PIECE])
        if not message.get("more_body", False):
            self._complete = True
            self._outbox.close()
            self._over.set()

    def _cut(self) -> None:
        self._over.set()
        self._close()

    def _end(self, _task: asyncio.Task[None]) -> None:
        self._close()

    def _close(self) -> None:
        self._inbox.close()
        self._outbox.close()
        if not self._head.done():
            self._head.set_result(None)
