"""A server inside an httpx transport that gives way at every step, for sweeps."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator

import httpx

from aiojmap.runtime import JSON, JSONObject
from transport.support import method_calls, response_document, session_document


class _Body(httpx.AsyncByteStream):
    """Bytes that come one piece a turn."""

    def __init__(self, transport: Slowly, data: bytes) -> None:
        self._transport = transport
        self._data = data

    async def __aiter__(self) -> AsyncIterator[bytes]:
        third = len(self._data) // 3 + 1
        for start in range(0, len(self._data), third):
            await asyncio.sleep(0)
            yield self._data[start : start + third]

    async def aclose(self) -> None:
        self._transport.open_answers -= 1
        await asyncio.sleep(0)


class Slowly(httpx.AsyncBaseTransport):
    """Answers with one request at a time and two calls in each; counts what it was sent."""

    def __init__(self) -> None:
        self.open_answers = 0
        self.delivered: Counter[JSON] = Counter()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        for _ in range(2):
            await asyncio.sleep(0)
        body = await request.aread()
        answer = self._answer(request, body)
        for _ in range(2):
            await asyncio.sleep(0)
        self.open_answers += 1
        return httpx.Response(200, stream=_Body(self, answer))

    def _answer(self, request: httpx.Request, body: bytes) -> bytes:
        if request.url.path == "/api":
            return json.dumps(self._api(json.loads(body))).encode()
        if request.url.path.startswith("/upload/"):
            size = len(body)
            return json.dumps(
                {"accountId": "a1", "blobId": "b", "type": "x/y", "size": size}
            ).encode()
        if request.url.path.startswith("/download/"):
            return b"x" * 1000
        core: JSONObject = {"maxCallsInRequest": 2, "maxConcurrentRequests": 1}
        return json.dumps(session_document(core=core)).encode()

    def _api(self, body: JSONObject) -> JSONObject:
        responses: list[JSON] = []
        for name, arguments, call_id in method_calls(body):
            self.delivered[arguments["n"]] += 1
            responses.append([name, arguments, call_id])
        return response_document(*responses)
