"""Where an email is put, and with which keywords: what the client may set of any email."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from .._jmap.failures import SetFailure, invalid_properties

if TYPE_CHECKING:
    from ...runtime import JSONObject
    from .._jmap.table import Table

MAX_KEYWORDS: Final = 100
MAX_MAILBOXES: Final = 100
_KEYWORD: Final = re.compile(r"[!#$&'+-Z\[^-z|}~]{1,255}")
# Most emails have one of a few sets of keywords, and records never change: they can share it.
_NO_KEYWORDS: Final[JSONObject] = {}


@attrs.frozen(kw_only=True)
class Filing:
    """The mailboxes, the keywords and the date of an email."""

    mailbox_ids: JSONObject
    keywords: JSONObject = _NO_KEYWORDS
    received_at: str | None = None


def filed(sent: JSONObject, mailboxes: Table) -> Filing:
    """Check them (RFC 8621, sections 4.1.1 and 4.6); keywords are put in lower case."""
    boxes, given, received_at = sent["mailboxIds"], sent["keywords"], sent.get("receivedAt")
    if not isinstance(boxes, dict) or not boxes:
        raise invalid_properties(["mailboxIds"], "an email is in one mailbox at least")
    unknown = [id_ for id_ in boxes if id_ not in mailboxes]
    if unknown:
        raise invalid_properties(["mailboxIds"], f"there is no mailbox {unknown[0]!r}")
    if not isinstance(given, dict):
        raise invalid_properties(["keywords"], "must be an object")
    wrong = [keyword for keyword in given if not _KEYWORD.fullmatch(keyword)]
    if wrong:
        raise invalid_properties(["keywords"], f"{wrong[0][:40]!r} can be no keyword")
    for name, entries in (("mailboxIds", boxes), ("keywords", given)):
        if not all(item is True for item in entries.values()):
            raise invalid_properties([name], "every value must be true")
    keywords: JSONObject = {keyword.lower(): True for keyword in given}
    if len(keywords) > MAX_KEYWORDS:
        raise SetFailure("tooManyKeywords", f"an email has at most {MAX_KEYWORDS}")
    if len(boxes) > MAX_MAILBOXES:
        raise SetFailure("tooManyMailboxes", f"an email is in at most {MAX_MAILBOXES}")
    return Filing(
        mailbox_ids=boxes,
        keywords=keywords or _NO_KEYWORDS,
        received_at=received_at if isinstance(received_at, str) else None,
    )
