"""Mailboxes (RFC 8621, section 2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ...mail import MailboxRights
from .._jmap.datatype import DataType, Matcher, SortKey, forbidden
from .._jmap.failures import SetFailure, invalid_properties
from .mail_store import COUNTS, MailStore, boxes

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject
    from .._jmap.account import Account
    from .._jmap.context import Context
    from .._jmap.datatype import Classes
    from .._jmap.table import Changes

MAX_NAME: Final = 200
_FIXED: Final = frozenset(["mayRename", "mayDelete"])


class MailboxType(DataType):
    """Mailboxes, their names unique among siblings, and the counts of what is in them."""

    name = "Mailbox"

    def __init__(self, account: Account, classes: Classes, store: MailStore) -> None:
        super().__init__(account, classes)
        self._store = store

    def read(self, id_: str, /) -> JSONObject | None:
        record = self.table.get(id_)
        return None if record is None else self._completed(record)

    def everything(self) -> Iterator[tuple[str, JSONObject]]:
        return ((id_, self._completed(record)) for id_, record in self.table.items())

    def changes_extras(self, changes: Changes, /) -> JSONObject:
        only = changes.only
        names: list[JSON] = [name for name in COUNTS if only and name in only]
        return {"updatedProperties": names or None}

    def defaults(self) -> JSONObject:
        return {**super().defaults(), "isSubscribed": True}

    def create(self, sent: JSONObject, context: Context, /) -> JSONObject:
        return self._completed(super().create(sent, context))

    def update(self, id_: str, new: JSONObject, old: JSONObject, context: Context, /) -> None:
        self.validate(new, old, context)
        computed = {*COUNTS, "myRights"}
        self.table.replace(
            id_, {name: value for name, value in new.items() if name not in computed}
        )

    def validate(self, record: JSONObject, old: JSONObject | None, _context: Context, /) -> None:
        if old is not None and old["role"] == "inbox" and _moved(record, old):
            raise forbidden("the inbox stays as it is")
        self._check_name(record)
        self._check_parent(record)
        order = record["sortOrder"]
        if isinstance(order, int) and order >= 2**31:
            raise invalid_properties(["sortOrder"], "must be below 2^31")
        for id_, other in self.table.items():
            if id_ == record["id"]:
                continue
            if record["role"] is not None and other["role"] == record["role"]:
                raise invalid_properties(["role"], f"{other['name']} has that role")
            siblings = other["parentId"] == record["parentId"]
            if siblings and other["name"] == record["name"]:
                raise invalid_properties(["name"], "there is a mailbox of that name already")

    def destroy_order(self, ids: list[str], /) -> list[str]:
        return sorted(ids, key=lambda id_: -len(list(self._ancestors(id_))))

    def destroy(self, id_: str, arguments: JSONObject, _context: Context, /) -> None:
        record = self.table.get(id_)
        if record is not None and record["role"] == "inbox":
            raise forbidden("the inbox cannot be destroyed")
        if any(other["parentId"] == id_ for _, other in self.table.items()):
            raise SetFailure("mailboxHasChild")
        emails = self._store.emails_in(id_)
        if emails and not arguments.get("onDestroyRemoveEmails"):
            raise SetFailure("mailboxHasEmail")
        for email_id, email in emails:
            left: JSONObject = dict.fromkeys(sorted(boxes(email) - {id_}), True)
            if left:
                self._store.replace(email_id, {**email, "mailboxIds": left})
            else:
                self._store.remove(email_id)
        self.table.remove(id_)

    def matcher(self, name: str, value: JSON, /) -> Matcher | None:
        if name == "name":
            text = str(value).casefold()
            return lambda record: text in str(record["name"]).casefold()
        if name == "hasAnyRole":
            return lambda record: (record["role"] is not None) is value
        if name in ("parentId", "role", "isSubscribed"):
            return lambda record: record[name] == value
        return None

    def sort_key(self, property_: str, _comparator: JSONObject, /) -> SortKey | None:
        if property_ == "name":
            return lambda record: str(record["name"])
        if property_ == "sortOrder":
            return lambda record: _whole(record["sortOrder"])
        return None

    def arrange(
        self, found: list[JSONObject], ordered: list[JSONObject], arguments: JSONObject, /
    ) -> list[JSONObject]:
        ids = {str(record["id"]) for record in found}
        if arguments.get("filterAsTree"):
            ids = {id_ for id_ in ids if all(above in ids for above in self._ancestors(id_))}
        if arguments.get("sortAsTree"):
            ordered = _tree(ordered)
        return [record for record in ordered if record["id"] in ids]

    def _completed(self, record: JSONObject) -> JSONObject:
        fixed = record["role"] == "inbox"
        rights: JSONObject = {
            name: name == "mayReadItems"
            or not (self.account.read_only or (fixed and name in _FIXED))
            for name in MailboxRights.properties_by_json
        }
        counts = self._store.counts().get(str(record["id"]), dict.fromkeys(COUNTS, 0))
        return {**record, **counts, "myRights": rights}

    def _check_name(self, record: JSONObject) -> None:
        name = str(record["name"])
        if not name or len(name.encode()) > MAX_NAME or not name.isprintable():
            raise invalid_properties(["name"], f"must be 1 to {MAX_NAME} octets, printable")

    def _check_parent(self, record: JSONObject) -> None:
        parent = record["parentId"]
        if parent is None:
            return
        if parent not in self.table:
            raise invalid_properties(["parentId"], "there is no such mailbox")
        if parent == record["id"] or record["id"] in list(self._ancestors(str(parent))):
            raise invalid_properties(["parentId"], "a mailbox cannot lie inside itself")

    def _ancestors(self, id_: str) -> Iterator[str]:
        record = self.table.get(id_)
        while record is not None and isinstance(record["parentId"], str):
            yield record["parentId"]
            record = self.table.get(record["parentId"])


def _tree(ordered: list[JSONObject]) -> list[JSONObject]:
    """Mailboxes level by level, each followed by those inside it."""
    children: defaultdict[JSON, list[JSONObject]] = defaultdict(list)
    for record in ordered:
        children[record["parentId"]].append(record)
    found: list[JSONObject] = []
    waiting = children[None][::-1]
    while waiting:
        record = waiting.pop()
        found.append(record)
        waiting.extend(reversed(children[record["id"]]))
    return found


def _moved(record: JSONObject, old: JSONObject) -> bool:
    return any(record[name] != old[name] for name in ("name", "parentId", "role"))


def _whole(value: JSON) -> int:
    return value if isinstance(value, int) else 0
