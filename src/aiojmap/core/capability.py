# Generated from rfc8620_core.toml by `aiojmap-codegen generate`. Do not edit.
"""The limits of the server and what every request relies on."""

from __future__ import annotations

from typing import ClassVar

from aiojmap.runtime import (
    NOT_FETCHED,
    SessionCapabilityObject,
    UnsignedInt,
    prop,
    record,
)


@record
class CoreCapability(SessionCapabilityObject):
    """What the capabilities of the session say under `urn:ietf:params:jmap:core`.

    RFC 8620, section 2.
    """

    uri: ClassVar[str] = "urn:ietf:params:jmap:core"

    max_size_upload: UnsignedInt = prop("maxSizeUpload", default=NOT_FETCHED, fallback=50000000)
    """Largest file, in octets, that one upload may carry. `UnsignedInt`, section 2."""
    max_concurrent_upload: UnsignedInt = prop(
        "maxConcurrentUpload", default=NOT_FETCHED, fallback=4
    )
    """How many uploads may run at once. `UnsignedInt`, section 2."""
    max_size_request: UnsignedInt = prop("maxSizeRequest", default=NOT_FETCHED, fallback=10000000)
    """Largest API request, in octets. `UnsignedInt`, section 2."""
    max_concurrent_requests: UnsignedInt = prop(
        "maxConcurrentRequests", default=NOT_FETCHED, fallback=4
    )
    """How many API requests may run at once. `UnsignedInt`, section 2."""
    max_calls_in_request: UnsignedInt = prop("maxCallsInRequest", default=NOT_FETCHED, fallback=16)
    """How many method calls one request may hold. `UnsignedInt`, section 2."""
    max_objects_in_get: UnsignedInt = prop("maxObjectsInGet", default=NOT_FETCHED, fallback=500)
    """How many objects one /get may ask for. `UnsignedInt`, section 2."""
    max_objects_in_set: UnsignedInt = prop("maxObjectsInSet", default=NOT_FETCHED, fallback=500)
    """How many creates, updates and destroys one /set may hold together. `UnsignedInt`, section 2.
    """
    collation_algorithms: list[str] = prop("collationAlgorithms", default=NOT_FETCHED, fallback=[])
    """Collations, as registered by RFC 4790, that a sort may name. `String[]`, section 2."""
