"""Mailboxes that one user of the private Cyrus opens to another, over IMAP."""

from __future__ import annotations

import imaplib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .cyrus import Cyrus

READING = "lrs"
"""Rights (RFC 4314) to see a mailbox, read its mail, and keep a `$seen` of one's own."""


def share(
    server: Cyrus, mailbox: str, *, owner: str = "bob", reader: str = "alice", rights: str = READING
) -> None:
    """Make a mailbox of the owner that the reader has these rights to.

    From then on the owner's account is in the reader's session.
    """
    user = server.users[owner]
    with imaplib.IMAP4("127.0.0.1", server.imap_port, timeout=10) as imap:
        imap.login(user.username, user.password)
        for answer, data in (
            imap.create(f'"{mailbox}"'),
            imap.setacl(f'"{mailbox}"', server.users[reader].username, rights),
        ):
            if answer != "OK":
                raise RuntimeError(f"{mailbox} of {owner} cannot be shared: {data!r}")
