# Generated from rfc8620_core.toml by `aiojmap-codegen generate`. Do not edit.
"""The JSON Meta Application Protocol (RFC 8620).

Classes are imported when they are first asked for; `load()` imports all of them at once.
"""

from typing import TYPE_CHECKING

from aiojmap.runtime import RUNTIME_VERSION, lazy_package

if TYPE_CHECKING:
    from aiojmap.core import method_errors as method_errors
    from aiojmap.core import request_errors as request_errors
    from aiojmap.core import set_errors as set_errors
    from aiojmap.core.added_item import AddedItem as AddedItem
    from aiojmap.core.blob import BlobCopyArguments as BlobCopyArguments
    from aiojmap.core.blob import BlobCopyCall as BlobCopyCall
    from aiojmap.core.blob import BlobCopyResponse as BlobCopyResponse
    from aiojmap.core.blob import BlobMethods as BlobMethods
    from aiojmap.core.blob import UploadedBlob as UploadedBlob
    from aiojmap.core.blob import UploadedBlobRefs as UploadedBlobRefs
    from aiojmap.core.capability import CoreCapability as CoreCapability
    from aiojmap.core.client import ClientMethods as ClientMethods
    from aiojmap.core.core import CoreEchoArguments as CoreEchoArguments
    from aiojmap.core.core import CoreEchoCall as CoreEchoCall
    from aiojmap.core.core import CoreEchoResponse as CoreEchoResponse
    from aiojmap.core.core import CoreMethods as CoreMethods
    from aiojmap.core.ids import AccountId as AccountId
    from aiojmap.core.ids import AddedItemId as AddedItemId
    from aiojmap.core.ids import BlobId as BlobId
    from aiojmap.core.ids import PushSubscriptionId as PushSubscriptionId
    from aiojmap.core.ids import RecordId as RecordId
    from aiojmap.core.push_subscription import PushKeys as PushKeys
    from aiojmap.core.push_subscription import PushKeysRefs as PushKeysRefs
    from aiojmap.core.push_subscription import PushSubscription as PushSubscription
    from aiojmap.core.push_subscription import (
        PushSubscriptionChangeCall as PushSubscriptionChangeCall,
    )
    from aiojmap.core.push_subscription import (
        PushSubscriptionCreate as PushSubscriptionCreate,
    )
    from aiojmap.core.push_subscription import (
        PushSubscriptionCreateCall as PushSubscriptionCreateCall,
    )
    from aiojmap.core.push_subscription import (
        PushSubscriptionGetArguments as PushSubscriptionGetArguments,
    )
    from aiojmap.core.push_subscription import (
        PushSubscriptionGetCall as PushSubscriptionGetCall,
    )
    from aiojmap.core.push_subscription import (
        PushSubscriptionGetResponse as PushSubscriptionGetResponse,
    )
    from aiojmap.core.push_subscription import (
        PushSubscriptionMethods as PushSubscriptionMethods,
    )
    from aiojmap.core.push_subscription import (
        PushSubscriptionPatch as PushSubscriptionPatch,
    )
    from aiojmap.core.push_subscription import (
        PushSubscriptionProperty as PushSubscriptionProperty,
    )
    from aiojmap.core.push_subscription import (
        PushSubscriptionRefs as PushSubscriptionRefs,
    )
    from aiojmap.core.push_subscription import (
        PushSubscriptionSetArguments as PushSubscriptionSetArguments,
    )
    from aiojmap.core.push_subscription import (
        PushSubscriptionSetCall as PushSubscriptionSetCall,
    )
    from aiojmap.core.push_subscription import (
        PushSubscriptionSetResponse as PushSubscriptionSetResponse,
    )
    from aiojmap.core.push_subscription import PushVerification as PushVerification
    from aiojmap.core.push_subscription import (
        PushVerificationRefs as PushVerificationRefs,
    )
    from aiojmap.core.push_subscription import (
        PushVerificationType as PushVerificationType,
    )
    from aiojmap.core.session import Account as Account
    from aiojmap.core.session import AccountRefs as AccountRefs
    from aiojmap.core.session import Session as Session
    from aiojmap.core.session import SessionRefs as SessionRefs
    from aiojmap.core.standard import ChangesResponse as ChangesResponse
    from aiojmap.core.standard import CopyResponse as CopyResponse
    from aiojmap.core.standard import GetResponse as GetResponse
    from aiojmap.core.standard import QueryChangesResponse as QueryChangesResponse
    from aiojmap.core.standard import QueryResponse as QueryResponse
    from aiojmap.core.standard import SetResponse as SetResponse
    from aiojmap.core.state_change import Ping as Ping
    from aiojmap.core.state_change import PingRefs as PingRefs
    from aiojmap.core.state_change import StateChange as StateChange
    from aiojmap.core.state_change import StateChangeRefs as StateChangeRefs
    from aiojmap.core.state_change import StateChangeType as StateChangeType

