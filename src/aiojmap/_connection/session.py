"""The session resource: fetched once, and again when the server says it has changed."""

from __future__ import annotations

import asyncio

import attrs

from .._discovery.location import Location
from .._exchange.accounts import limits
from .._model.conversion import decode
from .._model.errors import DecodeError, NotFoundError, ProtocolError
from .._model.json import kind
from ..core import Session
from .http import HTTP
from .origins import WELL_KNOWN

MAX_SURPRISES = 2


@attrs.frozen
class LocatedSession:
    """A session and the URL it came from, against which its URLs are resolved."""

    session: Session
    url: str
    api_url: str


class SessionSource:
    """Fetches the session when it is first needed, and anew when its state changes."""

    def __init__(self, http: HTTP, location: Location) -> None:
        self._http = http
        self._location = location
        self._origins = location.origins
        self._located: LocatedSession | None = None
        self._expected: str | None = None
        self._surprises = 0
        self._lock = asyncio.Lock()

    async def get(self) -> LocatedSession:
        """The session; one request at most, however many ask for it at once."""
        async with self._lock:
            if self._located is None:
                self._located = await self._fetch()
            return self._located

    async def refresh(self) -> LocatedSession:
        """The session, fetched anew."""
        self._located = None
        return await self.get()

    def note_state(self, state: str | None) -> None:
        """Take note of the session state of a response: a new one makes the session stale."""
        if state is None or self._located is None or state == self._located.session.state:
            return
        # Fetched for one state, it came with another, twice: there the two mean nothing.
        if state != self._expected and self._surprises < MAX_SURPRISES:
            self._expected = state
            self._located = None

    async def _fetch(self) -> LocatedSession:
        start = await self._location.url(self._http.without_credentials())
        try:
            payload, url = await self._http.get_json(start, self._origins)
        except NotFoundError as error:
            if start.endswith(WELL_KNOWN):
                raise NotFoundError(
                    f"{start} answered {error.status}: the host offers no JMAP; "
                    "is it the right one?",
                    status=error.status,
                    text=error.text,
                ) from None
            raise
        if not isinstance(payload, dict) or payload.get("apiUrl", "") == "":
            raise ProtocolError(
                f"{url} answered with JSON ({kind(payload)}) that is no JMAP session: "
                "it has no apiUrl"
            )
        try:
            session = decode(payload, Session)
            limits(session)
        except DecodeError as error:
            error.context = f"the session of {url}"
            raise
        if self._expected is not None:
            self._surprises = self._surprises + 1 if session.state != self._expected else 0
        api_url = self._origins.resolve(url, session.api_url, "the apiUrl of the session")
        return LocatedSession(session, url, api_url)
