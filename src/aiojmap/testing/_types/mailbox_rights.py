"""What somebody may do with a mailbox (RFC 8621, section 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...mail import MailboxRights

if TYPE_CHECKING:
    from ...runtime import JSONObject

_NAMES: Final = tuple(MailboxRights.properties_by_json)
# What nobody may do with the inbox.
_FIXED: Final = frozenset(["mayRename", "mayDelete"])


def rights(mailbox: JSONObject, may_write: bool) -> JSONObject:
    """The MailboxRights of somebody who may change the account or not."""
    fixed = _FIXED if mailbox["role"] == "inbox" else frozenset[str]()
    return {name: name == "mayReadItems" or (may_write and name not in fixed) for name in _NAMES}
