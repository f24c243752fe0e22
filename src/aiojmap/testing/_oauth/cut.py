"""An answer that breaks off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send


class CutOff(Response):
    """The head of an answer and a few octets of its body, and then no more."""

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        start = {"type": "http.response.start", "status": self.status_code}
        await send({**start, "headers": self.raw_headers})
        # The web server closes the connection of an application that ends with more to come.
        await send({"type": "http.response.body", "body": self.body[:10], "more_body": True})
