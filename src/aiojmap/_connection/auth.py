"""Credentials: what goes into the Authorization header (RFC 6750, RFC 7617)."""

from __future__ import annotations

import abc
import base64
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

from .._model.errors import ConfigurationError
from .secret import Secret

REMEMBERED: Final = 8
"""How many former tokens are still taken out of what servers say."""


class Auth(abc.ABC):
    """Credentials for a server; subclasses say how they are put into the header."""

    @abc.abstractmethod
    async def authorization(self) -> Secret:
        """The value of the Authorization header, without its scheme's name."""

    @property
    @abc.abstractmethod
    def scheme(self) -> str:
        """The name of the scheme, such as Bearer."""

    async def renew(self, rejected: Secret) -> bool:  # noqa: ARG002  # for those that can
        """Get another value after the server has answered 401 to this one.

        Says whether there is one, to be tried once. Of many who were rejected with the same
        value, only the first has to do the work; for the others there is another one already.
        """
        return False

    async def check_server(self, url: str) -> None:  # noqa: ARG002  # for those that can
        """Refuse a server that these credentials are not for, before they are sent to it.

        `url` is what a client asks first. Raises `ConfigurationError`; by default any will do.
        """
        return

    async def settled(self) -> None:
        """Wait for what must not be broken off, such as a token being renewed."""
        return

    @property
    def granted_scopes(self) -> frozenset[str] | None:
        """The OAuth scopes that these credentials have; None if that is not known."""
        return None

    @property
    def by_consent(self) -> bool:
        """Whether a person has consented to them, and can be asked for more."""
        return False

    def hide(self, text: str) -> str:
        """The text with every secret taken out; a server may quote what it was sent."""
        return text


TokenSource: TypeAlias = Callable[[], str | Secret | Awaitable[str | Secret]]
"""A function that returns the present token."""


class Bearer(Auth):
    """A bearer token, such as a Fastmail API token.

    A token that rotates is given as a function, plain or async, that returns the present one. It
    is asked for each request, and once more after a 401; a plain one runs on the event loop, so
    it must not block. Raises `ConfigurationError` for what is no token.
    """

    def __init__(self, token: str | Secret | TokenSource) -> None:
        self._source = token if callable(token) else None
        self._token = None if callable(token) else _secret(token)
        self._seen: deque[Secret] = deque(maxlen=REMEMBERED)

    @property
    def scheme(self) -> str:
        return "Bearer"

    async def authorization(self) -> Secret:
        if self._source is None:
            assert self._token is not None
            return self._token
        found = self._source()
        token = _secret(await found if isinstance(found, Awaitable) else found)
        if token not in self._seen:
            self._seen.append(token)
        return token

    async def renew(self, rejected: Secret) -> bool:
        return self._source is not None and await self.authorization() != rejected

    def hide(self, text: str) -> str:
        for token in (*self._seen, *([self._token] if self._token else [])):
            text = token.hidden_in(text)
        return text

    def __repr__(self) -> str:
        return "Bearer(hidden)"


def _secret(token: str | Secret) -> Secret:
    return token if isinstance(token, Secret) else Secret(token)


class Basic(Auth):
    """A user name and a password. Fastmail does not take its API tokens this way."""

    def __init__(self, username: str, password: str | Secret) -> None:
        if ":" in username or not username:
            raise ConfigurationError("a user name for Basic must not be empty or have a colon")
        given = password.reveal() if isinstance(password, Secret) else password
        if not given:
            raise ConfigurationError("the token or password is empty")
        self._password = Secret.of_text(given)
        self._credentials = Secret(base64.b64encode(f"{username}:{given}".encode()).decode())

    @property
    def scheme(self) -> str:
        return "Basic"

    async def authorization(self) -> Secret:
        return self._credentials

    def hide(self, text: str) -> str:
        return self._password.hidden_in(self._credentials.hidden_in(text))

    def __repr__(self) -> str:
        return "Basic(hidden)"
