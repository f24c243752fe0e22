"""Push subscriptions (RFC 8620, section 7.2): they belong to credentials, not to accounts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from ..._model.conversion import decode
from ...core import PushVerification, StateChange
from .._jmap.account import utc_date
from .._jmap.context import texts
from .._jmap.datatype import Answer, DataType, Verb
from .._jmap.failures import MethodFailure, invalid_properties
from .._jmap.getting import get
from .._jmap.setting import set_
from .._push.pushed import Pushed
from .._push.states import DELIVERY, States, difference, state_change

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject
    from .._jmap.account import Account
    from .._jmap.context import Context
    from .._jmap.datatype import Classes

PRIVATE: Final = ("url", "keys")
LONGEST: Final = timedelta(days=7)
_BASE64: Final = re.compile(r"(?:[\w-]{4})*(?:[\w-]{2}(?:==)?|[\w-]{3}=?|[\w-]{4})", re.ASCII)
_URL: Final = re.compile(r"https://[^\s/?#]+[^\s]*")


class PushSubscriptionType(DataType):
    """URLs that are told when something changes, once they have been verified."""

    name = "PushSubscription"

    def __init__(self, account: Account, classes: Classes, post: Callable[[Pushed], None]) -> None:
        super().__init__(account, classes)
        self._post = post
        self._codes: dict[str, str] = {}
        self._told: States | None = None

    def method(self, verb: str, /) -> Verb | None:
        return {"get": _get, "set": _set}.get(verb)

    def check_get(self, arguments: JSONObject, /) -> None:
        for name in texts(arguments, "properties"):
            if name in PRIVATE:
                raise MethodFailure("forbidden", f"{name!r} is never returned")
        super().check_get(arguments)

    def create(self, sent: JSONObject, _context: Context, /) -> JSONObject:
        if sent.get("verificationCode") is not None:
            raise invalid_properties(["verificationCode"], "is not given on create")
        if not _URL.fullmatch(str(sent["url"])):
            raise invalid_properties(["url"], "must begin with https:// and name a host")
        _check_keys(sent.get("keys"))
        # Not counted up: other credentials have subscriptions with ids of their own.
        id_ = f"push{self.account.random.getrandbits(64):016x}"
        record: JSONObject = {
            "keys": None,
            "types": None,
            **sent,
            "id": id_,
            "verificationCode": None,
            "expires": self._expiry(sent.get("expires")),
        }
        self.table.add(id_, record)
        self._codes[id_] = f"{self.account.random.getrandbits(128):032x}"
        verification: JSONObject = {
            "@type": "PushVerification",
            "pushSubscriptionId": id_,
            "verificationCode": self._codes[id_],
        }
        self._push(record, decode(verification, PushVerification))
        return record

    def reported(self, sent: JSONObject, record: JSONObject, /) -> JSONObject:
        found: JSONObject = {"id": record["id"]}
        for name in ("keys", "expires", "types"):
            if name not in sent or sent[name] != record[name]:
                found[name] = record[name]
        return found

    def update(self, id_: str, new: JSONObject, old: JSONObject, _context: Context, /) -> None:
        code = new["verificationCode"]
        if code != old["verificationCode"] and code != self._codes[id_]:
            raise invalid_properties(["verificationCode"], "is not the one that was pushed")
        changed = dict(new)
        if new["expires"] != old["expires"]:
            changed["expires"] = self._expiry(new["expires"])
        self.table.replace(id_, changed)

    def destroy(self, id_: str, _arguments: JSONObject, _context: Context, /) -> None:
        self._forget(id_)

    def expire(self) -> None:
        """Destroy what has come to its end."""
        now = self.account.clock()
        for id_, record in [*self.table.items()]:
            if _moment(record["expires"]) <= now:
                self._forget(id_)

    def tell(self, now: Callable[[], States]) -> None:
        """Push what has changed since the last time to those who want to know of it."""
        self.expire()
        if not len(self.table):
            self._told = None
            return
        states = now()
        told, self._told = self._told, states
        if told is None:
            return
        for record in [*self.table.records()]:
            types = None if record["types"] is None else texts(record, "types")
            changed = difference(states, told, types)
            if changed and record["verificationCode"] is not None:
                urgent = any(DELIVERY in found for found in changed.values())
                change = decode(state_change(changed), StateChange)
                self._push(record, change, {"Urgency": "high" if urgent else "normal"})

    def _push(
        self,
        record: JSONObject,
        body: PushVerification | StateChange,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        now = self.account.clock()
        lasting = int((_moment(record["expires"]) - now).total_seconds())
        self._post(
            Pushed(
                subscription_id=str(record["id"]),
                url=str(record["url"]),
                body=body,
                headers={
                    "Content-Type": "application/json",
                    "TTL": str(lasting),
                    **(headers or {}),
                },
                encrypted=record["keys"] is not None,
                at=now,
            )
        )

    def _expiry(self, asked: JSON) -> str:
        """When a subscription ends for which a client asks for some time, or for none."""
        now = self.account.clock()
        latest = now + LONGEST
        wanted = _moment(asked) if asked is not None else latest
        if wanted <= now:
            raise invalid_properties(["expires"], "is over already")
        return str(asked) if wanted <= latest and asked is not None else utc_date(latest)

    def _forget(self, id_: str) -> None:
        self.table.remove(id_)
        del self._codes[id_]


def _get(type_: DataType, arguments: JSONObject, context: Context) -> list[Answer]:
    _expire(type_)
    return get(type_, arguments, context)


def _set(type_: DataType, arguments: JSONObject, context: Context) -> list[Answer]:
    _expire(type_)
    return set_(type_, arguments, context)


def _expire(type_: DataType) -> None:
    assert isinstance(type_, PushSubscriptionType)
    type_.expire()


def _moment(date: JSON) -> datetime:
    return datetime.fromisoformat(str(date))


def _check_keys(keys: JSON) -> None:
    """Refuse keys that are not in URL-safe base64."""
    for name, value in keys.items() if isinstance(keys, dict) else ():
        if not _BASE64.fullmatch(str(value)):
            raise invalid_properties(["keys"], f"{name} is not in URL-safe base64")
