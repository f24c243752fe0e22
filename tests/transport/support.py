"""A JMAP server on respx: what it says, and what it was asked."""

from __future__ import annotations

import asyncio
import functools
import json
import ssl
from collections.abc import Iterator
from typing import cast

import httpx
import respx

import aiojmap
from aiojmap.runtime import JSON, JSONObject

TOKEN = "canary-9c27e1f04b"
HOST = "jmap.example"
ORIGIN = f"https://{HOST}"
SESSION_URL = f"{ORIGIN}/.well-known/jmap"
API_URL = f"{ORIGIN}/api"
ACCOUNT = "a1"

CORE = "urn:ietf:params:jmap:core"
MAIL = "urn:ietf:params:jmap:mail"
SUBMISSION = "urn:ietf:params:jmap:submission"


def session_document(core: JSONObject | None = None, **changes: JSON) -> JSONObject:
    """A session with one account; `core` holds limits, `changes` other members."""
    document: JSONObject = {
        "capabilities": {CORE: core or {}, MAIL: {}, SUBMISSION: {}},
        "accounts": {
            ACCOUNT: {
                "name": "me",
                "isPersonal": True,
                "isReadOnly": False,
                "accountCapabilities": {MAIL: {}, SUBMISSION: {}},
            }
        },
        "primaryAccounts": {MAIL: ACCOUNT, SUBMISSION: ACCOUNT},
        "username": "me",
        "apiUrl": "/api",
        "uploadUrl": "/upload/{accountId}/",
        "downloadUrl": "/download/{accountId}/{blobId}/{name}?type={type}",
        "eventSourceUrl": "/events",
        "state": "s1",
    }
    return {**document, **changes}


def response_document(*responses: JSON, state: str = "s1") -> JSONObject:
    """A JMAP response."""
    return {"methodResponses": list(responses), "sessionState": state}


@functools.cache
def _tls() -> ssl.SSLContext:
    # To read the certificates takes longer than most tests.
    return ssl.create_default_context()


def http_client(
    timeout: float = 5, transport: httpx.AsyncBaseTransport | None = None
) -> httpx.AsyncClient:
    """An HTTP client that is quick to make."""
    return httpx.AsyncClient(verify=_tls(), timeout=timeout, transport=transport)


class Gate:
    """Holds requests back until it is opened, and counts those that came."""

    def __init__(self) -> None:
        self.arrived = 0
        self.inside = 0
        self.most = 0
        self._opened = asyncio.Event()
        self._change = asyncio.Condition()

    def open(self) -> None:
        """Let all requests pass, those to come too."""
        self._opened.set()

    async def arrivals(self, count: int = 1) -> None:
        """Wait until that many requests have come."""
        async with asyncio.timeout(10), self._change:
            await self._change.wait_for(lambda: self.arrived >= count)

    async def pass_through(self) -> None:
        """Wait for the gate to open."""
        self.inside += 1
        self.most = max(self.most, self.inside)
        try:
            async with self._change:
                self.arrived += 1
                self._change.notify_all()
            await self._opened.wait()
        finally:
            self.inside -= 1


class Wire:
    """The routes of a server at `HOST`, and the JMAP requests it was sent.

    `results` has the arguments of responses by the method's name; a method without one is
    answered with its own arguments. `failures` has method errors by name.
    """

    def __init__(self, router: respx.MockRouter) -> None:
        self.router = router
        self.document = session_document()
        self.state = "s1"
        self.results: dict[str, JSONObject] = {}
        self.failures: dict[str, JSONObject] = {}
        self.requests: list[JSONObject] = []
        self.session_gate: Gate | None = None
        self.api_gate: Gate | None = None
        self.session = router.get(SESSION_URL).mock(side_effect=self._session)
        self.api = router.post(API_URL).mock(side_effect=self._api)

    async def _session(self, request: httpx.Request) -> httpx.Response:
        if self.session_gate is not None:
            await self.session_gate.pass_through()
        return httpx.Response(200, json=self.document)

    async def _api(self, request: httpx.Request) -> httpx.Response:
        body: JSONObject = json.loads(request.content)
        self.requests.append(body)
        if self.api_gate is not None:
            await self.api_gate.pass_through()
        responses = [self._response(*call) for call in method_calls(body)]
        return httpx.Response(200, json=response_document(*responses, state=self.state))

    def _response(self, name: str, arguments: JSONObject, call_id: str) -> JSON:
        if name in self.failures:
            return ["error", self.failures[name], call_id]
        return [name, self.results.get(name, arguments), call_id]

    def urls(self) -> list[str]:
        """The URLs requested so far."""
        return [str(request.url) for request in sent_requests(self.router)]


def sent_requests(router: respx.MockRouter) -> Iterator[httpx.Request]:
    """What a router was asked, in order."""
    for call in router.calls:
        yield cast("httpx.Request", call.request)


def method_calls(body: JSONObject) -> list[tuple[str, JSONObject, str]]:
    """The method calls of a JMAP request."""
    return cast("list[tuple[str, JSONObject, str]]", body["methodCalls"])


def names(body: JSONObject) -> list[str]:
    """The methods a JMAP request calls."""
    return [name for name, _, _ in method_calls(body)]


def arguments(body: JSONObject, position: int) -> JSONObject:
    """The arguments of one call of a JMAP request."""
    return method_calls(body)[position][1]


def echo(client: aiojmap.Client, **values: JSON) -> aiojmap.Call[aiojmap.RawResponse]:
    """A call that any server answers with its own arguments."""
    return client.call("Core/echo", values, effect="read")


async def answer(call: aiojmap.Call[aiojmap.RawResponse]) -> JSONObject:
    """Await a raw call, as a coroutine, and give the members of its answer."""
    return dict(aiojmap.unknown_members(await call))


async def turns(count: int = 20) -> None:
    """Let everything run that can."""
    for _ in range(count):
        await asyncio.sleep(0)
