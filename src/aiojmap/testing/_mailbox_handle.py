"""A mailbox as a test sees it: mail is put into it and looked at without a client."""

from __future__ import annotations

import email.policy
from collections.abc import Callable, Iterable
from email.message import EmailMessage
from typing import TYPE_CHECKING

from .._model.conversion import decode
from .._model.records import did_you_mean
from ..mail import Email, EmailId, MailboxId
from ._jmap.account import utc_date
from ._own_loop import at_home
from ._types.email import EmailType
from ._types.filing import Filing

if TYPE_CHECKING:
    from datetime import datetime

    from ..runtime import JSONObject
    from ._jmap.account import Account
    from ._own_loop import AtHome, OwnLoop


def octets(message: bytes | EmailMessage) -> bytes:
    """A message as it is sent."""
    return message if isinstance(message, bytes) else message.as_bytes(policy=email.policy.SMTP)


class MailboxHandle:
    """One mailbox of an account. What it says is what is there at the moment."""

    id: MailboxId
    """Its id, as `mail.EmailFilter(in_mailbox=...)` takes it."""
    name: str

    def __init__(
        self, account: Account, record: JSONObject, tell: Callable[[], None], server: AtHome
    ) -> None:
        self.id = MailboxId(str(record["id"]))
        self.name = str(record["name"])
        self._account = account
        self._tell = tell
        self._server = server

    @property
    @at_home
    def emails(self) -> list[Email]:
        """The emails in it, newest first, with all properties and the text of all parts."""
        return [self._read(record) for record in self._records()]

    @property
    @at_home
    def email_ids(self) -> list[EmailId]:
        """The ids of the emails in it, newest first."""
        return [EmailId(str(record["id"])) for record in self._records()]

    @property
    @at_home
    def subjects(self) -> list[str | None]:
        """The subjects of the emails in it, newest first."""
        return [
            subject if isinstance(subject := record["subject"], str) else None
            for record in self._records()
        ]

    @at_home
    def put(
        self,
        message: bytes | EmailMessage,
        *,
        keywords: Iterable[str] = (),
        received_at: datetime | None = None,
    ) -> EmailId:
        """Put a message into it, as an import does, and return its id.

        Args:
            message: The whole message, header fields first.
            keywords: Keywords of the email, such as `$seen`.
            received_at: When it came, with a time zone; now if left out.
        """
        filing = Filing(
            mailbox_ids={str(self.id): True},
            keywords={keyword.lower(): True for keyword in keywords},
        )
        at = self._account.now() if received_at is None else utc_date(received_at)
        record = self._type.store.add(octets(message), filing, received_at=at)
        self._account.settle()
        self._tell()
        return EmailId(str(record["id"]))

    @property
    def _home(self) -> OwnLoop | None:
        return self._server._home

    @property
    def _type(self) -> EmailType:
        found = self._account.types["Email"]
        assert isinstance(found, EmailType)
        return found

    def _records(self) -> list[JSONObject]:
        found = [record for _, record in self._type.store.emails_in(str(self.id))]
        return sorted(found, key=lambda record: str(record["receivedAt"]), reverse=True)

    def _read(self, record: JSONObject) -> Email:
        names = self._type.classes.record.properties_by_json
        return decode(self._type.select(record, names, {"fetchAllBodyValues": True}), Email)

    def __repr__(self) -> str:
        return f"<MailboxHandle: {self.name}>"


def find_mailbox(
    account: Account, name: str, tell: Callable[[], None], server: AtHome
) -> MailboxHandle:
    """The mailbox with a role or else a name; raises `LookupError` if there is none."""
    records = [*account.table("Mailbox").records()]
    for key in ("role", "name"):
        for record in records:
            if record[key] == name:
                return MailboxHandle(account, record, tell, server)
    known = [str(record[key]) for record in records for key in ("role", "name") if record[key]]
    raise LookupError(f"there is no mailbox {name!r}{did_you_mean(name, known)}")
