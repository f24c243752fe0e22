# Generated from rfc8620_core.toml by `aiojmap-codegen generate`. Do not edit.
"""The part of a client that RFC 8620 adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiojmap.runtime import Sender

if TYPE_CHECKING:
    from aiojmap.core.blob import BlobMethods
    from aiojmap.core.core import CoreMethods
    from aiojmap.core.push_subscription import PushSubscriptionMethods


class ClientMethods(Sender):
    """Adds the methods of The JSON Meta Application Protocol to a client."""

    @property
    def blob(self) -> BlobMethods:
        """The methods of Blob: a sequence of octets with an id, kept by the server."""
        from aiojmap.core.blob import BlobMethods

        return BlobMethods(self)

    @property
    def push_subscription(self) -> PushSubscriptionMethods:
        """The methods of PushSubscription: a URL that the server calls when something changes."""
        from aiojmap.core.push_subscription import PushSubscriptionMethods

        return PushSubscriptionMethods(self)

    @property
    def core(self) -> CoreMethods:
        """The Core methods."""
        from aiojmap.core.core import CoreMethods

        return CoreMethods(self)
