"""From an HTTP answer without success to an error (RFC 8620, section 3.6.1)."""

from __future__ import annotations

from .._model.errors import (
    QUOTED,
    AuthenticationError,
    AuthorizationError,
    HTTPError,
    NotFoundError,
    ProtocolError,
    RequestError,
)
from .._model.json import Hide, hidden, loads
from .._model.types import JSONObject
from ..core import request_errors
from .challenges import challenges


def error_for(
    url: str, status: int, body: bytes, challenge: str = "", hide: Hide = str
) -> HTTPError:
    """The error for a status that is no success; never fails itself, whatever the body.

    `hide` takes secrets out of every text that goes into the error.
    """
    problem = _problem(body, hide)
    challenge = hide(challenge)
    type_ = problem.get("type") if problem else None
    if problem is not None and isinstance(type_, str) and type_ in request_errors.ALL:
        return request_errors.ALL[type_](problem, status=status)
    text = _text(body, problem, hide)
    said = f" ({text})" if text else ""
    if status == 401:
        return AuthenticationError(
            f"{url} does not accept the credentials{said}: check the token or password"
            f"{_schemes(challenge)}",
            text=text,
            challenge=challenge,
        )
    if status == 403:
        scopes = _scopes(challenge)
        wanted = f"the scopes it wants, {' and '.join(scopes)}" if scopes else "the scopes it needs"
        return AuthorizationError(
            f"{url} accepts the credentials but not for this{said}: use a token with {wanted}",
            text=text,
            scopes=scopes,
        )
    if status in (404, 410):
        return NotFoundError(
            f"{url} answered {status}: there is nothing at that address",
            status=status,
            text=text,
        )
    if problem is not None and isinstance(type_, str):
        return RequestError(problem, status=status)
    return HTTPError(f"{url} answered {status}{said}", status=status, text=text)


def _problem(body: bytes, hide: Hide) -> JSONObject | None:
    try:
        value = hidden(loads(body), hide)
    except (ProtocolError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _text(body: bytes, problem: JSONObject | None, hide: Hide) -> str:
    """What the body says, in short: the detail of a problem, or plain text; never HTML."""
    for name in ("detail", "title", "description"):
        value = problem.get(name) if problem else None
        if isinstance(value, str) and value:
            return value[:QUOTED]
    text = hide(body.decode("utf-8", "replace")).strip()[: 4 * QUOTED]
    if problem is not None or text.startswith("<") or not text.isprintable():
        return ""
    return text[:QUOTED]


def _schemes(challenge: str) -> str:
    offered = {item.scheme for item in challenges(challenge)}
    known = [name for name in ("Bearer", "Basic") if name.lower() in offered]
    return f" (the server takes {' and '.join(known)})" if known else ""


def _scopes(challenge: str) -> list[str]:
    """The scopes that a server names as lacking (RFC 6750, section 3)."""
    for item in challenges(challenge):
        if item.scheme == "bearer" and item.parameters.get("error") == "insufficient_scope":
            return item.parameters.get("scope", "")[:QUOTED].split()
    return []
