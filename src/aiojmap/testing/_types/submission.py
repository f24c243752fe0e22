"""Sending emails (RFC 8621, section 7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from .._jmap.account import utc_date
from .._jmap.context import objects, texts
from .._jmap.datatype import Answer, DataType, Matcher, SetOutcome, SortKey
from .._jmap.failures import MethodFailure, SetFailure, invalid_properties
from .._jmap.setting import set_
from .._message import head
from .._message.reports import undelivered
from .delivery import Delivery, Held, PostOffice, without_bcc
from .envelope import Envelope
from .identity import IdentityType
from .sendable import enveloped
from .threading import moment

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject
    from .._jmap.account import Account
    from .._jmap.context import Context
    from .._jmap.datatype import Classes

_LISTED: Final = {"identityIds": "identityId", "emailIds": "emailId", "threadIds": "threadId"}
_SORTED: Final = {"emailId": "emailId", "threadId": "threadId", "sentAt": "sendAt"}
_REPLIES: Final = {
    "delivered": ("250 2.0.0 delivered", "yes"),
    "refused": ("550 5.1.1 no such address", "no"),
    "relayed": ("250 2.0.0 relayed", "unknown"),
}


class SubmissionType(DataType):
    """Emails sent: at once, unless the envelope says that they are to be held back."""

    name = "EmailSubmission"

    def __init__(
        self, account: Account, classes: Classes, identities: IdentityType, post: PostOffice
    ) -> None:
        super().__init__(account, classes)
        self._identities = identities
        self._post = post

    # ------------------------------------------------------------------ writing

    def create(self, sent: JSONObject, context: Context, /) -> JSONObject:
        if sent.get("undoStatus") is not None:
            raise invalid_properties(["undoStatus"], "is set by the server")
        identity_id, email_id = str(sent["identityId"]), str(sent["emailId"])
        email = self.account.table("Email").get(email_id)
        assert email is not None, "references were checked"
        raw = self.account.blobs.get(str(email["blobId"])) or b""
        largest = context.limits.max_size_upload
        if len(raw) > largest:
            raise SetFailure("tooLarge", f"the message has {len(raw)} octets", maxSize=largest)
        given, now = sent.get("envelope"), self.account.clock()
        envelope = enveloped(
            email,
            head.fields(raw),
            given,
            identities=self._identities,
            identity_id=identity_id,
            now=now,
        )
        id_ = self.table.new_id()
        record: JSONObject = {
            "id": id_,
            "identityId": identity_id,
            "emailId": email_id,
            "threadId": email["threadId"],
            "envelope": given if given is not None else envelope.as_json(),
            "sendAt": utc_date(envelope.until or now),
            "dsnBlobIds": [],
            "mdnBlobIds": [],
        }
        message = without_bcc(raw)
        if envelope.until is None:
            record.update(self._sent(id_, envelope, message))
        else:
            record.update(undoStatus="pending", deliveryStatus=_queued(envelope))
            self._hold(id_, envelope, message, envelope.until)
        self.table.add(id_, record)
        return record

    def update(self, id_: str, new: JSONObject, old: JSONObject, _context: Context, /) -> None:
        if new["undoStatus"] == old["undoStatus"]:
            return
        if new["undoStatus"] != "canceled":
            raise invalid_properties(["undoStatus"], "can only be set to canceled")
        if not self._post.cancel(self.account.id, id_):
            raise SetFailure("cannotUnsend", "it has been sent already")
        self.table.replace(id_, {**new, "deliveryStatus": None})

    def after_set(
        self, outcome: SetOutcome, arguments: JSONObject, context: Context, /
    ) -> Sequence[Answer]:
        """The implicit Email/set for what was to be done on success."""
        updates: JSONObject = {}
        for key, patch in objects(arguments, "onSuccessUpdateEmail").items():
            for email_id in self._succeeded(key, outcome, context):
                before = updates.get(email_id)
                updates[email_id] = {**before, **patch} if isinstance(before, dict) else patch
        destroys: list[JSON] = [
            email_id
            for key in texts(arguments, "onSuccessDestroyEmail")
            for email_id in self._succeeded(key, outcome, context)
        ]
        if not updates and not destroys:
            return ()
        implicit: JSONObject = {
            "accountId": arguments["accountId"],
            "ifInState": None,
            "create": None,
            "update": updates or None,
            "destroy": destroys or None,
        }
        try:
            return set_(self.account.types["Email"], implicit, context)
        except MethodFailure as failure:
            return [("error", failure.members)]

    # ----------------------------------------------------------------- querying

    def matcher(self, name: str, value: JSON, /) -> Matcher | None:
        if name in _LISTED:
            wanted = set(value) if isinstance(value, list) else set[JSON]()
            return lambda record: record[_LISTED[name]] in wanted
        if name == "undoStatus":
            return lambda record: record["undoStatus"] == value
        if name == "before":
            return lambda record: moment(record["sendAt"]) < moment(value)
        if name == "after":
            return lambda record: moment(record["sendAt"]) >= moment(value)
        return None

    def sort_key(self, property_: str, _comparator: JSONObject, /) -> SortKey | None:
        # The text calls the property sentAt here, and sendAt everywhere else.
        name = _SORTED.get(property_)
        return None if name is None else lambda record: str(record[name])

    # ------------------------------------------------------------------- inside

    def _succeeded(self, key: str, outcome: SetOutcome, context: Context) -> Iterable[str]:
        """The id of the email of a submission, if the call did what it should with it."""
        id_ = context.resolve(key)
        made = key.startswith("#") and key[1:] in outcome.created
        record = self.table.get(id_) or outcome.gone.get(id_)
        if record is not None and (made or id_ in outcome.updated or id_ in outcome.gone):
            yield str(record["emailId"])

    def _hold(self, id_: str, envelope: Envelope, raw: bytes, until: datetime) -> None:
        def release() -> None:
            found = self._sent(id_, envelope, raw)
            record = self.table.get(id_)
            # A submission may be destroyed without an effect on the message.
            if record is not None:
                self.table.replace(id_, {**record, **found})

        self._post.hold(
            Held(account_id=self.account.id, submission_id=id_, until=until, release=release)
        )

    def _sent(self, id_: str, envelope: Envelope, raw: bytes) -> JSONObject:
        """Send a message; returns what a submission then says of it."""
        found = self._post.send(raw, envelope.mail_from, envelope.rcpt_to, id_)
        statuses: JSONObject = {to: _status(*_REPLIES[item.status]) for to, item in found.items()}
        return {
            "undoStatus": "final",
            "deliveryStatus": statuses,
            "dsnBlobIds": self._reports(envelope, raw, found),
        }

    def _reports(self, envelope: Envelope, raw: bytes, found: dict[str, Delivery]) -> list[JSON]:
        """What came back of a message, for each recipient that there is not."""
        refused = [to for to, item in found.items() if item.status == "refused"]
        if not envelope.mail_from:
            return []
        now = self.account.clock()
        return [
            self.account.blobs.add(undelivered(raw, envelope.mail_from, recipient, now))
            for recipient in refused
        ]


def _queued(envelope: Envelope) -> JSONObject:
    return {recipient: _status("250 2.0.0 held", "queued") for recipient in envelope.rcpt_to}


def _status(reply: str, delivered: str) -> JSONObject:
    return {"smtpReply": reply, "delivered": delivered, "displayed": "unknown"}
