"""The mail of an account: what emails, threads and mailboxes mean for each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from .._message.parsing import parse, words_of
from .._push.states import DELIVERY

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject
    from .._jmap.account import Account

COUNTS: Final = ("totalEmails", "unreadEmails", "totalThreads", "unreadThreads")

_PREFIX: Final = re.compile(r"^\s*(?:(?:re|fwd?|aw|sv|wg)\s*(?:\[\d+\])?\s*:|\[[^\]]*\])\s*", re.I)
_SUFFIX: Final = re.compile(r"\s*\(fwd\)\s*$", re.I)


def base_subject(subject: JSON) -> str:
    """A subject without what replies, forwards and lists add to it."""
    text = subject if isinstance(subject, str) else ""
    while True:
        shorter = _SUFFIX.sub("", _PREFIX.sub("", text, count=1))
        if shorter == text or not shorter.strip():
            return " ".join(text.split())
        text = shorter


class MailStore:
    """Keeps threads and the counts of mailboxes true while emails come and go."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._emails = account.table("Email")
        self._threads = account.table("Thread")
        self._mailboxes = account.table("Mailbox")
        self._thread_of: dict[tuple[str, str], str] = {}
        self._words: dict[str, str] = {}
        self._counted: tuple[tuple[str, str | None], Mapping[str, JSONObject]] | None = None
        self._told: dict[str, JSONObject] = {}

    def add(self, raw: bytes, *, mailbox_ids: JSON, keywords: JSON, received_at: str) -> JSONObject:
        """Take a message in; returns it as an Email with all its properties."""
        parsed = parse(raw, self._account.blobs)
        id_ = self._emails.new_id()
        record: JSONObject = {
            **parsed,
            "id": id_,
            "threadId": self._thread_for(parsed),
            "mailboxIds": mailbox_ids,
            "keywords": keywords,
            "receivedAt": received_at,
        }
        self._emails.add(id_, record)
        # The state of this type follows what is added, and nothing else (RFC 8621, section 1.5).
        self._account.table(DELIVERY).touch(id_, frozenset())
        self._join_thread(record)
        return record

    def replace(self, id_: str, record: JSONObject) -> None:
        """Put a changed copy of an email in its place."""
        self._emails.replace(id_, record)

    def remove(self, id_: str) -> None:
        """Destroy an email, and its thread if it was the last one in it."""
        record = self._emails.get(id_)
        if record is None:
            return
        self._emails.remove(id_)
        thread_id = str(record["threadId"])
        left: list[JSON] = [item for item in self._thread_ids(thread_id) if item != id_]
        if left:
            self._threads.replace(thread_id, {"id": thread_id, "emailIds": left})
        else:
            self._threads.remove(thread_id)

    def thread_emails(self, thread_id: JSON) -> Iterator[JSONObject]:
        """The emails of a thread, oldest first."""
        for id_ in self._thread_ids(str(thread_id)):
            record = self._emails.get(id_)
            if record is not None:
                yield record

    def emails_in(self, mailbox_id: str) -> list[tuple[str, JSONObject]]:
        """The emails of a mailbox with their ids."""
        return [
            (id_, record) for id_, record in self._emails.items() if mailbox_id in boxes(record)
        ]

    def mailbox_with_role(self, role: str) -> str | None:
        """The id of the mailbox that has a role."""
        for id_, record in self._mailboxes.items():
            if record["role"] == role:
                return id_
        return None

    def words(self, record: JSONObject) -> str:
        """The text of the parts of an email."""
        key = str(record["blobId"])
        if key not in self._words:
            self._words[key] = words_of(record)
        return self._words[key]

    def counts(self) -> Mapping[str, JSONObject]:
        """The counts of every mailbox (RFC 8621, section 2)."""
        trash = self.mailbox_with_role("trash")
        key = self._emails.state, trash
        if self._counted is None or self._counted[0] != key:
            self._counted = key, self._count(trash)
        return self._counted[1]

    def settle(self) -> None:
        """Note in the log of the mailboxes which counts have changed."""
        counts = self.counts()
        for id_ in list(self._mailboxes):
            now = counts.get(id_, _NOTHING)
            before = self._told.get(id_, _NOTHING)
            changed = frozenset(name for name in COUNTS if now[name] != before[name])
            if changed:
                self._mailboxes.touch(id_, changed)
            self._told[id_] = now

    def _thread_for(self, parsed: JSONObject) -> str:
        keys = _thread_keys(parsed)
        known = (self._thread_of[key] for key in keys if key in self._thread_of)
        found = next((id_ for id_ in known if id_ in self._threads), None)
        thread_id = found or self._threads.new_id()
        self._thread_of.update(dict.fromkeys(keys, thread_id))
        return thread_id

    def _join_thread(self, record: JSONObject) -> None:
        thread_id = str(record["threadId"])
        members = [*self.thread_emails(thread_id), record]
        members.sort(key=lambda item: (str(item["receivedAt"]), str(item["id"])))
        thread: JSONObject = {"id": thread_id, "emailIds": [item["id"] for item in members]}
        if thread_id in self._threads:
            self._threads.replace(thread_id, thread)
        else:
            self._threads.add(thread_id, thread)

    def _thread_ids(self, thread_id: str) -> list[str]:
        thread = self._threads.get(thread_id)
        ids = thread["emailIds"] if thread else []
        return [str(id_) for id_ in ids] if isinstance(ids, list) else []

    def _count(self, trash: str | None) -> Mapping[str, JSONObject]:
        totals: defaultdict[str, int] = defaultdict(int)
        unreads: defaultdict[str, int] = defaultdict(int)
        threads: defaultdict[str, set[JSON]] = defaultdict(set)
        unread_in_trash: set[JSON] = set()
        unread_elsewhere: set[JSON] = set()
        for record in self._emails.records():
            unread = not {"$seen", "$draft"} & keywords(record)
            thread_id = record["threadId"]
            for box in boxes(record):
                totals[box] += 1
                unreads[box] += unread
                threads[box].add(thread_id)
                if unread:
                    (unread_in_trash if box == trash else unread_elsewhere).add(thread_id)
        found: dict[str, JSONObject] = {}
        for box in self._mailboxes:
            unread_threads = unread_in_trash if box == trash else unread_elsewhere
            values = (
                totals[box],
                unreads[box],
                len(threads[box]),
                len(threads[box] & unread_threads),
            )
            found[box] = dict(zip(COUNTS, values, strict=True))
        return found


_NOTHING: Final[JSONObject] = dict.fromkeys(COUNTS, 0)


def boxes(record: JSONObject) -> set[str]:
    """The mailboxes of an email."""
    found = record["mailboxIds"]
    return set(found) if isinstance(found, dict) else set()


def keywords(record: JSONObject) -> set[str]:
    """The keywords of an email."""
    found = record["keywords"]
    return set(found) if isinstance(found, dict) else set()


def _thread_keys(parsed: JSONObject) -> list[tuple[str, str]]:
    subject = base_subject(parsed["subject"]).casefold()
    ids: list[str] = []
    for name in ("messageId", "inReplyTo", "references"):
        value = parsed[name]
        ids += [str(item) for item in value] if isinstance(value, list) else []
    return [(id_, subject) for id_ in ids]
