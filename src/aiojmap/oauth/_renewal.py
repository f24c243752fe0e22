"""Renewing a grant: once for all who need it, stored before it is used (RFC 6749, section 6).

A server that rotates refresh tokens takes the old one for stolen once it has given a new one. So
one renewal at a time, across processes; and what came is stored before anybody gets it.
"""

from __future__ import annotations

import asyncio
import contextlib
import copy
from collections.abc import Awaitable, Callable
from typing import Final

import attrs

from .._connection.secret import Secret
from .._model.errors import CallAbandoned, JMAPError, TransportError
from ._errors import LoginRequired, TokenError
from ._form import FormRequest
from ._grant import Ended, Grant
from ._keeping import Kept
from ._tokens import Tokens

PAUSE: Final = 10.0
_BROKEN_OFF: Final = (
    "an earlier renewal was broken off before its tokens were stored, so they are lost"
)


class Renewal:
    """The present grant of one key, renewed when it has to be."""

    def __init__(
        self,
        kept: Kept,
        post: Callable[[FormRequest], Awaitable[Tokens]],
        *,
        client_secret: str | Secret | None,
        now: Callable[[], float],
        margin: float,
        noted: Callable[[Grant], None],
    ) -> None:
        self._kept = kept
        self._post = post
        self._client_secret = client_secret
        self._now = now
        self._margin = margin
        self._noted = noted
        self._grant: Grant | None = None
        # A grant and the one it follows, while the store has not taken it.
        self._unsaved: tuple[Grant, Grant] | None = None
        self._refused: LoginRequired | None = None
        self._refused_token: Secret | None = None
        self._not_before = 0.0
        self._flight: asyncio.Task[Grant | JMAPError] | None = None

    @property
    def known(self) -> Grant | None:
        """The grant of last time, None if none was looked at yet."""
        return self._grant

    async def grant(self) -> Grant:
        """A grant that is fresh as far as is known; renewed if need be."""
        grant = self._grant
        if grant is not None and self._usable(grant, None):
            return grant
        return await self._landed(self._joined(None))

    async def renew(self, rejected: Secret) -> bool:
        """Whether there is another access token than the one a server has rejected."""
        while self._grant is None or self._grant.access_token == rejected:
            joined = self._flight
            flight = self._joined(rejected)
            grant = await self._landed(flight)
            # One that was under way may not have known of the rejection.
            if flight is not joined or grant.access_token != rejected:
                return grant.access_token != rejected
        return True

    async def settled(self) -> None:
        """Wait until no renewal is under way."""
        if self._flight is not None:
            await asyncio.wait([self._flight])

    def _usable(self, grant: Grant, rejected: Secret | None) -> bool:
        if grant.access_token == rejected or self._unsaved is not None:
            return False
        now = self._now()
        return grant.fresh(now, self._margin) or (now < self._not_before and grant.fresh(now, 0))

    def _joined(self, rejected: Secret | None) -> asyncio.Task[Grant | JMAPError]:
        """The renewal under way, or a new one; a task of its own, so that no waiter can end it."""
        if self._flight is None:
            self._flight = asyncio.create_task(self._outcome(rejected))
            self._flight.add_done_callback(self._land)
        return self._flight

    def _land(self, flight: asyncio.Task[Grant | JMAPError]) -> None:
        self._flight = None
        # Asked for, so that none is reported as never looked at.
        if not flight.cancelled():
            flight.exception()

    async def _landed(self, flight: asyncio.Task[Grant | JMAPError]) -> Grant:
        await asyncio.wait([flight])
        if flight.cancelled():
            raise CallAbandoned("the renewal of the token was cancelled: try again")
        outcome = flight.result()
        if isinstance(outcome, JMAPError):
            # Each waiter gets one of its own: a traceback belongs to one.
            raise copy.copy(outcome)
        return outcome

    async def _outcome(self, rejected: Secret | None) -> Grant | JMAPError:
        try:
            grant = await self._current(rejected)
        except JMAPError as error:
            if isinstance(error, LoginRequired):
                self._grant = None
            return error.with_traceback(None)
        self._noted(grant)
        self._grant = grant
        return grant

    async def _current(self, rejected: Secret | None) -> Grant:
        stored = await self._stored()
        if self._usable(stored, rejected):
            return stored
        async with self._kept.locked():
            await self._save_again()
            # Another process may have renewed it while we waited.
            stored = await self._stored()
            if self._usable(stored, rejected):
                return stored
            return await self._renewed(stored, rejected)

    async def _stored(self) -> Grant:
        found = await self._kept.load()
        if found is None:
            raise LoginRequired(f"there is no grant of {self._kept.key!r}: log in first")
        if isinstance(found, Ended):
            raise LoginRequired(found.reason, error="invalid_grant")
        return found

    async def _renewed(self, stored: Grant, rejected: Secret | None) -> Grant:
        now = self._now()
        alive = stored.access_token != rejected and stored.fresh(now, 0)
        if stored.refresh_token is None:
            if alive:
                return stored
            raise LoginRequired(
                "the token has expired and cannot be renewed, because no refresh token was "
                "granted: ask for the scope offline_access, and log in again"
            )
        if self._refused is not None and self._refused_token == stored.refresh_token:
            raise copy.copy(self._refused)
        if stored.renewing_since is not None and alive:
            # To use a lost refresh token could end this access token too, so not before it must.
            self._not_before = now + PAUSE
            return stored
        new = stored.serial > 0 and 0 <= now - stored.issued_at < PAUSE
        if new and stored.access_token == rejected:
            # Rejected though it is new: a newer one would be too.
            return stored
        await self._kept.save(attrs.evolve(stored, renewing_since=now))
        try:
            found = await self._post(stored.refresh_request(self._client_secret))
        except LoginRequired as error:
            return await self._refusal(stored, rejected, error)
        except (TransportError, TokenError) as error:
            if _not_carried_out(error):
                await self._kept.save(stored)
            if not alive:
                raise
            self._not_before = now + PAUSE
            return stored
        grant = stored.renewed(found, self._now())
        self._unsaved = (stored, grant)
        await self._save_surely(grant)
        return grant

    async def _save_surely(self, grant: Grant) -> None:
        self._noted(grant)
        try:
            await self._kept.save(grant)
        except asyncio.CancelledError:
            # The loop is ending; the old token is dead, so the new one must get there first.
            await self._kept.save(grant)
            self._unsaved = None
            raise
        self._unsaved = None

    async def _save_again(self) -> None:
        """Give the store what it did not take before, unless it has something newer."""
        if self._unsaved is None:
            return
        former, grant = self._unsaved
        found = await self._kept.load()
        if isinstance(found, Grant) and found.access_token == former.access_token:
            await self._kept.save(grant)
        self._unsaved = None

    async def _refusal(self, stored: Grant, rejected: Secret | None, error: LoginRequired) -> Grant:
        """What to do when the refresh token was refused."""
        found = await self._kept.load()
        if isinstance(found, Grant) and found.refresh_token != stored.refresh_token:
            # A store without a lock across processes: another one was faster.
            if self._usable(found, rejected):
                return found
            raise TokenError(
                "another process renewed the grant at the same time: give the store a lock that "
                "all of them share"
            )
        reason = str(error)
        if stored.renewing_since is not None:
            reason = f"{_BROKEN_OFF}. {reason}"
        ended = LoginRequired(reason, error=error.error)
        self._refused, self._refused_token = ended, stored.refresh_token
        # What the server says counts, whether the store can take it or not.
        with contextlib.suppress(JMAPError):
            await self._kept.save(Ended(reason))
        raise ended


def _not_carried_out(error: TransportError | TokenError) -> bool:
    """Whether the refresh token is certainly still good."""
    if isinstance(error, TransportError):
        return not error.sent
    return error.status is not None and 400 <= error.status < 500
