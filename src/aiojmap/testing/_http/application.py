"""The endpoints as an ASGI application."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import attrs
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from .._jmap.failures import Problem
from .._jmap.processing import Disallowed
from .._jmap.reading import NotJSON, read
from .._oauth.resource import WELL_KNOWN
from .._realm import Grant, Realm
from .._received import Received
from .._session import document
from . import blobs, replies
from .access import admitted
from .events import EventStream
from .faults import answered
from .places import Places

_GET: Final = ("GET", "HEAD")
_POST: Final = ("POST",)
_ANY: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

Handler = Callable[[Request, bytes, Grant], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


@attrs.frozen(kw_only=True)
class Bounds:
    """How large a body may be, and how many requests of a user are served at a time."""

    size: int = 0
    size_limit: str = "maxSizeRequest"
    too_large: int = 400
    places: Places | None = None


@attrs.define
class Application:
    """The endpoints of one server; `base` is the beginning of its URLs."""

    realm: Realm
    received: list[Received]
    base: str

    def asgi(self) -> Starlette:
        """What a web server is to run."""
        limits = self.realm.limits
        requests = Bounds(
            size=limits.max_size_request,
            places=Places("maxConcurrentRequests", limits.max_concurrent_requests),
        )
        uploads = Bounds(
            size=limits.max_size_upload,
            size_limit="maxSizeUpload",
            too_large=413,
            places=Places("maxConcurrentUpload", limits.max_concurrent_upload),
        )
        routes = [
            ("/.well-known/jmap", self._open(self._well_known, _GET)),
            ("/jmap/session", self._endpoint(self._session, _GET)),
            ("/jmap/api", self._endpoint(self._api, _POST, requests)),
            ("/jmap/upload/{account}/", self._endpoint(self._upload, _POST, uploads)),
            (
                "/jmap/download/{account}/{blob}/{name:path}",
                self._endpoint(self._download, _GET),
            ),
            ("/jmap/event/", self._endpoint(self._events, ("GET",))),
            (f"{WELL_KNOWN}{{rest:path}}", self._open(self._resource_metadata, _GET)),
            ("/{rest:path}", self._open(self._nothing, _ANY)),
        ]
        return Starlette(routes=[Route(path, found, methods=_ANY) for path, found in routes])

    def _open(self, handler: Callable[[Request], Response], methods: Sequence[str]) -> Endpoint:
        """An endpoint for everybody."""

        async def endpoint(request: Request) -> Response:
            def answer() -> Response:
                return handler(request) if request.method in methods else _not_allowed(methods)

            return await self._answered(request, await request.body(), answer)

        return endpoint

    def _endpoint(
        self, handler: Handler, methods: Sequence[str], bounds: Bounds | None = None
    ) -> Endpoint:
        """An endpoint for those who have credentials."""
        within = bounds or Bounds()

        async def endpoint(request: Request) -> Response:
            authorization = request.headers.get("authorization")
            grant = admitted(self.realm, authorization)
            with contextlib.ExitStack() as during:
                refusal = None
                if grant is not None and within.places is not None:
                    refusal = during.enter_context(within.places.place(grant.member))
                try:
                    body = await _body(request, within.size)
                except ClientDisconnect:
                    return Response(status_code=400)

                def answer() -> Response:
                    if request.method not in methods:
                        return _not_allowed(methods)
                    if grant is None or grant.revoked:
                        return replies.unauthorized(authorization, self._metadata_of(request))
                    try:
                        if refusal is not None:
                            raise refusal
                        if body is None:
                            raise _too_large(within)
                        return handler(request, body, grant)
                    except Problem as found:
                        return replies.problem(found)

                return await self._answered(request, body or b"", answer)

        return endpoint

    async def _answered(
        self, request: Request, body: bytes, answer: Callable[[], Response]
    ) -> Response:
        """Write down what came and answer it, with what is scripted to go wrong."""
        received = _record(request, body)
        self.received.append(received)
        return await answered(self.realm.faults, received, request, answer)

    def _nothing(self, _request: Request) -> Response:
        return replies.not_found("there is nothing here")

    def _metadata_of(self, request: Request) -> str | None:
        """Where a client finds how to get a token for what it asked for."""
        resource = self.realm.resource
        if resource is None:
            return None
        return resource.metadata_url(self.base, _raw_path(request))

    def _resource_metadata(self, request: Request) -> Response:
        resource = self.realm.resource
        path = _raw_path(request).removeprefix(WELL_KNOWN)
        if resource is None or not resource.covers(path):
            return self._nothing(request)
        return resource.metadata(self.base, path)

    def _well_known(self, _request: Request) -> Response:
        return RedirectResponse(f"{self.base}/jmap/session", 301)

    def _session(self, _request: Request, _body: bytes, grant: Grant) -> Response:
        return replies.json(document(self.base, self.realm.access(grant), self.realm))

    def _api(self, request: Request, body: bytes, grant: Grant) -> Response:
        media_type = request.headers.get("content-type", "").partition(";")[0]
        if media_type.strip().lower() != "application/json":
            raise Problem("notJSON", "the content type must be application/json")
        try:
            asked = read(body)
        except NotJSON as error:
            raise Problem("notJSON", f"the request is not I-JSON: {error}") from None
        access = self.realm.access(grant)
        state = str(document(self.base, access, self.realm)["state"])
        try:
            return replies.json(self.realm.processor.process(asked, state, access))
        except Disallowed as refusal:
            return replies.forbidden_text(str(refusal))
        finally:
            self.realm.tell()

    def _upload(self, request: Request, body: bytes, grant: Grant) -> Response:
        return blobs.upload(self.realm.access(grant), request, body)

    def _download(self, request: Request, _body: bytes, grant: Grant) -> Response:
        return blobs.download(self.realm.access(grant), request)

    def _events(self, request: Request, _body: bytes, grant: Grant) -> Response:
        return EventStream(request, grant, self.realm)


def _too_large(bounds: Bounds) -> Problem:
    return Problem(
        "limit",
        f"more than {bounds.size} octets",
        status=bounds.too_large,
        limit=bounds.size_limit,
    )


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


def _raw_path(request: Request) -> str:
    raw: bytes = request.scope["raw_path"]
    return raw.decode("latin-1")


def _record(request: Request, body: bytes) -> Received:
    raw: bytes = request.scope["raw_path"]
    query: bytes = request.scope["query_string"]
    return Received(
        method=request.method,
        path=(raw + b"?" + query if query else raw).decode("latin-1"),
        headers=dict(request.headers.items()),
        body=body,
    )
