"""Listens on loopback for the callback of a browser on the same machine (RFC 8252, 7.3)."""

from __future__ import annotations

import asyncio
import base64
import re
import secrets
from collections.abc import Callable
from http import HTTPStatus
from types import TracebackType
from typing import Final, Generic, Self, TypeVar
from urllib.parse import urlsplit

from .._connection.secret import Secret
from .._model.errors import ConfigurationError
from ._authorization import RandomBytes
from ._errors import LoginTimeout, OAuthError, StateMismatch
from ._page import response

R = TypeVar("R")
HOSTS: Final = ("127.0.0.1", "::1")
_LONGEST: Final = 16384
_PATIENCE: Final = 10.0
_FAREWELL: Final = 0.5
_AT_ONCE: Final = 16


def unguessable_path(token_bytes: RandomBytes = secrets.token_bytes) -> str:
    """A path that no page of the web can know, so that none can get at the receiver."""
    return f"/{base64.urlsafe_b64encode(token_bytes(16)).rstrip(b'=').decode()}"


class LoopbackReceiver(Generic[R]):
    """Waits for one callback that `accept` takes; an async context manager.

    `accept` gets the callback's URL, and returns what it is worth or raises: `StateMismatch` for
    one of another login, which is turned away, any other `OAuthError` to end the wait with.
    `redirect_uri` is one without a port, to listen at any, or with one.
    """

    redirect_uri: str

    def __init__(self, redirect_uri: str) -> None:
        parts = urlsplit(redirect_uri)
        if parts.scheme != "http" or parts.hostname not in HOSTS:
            raise ConfigurationError(
                f"{redirect_uri!r} cannot be listened at: it has to begin with "
                "http://127.0.0.1/ or http://[::1]/"
            )
        self._host: str = parts.hostname
        self._port = parts.port or 0
        self._path = parts.path or "/"
        self._query = parts.query
        self._accept: Callable[[Secret], R] | None = None
        self._outcome: asyncio.Future[R] | None = None
        self._handlers: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        problem = None
        try:
            self._server = await asyncio.start_server(
                self._connected, self._host, self._port, limit=_LONGEST
            )
        except OSError as error:
            problem = error.strerror or type(error).__name__
        if problem is not None:
            raise ConfigurationError(f"{self._host} cannot be listened at: {problem}")
        self._port = int(self._server.sockets[0].getsockname()[1])
        host = f"[{self._host}]" if ":" in self._host else self._host
        self._authority = f"{host}:{self._port}"
        query = f"?{self._query}" if self._query else ""
        self.redirect_uri = f"http://{self._authority}{self._path}{query}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.close()
        outcome = self._outcome
        if outcome is not None and not outcome.cancel() and not outcome.cancelled():
            # Looked at, so that none is reported as never looked at.
            outcome.exception()
        try:
            # The page of the answer is on its way; whoever reads it slowly does not hold us up.
            if self._handlers:
                await asyncio.wait(self._handlers, timeout=_FAREWELL)
        finally:
            for handler in list(self._handlers):
                handler.cancel()
            await asyncio.gather(*self._handlers, return_exceptions=True)

    async def receive(self, accept: Callable[[Secret], R], patience: float) -> R:
        """What the first right callback is worth; `LoginTimeout` after `patience` seconds."""
        self._accept = accept
        self._outcome = asyncio.get_running_loop().create_future()
        done, _ = await asyncio.wait([self._outcome], timeout=patience)
        if not done:
            raise LoginTimeout(
                f"nobody authorized within {patience:.0f} seconds: begin the login again"
            )
        return self._outcome.result()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        if len(self._handlers) >= _AT_ONCE:
            writer.close()
            return
        self._handlers.add(task)
        try:
            async with asyncio.timeout(_PATIENCE):
                head = Secret.of_text((await reader.readuntil(b"\r\n\r\n")).decode("latin-1"))
                writer.write(self._answer(head))
                await writer.drain()
                writer.write_eof()
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            self._handlers.discard(task)
            writer.close()

    def _answer(self, head: Secret) -> bytes:
        """The response to a request; the callback among them settles the outcome."""
        target = self._target(head)
        if target is None or self._accept is None or self._outcome is None:
            return response(HTTPStatus.NOT_FOUND, "Not found", "There is nothing here.")
        if self._outcome.done():
            return response(
                HTTPStatus.GONE, "Done already", "The login has ended. You can close this window."
            )
        url = Secret.of_text(f"http://{self._authority}{target.reveal()}")
        try:
            self._outcome.set_result(self._accept(url))
        except StateMismatch as error:
            return response(HTTPStatus.BAD_REQUEST, "Not this login", f"{error}.")
        except OAuthError as error:
            self._outcome.set_exception(error.with_traceback(None))
            return response(
                HTTPStatus.BAD_REQUEST,
                "Access was not granted",
                f"{error}. You can close this window, and try again from the program.",
            )
        return response(
            HTTPStatus.OK,
            "Access was granted",
            "You can close this window and go back to the program.",
        )

    def _target(self, head: Secret) -> Secret | None:
        """What was requested, if it is our path, asked for by our name, by GET."""
        line, _, rest = head.reveal().partition("\r\n")
        found = re.fullmatch(r"GET (/[\x21-\x7e]*) HTTP/1\.[01]", line)
        if found is None or found[1].partition("?")[0] != self._path:
            return None
        # A page elsewhere may have its name resolved to this machine.
        hosts = re.findall(r"^host:[ \t]*([^\r\n]*?)[ \t]*\r?$", rest, re.MULTILINE | re.IGNORECASE)
        return Secret.of_text(found[1]) if hosts == [self._authority] else None
