"""The endpoints of the authorization server as an ASGI application."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

import attrs
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from ..._model.json import dumps
from .._received import Received
from .metadata import padded, server_metadata

if TYPE_CHECKING:
    from .consenting import Consenting
    from .endpoints import Endpoints, Fields
    from .sins import Sins

Handler = Callable[[Request, bytes], Response]
Endpoint = Callable[[Request], Awaitable[Response]]

RFC8414: Final = "/.well-known/oauth-authorization-server"
OPENID: Final = "/.well-known/openid-configuration"
LARGEST: Final = 64 * 1024


@attrs.define(kw_only=True)
class OAuthApplication:
    """What is where; `path` is the path of the issuer."""

    issuer: str
    path: str
    scopes: tuple[str, ...]
    sins: Sins
    received: list[Received]
    consenting: Consenting
    endpoints: Endpoints

    def asgi(self) -> Starlette:
        """What a web server is to run."""
        path = self.path
        consenting, endpoints = self.consenting, self.endpoints
        routes: list[tuple[str, str, Handler]] = [
            (f"{RFC8414}{path}", "GET", lambda request, _: self._metadata(request)),
            (f"{path}{OPENID}", "GET", lambda request, _: self._metadata(request)),
            ("/moved", "GET", self._moved),
            (f"{path}/register", "POST", lambda _, body: endpoints.register(body)),
            (f"{path}/authorize", "GET", lambda request, _: consenting.authorize(request)),
            (f"{path}/authorize/decision", "POST", _form(consenting.decision)),
            (f"{path}/token", "POST", _form(endpoints.token)),
            (f"{path}/revoke", "POST", _form(endpoints.revoke)),
            (f"{path}/device_authorization", "POST", _form(endpoints.device_authorization)),
            (f"{path}/device", "GET", lambda request, _: consenting.device(request)),
            (f"{path}/device/decision", "POST", _form(consenting.device_decision)),
        ]
        known = [Route(at, self._endpoint(found), methods=[by]) for at, by, found in routes]
        nothing = Route("/{rest:path}", self._endpoint(self._nothing))
        return Starlette(routes=[*known, nothing])

    def _endpoint(self, handler: Handler) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            body = await _body(request)
            raw: bytes = request.scope["raw_path"]
            query: bytes = request.scope["query_string"]
            self.received.append(
                Received(
                    method=request.method,
                    path=(raw + b"?" + query if query else raw).decode("latin-1"),
                    headers=dict(request.headers.items()),
                    body=body or b"",
                )
            )
            return Response(status_code=413) if body is None else handler(request, body)

        return endpoint

    def _metadata(self, request: Request) -> Response:
        sins = self.sins
        openid = request.url.path.endswith(OPENID)
        if sins.no_metadata or (sins.only_openid and not openid):
            return Response(status_code=404)
        if sins.metadata_redirect:
            return RedirectResponse("/moved", 302)
        if sins.metadata_html:
            return HTMLResponse("<!doctype html><title>Welcome</title>")
        return self._document()

    def _moved(self, _request: Request, _body: bytes) -> Response:
        return self._document()

    def _nothing(self, _request: Request, _body: bytes) -> Response:
        return Response(status_code=404)

    def _document(self) -> Response:
        found = padded(server_metadata(self.issuer, self.scopes, self.sins), self.sins)
        return Response(dumps(found), media_type="application/json")


def _form(handler: Callable[[Request, Fields], Response]) -> Handler:
    """A handler of the fields of a form, which come in no other way (RFC 6749, appendix B)."""

    def handle(request: Request, body: bytes) -> Response:
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type != "application/x-www-form-urlencoded":
            told = {"error": "invalid_request", "error_description": "the body is no form"}
            return JSONResponse(told, 400)
        return handler(request, parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))

    return handle


async def _body(request: Request) -> bytes | None:
    """The body of a request; None if it is too large."""
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size <= LARGEST:
            pieces.append(piece)
    return b"".join(pieces) if size <= LARGEST else None
