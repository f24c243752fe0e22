"""Email/import (RFC 8621, section 4.8).

An account has a message once only: importing or copying the same octets again is refused with
`alreadyExists`. Mail that is delivered or created stays separate, whatever its octets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...mail import EmailImport
from .._jmap.account import utc_date
from .._jmap.context import objects
from .._jmap.failures import MethodFailure, SetFailure, invalid_properties
from .._jmap.setting import checked, follow
from .._message import head
from .filing import filed

if TYPE_CHECKING:
    from ...runtime import JSONObject
    from .._jmap.account import Account
    from .._jmap.context import Context
    from .._jmap.datatype import Answer, DataType
    from .mail_store import MailStore


def refuse_known(store: MailStore, blob_id: str) -> None:
    """Refuse a message that the account has, octet for octet."""
    existing = store.with_message(blob_id)
    if existing is not None:
        raise SetFailure("alreadyExists", "the account has this message", existingId=existing)


def import_(
    type_: DataType, store: MailStore, arguments: JSONObject, context: Context
) -> list[Answer]:
    """Make emails of uploaded messages, each succeeding or failing alone."""
    old_state = type_.table.state
    if arguments.get("ifInState") not in (None, old_state):
        raise MethodFailure("stateMismatch", f"the state is {old_state!r}")
    emails = objects(arguments, "emails")
    if len(emails) > context.limits.max_objects_in_set:
        raise MethodFailure("requestTooLarge", f"{len(emails)} are more than maxObjectsInSet")
    created: JSONObject = {}
    not_created: JSONObject = {}
    for key, sent in emails.items():
        try:
            given = checked(type_, sent, context, EmailImport)
            record = _imported(type_.account, store, given, context)
        except SetFailure as failure:
            not_created[key] = failure.members
        else:
            context.created_ids[key] = str(record["id"])
            created[key] = type_.reported(sent, record)
    follow(type_, created, context)
    type_.account.settle()
    answer: JSONObject = {
        "accountId": arguments["accountId"],
        "oldState": old_state,
        "newState": type_.table.state,
        "created": created or None,
        "notCreated": not_created or None,
    }
    return [("Email/import", answer)]


def _imported(account: Account, store: MailStore, sent: JSONObject, context: Context) -> JSONObject:
    filing = filed({"keywords": {}, **sent}, account.table("Mailbox"))
    blob_id = context.resolve(str(sent["blobId"]))
    raw = account.blobs.get(blob_id)
    if raw is None:
        raise invalid_properties(["blobId"], f"there is no blob {blob_id!r}")
    if not head.is_message(raw):
        raise SetFailure("invalidEmail", "the blob does not begin with the fields of a message")
    refuse_known(store, blob_id)
    received = head.last_received(head.fields(raw))
    now = account.now() if received is None else utc_date(received)
    return store.add(raw, filing, received_at=now)
