"""An ASGI application on a loopback socket, inside the running event loop."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import socket
from collections.abc import Generator
from typing import TYPE_CHECKING, Final

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from ._cutting import offer

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

HOST: Final = "127.0.0.1"


class _Uvicorn(uvicorn.Server):
    """Serves until told to stop, and then stops at once."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.ending = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave signals to the program that the server is part of."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set_result(None)

    async def main_loop(self) -> None:
        await self.ending.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close everything without waiting for clients to finish."""
        for server in self.servers:
            server.close()
        for listener in sockets or ():
            listener.close()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        tasks = list(self.server_state.tasks)
        # Connections learn of their end in the next turn of the loop.
        await asyncio.sleep(0)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class Listener:
    """Accepts connections on a free port from `start` to `stop`."""

    def __init__(self) -> None:
        # With the protocol named, asyncio switches Nagle's algorithm off: 40 ms an answer.
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._uvicorn: _Uvicorn | None = None
        self._task: asyncio.Task[None] | None = None
        try:
            self._socket.bind((HOST, 0))
        except OSError:
            self._socket.close()
            raise

    @property
    def url(self) -> str:
        """Where clients find it."""
        return f"http://{HOST}:{self._socket.getsockname()[1]}"

    async def start(self, app: ASGIApp) -> None:
        """Begin to accept connections; if that fails or is cancelled, nothing is left behind."""

        async def cuttable(scope: Scope, receive: Receive, send: Send) -> None:
            await app(offer(scope, functools.partial(self._cut, scope)), receive, send)

        config = uvicorn.Config(
            cuttable,
            http="h11",
            ws="none",
            loop="none",
            lifespan="off",
            access_log=False,
            log_config=None,
            log_level=logging.CRITICAL + 1,
            server_header=False,
            date_header=False,
        )
        self._uvicorn = _Uvicorn(config)
        self._task = asyncio.create_task(self._uvicorn.serve([self._socket]))
        try:
            await asyncio.wait(
                [self._task, self._uvicorn.ready], return_when=asyncio.FIRST_COMPLETED
            )
            if self._task.done():
                self._task.result()
        except BaseException:
            await self.stop()
            raise

    def _cut(self, scope: Scope) -> None:
        """Close the connection of a request once everything written has gone."""
        if self._uvicorn is not None:
            for connection in self._uvicorn.server_state.connections:
                if isinstance(connection, H11Protocol) and connection.client == scope["client"]:
                    connection.transport.close()

    async def stop(self) -> None:
        """Close the socket and every connection."""
        if self._uvicorn is not None and self._task is not None:
            self._uvicorn.ending.set()
            await _finished(self._task)
        self._socket.close()


async def _finished(task: asyncio.Task[None]) -> None:
    """Wait for a task to end; a cancellation meanwhile is passed on only then."""
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled
