"""Emails (RFC 8621, section 4)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from .._jmap.datatype import DataType, Matcher, SortKey
from .._jmap.failures import SetFailure, invalid_properties
from .._message import headers
from .._message.composing import compose
from . import email_filters, email_sorts
from .email_view import EmailView, fields_of
from .mail_store import MailStore

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...runtime import JSON, JSONObject
    from .._jmap.account import Account
    from .._jmap.context import Context
    from .._jmap.datatype import Classes

MAX_KEYWORDS: Final = 100
_KEYWORD: Final = re.compile(r"[!#$&'+-Z\[^-z|}~]{1,255}")
_LEFT_OUT: Final = frozenset(["headers", "bodyStructure"])


class EmailType(DataType):
    """Emails: parsed messages that are never changed, with keywords and mailboxes that are."""

    name = "Email"

    def __init__(self, account: Account, classes: Classes, store: MailStore) -> None:
        super().__init__(account, classes)
        self.store = store
        self._made = 0

    def check_get(self, arguments: JSONObject, /) -> None:
        super().check_get(arguments)
        EmailView.check(arguments)

    def default_properties(self) -> Sequence[str]:
        return [name for name in self.classes.record.properties_by_json if name not in _LEFT_OUT]

    def select(
        self, record: JSONObject, names: Iterable[str], arguments: JSONObject, /
    ) -> JSONObject:
        return EmailView.of(arguments).select(record, names)

    def value(self, record: JSONObject, name: str, /) -> JSON:
        header = headers.parse_property(name)
        if header is not None:
            return headers.value(fields_of(record), header)
        return record.get(name)

    def create(self, sent: JSONObject, _context: Context, /) -> JSONObject:
        merged = {**self.defaults(), **sent}
        self._check_placed(merged)
        self._made += 1
        token = f"{self.account.random.getrandbits(64):016x}"
        domain = self.account.user.email.rpartition("@")[2]
        now = self.account.now()
        raw = compose(sent, self.account.blobs, now, f"{self._made}.{token}@{domain}")
        received_at = sent.get("receivedAt")
        return self.store.add(
            raw,
            mailbox_ids=merged["mailboxIds"],
            keywords=merged["keywords"],
            received_at=received_at if isinstance(received_at, str) else now,
        )

    def reported(self, _sent: JSONObject, record: JSONObject, /) -> JSONObject:
        return {name: record[name] for name in ("id", "blobId", "threadId", "size")}

    def update(self, id_: str, new: JSONObject, old: JSONObject, _context: Context, /) -> None:
        placed = dict(new)
        self._check_placed(placed)
        # Header properties can be sent back unchanged; they are no members of the record.
        record = {name: value for name, value in placed.items() if name in old}
        self.store.replace(id_, record)

    def destroy(self, id_: str, _arguments: JSONObject, _context: Context, /) -> None:
        self.store.remove(id_)

    def matcher(self, name: str, value: JSON, /) -> Matcher | None:
        make = email_filters.MATCHERS.get(name)
        return None if make is None else make(value, self.store)

    def sort_key(self, property_: str, comparator: JSONObject, /) -> SortKey | None:
        make = email_sorts.KEYS.get(property_)
        return None if make is None else make(comparator, self.store)

    def comparator_arguments(self, property_: str, /) -> Mapping[str, type]:
        return {"keyword": str} if property_ in email_sorts.NEED_KEYWORD else {}

    def arrange(
        self, found: list[JSONObject], _ordered: list[JSONObject], arguments: JSONObject, /
    ) -> list[JSONObject]:
        if not arguments.get("collapseThreads"):
            return found
        first: dict[JSON, JSONObject] = {}
        for record in found:
            first.setdefault(record["threadId"], record)
        return list(first.values())

    def _check_placed(self, record: JSONObject) -> None:
        """Check the mailboxes and keywords of an email; the latter are put in lower case."""
        mailboxes, given = record["mailboxIds"], record["keywords"]
        table = self.account.table("Mailbox")
        if not isinstance(mailboxes, dict) or not mailboxes:
            raise invalid_properties(["mailboxIds"], "an email is in one mailbox at least")
        unknown = [id_ for id_ in mailboxes if id_ not in table]
        if unknown:
            raise invalid_properties(["mailboxIds"], f"there is no mailbox {unknown[0]!r}")
        if not isinstance(given, dict) or not all(map(_KEYWORD.fullmatch, given)):
            raise invalid_properties(["keywords"], "a keyword has a character it may not have")
        for name in ("mailboxIds", "keywords"):
            entries = record[name]
            if isinstance(entries, dict) and not all(item is True for item in entries.values()):
                raise invalid_properties([name], "every value must be true")
        if len(given) > MAX_KEYWORDS:
            raise SetFailure("tooManyKeywords", f"there may be {MAX_KEYWORDS}")
        if any(keyword != keyword.lower() for keyword in given):
            record["keywords"] = {keyword.lower(): True for keyword in given}
