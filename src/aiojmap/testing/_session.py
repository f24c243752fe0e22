"""The session resource (RFC 8620, section 2)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from .._model.json import dumps
from ._jmap.processing import CORE
from ._jmap.sorting import COLLATIONS
from ._types.email_sorts import KEYS
from ._types.mailbox import MAX_NAME

if TYPE_CHECKING:
    from ..runtime import JSON, JSONObject
    from ._jmap.account import Account
    from ._jmap.limits import Limits


def _mail() -> JSONObject:
    return {
        "maxMailboxesPerEmail": None,
        "maxMailboxDepth": None,
        "maxSizeMailboxName": MAX_NAME,
        "maxSizeAttachmentsPerEmail": 50_000_000,
        "emailQuerySortOptions": [*KEYS],
        "mayCreateTopLevelMailbox": True,
    }


def _submission() -> JSONObject:
    return {"maxDelayedSend": 0, "submissionExtensions": {}}


_OF_ACCOUNT: Final[Mapping[str, Callable[[], JSONObject]]] = {
    "urn:ietf:params:jmap:mail": _mail,
    "urn:ietf:params:jmap:submission": _submission,
}


class SessionDocument:
    """What the server tells about itself and the account."""

    def __init__(self, account: Account, offered: frozenset[str], limits: Limits) -> None:
        self._account = account
        self._offered = sorted(offered)
        self._limits = limits

    def state(self, base: str, username: str) -> str:
        """Changes whenever anything else in the session does."""
        return str(self.document(base, username)["state"])

    def document(self, base: str, username: str) -> JSONObject:
        """The session object, with URLs that begin with `base`."""
        mine = [uri for uri in self._offered if uri != CORE]
        found: JSONObject = {
            "capabilities": self._capabilities(),
            "accounts": {
                self._account.id: {
                    "name": self._account.user.email,
                    "isPersonal": True,
                    "isReadOnly": self._account.read_only,
                    "accountCapabilities": {uri: _capability(uri) for uri in mine},
                }
            },
            "primaryAccounts": dict.fromkeys(mine, self._account.id),
            "username": username,
            "apiUrl": f"{base}/jmap/api",
            "downloadUrl": f"{base}/jmap/download/{{accountId}}/{{blobId}}/{{name}}?type={{type}}",
            "uploadUrl": f"{base}/jmap/upload/{{accountId}}/",
            "eventSourceUrl": f"{base}/jmap/event/"
            "?types={types}&closeafter={closeafter}&ping={ping}",
        }
        found["state"] = hashlib.sha256(dumps(found)).hexdigest()[:12]
        return found

    def _capabilities(self) -> JSONObject:
        found: JSONObject = {uri: {} for uri in self._offered}
        found[CORE] = self._limits.as_json(tuple(COLLATIONS))
        return found


def _capability(uri: str) -> JSON:
    make = _OF_ACCOUNT.get(uri)
    return make() if make else {}
