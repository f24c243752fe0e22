"""What went over the wire during a test: which methods did their work, and which refused to."""

from __future__ import annotations

import json

import httpx
import pytest

# What holds the errors of single records, and what says that something was done.
_REFUSED = ("notCreated", "notUpdated", "notDestroyed", "notCopied")
_DONE = ("created", "updated", "destroyed", "copied")


class Exchanges:
    """Notes the answers that JMAP servers give, whichever client asked."""

    def __init__(self) -> None:
        self.succeeded: set[str] = set()
        self.failed: set[str] = set()

    def note(self, request: bytes, response: bytes) -> None:
        """Note what a response says of each call of its request."""
        asked = {call_id: name for name, _, call_id in json.loads(request)["methodCalls"]}
        for name, members, call_id in json.loads(response)["methodResponses"]:
            if name == "error":
                self.failed.add(asked[call_id])
                continue
            refused = any(members.get(member) for member in _REFUSED)
            if refused:
                self.failed.add(name)
            if not refused or any(members.get(member) for member in _DONE):
                self.succeeded.add(name)

    def watch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Look at all that httpx sends and receives from now on."""
        send = httpx.AsyncHTTPTransport.handle_async_request

        async def watched(
            transport: httpx.AsyncHTTPTransport, request: httpx.Request
        ) -> httpx.Response:
            response = await send(transport, request)
            if request.method != "POST" or not _is_json(request) or not _is_json(response):
                return response
            whole = await response.aread()
            await response.aclose()
            if response.is_success:
                self.note(await request.aread(), whole)
            plain = [
                (name, value)
                for name, value in response.headers.items()
                if name not in ("content-encoding", "content-length", "transfer-encoding")
            ]
            return httpx.Response(response.status_code, headers=plain, content=whole)

        monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", watched)


def _is_json(message: httpx.Request | httpx.Response) -> bool:
    kind: str = message.headers.get("content-type", "")
    return kind.startswith("application/json")
