"""The server as tests and examples use it."""

from __future__ import annotations

import random
from collections.abc import Collection
from datetime import UTC, datetime
from types import TracebackType

from ._backend import Backend, backend
from ._http.access import Credentials
from ._http.application import Application
from ._jmap.account import Account, Clock, Sent, User
from ._jmap.limits import Limits
from ._listener import Listener
from ._received import Received

TOKEN = "testing-token-0123456789"
PASSWORD = "testing-password"
ACCOUNT_ID = "u0000001"


def _now() -> datetime:
    return datetime.now(UTC)


class Server:
    """A JMAP server in memory, over HTTP on the loopback interface.

    It serves one account, in which there is some mail unless `seeded` is false:

        async with Server() as server, aiojmap.Client(server.url, token=server.token) as client:
            ...

    Args:
        token: The bearer token that is accepted.
        username: The name accepted with the password; the address of the user if left out.
        password: The password that is accepted.
        email: The address of the user.
        name: What the user is called.
        read_only: Whether the account cannot be changed.
        without: URIs of capabilities that are not to be offered.
        seeded: Whether there is mail in the account.
        clock: Tells the time.
        random_source: Where made-up addresses and message ids come from.
        max_calls_in_request: The limit of that name, as are the others.
        max_size_request: In octets.
        max_size_upload: In octets.
        max_objects_in_get: How many records one /get returns.
        max_objects_in_set: How many records one /set takes.
    """

    def __init__(
        self,
        *,
        token: str = TOKEN,
        username: str | None = None,
        password: str = PASSWORD,
        email: str = "robin@example.com",
        name: str = "Robin Vale",
        read_only: bool = False,
        without: Collection[str] = (),
        seeded: bool = True,
        clock: Clock = _now,
        random_source: random.Random | None = None,
        max_calls_in_request: int = 50,
        max_size_request: int = 10_000_000,
        max_size_upload: int = 50_000_000,
        max_objects_in_get: int = 1000,
        max_objects_in_set: int = 1000,
    ) -> None:
        self.token = token
        self.username = email if username is None else username
        self.password = password
        self.email = email
        self.requests: list[Received] = []
        local, _, domain = email.rpartition("@")
        self._backend: Backend = backend(
            Account(
                id=ACCOUNT_ID,
                user=User(name=name, email=email, aliases=(f"{local}.work@{domain}",)),
                clock=clock,
                random=random_source or random.Random(0),  # noqa: S311  # keeps no secrets
                read_only=read_only,
            ),
            Limits(
                max_calls_in_request=max_calls_in_request,
                max_size_request=max_size_request,
                max_size_upload=max_size_upload,
                max_objects_in_get=max_objects_in_get,
                max_objects_in_set=max_objects_in_set,
            ),
            without=without,
            seeded=seeded,
        )
        self._listener: Listener | None = None

    @property
    def url(self) -> str:
        """Where the server is: `http://127.0.0.1` and a port. There is none before it runs."""
        if self._listener is None:
            raise RuntimeError("the server does not run: enter it with `async with` first")
        return self._listener.url

    @property
    def account_id(self) -> str:
        """The id of the account."""
        return self._backend.account.id

    @property
    def outbox(self) -> list[Sent]:
        """The messages that were sent, oldest first."""
        return self._backend.account.outbox

    def receive(self, message: bytes, recipient: str | None = None) -> str | None:
        """Let a message arrive from outside.

        Returns the id of the Email that came of it, or None if the recipient, by default
        the user, is no address of the account.
        """
        return self._backend.receive(message, self.email if recipient is None else recipient)

    async def __aenter__(self) -> Server:
        if self._listener is not None:
            raise RuntimeError("the server runs already")
        listener = Listener()
        credentials = Credentials(token=self.token, username=self.username, password=self.password)
        app = Application(self._backend, credentials, self.requests, listener.url)
        await listener.start(app.asgi())
        self._listener = listener
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        listener, self._listener = self._listener, None
        if listener is not None:
            await listener.stop()
