# Generated from rfc8620_core.toml by `aiojmap-codegen generate`. Do not edit.
"""Errors about a whole request: RFC 8620."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from aiojmap.runtime import RequestError


class UnknownCapability(RequestError):
    """The request relies on a capability that the server does not know.

    RFC 8620, section 3.6.1.
    """

    error_type: ClassVar[str | None] = "urn:ietf:params:jmap:error:unknownCapability"
    hint: ClassVar[str | None] = (
        "Leave out what needs that capability, or ask for a token that has it."
    )


class NotJSON(RequestError):
    """The request was not JSON, or not declared as JSON.

    RFC 8620, section 3.6.1.
    """

    error_type: ClassVar[str | None] = "urn:ietf:params:jmap:error:notJSON"


class NotRequest(RequestError):
    """The request was JSON but no JMAP request.

    RFC 8620, section 3.6.1.
    """

    error_type: ClassVar[str | None] = "urn:ietf:params:jmap:error:notRequest"


class Limit(RequestError):
    """The request went beyond a limit of the server.

    RFC 8620, section 3.6.1.
    """

    error_type: ClassVar[str | None] = "urn:ietf:params:jmap:error:limit"
    hint: ClassVar[str | None] = "Send less at once."

    @property
    def limit(self) -> str:
        """The member `limit` of the error."""
        return self._string("limit")


ALL: Mapping[str, type[RequestError]] = MappingProxyType(
    {
        "urn:ietf:params:jmap:error:unknownCapability": UnknownCapability,
        "urn:ietf:params:jmap:error:notJSON": NotJSON,
        "urn:ietf:params:jmap:error:notRequest": NotRequest,
        "urn:ietf:params:jmap:error:limit": Limit,
    }
)
"""The classes by the type of error."""
