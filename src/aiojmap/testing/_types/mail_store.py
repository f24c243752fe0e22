"""The mail of an account: what emails, threads, mailboxes and messages mean for each other."""

from __future__ import annotations

import functools
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from .._message import head
from .._message.parsing import parse, words_of
from .._push.states import DELIVERY
from .counting import COUNTS, Counts, boxes
from .searching import folded
from .threading import Threads

if TYPE_CHECKING:
    from ...runtime import JSONObject
    from .._jmap.account import Account
    from .._message.headers import Field
    from .filing import Filing

# What is not kept of a message but read from its octets again when somebody asks.
LARGE: Final = frozenset(
    ["headers", "bodyStructure", "bodyValues", "textBody", "htmlBody", "attachments"]
)
_KEPT_WHOLE: Final = 64
_SHORT: Final = 16_384


class MailStore:
    """Keeps the messages, and threads and counts true, while emails come and go.

    Records of emails hold what lists and searches need. The rest of a message is read from
    its octets when it is asked for, so that much mail takes little memory.
    """

    def __init__(self, account: Account) -> None:
        self.threads = Threads(account)
        self._account = account
        self._emails = account.table("Email")
        self._mailboxes = account.table("Mailbox")
        self._counts = Counts()
        self._told: dict[str, JSONObject] = {}
        self._words: dict[str, str] = {}
        self._ids: dict[str, tuple[str, ...]] = {}
        self._whole: OrderedDict[str, JSONObject] = OrderedDict()
        self._moved: dict[str, str] = {}
        self._roles: dict[str, str] | None = None

    # ------------------------------------------------------------------ writing

    def add(self, raw: bytes, filing: Filing, *, received_at: str) -> JSONObject:
        """Take a message in; returns the new Email. The filing may have another date.

        Threads that it belongs to become one: their emails move to the longest of them. As
        the thread of an email cannot change, those that move get new ids.
        """
        message, words = _read(raw) if len(raw) <= _SHORT else _read.__wrapped__(raw)
        blob_id = self._account.blobs.add(raw)
        self._words[blob_id] = words
        threads = self.threads.found(message)
        thread_id = threads[0] if threads else self.threads.new_id()
        for other in threads[1:]:
            self._join(other, thread_id)
        record: JSONObject = {
            "id": self._emails.new_id(),
            "blobId": blob_id,
            "threadId": thread_id,
            "mailboxIds": filing.mailbox_ids,
            "keywords": filing.keywords,
            "receivedAt": filing.received_at or received_at,
            **message,
        }
        self._put(record)
        # The state of this type follows what is added, and nothing else (RFC 8621, section 1.5).
        self._account.table(DELIVERY).touch(str(record["id"]), frozenset())
        return record

    def replace(self, id_: str, record: JSONObject) -> None:
        """Put a changed copy of an email in its place."""
        before = self._emails.get(id_)
        if before is not None:
            self._counts.leave(before)
        self._emails.replace(id_, record)
        self._counts.enter(record)

    def remove(self, id_: str) -> None:
        """Destroy an email, and its thread if it was the last one in it."""
        record = self._emails.get(id_)
        if record is None:
            return
        self._emails.remove(id_)
        self._counts.leave(record)
        self.threads.remove(record)
        blob_id = str(record["blobId"])
        left = tuple(other for other in self._ids.get(blob_id, ()) if other != id_)
        if left:
            self._ids[blob_id] = left
        else:
            self._ids.pop(blob_id, None)
            self._words.pop(blob_id, None)

    def settle(self) -> None:
        """Note in the log of the mailboxes which counts have changed."""
        for id_ in self._counts.changed():
            now = self._counts.of(id_)
            before = self._told.get(id_, _NOTHING)
            changed = frozenset(name for name in COUNTS if now[name] != before[name])
            if id_ not in self._mailboxes:
                self._told.pop(id_, None)
                continue
            if changed:
                self._mailboxes.touch(id_, changed)
            self._told[id_] = now

    def roles_changed(self) -> None:
        """Say that mailboxes have come, gone, or got other roles."""
        self._roles = None
        self._counts.set_trash(self.mailbox_with_role("trash"), self._emails.records())

    # ------------------------------------------------------------------ reading

    def counts(self, mailbox_id: str) -> JSONObject:
        """The counts of a mailbox (RFC 8621, section 2)."""
        return self._counts.of(mailbox_id)

    def current(self, id_: str) -> str:
        """The id that an email has now, if it got another one when threads were joined."""
        while id_ in self._moved:
            id_ = self._moved[id_]
        return id_

    def with_message(self, blob_id: str) -> str | None:
        """The id of an email with exactly these octets, if there is one."""
        ids = self._ids.get(blob_id)
        return ids[0] if ids else None

    def emails_in(self, mailbox_id: str) -> list[tuple[str, JSONObject]]:
        """The emails of a mailbox with their ids."""
        return [
            (id_, record) for id_, record in self._emails.items() if mailbox_id in boxes(record)
        ]

    def mailbox_with_role(self, role: str) -> str | None:
        """The id of the mailbox that has a role."""
        if self._roles is None:
            items = self._mailboxes.items()
            self._roles = {str(item["role"]): id_ for id_, item in items if item["role"]}
        return self._roles.get(role)

    def raw(self, record: JSONObject) -> bytes:
        """The octets of the message of an email."""
        return self._account.blobs.get(str(record["blobId"])) or b""

    def whole(self, record: JSONObject) -> JSONObject:
        """An email with everything that is in its message; its parts are blobs from then on."""
        blob_id = str(record["blobId"])
        found = self._whole.get(blob_id)
        if found is None:
            found = self._whole[blob_id] = parse(self.raw(record), self._account.blobs)
        self._whole.move_to_end(blob_id)
        while len(self._whole) > _KEPT_WHOLE:
            self._whole.popitem(last=False)
        return {**found, **record}

    def fields(self, record: JSONObject, name: str | None = None) -> list[Field]:
        """The header fields of an email; none if it has none of the name, if one is given."""
        raw = self.raw(record)
        return [] if name is not None and not head.has_field(raw, name) else head.fields(raw)

    def words(self, record: JSONObject) -> str:
        """The text of the parts of an email, folded to search in it."""
        return self._words.get(str(record["blobId"]), "")

    # ------------------------------------------------------------------ inside

    def _put(self, record: JSONObject) -> None:
        id_, blob_id = str(record["id"]), str(record["blobId"])
        self._emails.add(id_, record)
        self._counts.enter(record)
        self.threads.add(record)
        self._ids[blob_id] = (*self._ids.get(blob_id, ()), id_)

    def _join(self, thread_id: str, heir: str) -> None:
        for record in list(self.threads.emails(thread_id)):
            before, now = str(record["id"]), self._emails.new_id()
            words = self._words[str(record["blobId"])]
            self.remove(before)
            self._words[str(record["blobId"])] = words
            self._put({**record, "id": now, "threadId": heir})
            self._moved[before] = now
        self.threads.inherit(thread_id, heir)


_NOTHING: Final[JSONObject] = dict.fromkeys(COUNTS, 0)


@functools.lru_cache(maxsize=128)
def _read(raw: bytes) -> tuple[JSONObject, str]:
    """What is kept of a message, and its words; the same mail comes to server after server."""
    message = parse(raw)
    kept: JSONObject = {name: value for name, value in message.items() if name not in LARGE}
    return kept, folded(words_of(message))
