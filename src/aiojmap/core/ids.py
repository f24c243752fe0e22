# Generated from rfc8620_core.toml by `aiojmap-codegen generate`. Do not edit.
"""Names for ids, by the type of what they identify; every one of them is a plain string."""

from typing import NewType

AccountId = NewType("AccountId", str)
"""The id of an Account."""

RecordId = NewType("RecordId", str)
"""The id of a Record."""

BlobId = NewType("BlobId", str)
"""The id of a Blob."""

PushSubscriptionId = NewType("PushSubscriptionId", str)
"""The id of a PushSubscription."""

AddedItemId = NewType("AddedItemId", str)
"""The id of an AddedItem."""
