"""The session resource (RFC 8620, section 2)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from .._model.json import dumps
from ._jmap.bindings import account_capability
from ._jmap.processing import CORE
from ._jmap.sorting import COLLATIONS
from ._types.email_sorts import KEYS
from ._types.envelope import LAST_RELEASE, MAX_DELAY
from ._types.filing import MAX_MAILBOXES
from ._types.mailbox import MAX_DEPTH, MAX_NAME

if TYPE_CHECKING:
    from ..runtime import JSON, JSONObject
    from ._jmap.access import Access
    from ._jmap.account import Account
    from ._jmap.limits import Limits
    from ._realm import Realm


def _mail(limits: Limits) -> JSONObject:
    return {
        "maxMailboxesPerEmail": MAX_MAILBOXES,
        "maxMailboxDepth": MAX_DEPTH,
        "maxSizeMailboxName": MAX_NAME,
        "maxSizeAttachmentsPerEmail": limits.max_size_attachments_per_email,
        "emailQuerySortOptions": [*KEYS],
        "mayCreateTopLevelMailbox": True,
    }


def _submission(limits: Limits) -> JSONObject:
    return {
        "maxDelayedSend": MAX_DELAY,
        "submissionExtensions": {
            "DSN": [],
            "FUTURERELEASE": [str(MAX_DELAY), LAST_RELEASE],
            "SIZE": [str(limits.max_size_upload)],
        },
    }


_OF_ACCOUNT: Final[Mapping[str, Callable[[Limits], JSONObject]]] = {
    "urn:ietf:params:jmap:mail": _mail,
    "urn:ietf:params:jmap:submission": _submission,
}


def document(base: str, access: Access, realm: Realm) -> JSONObject:
    """The session object for credentials, with URLs that begin with `base`."""
    uris = sorted(access.capabilities)
    found: JSONObject = {
        "capabilities": {
            uri: realm.limits.as_json(tuple(COLLATIONS)) if uri == CORE else {} for uri in uris
        },
        "accounts": {
            id_: _account(account, access, realm, uris) for id_, account in access.accounts.items()
        },
        "primaryAccounts": {uri: access.personal.id for uri in uris if uri != CORE},
        "username": access.username,
        "apiUrl": f"{base}/jmap/api",
        "downloadUrl": f"{base}/jmap/download/{{accountId}}/{{blobId}}/{{name}}?type={{type}}",
        "uploadUrl": f"{base}/jmap/upload/{{accountId}}/",
        "eventSourceUrl": f"{base}/jmap/event/"
        "?types={types}&closeafter={closeafter}&ping={ping}",
    }
    found["state"] = hashlib.sha256(dumps([found, realm.bumps])).hexdigest()[:12]
    return found


def _account(account: Account, access: Access, realm: Realm, uris: list[str]) -> JSONObject:
    return {
        "name": account.user.email,
        "isPersonal": account is access.personal,
        "isReadOnly": not access.may_write(account),
        "accountCapabilities": {uri: _capability(uri, realm) for uri in uris if uri != CORE},
    }


def _capability(uri: str, realm: Realm) -> JSON:
    make = _OF_ACCOUNT.get(uri)
    return make(realm.limits) if make else account_capability(realm.packages, uri)
