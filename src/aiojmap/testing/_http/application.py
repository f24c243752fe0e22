"""The endpoints as an ASGI application."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import attrs
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from .._jmap.access import Access
from .._jmap.failures import Problem
from .._jmap.processing import Disallowed
from .._jmap.reading import NotJSON, read
from .._realm import Realm
from .._received import Received
from .._session import document
from . import blobs, replies
from .access import admitted

_GET: Final = ("GET", "HEAD")
_POST: Final = ("POST",)
_ANY: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

Handler = Callable[[Request, bytes, Access], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


@attrs.define
class Application:
    """The endpoints of one server; `base` is the beginning of its URLs."""

    realm: Realm
    received: list[Received]
    base: str

    def asgi(self) -> Starlette:
        """What a web server is to run."""
        largest = self.realm.limits.max_size_request
        uploads = self.realm.limits.max_size_upload
        routes = [
            ("/.well-known/jmap", self._open(self._well_known, _GET)),
            ("/jmap/session", self._endpoint(self._session, _GET)),
            ("/jmap/api", self._endpoint(self._api, _POST, largest)),
            (
                "/jmap/upload/{account}/",
                self._endpoint(self._upload, _POST, uploads, "maxSizeUpload"),
            ),
            (
                "/jmap/download/{account}/{blob}/{name:path}",
                self._endpoint(self._download, _GET),
            ),
            ("/{rest:path}", self._open(self._nothing, _ANY)),
        ]
        return Starlette(routes=[Route(path, found, methods=_ANY) for path, found in routes])

    def _open(self, handler: Callable[[Request], Response], methods: Sequence[str]) -> Endpoint:
        """An endpoint for everybody."""

        async def endpoint(request: Request) -> Response:
            self.received.append(_record(request, await request.body()))
            return handler(request) if request.method in methods else _not_allowed(methods)

        return endpoint

    def _endpoint(
        self,
        handler: Handler,
        methods: Sequence[str],
        largest: int = 0,
        limit: str = "maxSizeRequest",
    ) -> Endpoint:
        """An endpoint for those who have credentials."""

        async def endpoint(request: Request) -> Response:
            try:
                body = await _body(request, largest)
            except ClientDisconnect:
                return Response(status_code=400)
            self.received.append(_record(request, body or b""))
            if request.method not in methods:
                return _not_allowed(methods)
            grant = admitted(self.realm, request.headers.get("authorization"))
            if grant is None:
                return replies.unauthorized()
            try:
                if body is None:
                    raise Problem("limit", f"more than {largest} octets", limit=limit)
                return handler(request, body, self.realm.access(grant))
            except Problem as found:
                return replies.problem(found)

        return endpoint

    def _nothing(self, _request: Request) -> Response:
        return replies.not_found("there is nothing here")

    def _well_known(self, _request: Request) -> Response:
        return RedirectResponse(f"{self.base}/jmap/session", 301)

    def _session(self, _request: Request, _body: bytes, access: Access) -> Response:
        return replies.json(document(self.base, access, self.realm))

    def _api(self, request: Request, body: bytes, access: Access) -> Response:
        media_type = request.headers.get("content-type", "").partition(";")[0]
        if media_type.strip().lower() != "application/json":
            raise Problem("notJSON", "the content type must be application/json")
        try:
            asked = read(body)
        except NotJSON as error:
            raise Problem("notJSON", f"the request is not I-JSON: {error}") from None
        state = str(document(self.base, access, self.realm)["state"])
        try:
            return replies.json(self.realm.processor.process(asked, state, access))
        except Disallowed as refusal:
            return replies.forbidden_text(str(refusal))

    def _upload(self, request: Request, body: bytes, access: Access) -> Response:
        return blobs.upload(access, request, body)

    def _download(self, request: Request, _body: bytes, access: Access) -> Response:
        return blobs.download(access, request)


def _not_allowed(methods: Sequence[str]) -> Response:
    return Response(status_code=405, headers={"Allow": ", ".join(methods)})


async def _body(request: Request, largest: int) -> bytes | None:
    """The body of a request; None if it is larger than it may be."""
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size <= largest:
            pieces.append(piece)
    return b"".join(pieces) if size <= largest else None


def _record(request: Request, body: bytes) -> Received:
    raw: bytes = request.scope["raw_path"]
    query: bytes = request.scope["query_string"]
    return Received(
        method=request.method,
        path=(raw + b"?" + query if query else raw).decode("latin-1"),
        headers=dict(request.headers.items()),
        body=body,
    )
