"""The session resource: fetched once, and again when the server says it has changed."""

from __future__ import annotations

import asyncio

import attrs

from .._model.conversion import decode
from .._model.errors import DecodeError, NotFoundError, ProtocolError
from .._model.json import kind
from ..core import Session
from .http import HTTP
from .origins import WELL_KNOWN, Origins


@attrs.frozen
class Located:
    """A session and the URL it came from, against which its URLs are resolved."""

    session: Session
    url: str
    api_url: str


class SessionSource:
    """Fetches the session when it is first needed, and anew when its state changes."""

    def __init__(self, http: HTTP, url: str, origins: Origins) -> None:
        self._http = http
        self._url = url
        self._origins = origins
        self._located: Located | None = None
        self._states: set[str] = set()
        self._lock = asyncio.Lock()

    async def get(self) -> Located:
        """The session; one request at most, however many ask for it at once."""
        async with self._lock:
            if self._located is None:
                self._located = await self._fetch()
            return self._located

    async def refresh(self) -> Located:
        """The session, fetched anew."""
        self._located = None
        return await self.get()

    def note_state(self, state: str | None) -> None:
        """Take note of the session state of a response: a new one makes the session stale."""
        # A state seen before is not asked about again: some servers never say the same twice.
        if state is None or self._located is None or state in self._states:
            return
        self._states.add(state)
        if state != self._located.session.state:
            self._located = None

    async def _fetch(self) -> Located:
        try:
            payload, url = await self._http.get_json(self._url, self._origins)
        except NotFoundError as error:
            if self._url.endswith(WELL_KNOWN):
                raise NotFoundError(
                    f"{self._url} answered {error.status}: the host offers no JMAP; "
                    "is it the right one?",
                    status=error.status,
                    text=error.text,
                ) from None
            raise
        if not isinstance(payload, dict) or "apiUrl" not in payload:
            raise ProtocolError(
                f"{url} answered with JSON ({kind(payload)}) that is no JMAP session: "
                "it has no apiUrl"
            )
        try:
            session = decode(payload, Session)
        except DecodeError as error:
            error.context = f"the session of {url}"
            raise
        self._states.add(session.state)
        api_url = self._origins.resolve(url, session.api_url, "the apiUrl of the session")
        return Located(session, url, api_url)
