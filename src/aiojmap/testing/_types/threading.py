"""Which emails belong to one thread (RFC 8621, section 3).

Two emails do if a message id stands in Message-ID, In-Reply-To or References of both, and
their subjects are the same without what replies and lists add. An email that belongs to
several threads joins them.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .._message.subjects import thread_subject

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject
    from .._jmap.account import Account

Key = tuple[str, str]


def moment(value: JSON) -> str:
    """A UTCDate as something that sorts by time; the fraction of a second may be missing."""
    text = str(value)[:-1]
    return text.rstrip("0") if "." in text else text


class Threads:
    """The threads of an account, and what is known about the messages in them."""

    def __init__(self, account: Account) -> None:
        self._emails = account.table("Email")
        self._table = account.table("Thread")
        self._of: dict[Key, str] = {}
        self._heirs: dict[str, str] = {}

    def found(self, message: JSONObject) -> list[str]:
        """The ids of the threads that a message belongs to, the longest of them first."""
        known = (self._of[key] for key in _keys(message) if key in self._of)
        ids = dict.fromkeys(self._living(id_) for id_ in known)
        living = [id_ for id_ in ids if id_ in self._table]
        return sorted(living, key=lambda id_: -len(self.email_ids(id_)))

    def new_id(self) -> str:
        """An id for a thread of which there is nothing yet."""
        return self._table.new_id()

    def add(self, record: JSONObject) -> None:
        """Put an email into the thread that it names, in its place by date."""
        thread_id, id_ = str(record["threadId"]), str(record["id"])
        self._of.update(dict.fromkeys(_keys(record), thread_id))
        if thread_id not in self._table:
            self._table.add(thread_id, {"id": thread_id, "emailIds": [id_]})
            return
        ids: list[JSON] = [*self.email_ids(thread_id)]
        place = bisect.bisect(ids, self._place(record), key=self._place_of)
        ids.insert(place, id_)
        self._table.replace(thread_id, {"id": thread_id, "emailIds": ids})

    def remove(self, record: JSONObject) -> None:
        """Take an email out of its thread; the thread goes with its last email."""
        thread_id = str(record["threadId"])
        left: list[JSON] = [id_ for id_ in self.email_ids(thread_id) if id_ != record["id"]]
        if left:
            self._table.replace(thread_id, {"id": thread_id, "emailIds": left})
        else:
            self._table.remove(thread_id)

    def inherit(self, thread_id: str, heir: str) -> None:
        """Say that what belonged to a thread belongs to another one from now on."""
        self._heirs[thread_id] = heir

    def email_ids(self, thread_id: str) -> list[str]:
        """The ids of the emails of a thread, oldest first."""
        thread = self._table.get(thread_id)
        ids = thread["emailIds"] if thread else []
        return [str(id_) for id_ in ids] if isinstance(ids, list) else []

    def emails(self, thread_id: str) -> Iterator[JSONObject]:
        """The emails of a thread, oldest first."""
        for id_ in self.email_ids(thread_id):
            record = self._emails.get(id_)
            if record is not None:
                yield record

    def _living(self, thread_id: str) -> str:
        while thread_id in self._heirs:
            thread_id = self._heirs[thread_id]
        return thread_id

    def _place_of(self, id_: JSON) -> tuple[str, int, str]:
        record = self._emails.get(str(id_))
        return self._place(record or {"id": id_, "receivedAt": ""})

    def _place(self, record: JSONObject) -> tuple[str, int, str]:
        # Later ids are longer, or greater if they are of one length.
        id_ = str(record["id"])
        return moment(record["receivedAt"]), len(id_), id_


def _keys(message: JSONObject) -> list[Key]:
    subject = message["subject"]
    stem = thread_subject(subject) if isinstance(subject, str) else ""
    ids: dict[str, None] = {}
    for name in ("messageId", "inReplyTo", "references"):
        value = message[name]
        ids.update(dict.fromkeys(str(item) for item in value) if isinstance(value, list) else {})
    return [(id_, stem) for id_ in ids]
