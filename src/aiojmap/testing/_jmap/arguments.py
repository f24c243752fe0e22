"""The arguments of a call: checked against the generated class, and completed."""

from __future__ import annotations

import copy
from collections.abc import Collection
from typing import TYPE_CHECKING

import attrs

from .failures import invalid_arguments
from .shapes import Mismatch, check, hints_of, nullable

if TYPE_CHECKING:
    from ..._model.records import Property
    from ...runtime import JSON, Arguments, JSONObject


def complete(given: JSONObject, expected: type[Arguments], using: Collection[str]) -> JSONObject:
    """Check arguments and put in the defaults of those left out (RFC 8620, section 3.5)."""
    known = {
        name: found
        for name, found in expected.properties_by_json.items()
        if found.capability is None or found.capability in using
    }
    hints = hints_of(expected)
    for name, value in given.items():
        if name not in known:
            raise invalid_arguments(f"{name!r} is no argument of this method")
        try:
            check(value, hints[name], deep=False)
        except Mismatch as problem:
            raise invalid_arguments(f"{name}: {problem}") from None
    found = dict(given)
    for name, entry in known.items():
        if name not in given:
            _add_default(found, entry, hints[name])
    return found


def _add_default(found: JSONObject, entry: Property, hint: object) -> None:
    if entry.default is not attrs.NOTHING:
        value: JSON = copy.deepcopy(entry.default)  # type: ignore[assignment]  # JSON, by the schema
        found[entry.json] = value
    elif nullable(hint):
        found[entry.json] = None
    elif entry.required or entry.json == "accountId":
        raise invalid_arguments(f"{entry.json!r} is missing")
