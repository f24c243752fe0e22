"""How many requests of one user are served at a time (RFC 8620, section 2)."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Generator
from typing import TYPE_CHECKING

from .._jmap.failures import Problem

if TYPE_CHECKING:
    from .._realm import Member


class Places:
    """The requests under way at an endpoint, of which each user may have some."""

    def __init__(self, limit: str, most: int) -> None:
        self._limit = limit
        self._most = most
        self._taken: Counter[str] = Counter()

    @contextlib.contextmanager
    def place(self, member: Member) -> Generator[Problem | None]:
        """Take a place until the end of the block; gives the refusal if there is none left."""
        key = member.account.id
        if self._taken[key] >= self._most:
            yield Problem("limit", f"more than {self._most} requests at a time", limit=self._limit)
            return
        self._taken[key] += 1
        try:
            yield None
        finally:
            self._taken[key] -= 1
