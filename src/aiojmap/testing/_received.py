"""The record of what a server was sent, for tests to look at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from ._jmap.failures import Problem
from ._jmap.processing import parse
from ._jmap.reading import NotJSON, read

if TYPE_CHECKING:
    from ..runtime import JSON, JSONObject


@attrs.frozen(kw_only=True)
class Received:
    """One HTTP request: its method, its path with the query, its header fields and its body."""

    method: str
    path: str
    headers: Mapping[str, str] = attrs.field(repr=False)
    body: bytes = attrs.field(repr=False)

    @property
    def json(self) -> JSON:
        """The body as JSON; null if it is none."""
        try:
            return read(self.body)
        except NotJSON:
            return None

    @property
    def calls(self) -> list[tuple[str, JSONObject, str]]:
        """The method calls of an API request; none in any other."""
        try:
            return parse(self.json).calls
        except Problem:
            return []
