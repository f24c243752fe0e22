"""The counts of mailboxes (RFC 8621, section 2), kept while emails come and go.

Threads are unread as a careful server shows them: one unread email anywhere makes a thread
unread in each of its mailboxes, but what is in the trash alone counts in the trash alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject

COUNTS: Final = ("totalEmails", "unreadEmails", "totalThreads", "unreadThreads")


def boxes(record: JSONObject) -> set[str]:
    """The mailboxes of an email."""
    found = record["mailboxIds"]
    return set(found) if isinstance(found, dict) else set()


def keywords(record: JSONObject) -> set[str]:
    """The keywords of an email."""
    found = record["keywords"]
    return set(found) if isinstance(found, dict) else set()


def unread(record: JSONObject) -> bool:
    """Whether an email is neither seen nor a draft."""
    found = record["keywords"]
    return not (isinstance(found, dict) and ("$seen" in found or "$draft" in found))


@attrs.define
class _Box:
    emails: int = 0
    unread_emails: int = 0
    threads: int = 0
    unread_threads: int = 0


@attrs.define
class _Thread:
    boxes: dict[str, int] = attrs.field(factory=dict[str, int])
    """How many emails of the thread each mailbox has."""
    unread_in_trash: int = 0
    unread_elsewhere: int = 0


class Counts:
    """How much there is in each mailbox; each change costs the same however much there is."""

    def __init__(self) -> None:
        self._boxes: dict[str, _Box] = {}
        self._threads: dict[JSON, _Thread] = {}
        self._trash: str | None = None
        self._changed: set[str] = set()

    def of(self, mailbox_id: str) -> JSONObject:
        """The counts of a mailbox."""
        box = self._boxes.get(mailbox_id, _EMPTY)
        values = box.emails, box.unread_emails, box.threads, box.unread_threads
        return dict(zip(COUNTS, values, strict=True))

    def changed(self) -> set[str]:
        """The mailboxes whose counts may have changed since this was asked last."""
        found, self._changed = self._changed, set()
        return found

    def set_trash(self, trash: str | None, records: Iterable[JSONObject]) -> None:
        """Say which mailbox is the trash; if it is another one now, everything is counted anew."""
        if trash == self._trash:
            return
        self._changed.update(self._boxes)
        self._boxes.clear()
        self._threads.clear()
        self._trash = trash
        for record in records:
            self.enter(record)

    def enter(self, record: JSONObject) -> None:
        """Count an email that has come in."""
        self._count(record, 1)

    def leave(self, record: JSONObject) -> None:
        """Count an email no more."""
        self._count(record, -1)

    def _count(self, record: JSONObject, step: int) -> None:
        thread_id = record["threadId"]
        thread = self._threads.setdefault(thread_id, _Thread())
        self._count_thread(thread, -1)
        is_unread = unread(record)
        for id_ in boxes(record):
            box = self._boxes.setdefault(id_, _Box())
            box.emails += step
            box.unread_emails += step * is_unread
            thread.boxes[id_] = thread.boxes.get(id_, 0) + step
            if not thread.boxes[id_]:
                del thread.boxes[id_]
            self._changed.add(id_)
        if is_unread:
            found = boxes(record)
            thread.unread_in_trash += step * (self._trash in found)
            thread.unread_elsewhere += step * bool(found - {self._trash})
        self._count_thread(thread, 1)
        if not thread.boxes:
            del self._threads[thread_id]

    def _count_thread(self, thread: _Thread, step: int) -> None:
        for id_ in thread.boxes:
            box = self._boxes[id_]
            there = thread.unread_in_trash if id_ == self._trash else thread.unread_elsewhere
            box.threads += step
            box.unread_threads += step * (there > 0)
            self._changed.add(id_)


_EMPTY: Final = _Box()
