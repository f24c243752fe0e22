"""What a method call knows besides its arguments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from ...runtime import JSONObject
    from .access import Access
    from .bindings import Binding
    from .limits import Limits


@attrs.define(kw_only=True)
class Context:
    """One request while it is carried out."""

    using: frozenset[str]
    limits: Limits
    access: Access
    methods: Mapping[str, Binding]
    created_ids: dict[str, str] = attrs.field(factory=dict[str, str])

    def resolve(self, id_: str) -> str:
        """The id that a creation reference stands for; any other id as it is."""
        return self.created_ids.get(id_[1:], id_) if id_.startswith("#") else id_


def texts(arguments: JSONObject, name: str) -> list[str]:
    """An argument that is an array of strings, or null."""
    value = arguments.get(name)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def objects(arguments: JSONObject, name: str) -> dict[str, JSONObject]:
    """An argument that is a map of objects, or null."""
    value = arguments.get(name)
    if not isinstance(value, dict):
        return {}
    return {key: item for key, item in value.items() if isinstance(item, dict)}


def whole(arguments: JSONObject, name: str) -> int | None:
    """An argument that is a whole number, or null."""
    value = arguments.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None
