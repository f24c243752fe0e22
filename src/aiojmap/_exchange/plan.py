"""Which calls to send, and in which order."""

from __future__ import annotations

from collections.abc import Sequence

from .._model.errors import CallRefused
from .._model.invocation import AnyCall, Sender
from .._model.references import needed_by


def plan(calls: Sequence[AnyCall], sender: Sender) -> list[AnyCall]:
    """The calls not yet sent, each after those it refers to.

    Calls that are referred to and not listed are put in before the first that needs them.
    Raises `CallRefused` for a call of another client and for a reference to a later call.
    """
    listed: dict[AnyCall, int] = {}
    for position, call in enumerate(calls):
        listed.setdefault(call, position)
    found: dict[AnyCall, None] = {}

    def add(call: AnyCall, wanted_by: AnyCall | None) -> None:
        if call in found or call._sent:
            return
        if call._sender is not sender:
            who = f"{wanted_by.method.name} refers to" if wanted_by else "send() was given"
            raise CallRefused(
                f"{who} a call of {call.method.name} made by another client: "
                "make it with the client that sends it"
            )
        for needed in needed_by(call):
            if not needed._sent and listed.get(needed, -1) > listed.get(call, len(calls)):
                raise CallRefused(
                    f"{call.method.name} refers to {needed.method.name}, "
                    "which comes later in send(): put it before"
                )
            add(needed, call)
        found[call] = None

    try:
        for call in calls:
            add(call, None)
    except RecursionError:
        raise CallRefused("the calls refer to each other in too long a chain") from None
    return list(found)
