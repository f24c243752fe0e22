"""Emails (RFC 8621, section 4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from ...runtime import JSONObject
from .._jmap.context import Context
from .._jmap.datatype import Answer, DataType, Matcher, SortKey, Verb
from .._message import headers
from .._message.composing import compose
from . import email_filters, email_sorts
from .email_import import import_, refuse_known
from .email_parse import parse
from .email_view import EmailView, fields_of
from .filing import filed
from .mail_store import LARGE, MailStore

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...runtime import JSON
    from .._jmap.access import Access
    from .._jmap.account import Account
    from .._jmap.datatype import Classes

_LEFT_OUT: Final = frozenset(["headers", "bodyStructure"])
_OWN: Final[Mapping[str, Callable[[DataType, MailStore, JSONObject, Context], list[Answer]]]] = {
    "import": import_,
    "parse": parse,
}


class EmailType(DataType):
    """Emails: parsed messages that are never changed, with keywords and mailboxes that are."""

    name = "Email"

    def __init__(self, account: Account, classes: Classes, store: MailStore) -> None:
        super().__init__(account, classes)
        self.store = store
        self._made = 0

    def method(self, verb: str, /) -> Verb | None:
        own = _OWN.get(verb)
        if own is None:
            return None
        return lambda type_, arguments, context: own(type_, self.store, arguments, context)

    # ------------------------------------------------------------------ reading

    def check_get(self, arguments: JSONObject, /) -> None:
        super().check_get(arguments)
        EmailView.check(arguments)

    def default_properties(self) -> Sequence[str]:
        return [name for name in self.classes.record.properties_by_json if name not in _LEFT_OUT]

    def select(
        self, record: JSONObject, names: Iterable[str], arguments: JSONObject, /
    ) -> JSONObject:
        wanted = list(names)
        if any(name in LARGE for name in wanted):
            record = self.store.whole(record)
        elif any(name.startswith("header:") for name in wanted):
            fields = headers.header_json(self.store.fields(record))
            record = {**record, "headers": fields}
        return EmailView.of(arguments).select(record, wanted)

    def value(self, record: JSONObject, name: str, /) -> JSON:
        if name in LARGE:
            return self.store.whole(record).get(name)
        header = headers.parse_property(name)
        if header is not None:
            return headers.value(fields_of(self.store.whole(record)), header)
        return record.get(name)

    # ------------------------------------------------------------------ writing

    def create(self, sent: JSONObject, context: Context, /) -> JSONObject:
        filing = filed({**self.defaults(), **sent}, self.account.table("Mailbox"))
        self._made += 1
        token = f"{self.account.random.getrandbits(64):016x}"
        domain = self.account.user.email.rpartition("@")[2]
        now = self.account.now()
        raw = compose(
            sent,
            self.account.blobs,
            now,
            f"{self._made}.{token}@{domain}",
            max_attachments=context.limits.max_size_attachments_per_email,
        )
        return self.store.add(raw, filing, received_at=now)

    def create_copy(
        self, original: JSONObject, sent: JSONObject, source: DataType, _context: Context, /
    ) -> JSONObject:
        # What is not given stays as it is, but no mailbox of the other account is one here.
        filing = filed(
            {"mailboxIds": {}, "keywords": original["keywords"], **sent},
            self.account.table("Mailbox"),
        )
        raw = source.account.blobs.get(str(original["blobId"])) or b""
        refuse_known(self.store, str(original["blobId"]))
        return self.store.add(raw, filing, received_at=str(original["receivedAt"]))

    def settled(self, id_: str, /) -> str:
        return self.store.current(id_)

    def reported(self, _sent: JSONObject, record: JSONObject, /) -> JSONObject:
        return {name: record[name] for name in ("id", "blobId", "threadId", "size")}

    def pointer(self, tokens: list[str], /) -> list[str]:
        # Keywords are the same in capitals (RFC 8621, section 4.1.1).
        inside = tokens[0] == "keywords" and len(tokens) > 1
        return ["keywords", tokens[1].lower(), *tokens[2:]] if inside else tokens

    def update(self, id_: str, new: JSONObject, old: JSONObject, _context: Context, /) -> None:
        filing = filed(new, self.account.table("Mailbox"))
        # Properties can be sent back unchanged that are no members of the record.
        record = {name: value for name, value in new.items() if name in old}
        record.update(mailboxIds=filing.mailbox_ids, keywords=filing.keywords)
        self.store.replace(id_, record)

    def destroy(self, id_: str, _arguments: JSONObject, _context: Context, /) -> None:
        self.store.remove(id_)

    # ----------------------------------------------------------------- querying

    def matcher(self, name: str, value: JSON, /) -> Matcher | None:
        make = email_filters.MATCHERS.get(name)
        return None if make is None else make(value, self.store)

    def sort_key(self, property_: str, comparator: JSONObject, /) -> SortKey | None:
        make = email_sorts.KEYS.get(property_)
        return None if make is None else make(comparator, self.store)

    def comparator_arguments(self, property_: str, /) -> Mapping[str, object]:
        return {"keyword": str} if property_ in email_sorts.NEED_KEYWORD else {}

    def arrange(
        self, found: list[JSONObject], arguments: JSONObject, _access: Access, /
    ) -> list[JSONObject]:
        if not arguments.get("collapseThreads"):
            return found
        first: dict[JSON, JSONObject] = {}
        for record in found:
            first.setdefault(record["threadId"], record)
        return list(first.values())
