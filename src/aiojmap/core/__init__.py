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
    from aiojmap.core.capability import CoreCapability as CoreCapability
    from aiojmap.core.ids import AccountId as AccountId
    from aiojmap.core.ids import AddedItemId as AddedItemId
    from aiojmap.core.ids import BlobId as BlobId
    from aiojmap.core.ids import RecordId as RecordId
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

__all__ = [
    "Account",
    "AccountId",
    "AccountRefs",
    "AddedItem",
    "AddedItemId",
    "BlobId",
    "ChangesResponse",
    "CopyResponse",
    "CoreCapability",
    "GetResponse",
    "QueryChangesResponse",
    "QueryResponse",
    "RecordId",
    "Session",
    "SessionRefs",
    "SetResponse",
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
    "BlobId": "ids",
    "ChangesResponse": "standard",
    "CopyResponse": "standard",
    "CoreCapability": "capability",
    "GetResponse": "standard",
    "QueryChangesResponse": "standard",
    "QueryResponse": "standard",
    "RecordId": "ids",
    "Session": "session",
    "SessionRefs": "session",
    "SetResponse": "standard",
    "method_errors": "method_errors",
    "request_errors": "request_errors",
    "set_errors": "set_errors",
}

__getattr__, __dir__, load = lazy_package(__name__, _MODULES, made_for=1, runtime=RUNTIME_VERSION)
