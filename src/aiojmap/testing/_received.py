"""The record of what a server was sent, for tests to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, Literal, TypeVar

import attrs

from .._model.conversion import decode
from .._model.invocation import Arguments
from ._jmap.failures import Problem
from ._jmap.processing import parse
from ._jmap.reading import NotJSON, read

if TYPE_CHECKING:
    from ..runtime import JSON, JSONObject

A = TypeVar("A", bound=Arguments)

Kind = Literal["discovery", "session", "api", "upload", "download", "events", "other"]
"""What a request is for, by its path."""

_KINDS: Final[Sequence[tuple[str, Kind]]] = (
    ("/.well-known/jmap", "discovery"),
    ("/jmap/session", "session"),
    ("/jmap/api", "api"),
    ("/jmap/upload/", "upload"),
    ("/jmap/download/", "download"),
    ("/jmap/event/", "events"),
)


@attrs.frozen(kw_only=True)
class Called:
    """A method call that the server was sent: its name, its arguments as JSON and its id."""

    name: str
    arguments: JSONObject
    call_id: str

    def read(self, kind: type[A]) -> A:
        """The arguments as an instance of their class, such as `mail.EmailQueryArguments`.

        Those that are references to results of other calls are left out. Raises `DecodeError`
        if they do not fit the class.
        """
        plain = {name: value for name, value in self.arguments.items() if name[:1] != "#"}
        return decode(plain, kind)

    def __str__(self) -> str:
        return self.name


@attrs.frozen(kw_only=True)
class Received:
    """One HTTP request: its method, its path with the query, its header fields and its body."""

    method: str
    path: str
    headers: Mapping[str, str] = attrs.field(repr=False)
    body: bytes = attrs.field(repr=False)

    @property
    def kind(self) -> Kind:
        """What it is for, by its path."""
        for start, kind in _KINDS:
            if self.path.startswith(start):
                return kind
        return "other"

    @property
    def json(self) -> JSON:
        """The body as JSON; null if it is none."""
        try:
            return read(self.body)
        except NotJSON:
            return None

    @property
    def using(self) -> Sequence[str]:
        """The capabilities that an API request names, in its order; none in any other."""
        document = self.json if self.kind == "api" else None
        using = document.get("using") if isinstance(document, dict) else None
        items = using if isinstance(using, list) else []
        return [item for item in items if isinstance(item, str)]

    @property
    def calls(self) -> list[tuple[str, JSONObject, str]]:
        """The method calls of an API request, as name, arguments and call id; else none."""
        if self.kind != "api":
            return []
        try:
            return parse(self.json).calls
        except Problem:
            return []
