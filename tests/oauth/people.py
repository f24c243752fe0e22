"""Somebody with a browser."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import attrs
import httpx
from transport.support import http_client

from aiojmap.testing import AuthorizationServer


@attrs.define
class Somebody:
    """Opens the address a program shows, decides, and comes back to the program.

    `pages` are the answers of the program, by status and text.
    """

    authorization: AuthorizationServer
    allow: bool = True
    scopes: Iterable[str] | None = None
    callbacks: list[str] = attrs.field(factory=list[str])
    visits: list[asyncio.Task[httpx.Response]] = attrs.field(
        factory=list[asyncio.Task[httpx.Response]]
    )
    pages: list[tuple[int, str]] = attrs.field(factory=list[tuple[int, str]])

    async def __call__(self, url: str) -> None:
        """Do all of it."""
        back = self.authorization.consent(url, allow=self.allow, scopes=self.scopes)
        self.callbacks.append(back)
        # As a browser does: the program does not wait for it.
        self.visits.append(asyncio.create_task(self.visit(back)))

    async def came_back(self) -> tuple[int, str]:
        """The last page that the program has shown."""
        await asyncio.gather(*self.visits)
        return self.pages[-1]

    async def visit(self, url: str) -> httpx.Response:
        """Go to a page."""
        async with http_client() as browser:
            answer = await browser.get(url)
        self.pages.append((answer.status_code, answer.text))
        return answer
