"""What faults do to requests and responses: hold them, answer in their place, cut them off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from ..._model.json import dumps, loads
from .._cutting import cut_off
from .._faults.requests import Answering, CuttingBody
from .._jmap.failures import Problem
from . import replies

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Message, Receive, Scope, Send

    from ...runtime import JSONObject
    from .._faults.fault import Held
    from .._faults.habits import Habits
    from .._faults.requests import RequestFault
    from .._faults.script import Faults
    from .._received import Received

_LIMITS: Final = {
    "get": "maxObjectsInGet",
    "set": "maxObjectsInSet",
    "copy": "maxObjectsInSet",
    "import": "maxObjectsInSet",
}


async def answered(
    faults: Faults, received: Received, request: Request, answer: Callable[[], Response]
) -> Response:
    """The response to a request, which `answer` makes unless a fault strikes before."""
    struck = faults._of_request(received)
    held, fault = struck.held, struck.fault
    if held is not None and not held.after and not await _released(held, request):
        return Response(status_code=400)  # to nobody: the client has gone
    if fault is not None and not fault.after:
        return _instead(fault)
    response = answer()
    if faults.habits:
        response = _odd(faults.habits, received, response)
    if held is not None and held.after:
        await _released(held, request)
    if isinstance(fault, CuttingBody):
        return _Short(response, fault)
    return response if fault is None else _instead(fault)


def _instead(fault: RequestFault) -> Response:
    if not isinstance(fault, Answering):
        return _Cut()
    response = Response(fault.body, fault.status)
    for name, value in fault.headers.items():
        response.headers[name] = value
    return response


async def _released(held: Held, request: Request) -> bool:
    """Wait for the release; false if the client goes before."""
    waiting = asyncio.ensure_future(held._wait())
    leaving = asyncio.ensure_future(_left(request.receive))
    try:
        await asyncio.wait([waiting, leaving], return_when=asyncio.FIRST_COMPLETED)
        return waiting.done()
    finally:
        waiting.cancel()
        leaving.cancel()


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


class _Cut(Response):
    """The end of the connection in place of a response."""

    async def __call__(self, scope: Scope, receive: Receive, _send: Send) -> None:
        cut_off(scope)
        await _left(receive)


class _Short(Response):
    """The beginning of another response."""

    def __init__(self, whole: Response, fault: CuttingBody) -> None:
        super().__init__()
        self._whole = whole
        self._left = fault.octets
        self._framing = fault.framing
        self._over = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def shorter(message: Message) -> None:
            if self._over:
                return
            if message["type"] == "http.response.start":
                await send({**message, "headers": self._fields(message)})
                return
            body, more = bytes(message.get("body", b"")), message.get("more_body", False)
            piece = body[: self._left]
            self._left -= len(piece)
            self._over = not (self._left and more)
            complete = self._framing == "length" and piece == body and not more
            whole = self._over and (complete or self._framing == "none")
            await send({"type": "http.response.body", "body": piece, "more_body": not whole})
            if self._over and not whole:
                cut_off(scope)

        await self._whole(scope, receive, shorter)
        await _left(receive)

    def _fields(self, message: Message) -> list[tuple[bytes, bytes]]:
        fields: list[tuple[bytes, bytes]] = list(message.get("headers", []))
        if self._framing == "length":
            return fields
        return [(name, value) for name, value in fields if name.lower() != b"content-length"]


# ------------------------------------------------------------------------ habits


def _odd(habits: Habits, received: Received, response: Response) -> Response:
    """A response as a server with these habits gives it."""
    if response.status_code >= 400:
        return _odd_error(habits, response)
    if received.kind == "session":
        _rewrite(response, dumps(habits.session(_object(response))))
    elif received.kind == "api":
        document = habits.response(_object(response))
        limit = _exceeded(document, received) if "limit for requestTooLarge" in habits else None
        if limit is not None:
            refusal = Problem("limit", "too many ids in one call", limit=limit)
            return _odd_error(habits, replies.problem(refusal))
        _rewrite(response, dumps(document))
    elif received.kind == "events" and "gzip label" in habits:
        _mislabel(received, response)
    return response


def _mislabel(received: Received, response: Response) -> None:
    if "gzip" in received.headers.get("accept-encoding", ""):
        response.headers["Content-Encoding"] = "gzip"


def _odd_error(habits: Habits, response: Response) -> Response:
    if response.status_code == 401 and "Basic only" in habits:
        del response.headers["WWW-Authenticate"]
        response.headers["WWW-Authenticate"] = 'Basic realm="jmap"'
    if "HTML errors" in habits and response.status_code in (401, 404, 413, 415):
        text = f"<html><body><h1>Error {response.status_code}</h1></body></html>"
        response.headers["Content-Type"] = "text/html; charset=utf-8"
        _rewrite(response, text.encode())
    return response


def _object(response: Response) -> JSONObject:
    document = loads(bytes(response.body))
    assert isinstance(document, dict)
    return document


def _rewrite(response: Response, body: bytes) -> None:
    response.body = body
    response.headers["Content-Length"] = str(len(body))


def _exceeded(document: JSONObject, received: Received) -> str | None:
    """The limit that a call of a request went beyond, if one did."""
    verbs = {id_: name.partition("/")[2] for name, _, id_ in received.calls}
    answers = document["methodResponses"]
    for answer in answers if isinstance(answers, list) else []:
        match answer:
            case ["error", {"type": "requestTooLarge"}, str(id_)]:
                return _LIMITS.get(verbs.get(id_, ""), "maxObjectsInSet")
            case _:
                pass
    return None
