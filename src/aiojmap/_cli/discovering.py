"""`aiojmap discover`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TextIO

import attrs

from .._discovery.candidates import Candidate
from .._discovery.discovery import discover
from .tables import Table, write

_COLUMNS = ("server", "found by", "may have credentials", "asks for", "OAuth metadata")
_FOUND_BY = {"provider": "known provider", "srv": "SRV record", "well-known": "the domain itself"}


async def run(address: str, *, timeout: float, as_json: bool, out: TextIO) -> None:  # noqa: ASYNC109  # for each step
    """Print the candidates of an address."""
    found = await discover(address, timeout=timeout)
    if as_json:
        document = [{**attrs.asdict(item), "is_trusted": item.is_trusted} for item in found]
        out.write(json.dumps(document, indent=2) + "\n")
        return
    write([_table(found)], out)


def _table(found: Sequence[Candidate]) -> Table:
    rows = [
        [
            item.url,
            _FOUND_BY[item.found_by],
            _trust(item),
            " or ".join(item.schemes) or "nothing",
            item.resource_metadata or "-",
        ]
        for item in found
    ]
    return Table(f"Servers of {found[0].domain}", _COLUMNS, rows)


def _trust(candidate: Candidate) -> str:
    if candidate.provider is not None:
        return f"yes, it is {candidate.provider}"
    if candidate.is_trusted:
        return "yes, it is inside the domain"
    doubts = [
        *(["it is outside the domain"] if not candidate.inside_domain else []),
        *(["it is at an odd port"] if candidate.port_is_odd else []),
    ]
    return f"only on your word: {' and '.join(doubts)}"
