"""The event source: states as they change, in one long response (RFC 8620, section 7.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import attrs
from starlette.responses import StreamingResponse

from ..._model.json import dumps
from .._jmap.failures import Problem
from .._push.states import difference, event_id, read_event_id, state_change

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Send

    from ...runtime import JSON
    from .._push.states import States
    from .._realm import Grant, Realm

SHORTEST_PING: Final = 30
LONGEST_PING: Final = 300
RETRY: Final = 1000
"""How many milliseconds a client is told to wait before it connects again."""

_TYPE: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*", re.ASCII)


@attrs.frozen
class Wanted:
    """What a client asks for: which types (None for all), whether for one event, how many pings."""

    types: frozenset[str] | None
    once: bool
    ping: int


def wanted(request: Request) -> Wanted:
    """Read the variables of the URL; raises `Problem` if they are not as they must be."""
    types = _one(request, "types").split(",")
    if types != ["*"] and not all(map(_TYPE.fullmatch, types)):
        raise _wrong("types", "must be * or names of types with commas between them")
    close_after = _one(request, "closeafter")
    if close_after not in ("state", "no"):
        raise _wrong("closeafter", "must be state or no")
    ping = _one(request, "ping")
    if not (ping.isascii() and ping.isdigit()) or len(ping) > 12:
        raise _wrong("ping", "must be a number of seconds, or 0 for none")
    return Wanted(
        types=None if types == ["*"] else frozenset(types),
        once=close_after == "state",
        ping=min(max(int(ping), SHORTEST_PING), LONGEST_PING) if int(ping) else 0,
    )


def _one(request: Request, name: str) -> str:
    given = request.query_params.getlist(name)
    if len(given) != 1:
        raise _wrong(name, "is missing" if not given else "is given more than once")
    return given[0]


def _wrong(name: str, reason: str) -> Problem:
    return Problem("", f"{name} {reason}", status=400)


class EventStream(StreamingResponse):
    """A response that goes on until the client goes, its token is revoked or the server stops."""

    def __init__(self, request: Request, grant: Grant, realm: Realm) -> None:
        super().__init__((), headers={"Cache-Control": "no-cache"}, media_type="text/event-stream")
        self._wanted = wanted(request)
        self._grant = grant
        self._realm = realm
        last = request.headers.get("last-event-id")
        self._told: States = realm.states(grant) if last is None else read_event_id(last)

    async def stream_response(self, send: Send) -> None:
        """Send events as they come; starlette stops this when the client goes."""
        start: Mapping[str, object] = {
            "type": "http.response.start",
            "status": self.status_code,
            "headers": self.raw_headers,
        }
        await send({**start})
        with self._realm.hub.watching() as watch:
            # Everything after this state is told, even if the connection breaks before that.
            await _write(send, f": connected\nretry: {RETRY}\nid: {event_id(self._told)}\n\n")
            while not (self._realm.hub.closed or self._grant.revoked):
                now = self._realm.states(self._grant)
                news = difference(now, self._told, self._wanted.types)
                self._told = now
                if news:
                    watch.rewind()
                    await _write(send, _event("state", state_change(news), event_id(now)))
                    if self._wanted.once:
                        break
                elif not await watch.wait(self._wanted.ping):
                    watch.rewind()
                    await _write(send, _event("ping", {"interval": self._wanted.ping}))
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _write(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


def _event(name: str, data: JSON, id_: str | None = None) -> str:
    known = "" if id_ is None else f"id: {id_}\n"
    return f"event: {name}\n{known}data: {dumps(data).decode()}\n\n"