__all__ = [
    "Account",
    "AccountId",
    "AccountRefs",
    "AddedItem",
    "AddedItemId",
    "BlobCopyArguments",
    "BlobCopyCall",
    "BlobCopyResponse",
    "BlobId",
    "BlobMethods",
    "ChangesResponse",
    "ClientMethods",
    "CopyResponse",
    "CoreCapability",
    "CoreEchoArguments",
    "CoreEchoCall",
    "CoreEchoResponse",
    "CoreMethods",
    "GetResponse",
    "Ping",
    "PingRefs",
    "PushKeys",
    "PushKeysRefs",
    "PushSubscription",
    "PushSubscriptionChangeCall",
    "PushSubscriptionCreate",
    "PushSubscriptionCreateCall",
    "PushSubscriptionGetArguments",
    "PushSubscriptionGetCall",
    "PushSubscriptionGetResponse",
    "PushSubscriptionId",
    "PushSubscriptionMethods",
    "PushSubscriptionPatch",
    "PushSubscriptionProperty",
    "PushSubscriptionRefs",
    "PushSubscriptionSetArguments",
    "PushSubscriptionSetCall",
    "PushSubscriptionSetResponse",
    "PushVerification",
    "PushVerificationRefs",
    "PushVerificationType",
    "QueryChangesResponse",
    "QueryResponse",
    "RecordId",
    "Session",
    "SessionRefs",
    "SetResponse",
    "StateChange",
    "StateChangeRefs",
    "StateChangeType",
    "UploadedBlob",
    "UploadedBlobRefs",
    "load",
    "method_errors",
    "request_errors",
    "set_errors",
]

_MODULES = {
    "Account": "session",
    "AccountId": "ids",
    "AccountRefs": "session",
    "AddedItem": "added_item",
    "AddedItemId": "ids",
    "BlobCopyArguments": "blob",
    "BlobCopyCall": "blob",
    "BlobCopyResponse": "blob",
    "BlobId": "ids",
    "BlobMethods": "blob",
    "ChangesResponse": "standard",
    "ClientMethods": "client",
    "CopyResponse": "standard",
    "CoreCapability": "capability",
    "CoreEchoArguments": "core",
    "CoreEchoCall": "core",
    "CoreEchoResponse": "core",
    "CoreMethods": "core",
    "GetResponse": "standard",
    "Ping": "state_change",
    "PingRefs": "state_change",
    "PushKeys": "push_subscription",
    "PushKeysRefs": "push_subscription",
    "PushSubscription": "push_subscription",
    "PushSubscriptionChangeCall": "push_subscription",
    "PushSubscriptionCreate": "push_subscription",
    "PushSubscriptionCreateCall": "push_subscription",
    "PushSubscriptionGetArguments": "push_subscription",
    "PushSubscriptionGetCall": "push_subscription",
    "PushSubscriptionGetResponse": "push_subscription",
    "PushSubscriptionId": "ids",
    "PushSubscriptionMethods": "push_subscription",
    "PushSubscriptionPatch": "push_subscription",
    "PushSubscriptionProperty": "push_subscription",
    "PushSubscriptionRefs": "push_subscription",
    "PushSubscriptionSetArguments": "push_subscription",
    "PushSubscriptionSetCall": "push_subscription",
    "PushSubscriptionSetResponse": "push_subscription",
    "PushVerification": "push_subscription",
    "PushVerificationRefs": "push_subscription",
    "PushVerificationType": "push_subscription",
    "QueryChangesResponse": "standard",
    "QueryResponse": "standard",
    "RecordId": "ids",
    "Session": "session",
    "SessionRefs": "session",
    "SetResponse": "standard",
    "StateChange": "state_change",
    "StateChangeRefs": "state_change",
    "StateChangeType": "state_change",
    "UploadedBlob": "blob",
    "UploadedBlobRefs": "blob",
    "method_errors": "method_errors",
    "request_errors": "request_errors",
    "set_errors": "set_errors",
}

__getattr__, __dir__, load = lazy_package(__name__, _MODULES, made_for=1, runtime=RUNTIME_VERSION)
