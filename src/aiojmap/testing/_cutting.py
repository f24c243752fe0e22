"""How an application closes the connection that it is to answer on: an extension of ASGI."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from starlette.types import Scope

_NAME: Final = "aiojmap.cut_off"


def offer(scope: Scope, cut: Callable[[], None]) -> Scope:
    """The scope of a request for an application that may cut the connection off."""
    return {**scope, "extensions": {**scope.get("extensions", {}), _NAME: {"cut": cut}}}


def cut_off(scope: Scope) -> None:
    """Close the connection of a request, when what was sent on it has gone."""
    cast("Callable[[], None]", scope["extensions"][_NAME]["cut"])()
