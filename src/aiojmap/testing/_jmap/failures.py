"""What is raised to refuse a request, a method call or a record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject


class Failure(Exception):
    """A refusal with the members of the JSON object that tells the client of it."""

    members: JSONObject

    def __init__(self, type_: str, description: str | None = None, **members: JSON) -> None:
        super().__init__(type_, description)
        self.members = {"type": type_, **members}
        if description is not None:
            self.members["description"] = description


class MethodFailure(Failure):
    """The call fails (RFC 8620, section 3.6.2)."""


class SetFailure(Failure):
    """One record is refused (RFC 8620, section 5.3)."""


class Problem(Exception):
    """The whole request is refused, with a problem document (RFC 8620, section 3.6.1)."""

    status: int
    members: JSONObject

    def __init__(self, name: str, detail: str, *, status: int = 400, **members: JSON) -> None:
        super().__init__(name, detail)
        self.status = status
        type_ = f"urn:ietf:params:jmap:error:{name}" if name else "about:blank"
        self.members = {"type": type_, "status": status, "detail": detail, **members}


def invalid_arguments(description: str) -> MethodFailure:
    """An argument is missing, of the wrong type or otherwise wrong."""
    return MethodFailure("invalidArguments", description)


def invalid_properties(names: Iterable[str], description: str) -> SetFailure:
    """The record would not be valid, because of these properties."""
    properties: list[JSON] = [*dict.fromkeys(names)]
    return SetFailure("invalidProperties", description, properties=properties)
