"""A client of the event source as browsers have one, and a clock and a timer that tests move."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncGenerator, Mapping
from datetime import UTC, datetime, timedelta
from typing import cast

import attrs
import httpx

from aiojmap.runtime import JSON, JSONObject
from aiojmap.testing import Server

CORE = "urn:ietf:params:jmap:core"
MAIL = "urn:ietf:params:jmap:mail"
SUBMISSION = "urn:ietf:params:jmap:submission"
LETTER = b"From: Kim <kim@example.net>\r\nSubject: Hello\r\n\r\nHow are you?\r\n"


@attrs.frozen
class Event:
    """An event of a stream: its name, its data, and the last id there was."""

    name: str
    data: JSONObject
    id: str

    @property
    def changed(self) -> dict[str, dict[str, str]]:
        """The states in a StateChange."""
        assert self.data["@type"] == "StateChange"
        return cast("dict[str, dict[str, str]]", self.data["changed"])


class Stream:
    """The events of a response."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self.last_id = ""
        self.retry: int | None = None
        self._lines = response.aiter_lines()

    async def next(self) -> Event | None:
        """The next event; None at the end of the stream."""
        name, data = "message", ""
        async for line in self._lines:
            field, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if not line:
                if data:
                    return Event(name, cast("JSONObject", json.loads(data)), self.last_id)
                name = "message"
            elif field == "event":
                name = value
            elif field == "data":
                data += value
            elif field == "id":
                self.last_id = value
            elif field == "retry":
                self.retry = int(value)
        return None

    async def opened(self) -> Stream:
        """Wait for the first id, which comes before any event."""
        async for line in self._lines:
            if line.startswith("id: "):
                self.last_id = line[4:]
            elif not line:
                break
        return self


@contextlib.asynccontextmanager
async def events(
    http: httpx.AsyncClient,
    token: str,
    *,
    types: str = "*",
    closeafter: str = "no",
    ping: str = "0",
    last_id: str | None = None,
) -> AsyncGenerator[Stream]:
    """An open event stream."""
    headers = {"Authorization": f"Bearer {token}"}
    if last_id is not None:
        headers["Last-Event-ID"] = last_id
    query = {"types": types, "closeafter": closeafter, "ping": ping}
    async with http.stream("GET", "/jmap/event/", params=query, headers=headers) as response:
        assert response.status_code == 200
        yield await Stream(response).opened()


class ManualTimer:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self._asked: asyncio.Queue[tuple[float, asyncio.Future[None]]] = asyncio.Queue()

    async def __call__(self, seconds: float) -> None:
        future = asyncio.get_running_loop().create_future()
        self._asked.put_nowait((seconds, future))
        await future

    async def ring(self) -> float:
        """Let the next wait be over; returns how many seconds it was for."""
        while True:
            seconds, future = await self._asked.get()
            if not future.done():
                future.set_result(None)
                return seconds


class ManualClock:
    """A clock that tests move."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 4, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **duration: float) -> None:
        """Let time pass."""
        self.now += timedelta(**duration)


async def api(
    http: httpx.AsyncClient, token: str, *calls: JSON, using: tuple[str, ...] = (CORE, MAIL)
) -> httpx.Response:
    """The response to an API request."""
    return await http.post(
        "/jmap/api",
        json={"using": [*using], "methodCalls": [*calls]},
        headers={"Authorization": f"Bearer {token}"},
    )


async def new_mailbox(http: httpx.AsyncClient, server: Server, name: str) -> None:
    """Make a mailbox, so that states change."""
    arguments: Mapping[str, JSON] = {
        "accountId": server.account_id,
        "create": {"m": {"name": name}},
    }
    response = await api(http, server.token, ["Mailbox/set", {**arguments}, "0"])
    assert response.json()["methodResponses"][0][1]["created"]


@contextlib.asynccontextmanager
async def running(server: Server) -> AsyncGenerator[httpx.AsyncClient]:
    """An HTTP client for a server that runs."""
    async with server, server.http_client() as http:
        yield http
