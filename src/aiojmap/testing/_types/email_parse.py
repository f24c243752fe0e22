"""Email/parse (RFC 8621, section 4.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .._jmap.context import texts
from .._jmap.failures import MethodFailure
from .._message import head
from .._message.parsing import parse as parsed
from .email_view import EmailView

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject
    from .._jmap.account import Account
    from .._jmap.context import Context
    from .._jmap.datatype import Answer, DataType
    from .mail_store import MailStore

_NULL: Final = ("id", "mailboxIds", "keywords", "receivedAt")


def parse(
    type_: DataType, store: MailStore, arguments: JSONObject, context: Context
) -> list[Answer]:
    """Read blobs as messages, without keeping them as emails."""
    type_.check_get(arguments)
    ids = list(dict.fromkeys(context.resolve(id_) for id_ in texts(arguments, "blobIds")))
    if len(ids) > context.limits.max_objects_in_get:
        raise MethodFailure("requestTooLarge", f"{len(ids)} are more than maxObjectsInGet")
    names = list(dict.fromkeys(texts(arguments, "properties")))
    view = EmailView.of(arguments)
    found: JSONObject = {}
    not_parsable: list[JSON] = []
    not_found: list[JSON] = []
    for id_ in ids:
        raw = type_.account.blobs.get(id_)
        if raw is None:
            not_found.append(id_)
        elif not head.is_message(raw):
            not_parsable.append(id_)
        else:
            found[id_] = view.select(_read(type_.account, store, id_, raw), names)
    answer: JSONObject = {
        "accountId": arguments["accountId"],
        "parsed": found or None,
        "notParsable": not_parsable or None,
        "notFound": not_found or None,
    }
    return [("Email/parse", answer)]


def _read(account: Account, store: MailStore, blob_id: str, raw: bytes) -> JSONObject:
    message = parsed(raw, account.blobs)
    threads = store.threads.found(message)
    # The thread that it would be in, were it imported.
    thread_id = threads[0] if threads else None
    return {**dict.fromkeys(_NULL), **message, "blobId": blob_id, "threadId": thread_id}
