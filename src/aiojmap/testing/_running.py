"""How a server is started and stopped: in the running event loop, or in a thread of its own."""

from __future__ import annotations

import abc
from types import TracebackType
from typing import TYPE_CHECKING

from ._in_process import InProcess
from ._listener import Listener
from ._own_loop import OwnLoop

if TYPE_CHECKING:
    from typing import Self

    from starlette.types import ASGIApp

    from ._push.hub import Hub


class Running(abc.ABC):
    """Runs while it is entered.

    With `async with` it runs in the event loop of the program. With `with` it runs in a thread
    of its own if it has a socket, so that programs that block reach it too; without a socket,
    in whatever loop its clients run.
    """

    def __init__(self, hub: Hub, *, socket: bool) -> None:
        self._with_socket = socket
        self._hub = hub
        self._entrance: Listener | InProcess | None = None
        self._home: OwnLoop | None = None

    @property
    def url(self) -> str:
        """Where the server is: `http://127.0.0.1` and a port, or `https://jmap.test` without one.

        There is none before it runs.
        """
        return self._entered.url

    @abc.abstractmethod
    def _application(self, url: str) -> ASGIApp:
        """What answers requests to URLs that begin with this one."""

    @property
    def _entered(self) -> Listener | InProcess:
        if self._entrance is None:
            raise RuntimeError("the server does not run: enter it with `async with` first")
        return self._entrance

    def _entering(self) -> Listener | InProcess:
        if self._entrance is not None:
            raise RuntimeError("the server runs already")
        self._hub.open()
        return Listener() if self._with_socket else InProcess()

    async def __aenter__(self) -> Self:
        entrance = self._entering()
        await entrance.start(self._application(entrance.url))
        self._entrance = entrance
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        entrance, self._entrance = self._entrance, None
        if entrance is not None:
            try:
                await self._hub.close()
            finally:
                await entrance.stop()

    def __enter__(self) -> Self:
        entrance = self._entering()
        if isinstance(entrance, InProcess):
            entrance.begin(self._application(entrance.url))
            self._entrance = entrance
            return self
        home = OwnLoop()
        try:
            home.run(entrance.start(self._application(entrance.url)))
        except BaseException:
            home.close()
            raise
        self._entrance, self._home = entrance, home
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        home, self._home = self._home, None
        if home is not None:
            try:
                home.run(self.__aexit__(exc_type, exc, traceback))
            finally:
                home.close()
        elif isinstance(self._entrance, InProcess):
            self._hub.closed = True
            self._hub.call()
            self._entrance.end()
            self._entrance = None
