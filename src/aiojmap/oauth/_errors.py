"""What can go wrong between a person, an authorization server and a store of tokens."""

from __future__ import annotations

from collections.abc import Iterable

from .._model.errors import QUOTED, JMAPError


class OAuthError(JMAPError):
    """The root of what goes wrong while access is got, renewed or given up.

    `error` is the code of the server, such as access_denied, if it gave one.
    """

    error: str | None

    def __init__(self, message: str, *, error: str | None = None) -> None:
        super().__init__(message)
        self.error = error


class MetadataError(OAuthError):
    """A metadata document is missing, or is not what the profile demands (RFC 8414, RFC 9728)."""


class RegistrationError(OAuthError):
    """The authorization server did not register the client (RFC 7591, section 3.2.2)."""


class AuthorizationDenied(OAuthError):
    """The authorization server, or the person it asked, did not authorize (RFC 6749, 4.1.2.1)."""


class CallbackRefused(OAuthError):
    """A callback is not the answer to the request it claims to be; its code went nowhere."""


class StateMismatch(CallbackRefused):
    """The `state` of a callback is not that of this request: it belongs to another one."""


class TokenError(OAuthError):
    """The token endpoint did not give a token that can be used (RFC 6749, section 5).

    `status` is the HTTP status of its answer, None if the answer was not at fault.
    """

    status: int | None

    def __init__(
        self, message: str, *, error: str | None = None, status: int | None = None
    ) -> None:
        super().__init__(message, error=error)
        self.status = status


class LoginRequired(OAuthError):
    """There is no grant, or it has ended: the person has to authorize again."""


class LoginTimeout(OAuthError):
    """Nobody authorized in time."""


class ScopeNotGranted(OAuthError):
    """Less was granted than was asked for. `missing` holds the scopes that were not granted."""

    missing: tuple[str, ...]

    def __init__(self, message: str, *, missing: Iterable[str]) -> None:
        super().__init__(message, error="scope")
        self.missing = tuple(missing)


class StoreError(OAuthError):
    """The store of the tokens did not do what was asked of it."""


def quoted(text: str) -> str:
    """What a server says, as a message may show it: in part, and without control characters."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[:QUOTED])
