"""The states that credentials see, how two of them differ, and event ids made of them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Final

from ..._model.json import dumps
from .._jmap.reading import NotJSON, read

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject
    from .._jmap.access import Access

States = Mapping[str, Mapping[str, str]]
"""The state of each type, by the id of the account."""

DELIVERY: Final = "EmailDelivery"
"""What has a state but no methods: it changes when an Email is added (RFC 8621, section 1.5)."""


def visible(access: Access, stated: Mapping[str, str]) -> States:
    """The states in the accounts that credentials reach, of types with a granted capability.

    `stated` holds the types that have a state, with their capabilities.
    """
    granted = [name for name, uri in stated.items() if uri in access.capabilities]
    return {
        id_: {
            name: account.table(name).state
            for name in granted
            if name in account.types or name == DELIVERY
        }
        for id_, account in access.accounts.items()
    }


def difference(now: States, told: States, types: Collection[str] | None = None) -> States:
    """The states that are others than those told, only of the types named, if any are."""
    found = {
        id_: {
            name: state
            for name, state in states.items()
            if told.get(id_, {}).get(name) != state and (types is None or name in types)
        }
        for id_, states in now.items()
    }
    return {id_: states for id_, states in found.items() if states}


def state_change(changed: States) -> JSONObject:
    """The StateChange object (RFC 8620, section 7.1)."""
    return {"@type": "StateChange", "changed": {id_: {**found} for id_, found in changed.items()}}


def event_id(states: States) -> str:
    """States as an event id, which holds all of them: nothing has to be remembered for it."""
    text = dumps({id_: {**found} for id_, found in states.items()})
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def read_event_id(given: str) -> States:
    """The states in an event id; none at all if it is not one of ours."""
    try:
        value = read(base64.b64decode(given + "=" * (-len(given) % 4), b"-_", validate=True))
    except (binascii.Error, ValueError, NotJSON):
        return {}
    return {id_: _texts(found) for id_, found in _members(value)}


def _texts(value: JSON) -> dict[str, str]:
    return {name: state for name, state in _members(value) if isinstance(state, str)}


def _members(value: JSON) -> list[tuple[str, JSON]]:
    return [*value.items()] if isinstance(value, dict) else []
