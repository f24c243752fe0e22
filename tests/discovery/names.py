"""What the tests of discovery share: records by name, servers on respx."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import respx
from transport.support import http_client, session_document

import aiojmap
from aiojmap import ServiceRecord

DOMAIN = "mail.example"
SRV = f"_jmap._tcp.{DOMAIN}"
WELL_KNOWN = "/.well-known/jmap"
BEARER = {"WWW-Authenticate": 'Bearer realm="mail"'}


class Records:
    """A resolver that knows these names, and notes what it was asked."""

    def __init__(self, records: Mapping[str, Sequence[ServiceRecord]] | None = None) -> None:
        self.records = dict(records or {})
        self.asked: list[str] = []

    async def __call__(self, name: str) -> Sequence[ServiceRecord]:
        self.asked.append(name)
        return self.records.get(name, ())


def srv(target: str, port: int = 443, priority: int = 0, weight: int = 1) -> ServiceRecord:
    """A record."""
    return ServiceRecord(priority, weight, port, target)


def served(router: respx.MockRouter, url: str) -> respx.Route:
    """A JMAP server that asks for a token."""
    return router.get(url).respond(401, headers=BEARER)


async def found(
    *records: ServiceRecord, address: str = f"me@{DOMAIN}", draw: float = 0.5
) -> list[aiojmap.Candidate]:
    """The candidates of an address whose domain has these records."""
    resolver = Records({SRV: records})
    async with http_client() as http:
        return await aiojmap.discover(
            address, resolver=resolver, http_client=http, draw=lambda: draw
        )


__all__ = [
    "BEARER",
    "DOMAIN",
    "SRV",
    "WELL_KNOWN",
    "Records",
    "found",
    "http_client",
    "served",
    "session_document",
    "srv",
]
