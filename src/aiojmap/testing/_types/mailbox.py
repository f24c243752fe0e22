"""Mailboxes (RFC 8621, section 2)."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from .._jmap.datatype import DataType, Matcher, SortKey, forbidden
from .._jmap.equality import same
from .._jmap.failures import SetFailure, invalid_properties
from .._jmap.patching import patched
from .._jmap.sorting import ordered
from .counting import COUNTS, boxes
from .mail_store import MailStore
from .mailbox_rights import rights

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject
    from .._jmap.access import Access
    from .._jmap.account import Account
    from .._jmap.context import Context
    from .._jmap.datatype import Classes
    from .._jmap.table import Changes

MAX_NAME: Final = 200
MAX_DEPTH: Final = 10
# The names in the registry of mailbox attributes that say what a mailbox is for.
ROLES: Final = frozenset(
    [
        "all",
        "archive",
        "drafts",
        "flagged",
        "important",
        "inbox",
        "junk",
        "memos",
        "scheduled",
        "sent",
        "snoozed",
        "subscribed",
        "trash",
    ]
)
_COMPUTED: Final = frozenset([*COUNTS, "myRights"])


class MailboxType(DataType):
    """Mailboxes, their names unique among siblings, and the counts of what is in them."""

    name = "Mailbox"

    def __init__(self, account: Account, classes: Classes, store: MailStore) -> None:
        super().__init__(account, classes)
        self._store = store
        self._subscribed: defaultdict[str, set[str]] = defaultdict(set)
        """Which mailboxes people see whose account it is not, by the id of their own one."""
        self._foreseen: Mapping[str, JSONObject] = {}
        """What the mailboxes will be that the present call updates, if all of that is allowed."""

    # ------------------------------------------------------------------ reading

    def read(self, id_: str, access: Access, /) -> JSONObject | None:
        record = self.table.get(id_)
        return None if record is None else self._seen(record, access)

    def everything(self, access: Access, /) -> Iterator[tuple[str, JSONObject]]:
        return ((id_, self._seen(record, access)) for id_, record in self.table.items())

    def changes_extras(self, changes: Changes, /) -> JSONObject:
        only = changes.only
        names: list[JSON] = [name for name in COUNTS if only and name in only]
        return {"updatedProperties": names or None}

    # ------------------------------------------------------------------ writing

    def defaults(self) -> JSONObject:
        return {**super().defaults(), "isSubscribed": True}

    def create(self, sent: JSONObject, context: Context, /) -> JSONObject:
        wanted = sent.get("isSubscribed", True)
        # Whoever makes it, its owner sees it.
        kept = wanted if context.access.personal is self.account else True
        made: JSONObject = {**sent, "name": _normal(sent["name"]), "isSubscribed": kept}
        record = super().create(made, context)
        self._subscribe(record, wanted, context.access)
        self._store.roles_changed()
        return self._seen(record, context.access)

    def update(self, id_: str, new: JSONObject, old: JSONObject, context: Context, /) -> None:
        record = self._kept(new)
        self.validate(record, old, context)
        stored = self.table.get(id_)
        if stored is not None and context.access.personal is not self.account:
            # Each user has subscriptions of their own; a change is one all the same.
            if record["isSubscribed"] != old["isSubscribed"]:
                self.table.touch(id_, frozenset(["isSubscribed"]))
            self._subscribe(record, record["isSubscribed"], context.access)
            record["isSubscribed"] = stored["isSubscribed"]
        self.table.replace(id_, record)
        self._store.roles_changed()

    def foresee(self, updates: Mapping[str, JSONObject], context: Context, /) -> None:
        # Names and roles may be swapped in one call: what counts is the state after it.
        self._foreseen = {}
        old = {id_: self.read(id_, context.access) for id_ in updates}
        try:
            self._foreseen = {
                id_: self._kept(patched(self, record, updates[id_], context))
                for id_, record in old.items()
                if record is not None
            }
            for id_, record in self._foreseen.items():
                self.validate(record, old[id_], context)
        except SetFailure:
            self._foreseen = {}

    def validate(self, record: JSONObject, old: JSONObject | None, _context: Context, /) -> None:
        if old is not None and old["role"] == "inbox" and _moved(record, old):
            raise forbidden("the inbox stays as it is")
        self._check_name(record)
        self._check_role(record, old)
        self._check_parent(record)
        order = record["sortOrder"]
        if isinstance(order, int) and order >= 2**31:
            raise invalid_properties(["sortOrder"], "must be below 2^31")
        for id_, present in self.table.items():
            other = self._foreseen.get(id_, present)
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
        self._store.roles_changed()

    # ----------------------------------------------------------------- querying

    def matcher(self, name: str, value: JSON, /) -> Matcher | None:
        if name == "name":
            text = _normal(value).casefold()
            return lambda record: text in str(record["name"]).casefold()
        if name == "hasAnyRole":
            return lambda record: (record["role"] is not None) is value
        if name in ("parentId", "role", "isSubscribed"):
            return lambda record: same(record[name], value)
        return None

    def sort_key(self, property_: str, _comparator: JSONObject, /) -> SortKey | None:
        if property_ == "name":
            return lambda record: str(record["name"])
        if property_ == "sortOrder":
            return lambda record: _whole(record["sortOrder"])
        return None

    def arrange(
        self, found: list[JSONObject], arguments: JSONObject, access: Access, /
    ) -> list[JSONObject]:
        ids = {str(record["id"]) for record in found}
        if arguments.get("filterAsTree"):
            ids = {id_ for id_ in ids if all(above in ids for above in self._ancestors(id_))}
        if arguments.get("sortAsTree"):
            # The place of a mailbox depends on what is above it, found or not.
            everything = [record for _, record in self.everything(access)]
            found = _tree(ordered(self, everything, arguments.get("sort")))
        return [record for record in found if record["id"] in ids]

    # ------------------------------------------------------------------- inside

    def _seen(self, record: JSONObject, access: Access) -> JSONObject:
        id_ = str(record["id"])
        found: JSONObject = {
            **record,
            **self._store.counts(id_),
            "myRights": rights(record, access.may_write(self.account)),
        }
        if access.personal is not self.account:
            found["isSubscribed"] = id_ in self._subscribed[access.personal.id]
        return found

    def _subscribe(self, record: JSONObject, subscribed: JSON, access: Access) -> None:
        if access.personal is self.account:
            return
        theirs = self._subscribed[access.personal.id]
        (theirs.add if subscribed else theirs.discard)(str(record["id"]))

    def _kept(self, record: JSONObject) -> JSONObject:
        """What is stored of a mailbox."""
        found = {name: value for name, value in record.items() if name not in _COMPUTED}
        return {**found, "name": _normal(record["name"])}

    def _check_name(self, record: JSONObject) -> None:
        name = str(record["name"])
        if not name or len(name.encode()) > MAX_NAME:
            raise invalid_properties(["name"], f"must be 1 to {MAX_NAME} octets long")
        if any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") for letter in name):
            raise invalid_properties(["name"], "must be one line without control characters")

    def _check_role(self, record: JSONObject, old: JSONObject | None) -> None:
        role = record["role"]
        if role is not None and role not in ROLES and not (old and old["role"] == role):
            raise invalid_properties(["role"], f"{role!r} is no role that is registered")

    def _check_parent(self, record: JSONObject) -> None:
        parent = record["parentId"]
        if parent is None:
            return
        if parent not in self.table:
            raise invalid_properties(["parentId"], "there is no such mailbox")
        above = [str(parent), *self._ancestors(str(parent), until=str(record["id"]))]
        if record["id"] in above:
            raise invalid_properties(["parentId"], "a mailbox cannot lie inside itself")
        if len(above) + self._height(str(record["id"])) > MAX_DEPTH:
            raise invalid_properties(["parentId"], f"there are at most {MAX_DEPTH} levels")

    def _height(self, id_: str) -> int:
        """How many levels a mailbox and what is inside it take."""
        if id_ not in self.table:
            return 1
        level, height = {id_}, 0
        while level and height <= MAX_DEPTH:
            height += 1
            level = {key for key, item in self.table.items() if item["parentId"] in level}
        return height

    def _ancestors(self, id_: str, *, until: str | None = None) -> Iterator[str]:
        """What a mailbox lies in, from the inside out, as far as it goes on or to a mailbox."""
        record = self._future(id_)
        for _ in range(len(self.table)):
            parent = None if record is None else record["parentId"]
            if not isinstance(parent, str):
                return
            yield parent
            if parent == until:
                return
            record = self._future(parent)

    def _future(self, id_: str) -> JSONObject | None:
        return self._foreseen.get(id_) or self.table.get(id_)


def _normal(name: JSON) -> str:
    """A name in the form that Net-Unicode asks for (RFC 5198)."""
    return unicodedata.normalize("NFC", str(name))


def _tree(records: list[JSONObject]) -> list[JSONObject]:
    """Mailboxes level by level, each followed by those inside it."""
    children: defaultdict[JSON, list[JSONObject]] = defaultdict(list)
    for record in records:
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
