"""What is written down of a message in the seed, and how a whole message is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from .._jmap.blobs import Blobs
from .._message.composing import compose

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...runtime import JSON, JSONObject
    from .._jmap.account import User

Person = tuple[str, str]
"""A name and an address."""

ME: Person = ("", "me")
"""Stands for the user of the account."""


@attrs.frozen(kw_only=True)
class Attachment:
    """A file that comes with a message."""

    name: str
    type: str
    data: bytes
    cid: str | None = None


@attrs.frozen(kw_only=True)
class Letter:
    """A message: `key` names it for replies, `box` is the role or name of its mailbox."""

    key: str
    at: str
    sender: Person
    subject: str
    text: str
    to: tuple[Person, ...] = (ME,)
    cc: tuple[Person, ...] = ()
    html: str | None = None
    box: str = "inbox"
    keywords: tuple[str, ...] = ("$seen",)
    answers: str | None = None
    list_id: str | None = None
    attachments: tuple[Attachment, ...] = ()

    def rendered(self, user: User, known: Mapping[str, Letter]) -> bytes:
        """The octets of the message."""
        blobs = Blobs()
        sent: JSONObject = {
            "from": _people((self.sender,), user),
            "to": _people(self.to, user),
            "subject": self.subject,
            "sentAt": self.at,
            "messageId": [self.message_id],
            "bodyValues": {"text": {"value": self.text}},
            "textBody": [{"partId": "text", "type": "text/plain"}],
        }
        if self.cc:
            sent["cc"] = _people(self.cc, user)
        if self.answers is not None:
            chain = _chain(known[self.answers], known)
            sent["inReplyTo"] = [chain[-1]]
            sent["references"] = [*chain]
        if self.list_id is not None:
            sent["header:List-Id:asRaw"] = f" <{self.list_id}>"
            url = f"https://{self.list_id}/unsubscribe"
            sent["header:List-Unsubscribe:asURLs"] = [url]
        if self.html is not None:
            sent["bodyValues"] = {"text": {"value": self.text}, "html": {"value": self.html}}
            sent["htmlBody"] = [{"partId": "html", "type": "text/html"}]
        if self.attachments:
            sent["attachments"] = [_attached(item, blobs) for item in self.attachments]
        return compose(sent, blobs, self.at, self.message_id)

    @property
    def message_id(self) -> str:
        """The id in Message-ID."""
        return f"{self.key}@{self.sender[1].partition('@')[2] or 'example.com'}"


def _people(people: tuple[Person, ...], user: User) -> JSON:
    found: list[JSON] = []
    for name, address in people:
        person = (user.name, user.email) if (name, address) == ME else (name, address)
        found.append({"name": person[0] or None, "email": person[1]})
    return found


def _chain(letter: Letter, known: Mapping[str, Letter]) -> list[str]:
    """The message ids of a letter and all that it answers, oldest first."""
    before = _chain(known[letter.answers], known) if letter.answers else []
    return [*before, letter.message_id]


def _attached(item: Attachment, blobs: Blobs) -> JSONObject:
    return {
        "blobId": blobs.add(item.data),
        "type": item.type,
        "name": item.name,
        "cid": item.cid,
        "disposition": "inline" if item.cid else "attachment",
    }
