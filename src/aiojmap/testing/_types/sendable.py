"""Whether an email may be sent, and to whom (RFC 8621, section 7.5)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from .._jmap.failures import SetFailure
from .envelope import Envelope, given_envelope, valid

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject
    from .._message.headers import Field
    from .identity import IdentityType

MAX_RECIPIENTS: Final = 100
_ONCE: Final = {
    "from": "from",
    "sender": "sender",
    "reply-to": "replyTo",
    "to": "to",
    "cc": "cc",
    "bcc": "bcc",
    "message-id": "messageId",
    "in-reply-to": "inReplyTo",
    "references": "references",
    "subject": "subject",
    "date": "sentAt",
}
"""The fields that a message has once at most (RFC 5322, section 3.6), and their properties."""
_RECIPIENTS: Final = ("to", "cc", "bcc")


def enveloped(
    email: JSONObject,
    fields: list[Field],
    given: JSON,
    *,
    identities: IdentityType,
    identity_id: str,
    now: datetime,
) -> Envelope:
    """The envelope to send an email in; raises `SetFailure` unless it can be sent."""
    envelope = given_envelope(given, now) if isinstance(given, dict) else None
    _check_message(email, fields, generated=envelope is None)
    author = _addresses(email["from"])[0]
    if not identities.any_allows(author):
        raise SetFailure("forbiddenFrom", f"{author} is no address of the user")
    if envelope is None:
        envelope = _generated(email, author, identities, identity_id)
    elif envelope.mail_from and not identities.any_allows(envelope.mail_from):
        raise SetFailure("forbiddenMailFrom", f"{envelope.mail_from} is no address of the user")
    _check_recipients(envelope)
    return envelope


def _check_message(email: JSONObject, fields: list[Field], *, generated: bool) -> None:
    names = [name.lower() for name, _ in fields]
    wrong: dict[str, str] = {
        prop: "stands there more than once" for name, prop in _ONCE.items() if names.count(name) > 1
    }
    for prop in ("from", "sender"):
        count = len(_addresses(email[prop]))
        if count != 1 and (prop == "from" or email[prop] is not None):
            wrong.setdefault(prop, f"holds {count} addresses and must hold one")
    # Wrong recipients that the envelope is made of have an error of their own.
    for prop in ("from", "sender", "replyTo", *(() if generated else _RECIPIENTS)):
        bad = [address for address in _addresses(email[prop]) if not valid(address)]
        if bad:
            wrong.setdefault(prop, f"{bad[0]!r} is no address")
    if email["sentAt"] is None:
        wrong.setdefault("sentAt", "is missing or no date")
    if wrong:
        properties: list[JSON] = [*wrong]
        description = "; ".join(f"{name}: {problem}" for name, problem in wrong.items())
        raise SetFailure("invalidEmail", description, properties=properties)


def _generated(
    email: JSONObject, author: str, identities: IdentityType, identity_id: str
) -> Envelope:
    mail_from = next(iter(_addresses(email["sender"])), author)
    if not identities.allows(identity_id, mail_from):
        identity = identities.table.get(identity_id)
        mail_from = str(identity["email"]) if identity else author
    recipients: dict[str, str] = {}
    for name in _RECIPIENTS:
        for address in _addresses(email[name]):
            recipients.setdefault(address.casefold(), address)
    return Envelope(mail_from=mail_from, rcpt_to=tuple(recipients.values()))


def _check_recipients(envelope: Envelope) -> None:
    if not envelope.rcpt_to:
        raise SetFailure("noRecipients", "there is nobody to send it to")
    wrong: list[JSON] = [address for address in envelope.rcpt_to if not valid(address)]
    if wrong:
        raise SetFailure(
            "invalidRecipients", f"{wrong[0]!r} is no address", invalidRecipients=wrong
        )
    if len(envelope.rcpt_to) > MAX_RECIPIENTS:
        raise SetFailure(
            "tooManyRecipients", f"there may be {MAX_RECIPIENTS}", maxRecipients=MAX_RECIPIENTS
        )


def _addresses(people: JSON) -> list[str]:
    items = people if isinstance(people, list) else []
    return [str(item["email"]) for item in items if isinstance(item, dict)]
