"""Responses that the endpoints share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from starlette.responses import Response

from ..._model.json import dumps
from .._jmap.failures import Problem

if TYPE_CHECKING:
    from ...runtime import JSON

_UNCACHED = {"Cache-Control": "no-cache, no-store, must-revalidate"}


def json(value: JSON, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON document, not to be cached."""
    return Response(
        dumps(value), status, {**_UNCACHED, **(headers or {})}, media_type="application/json"
    )


def problem(found: Problem) -> Response:
    """A problem document (RFC 7807)."""
    return Response(dumps(found.members), found.status, media_type="application/problem+json")


def unauthorized(authorization: str | None, metadata: str | None = None) -> Response:
    """401, with the challenges for the schemes that are accepted (RFC 6750, RFC 7617, RFC 9728).

    `metadata` is the URL of what an authorization server says of the resource.
    """
    reply = problem(Problem("", "the credentials are missing or wrong", status=401))
    error = ', error="invalid_token"' if (authorization or "").lower().startswith("bearer") else ""
    known = f', resource_metadata="{metadata}"' if metadata else ""
    reply.headers.append("WWW-Authenticate", f'Bearer realm="jmap"{error}{known}')
    reply.headers.append("WWW-Authenticate", 'Basic realm="jmap", charset="UTF-8"')
    return reply


def not_found(detail: str) -> Response:
    """404."""
    return problem(Problem("", detail, status=404))


def forbidden_text(text: str) -> Response:
    """403 in plain text, as one provider words its refusals."""
    return Response(text, 403, media_type="text/plain")
