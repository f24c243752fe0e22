"""What calls need credentials to allow: capabilities, the OAuth scopes that bring them, writing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import attrs

from .._model.errors import ConfigurationError
from .._model.invocation import AnyCall
from .._model.json import is_array
from .._model.references import needed_by
from ..core import CoreCapability

AnyMethod: TypeAlias = AnyCall | type[AnyCall]
"""A call, or the class of calls of a method, such as `mail.EmailSetCall`."""


@attrs.frozen
class Need:
    """A capability, and the OAuth scope that brings it, if one is known."""

    capability: str
    scope: str | None


def needs(call: AnyMethod) -> list[Need]:
    """What a call relies on: its method's capability, and those of single arguments."""
    method = call.method
    found = [Need(method.capability, method.scope)] if method.capability else []
    if isinstance(call, type):
        return found
    for argument in type(call.arguments).properties_by_name.values():
        value = call._json.get(argument.json)
        if argument.json in call._json and argument.capability is not None:
            found.append(Need(argument.capability, argument.scope))
        if argument.properties_of is None or not is_array(value):
            continue
        known = argument.properties_of.properties_by_json
        for name in value:
            if isinstance(name, str) and name in known:
                item = known[name]
                if item.capability:
                    found.append(Need(item.capability, item.scope))
    return found


def needed_capabilities(call: AnyMethod) -> list[str]:
    """The capabilities a call relies on, the core apart."""
    return [need.capability for need in needs(call)]


def is_core(need: Need) -> bool:
    """Whether a need is of the core, which every token has."""
    return need.capability == CoreCapability.uri


def required_capabilities(*calls: AnyMethod) -> list[str]:
    """The URIs of the capabilities that calls need, the core first: the least to ask for.

    Each is a call, which counts with the arguments and properties it uses and with the calls it
    refers to, or a class of calls, such as `mail.EmailSetCall`.
    """
    found = [need.capability for call in _with_references(calls) for need in needs(call)]
    return list(dict.fromkeys([CoreCapability.uri, *found]))


def required_scopes(*calls: AnyMethod) -> list[str]:
    """The OAuth scopes that calls need: the least an app must ask for.

    Calls are given as to `required_capabilities`. The core comes with any scope, so its methods
    add none but when they are alone. Add `offline_access` for a token that is to be refreshed.

    Raises `ConfigurationError` if the schema knows no scope for one of them.
    """
    all_needs = [need for call in _with_references(calls) for need in needs(call)]
    special = [need for need in all_needs if not is_core(need)]
    found: list[str] = []
    for need in special or all_needs:
        if need.scope is None:
            raise ConfigurationError(
                f"no OAuth scope is known for {need.capability}: ask the provider for its scope, "
                "and put it into the schema"
            )
        found.append(need.scope)
    return list(dict.fromkeys(found))


def requires_write(*calls: AnyMethod) -> bool:
    """Whether one of the calls changes anything, so that a read-only token is not enough.

    Calls are given as to `required_capabilities`.
    """
    return any(call.method.effect == "write" for call in _with_references(calls))


def _with_references(calls: Iterable[AnyMethod]) -> Iterator[AnyMethod]:
    """The calls and all that they refer to, each once."""
    left = list(calls)
    seen: dict[AnyMethod, None] = {}
    while left:
        call = left.pop(0)
        if call in seen:
            continue
        seen[call] = None
        yield call
        if not isinstance(call, type):
            left.extend(needed_by(call))
