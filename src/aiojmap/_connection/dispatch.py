"""Sending calls: in one request, or in as many as the limits of the server need."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence

from .._exchange.accounts import limits
from .._exchange.checks import check
from .._exchange.grants import explained
from .._exchange.plan import plan
from .._exchange.request import Request, RequestBuilder, account_of, failed_need
from .._exchange.response import read
from .._model.errors import (
    AuthorizationError,
    CallAbandoned,
    CallRefused,
    JMAPError,
    TransportError,
)
from .._model.invocation import AnyCall, Sender
from .._model.json import dumps
from .._model.references import needed_by
from .._model.types import JSON
from .flights import Flight, wait_for
from .http import HTTP
from .session import LocatedSession, SessionSource


class Dispatcher:
    """Sends the calls of one client and settles them."""

    def __init__(self, sender: Sender, http: HTTP, sessions: SessionSource) -> None:
        self._sender = sender
        self._http = http
        self._sessions = sessions
        self._flights: dict[AnyCall, Flight] = {}
        self._slots: asyncio.Semaphore | None = None
        self._closed = False

    async def send(self, calls: Sequence[AnyCall], using: Collection[str] | None = None) -> None:
        """Settle calls: send those not yet sent, wait for those under way.

        Raises `CallRefused` before anything is sent; the errors of calls stay with them.
        """
        if not all(call._settled() for call in calls):
            self._sender._allow(plan(calls, self._sender), using)
            located = await self._sessions.get()
            # No await between planning and launching, so that no call is planned twice.
            planned = plan(calls, self._sender)
            # Again: with the session, credentials may have learned what they were granted.
            self._sender._allow(planned, using)
            for call in planned:
                check(call, located.session, account_of(call, located.session))
            if planned:
                self._launch(planned, located, using)
        await wait_for(self._under_way(calls))

    async def aclose(self) -> None:
        """Cancel what is under way, and send nothing more."""
        self._closed = True
        flights = list(dict.fromkeys(self._flights.values()))
        for flight in flights:
            flight.cancel()
        for flight in flights:
            await flight.ended()

    def _under_way(self, calls: Iterable[AnyCall]) -> list[Flight]:
        return [flight for call in calls if (flight := self._flights.get(call)) is not None]

    def _launch(
        self, planned: Sequence[AnyCall], located: LocatedSession, using: Collection[str] | None
    ) -> None:
        if self._closed:
            raise TransportError("nothing was sent: the client is closed", sent=False)
        for call in planned:
            call._sent = True
        posted: set[AnyCall] = set()
        work = self._fly(planned, located, using, posted)
        flight = Flight(work, lambda: self._land(planned, posted))
        self._flights.update(dict.fromkeys(planned, flight))

    def _land(self, planned: Sequence[AnyCall], posted: set[AnyCall]) -> None:
        for call in planned:
            self._flights.pop(call, None)
            if call._settled():
                continue
            outcome = (
                "was cancelled while it was under way, so the server may have carried it out; "
                "make a new call if it did not"
                if call in posted
                else "was cancelled before it was sent; make a new call to send it"
            )
            call._fail(CallAbandoned(f"{call.method.name} {outcome}"))

    async def _fly(
        self,
        planned: Sequence[AnyCall],
        located: LocatedSession,
        using: Collection[str] | None,
        posted: set[AnyCall],
    ) -> None:
        size = max(1, limits(located.session).max_calls_in_request)
        for start in range(0, len(planned), size):
            await self._send_part(planned[start : start + size], located, using, posted)

    async def _send_part(
        self,
        calls: Sequence[AnyCall],
        located: LocatedSession,
        using: Collection[str] | None,
        posted: set[AnyCall],
    ) -> None:
        own = {self._flights.get(call) for call in calls}
        needed = [needed for call in calls for needed in needed_by(call)]
        await wait_for(flight for flight in self._under_way(needed) if flight not in own)
        request = _request(calls, located, using)
        if not request.calls:
            return
        try:
            body = dumps(request.body)
            posted.update(request.calls.values())
            payload = await self._post(located, body)
            self._sessions.note_state(read(request, payload, self._sender._hide))
        except JMAPError as error:
            sent = list(request.calls.values())
            failure = explained(error, sent) if isinstance(error, AuthorizationError) else error
            for call in sent:
                call._fail(failure)

    async def _post(self, located: LocatedSession, body: bytes) -> JSON:
        limit = limits(located.session)
        if len(body) > limit.max_size_request:
            raise CallRefused(
                f"the request has {len(body)} octets, but the server takes "
                f"{limit.max_size_request} (maxSizeRequest): send less at once"
            )
        if self._slots is None:
            self._slots = asyncio.Semaphore(max(1, limit.max_concurrent_requests))
        async with self._slots:
            return await self._http.post_json(located.api_url, body)


def _request(
    calls: Sequence[AnyCall], located: LocatedSession, using: Collection[str] | None
) -> Request:
    """A request of the calls that can be sent; the others fail, each with its reason."""
    builder = RequestBuilder(located.session)
    for call in calls:
        cause = failed_need(call)
        try:
            if cause is None:
                builder.add(call)
                continue
            error = CallRefused(f"{call.method.name} was not sent: a call it refers to failed")
        except CallRefused as refused:
            error = refused
        error.__cause__ = cause
        call._fail(error)
    return builder.request(using)
