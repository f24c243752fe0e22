# Generated from rfc8620_core.toml by `aiojmap-codegen generate`. Do not edit.
"""The Core methods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from aiojmap.core import method_errors as core_method_errors
from aiojmap.runtime import (
    JSON,
    Arguments,
    Call,
    Method,
    Namespace,
    OpenResponse,
    Ref,
    open_arguments,
    record,
)


@record
class CoreEchoArguments(Arguments):
    """The arguments of Core/echo."""


@record
class CoreEchoResponse(OpenResponse):
    """The answer to Core/echo.

    RFC 8620, section 4.
    """


class CoreEchoCall(Call[CoreEchoResponse]):
    """A call of Core/echo, not yet sent."""

    __slots__ = ()

    method: ClassVar[Method] = Method(
        name="Core/echo",
        capability="urn:ietf:params:jmap:core",
        scope="urn:ietf:params:oauth:scope:mail",
        effect="read",
        arguments=CoreEchoArguments,
        response=CoreEchoResponse,
        record=None,
        errors=core_method_errors.GENERAL,
        set_errors={},
        implicit=(),
    )


class CoreMethods(Namespace):
    """The Core methods."""

    __slots__ = ()

    def echo(self, members: Mapping[str, JSON | Ref[object]], /) -> CoreEchoCall:
        """Send back what was sent.

        `Core/echo`: RFC 8620, section 4.
        """
        return CoreEchoCall(self._sender, open_arguments(CoreEchoArguments, members))
