"""Answers of the token endpoint, read and judged (RFC 6749, section 5)."""

from __future__ import annotations

from typing import Final

import attrs

from .._connection.secret import Secret
from .._model.errors import ConfigurationError
from ._document import Document
from ._errors import LoginRequired, OAuthError, TokenError, quoted
from ._form import FormRequest

MAX_LIFETIME: Final = 10 * 365 * 86400
_REVOKED: Final = (
    "the server does not accept the grant: it was revoked, has expired, or was used before"
)
_OPEN_CLIENT: Final = {"invalid_client": "the server no longer knows this client"}


@attrs.frozen(kw_only=True)
class Tokens:
    """What the token endpoint gives. `lifetime` is in seconds, None if it does not say."""

    access_token: Secret
    refresh_token: Secret | None
    lifetime: float | None
    scopes: tuple[str, ...] | None


def tokens(request: FormRequest, status: int, body: bytes) -> Tokens | OAuthError:
    """The tokens of an answer, or why there are none; to be raised where no token is at hand."""
    document = Document.of(body)
    if status != 200 or document is None:
        return token_error(request, status, document)
    if document.text("token_type").lower() != "bearer":
        said = quoted(document.text("token_type")) or "nothing"
        return TokenError(f"{request.url} gave a token of type {said}, but only Bearer is used")
    if not document.text("access_token"):
        return TokenError(f"{request.url} answered without an access_token")
    try:
        access = Secret(document.text("access_token"))
    except ConfigurationError:
        return TokenError(f"{request.url} gave an access_token that no header can hold")
    refresh = document.text("refresh_token")
    lifetime = document.number("expires_in")
    scope = document.text("scope")
    return Tokens(
        access_token=access,
        refresh_token=Secret.of_text(refresh) if refresh else None,
        lifetime=None if lifetime is None else min(lifetime, MAX_LIFETIME),
        scopes=tuple(sorted(set(scope.split()))) if document.has("scope") else None,
    )


def token_error(request: FormRequest, status: int, document: Document | None) -> OAuthError:
    """The error that an answer tells of."""
    code = document.text("error") if document else ""
    said = quoted(request.hide(document.text("error_description"))) if document else ""
    # A wrong secret of the client says nothing of the grants it has.
    gone = {"invalid_grant": _REVOKED, **({} if request.has_secret else _OPEN_CLIENT)}
    if code in gone and 400 <= status < 500:
        detail = f" ({said})" if said else ""
        return LoginRequired(f"{gone[code]}{detail}. Log in again", error=code)
    shown = quoted(request.hide(code))
    reason = ": ".join(part for part in (shown, said) if part) or "without saying why"
    message = f"{request.url} gave no token (HTTP {status}, {reason})"
    return TokenError(message, error=shown or None, status=status)
