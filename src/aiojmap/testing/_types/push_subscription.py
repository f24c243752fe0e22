"""Push subscriptions (RFC 8620, section 7.2): they belong to users, not to accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .._jmap.context import texts
from .._jmap.datatype import DataType
from .._jmap.failures import MethodFailure, invalid_properties

if TYPE_CHECKING:
    from ...runtime import JSONObject
    from .._jmap.context import Context

PRIVATE: Final = ("url", "keys")


class PushSubscriptionType(DataType):
    """URLs that are called when something changes, once they have been verified."""

    name = "PushSubscription"

    def check_get(self, arguments: JSONObject, /) -> None:
        for name in texts(arguments, "properties"):
            if name in PRIVATE:
                raise MethodFailure("forbidden", f"{name!r} is never returned")
        super().check_get(arguments)

    def create(self, sent: JSONObject, _context: Context, /) -> JSONObject:
        if sent.get("verificationCode") is not None:
            raise invalid_properties(["verificationCode"], "is not given on create")
        if not str(sent["url"]).startswith("https://"):
            raise invalid_properties(["url"], "must begin with https://")
        defaults: JSONObject = {"keys": None, "expires": None, "types": None}
        id_ = self.table.new_id()
        record: JSONObject = {**defaults, **sent, "id": id_, "verificationCode": None}
        self.table.add(id_, record)
        return record

    def reported(self, sent: JSONObject, record: JSONObject, /) -> JSONObject:
        found: JSONObject = {"id": record["id"], "expires": record["expires"]}
        if "keys" not in sent:
            found["keys"] = None
        return found
