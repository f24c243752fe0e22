"""Blobs copied between accounts (RFC 8620, section 6.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._jmap.context import Context, texts
from .._jmap.copying import source_of
from .._jmap.datatype import Answer, DataType, Verb

if TYPE_CHECKING:
    from ...runtime import JSONObject


class BlobType(DataType):
    """Octets by their id; the blobs themselves are kept by the account."""

    name = "Blob"

    def method(self, verb: str, /) -> Verb | None:
        return _copy if verb == "copy" else None


def _copy(type_: DataType, arguments: JSONObject, context: Context) -> list[Answer]:
    source = source_of(type_, arguments, context)
    copied: JSONObject = {}
    not_copied: JSONObject = {}
    for id_ in dict.fromkeys(texts(arguments, "blobIds")):
        data = source.account.blobs.get(id_)
        if data is None:
            not_copied[id_] = {"type": "notFound", "description": "there is no such blob"}
        else:
            copied[id_] = type_.account.blobs.upload(data, context.access.username)
    answer: JSONObject = {
        "fromAccountId": arguments["fromAccountId"],
        "accountId": arguments["accountId"],
        "copied": copied or None,
        "notCopied": not_copied or None,
    }
    return [("Blob/copy", answer)]
