"""Credentials: what goes into the Authorization header (RFC 6750, RFC 7617)."""

from __future__ import annotations

import abc
import base64

from .._model.errors import ConfigurationError
from .secret import Secret


class Auth(abc.ABC):
    """Credentials for a server; subclasses say how they are put into the header."""

    @abc.abstractmethod
    async def authorization(self) -> Secret:
        """The value of the Authorization header, without its scheme's name."""

    @property
    @abc.abstractmethod
    def scheme(self) -> str:
        """The name of the scheme, such as Bearer."""

    def hide(self, text: str) -> str:
        """The text with every secret taken out; a server may quote what it was sent."""
        return text


class Bearer(Auth):
    """A bearer token, such as a Fastmail API token."""

    def __init__(self, token: str | Secret) -> None:
        self._token = token if isinstance(token, Secret) else Secret(token)

    @property
    def scheme(self) -> str:
        return "Bearer"

    async def authorization(self) -> Secret:
        return self._token

    def hide(self, text: str) -> str:
        return self._token.hidden_in(text)

    def __repr__(self) -> str:
        return "Bearer(hidden)"


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
