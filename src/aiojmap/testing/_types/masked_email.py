"""Masked email addresses (Fastmail's extension)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from .._jmap.datatype import DataType, forbidden
from .._jmap.failures import invalid_properties

if TYPE_CHECKING:
    from ...runtime import JSONObject
    from .._jmap.account import Account
    from .._jmap.context import Context
    from .._jmap.datatype import Classes

DOMAIN: Final = "masked.example"
STATES: Final = ("pending", "enabled", "disabled", "deleted")
PENDING_FOR: Final = timedelta(hours=24)
_PREFIX: Final = re.compile(r"[a-z0-9_]{1,64}")
_FIRST: Final = ("amber", "brisk", "calm", "dusty", "early", "faint", "golden", "hazel")
_SECOND: Final = ("acorn", "brook", "comet", "dune", "ember", "fern", "gull", "harbor")
_ROLES: Final = {"pending": "inbox", "enabled": "inbox", "disabled": "trash"}


class MaskedEmailType(DataType):
    """Addresses made up for one use each; the user gets what is sent to them."""

    name = "MaskedEmail"

    def __init__(self, account: Account, classes: Classes) -> None:
        super().__init__(account, classes)
        self._ids: dict[str, str] = {}
        """The ids by the addresses."""
        self._pending: dict[str, datetime] = {}
        """Until when what nobody has written to stays, by id."""
        account.wakers.append(self._wake)

    def create(self, sent: JSONObject, context: Context, /) -> JSONObject:
        prefix = sent.get("emailPrefix")
        if prefix is not None and not _PREFIX.fullmatch(str(prefix)):
            raise invalid_properties(["emailPrefix"], "must be 1 to 64 of a-z, 0-9 and _")
        kept = {name: value for name, value in sent.items() if name != "emailPrefix"}
        record: JSONObject = {
            **self.defaults(),
            "url": None,
            **kept,
            "id": self.table.new_id(),
            "email": self._address(str(prefix) if prefix is not None else None),
            "lastMessageAt": None,
            "createdAt": self.account.now(),
            "createdBy": "aiojmap.testing",
        }
        self.validate(record, None, context)
        self.table.add(str(record["id"]), record)
        self._ids[str(record["email"])] = str(record["id"])
        if record["state"] == "pending":
            self._pending[str(record["id"])] = self.account.clock() + PENDING_FOR
        return record

    def validate(self, record: JSONObject, old: JSONObject | None, _context: Context, /) -> None:
        state = record["state"]
        if state not in STATES or (old is None and state == "deleted"):
            raise invalid_properties(["state"], f"{state!r} is no state to be in")
        if old is not None and state == "pending" != old["state"]:
            raise invalid_properties(["state"], "pending cannot be set again")

    def destroy(self, _id: str, _arguments: JSONObject, _context: Context, /) -> None:
        raise forbidden("set the state to deleted instead")

    def has(self, address: str) -> bool:
        """Whether an address is or was one of these."""
        return address.casefold() in self._ids

    def received(self, address: str) -> str | None:
        """Note that a message came to an address.

        Returns the role of the mailbox it goes into, or None if it bounces.
        """
        self._wake()
        record = self.table.get(self._ids[address.casefold()])
        if record is None or record["state"] == "deleted":
            return None
        state = str(record["state"])
        now = "enabled" if state == "pending" else state
        changed: JSONObject = {**record, "state": now, "lastMessageAt": self.account.now()}
        self.table.replace(str(record["id"]), changed)
        return _ROLES[state]

    def _wake(self) -> None:
        """Delete what nobody has written to a day after it was made."""
        now = self.account.clock()
        for id_ in [id_ for id_, until in self._pending.items() if until <= now]:
            del self._pending[id_]
            record = self.table.get(id_)
            if record is not None and record["state"] == "pending":
                self.table.replace(id_, {**record, "state": "deleted"})

    def _address(self, prefix: str | None) -> str:
        pick = self.account.random
        while True:
            start = prefix or f"{pick.choice(_FIRST)}.{pick.choice(_SECOND)}"
            address = f"{start}{pick.randrange(1000, 10_000 + 10 * len(self._ids))}@{DOMAIN}"
            if address not in self._ids:
                return address
