"""JSON objects of a server, read member by member."""

from __future__ import annotations

import math

from .._model.errors import ProtocolError
from .._model.json import loads
from .._model.types import JSON, JSONObject


class Document:
    """An object that may hold secrets: it does not show itself, and reading it never raises."""

    __slots__ = ("_members",)

    def __init__(self, members: JSONObject) -> None:
        self._members = members

    @classmethod
    def of(cls, body: bytes) -> Document | None:
        """The object that a body holds, None if it holds none."""
        try:
            value = loads(body)
        except (ProtocolError, RecursionError):
            return None
        return cls(value) if isinstance(value, dict) else None

    def has(self, name: str) -> bool:
        """Whether there is such a member, and not null."""
        return self._members.get(name) is not None

    def text(self, name: str) -> str:
        """A string, empty if there is none."""
        value = self._members.get(name)
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...]:
        """An array of strings, empty if there is none or it holds anything else."""
        value = self._members.get(name)
        if not isinstance(value, list):
            return ()
        found = tuple(item for item in value if isinstance(item, str))
        return found if len(found) == len(value) else ()

    def number(self, name: str) -> float | None:
        """A number that is finite and not negative; some servers write it as a string."""
        value: JSON = self._members.get(name)
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16:
            return float(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        try:
            found = float(value)
        except OverflowError:
            return None
        return found if math.isfinite(found) and found >= 0 else None

    def true(self, name: str) -> bool:
        """Whether a member is true."""
        return self._members.get(name) is True

    def __repr__(self) -> str:
        return "Document(hidden)"
