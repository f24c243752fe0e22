"""What the tests of the embedded server alone share: a server with a client, and a clock."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import attrs

import aiojmap
from aiojmap import mail
from aiojmap.testing import Server


@attrs.define
class Clock:
    """A clock that stands still until it is put forward."""

    now: datetime = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **much: float) -> None:
        """Put the clock forward, by `hours=1` for example."""
        self.now += timedelta(**much)


def message(subject: str = "Hello", *lines: str, body: str = "Some text.") -> bytes:
    """A message with a subject, and further header lines."""
    head = ["From: Ada <ada@letters.example>", "To: robin@example.com", f"Subject: {subject}"]
    return "\r\n".join([*head, *lines, "", body, ""]).encode()


@asynccontextmanager
async def client_of(server: Server, token: str | None = None) -> AsyncIterator[aiojmap.Client]:
    """A client for a server that runs."""
    async with aiojmap.Client(server.url, token=token or server.token) as client:
        yield client


async def box(client: aiojmap.Client, role: str, account_id: str | None = None) -> mail.Mailbox:
    """The mailbox with a role."""
    given = {} if account_id is None else {"account_id": account_id}
    boxes = (await client.mailbox.get(**given)).list
    return next(item for item in boxes if item.role == role)


async def upload(client: aiojmap.Client, raw: bytes) -> str:
    """Upload a message; returns the id of its blob."""
    return (await client.upload(raw, type="message/rfc822")).blob_id
