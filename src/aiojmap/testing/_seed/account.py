"""Fills a new account with mailboxes and mail."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from .._types.email import EmailType
from .._types.filing import Filing
from . import private, work
from .letter import Letter

if TYPE_CHECKING:
    from ...runtime import JSONObject
    from .._jmap.account import Account, User

_MAILBOXES: Final[tuple[tuple[str, str | None, str | None], ...]] = (
    ("Inbox", "inbox", None),
    ("Drafts", "drafts", None),
    ("Sent", "sent", None),
    ("Archive", "archive", None),
    ("Junk", "junk", None),
    ("Trash", "trash", None),
    ("Projects", None, None),
    ("Lighthouse", None, "Projects"),
)
"""Name, role and the name of the parent."""


def fill(account: Account, *, mail: bool) -> None:
    """Make the mailboxes, and unless told otherwise put mail into them."""
    mailboxes = _make_mailboxes(account)
    emails = account.types["Email"]
    assert isinstance(emails, EmailType)
    store = emails.store
    store.roles_changed()
    if mail:
        for letter, raw in _rendered(account.user):
            store.add(
                raw,
                Filing(
                    mailbox_ids={mailboxes[letter.box]: True},
                    keywords=dict.fromkeys(letter.keywords, True),
                ),
                received_at=letter.at,
            )
    account.settle()


def _make_mailboxes(account: Account) -> Mapping[str, str]:
    """Mailboxes by role, and by name where they have none."""
    table = account.table("Mailbox")
    found: dict[str, str] = {}
    for order, (name, role, parent) in enumerate(_MAILBOXES, 1):
        id_ = table.new_id()
        record: JSONObject = {
            "id": id_,
            "name": name,
            "parentId": found[parent] if parent else None,
            "role": role,
            "sortOrder": order * 10,
            "isSubscribed": True,
        }
        table.add(id_, record)
        found[role or name] = id_
    return found


@functools.lru_cache(maxsize=8)
def _rendered(user: User) -> tuple[tuple[Letter, bytes], ...]:
    """The letters with their octets, oldest first; made once for each user."""
    letters = sorted((*work.LETTERS, *private.LETTERS), key=lambda letter: letter.at)
    known = {letter.key: letter for letter in letters}
    return tuple((letter, letter.rendered(user, known)) for letter in letters)
