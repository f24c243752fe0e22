"""An account: its data types with their tables, its blobs, and what time it is there."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import attrs

from .blobs import Blobs
from .query_states import QueryStates
from .table import Table

if TYPE_CHECKING:
    from .datatype import DataType

Clock = Callable[[], datetime]


@attrs.frozen(kw_only=True)
class User:
    """The person whose account it is."""

    name: str
    email: str
    aliases: tuple[str, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address the user has, the main one first."""
        return (self.email, *self.aliases)

    def owns(self, address: str) -> bool:
        """Whether an address is the user's, with or without a +detail before the @."""
        wanted = address.casefold()
        local, at, domain = wanted.rpartition("@")
        plain = f"{local.partition('+')[0]}{at}{domain}"
        known = {item.casefold() for item in self.addresses}
        return wanted in known or plain in known


@attrs.frozen(kw_only=True)
class Sent:
    """A message that has left the account: its envelope, and the octets that were sent."""

    submission_id: str | None
    """The EmailSubmission it comes from; None for an answer of the server itself."""
    mail_from: str
    rcpt_to: tuple[str, ...]
    message: bytes
    at: datetime


@attrs.define(kw_only=True)
class Account:
    """Everything that one account holds."""

    id: str
    user: User
    clock: Clock
    random: random.Random
    read_only: bool = False
    types: dict[str, DataType] = attrs.field(factory=dict[str, "DataType"])
    blobs: Blobs = attrs.field(factory=Blobs)
    queries: QueryStates = attrs.field(factory=QueryStates)
    settlers: list[Callable[[], None]] = attrs.field(factory=list[Callable[[], None]])
    """What brings up to date what is computed across types, such as the counts of mailboxes."""
    wakers: list[Callable[[], None]] = attrs.field(factory=list[Callable[[], None]])
    """What brings up to date what the passing of time changes, such as pending addresses."""
    _tables: dict[str, Table] = attrs.field(factory=dict[str, Table])

    def table(self, name: str) -> Table:
        """The records of a type."""
        if name not in self._tables:
            self._tables[name] = Table(name.lower())
        return self._tables[name]

    def settle(self) -> None:
        """Bring up to date what is computed across types."""
        for settler in self.settlers:
            settler()

    def wake(self) -> None:
        """Bring up to date what the passing of time changes."""
        for waker in self.wakers:
            waker()
        self.settle()

    def now(self) -> str:
        """The time as a UTCDate (RFC 8620, section 1.4)."""
        return utc_date(self.clock())


def utc_date(moment: datetime) -> str:
    """A point in time as a UTCDate, to the second."""
    plain = moment.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    return f"{plain.isoformat()}Z"
