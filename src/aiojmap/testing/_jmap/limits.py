"""The limits of the server, as its session tells them (RFC 8620, section 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from ...runtime import JSONObject


@attrs.frozen(kw_only=True)
class Limits:
    """How much of everything may be asked for at once."""

    max_size_upload: int = 50_000_000
    max_concurrent_upload: int = 4
    max_size_request: int = 10_000_000
    max_concurrent_requests: int = 10
    max_calls_in_request: int = 50
    max_objects_in_get: int = 1000
    max_objects_in_set: int = 1000
    max_size_attachments_per_email: int = 50_000_000

    def as_json(self, collations: tuple[str, ...]) -> JSONObject:
        """The object of the core capability."""
        return {
            "maxSizeUpload": self.max_size_upload,
            "maxConcurrentUpload": self.max_concurrent_upload,
            "maxSizeRequest": self.max_size_request,
            "maxConcurrentRequests": self.max_concurrent_requests,
            "maxCallsInRequest": self.max_calls_in_request,
            "maxObjectsInGet": self.max_objects_in_get,
            "maxObjectsInSet": self.max_objects_in_set,
            "collationAlgorithms": [*collations],
        }
