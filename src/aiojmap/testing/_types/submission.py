"""Sending emails (RFC 8621, section 7)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

import attrs

from .._jmap.account import Sent
from .._jmap.context import objects, texts
from .._jmap.datatype import Answer, DataType, SetOutcome
from .._jmap.failures import MethodFailure, SetFailure, invalid_properties
from .._jmap.setting import set_
from .delivery import PostOffice, without_bcc
from .identity import IdentityType

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject
    from .._jmap.account import Account
    from .._jmap.context import Context
    from .._jmap.datatype import Classes

MAX_RECIPIENTS: Final = 100
_ADDRESS: Final = re.compile(r"[^\s@<>,;:\"()\[\]\\\x00-\x1f]+@[^\s@<>,;:\"()\[\]\\\x00-\x1f]+")


@attrs.frozen
class Envelope:
    """The sender and the recipients of a message."""

    mail_from: str
    rcpt_to: tuple[str, ...]

    def as_json(self) -> JSONObject:
        """The Envelope object, without parameters."""
        return {
            "mailFrom": {"email": self.mail_from, "parameters": None},
            "rcptTo": [{"email": address, "parameters": None} for address in self.rcpt_to],
        }


class SubmissionType(DataType):
    """Emails sent: at once, so that they cannot be called back."""

    name = "EmailSubmission"

    def __init__(
        self, account: Account, classes: Classes, identities: IdentityType, post: PostOffice
    ) -> None:
        super().__init__(account, classes)
        self._identities = identities
        self._post = post

    def create(self, sent: JSONObject, _context: Context, /) -> JSONObject:
        if sent.get("undoStatus") is not None:
            raise invalid_properties(["undoStatus"], "is set by the server")
        identity_id, email_id = str(sent["identityId"]), str(sent["emailId"])
        email = self.account.table("Email").get(email_id)
        missing = [
            name
            for name, found in (
                ("identityId", identity_id in self._identities.table),
                ("emailId", email is not None),
            )
            if not found
        ]
        if email is None or missing:
            raise invalid_properties(missing, "there is no such record")
        given = sent.get("envelope")
        envelope = self._envelope(email, given, identity_id)
        raw = self.account.blobs.get(str(email["blobId"]))
        if raw is None:
            raise SetFailure("invalidEmail", "the message is gone")
        id_ = self.table.new_id()
        record: JSONObject = {
            "id": id_,
            "identityId": identity_id,
            "emailId": email_id,
            "threadId": email["threadId"],
            "envelope": given if given is not None else envelope.as_json(),
            "sendAt": self.account.now(),
            "undoStatus": "final",
            "deliveryStatus": self._sent(id_, envelope, without_bcc(raw)),
            "dsnBlobIds": [],
            "mdnBlobIds": [],
        }
        self.table.add(id_, record)
        return record

    def update(self, _id: str, new: JSONObject, old: JSONObject, _context: Context, /) -> None:
        if new["undoStatus"] == old["undoStatus"]:
            return
        if new["undoStatus"] == "canceled":
            raise SetFailure("cannotUnsend", "it has been sent already")
        raise invalid_properties(["undoStatus"], "can only be set to canceled")

    def after_set(
        self, outcome: SetOutcome, arguments: JSONObject, context: Context, /
    ) -> Sequence[Answer]:
        """The implicit Email/set for what was to be done on success."""
        updates: JSONObject = {}
        for key, patch in objects(arguments, "onSuccessUpdateEmail").items():
            for email_id in self._succeeded(key, outcome, context):
                updates[email_id] = patch
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

    def _succeeded(self, key: str, outcome: SetOutcome, context: Context) -> Iterable[str]:
        """The id of the email of a submission, if the call did what it should with it."""
        if key.startswith("#") and key[1:] not in outcome.created:
            return
        id_ = context.resolve(key)
        record = self.table.get(id_) or outcome.gone.get(id_)
        done = key.startswith("#") or id_ in outcome.updated or id_ in outcome.gone
        if done and record is not None:
            yield str(record["emailId"])

    def _sent(self, id_: str, envelope: Envelope, raw: bytes) -> JSONObject:
        """Send a message; returns the delivery status for each recipient."""
        self._post.outbox.append(
            Sent(
                submission_id=id_,
                mail_from=envelope.mail_from,
                rcpt_to=envelope.rcpt_to,
                message=raw,
                at=self.account.clock(),
            )
        )
        statuses: JSONObject = {}
        for recipient in envelope.rcpt_to:
            local = self._post.deliver(raw, envelope.mail_from, recipient) is not None
            statuses[recipient] = {
                "smtpReply": "250 2.0.0 delivered" if local else "250 2.0.0 relayed",
                "delivered": "yes" if local else "unknown",
                "displayed": "unknown",
            }
        return statuses

    def _envelope(self, email: JSONObject, given: JSON, identity_id: str) -> Envelope:
        senders = _addresses(email["from"])
        if len(senders) != 1:
            members: list[JSON] = ["from"]
            raise SetFailure("invalidEmail", "From must hold one address", properties=members)
        if not self._identities.any_allows(senders[0]):
            raise SetFailure("forbiddenFrom", f"{senders[0]} is no address of the user")
        if isinstance(given, dict):
            envelope = _read_envelope(given)
            if envelope.mail_from and not self._identities.any_allows(envelope.mail_from):
                raise SetFailure("forbiddenMailFrom", f"{envelope.mail_from} is not the user's")
        else:
            envelope = self._made_envelope(email, senders[0], identity_id)
        if not envelope.rcpt_to:
            raise SetFailure("noRecipients")
        wrong: list[JSON] = [item for item in envelope.rcpt_to if not _ADDRESS.fullmatch(item)]
        if wrong:
            raise SetFailure("invalidRecipients", invalidRecipients=wrong)
        if len(envelope.rcpt_to) > MAX_RECIPIENTS:
            raise SetFailure("tooManyRecipients", maxRecipients=MAX_RECIPIENTS)
        return envelope

    def _made_envelope(self, email: JSONObject, sender: str, identity_id: str) -> Envelope:
        mail_from = next(iter(_addresses(email["sender"])), sender)
        if not self._identities.allows(identity_id, mail_from):
            identity = self._identities.table.get(identity_id)
            mail_from = str(identity["email"]) if identity else sender
        recipients = [item for name in ("to", "cc", "bcc") for item in _addresses(email[name])]
        return Envelope(mail_from, tuple(dict.fromkeys(recipients)))


def _addresses(people: JSON) -> list[str]:
    items = people if isinstance(people, list) else []
    return [str(item["email"]) for item in items if isinstance(item, dict)]


def _read_envelope(given: JSONObject) -> Envelope:
    sender, recipients = given["mailFrom"], given["rcptTo"]
    mail_from = str(sender["email"]) if isinstance(sender, dict) else ""
    return Envelope(mail_from, tuple(dict.fromkeys(_addresses(recipients))))
