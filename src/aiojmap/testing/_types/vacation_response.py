"""The vacation response (RFC 8621, section 8): always exactly one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from .._jmap.datatype import Classes, DataType
from .._jmap.failures import SetFailure, invalid_properties
from .._message import head, headers, plain
from .._message.composing import compose
from .vacation_rules import wants_answer

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject
    from .._jmap.account import Account
    from .._jmap.context import Context
    from .._message.headers import Field

SINGLETON: Final = "singleton"
AGAIN_AFTER: Final = timedelta(days=7)
_DEFAULT: Final = "I am away at present and will read your message when I am back.\n"


class VacationResponseType(DataType):
    """Whether and how mail is answered while the user is away."""

    name = "VacationResponse"

    def __init__(self, account: Account, classes: Classes) -> None:
        super().__init__(account, classes)
        record: JSONObject = dict.fromkeys(classes.record.properties_by_json)
        self.table.add(SINGLETON, {**record, "id": SINGLETON, "isEnabled": False})
        self._answered: dict[str, datetime] = {}
        self._made = 0

    def create(self, _sent: JSONObject, _context: Context, /) -> JSONObject:
        raise SetFailure("singleton", "there is always exactly one vacation response")

    def destroy(self, _id: str, _arguments: JSONObject, _context: Context, /) -> None:
        raise SetFailure("singleton", "there is always exactly one vacation response")

    def update(self, id_: str, new: JSONObject, old: JSONObject, context: Context, /) -> None:
        super().update(id_, new, old, context)
        if new["isEnabled"] is not old["isEnabled"]:
            # Another vacation: everybody is told anew.
            self._answered.clear()

    def validate(self, record: JSONObject, _old: JSONObject | None, _context: Context, /) -> None:
        start, end = _instant(record["fromDate"]), _instant(record["toDate"])
        if start is not None and end is not None and start >= end:
            raise invalid_properties(["fromDate", "toDate"], "fromDate must be before toDate")
        subject = record["subject"]
        if isinstance(subject, str) and any(letter in subject for letter in "\r\n\0"):
            raise invalid_properties(["subject"], "must be one line")

    def answer(self, raw: bytes, sender: str, recipient: str) -> bytes | None:
        """The answer to a message, if the user is away and its sender was not told lately."""
        record = self.table.get(SINGLETON)
        now = self.account.clock()
        if record is None or not _away(record, now):
            return None
        fields = head.fields(raw)
        if not wants_answer(fields, sender, recipient, self.account.user):
            return None
        told = self._answered.get(sender.casefold())
        if told is not None and now - told < AGAIN_AFTER:
            return None
        self._answered[sender.casefold()] = now
        return self._compose(record, fields, sender)

    def _compose(self, record: JSONObject, fields: list[Field], sender: str) -> bytes:
        user = self.account.user
        self._made += 1
        given = _text(fields, "Subject", "asText")
        subject = record["subject"]
        if subject is None:
            subject = f"Auto: {given}" if isinstance(given, str) and given else "Auto-reply"
        answered = _text(fields, "Message-ID", "asMessageIds")
        before = _text(fields, "References", "asMessageIds")
        sent: JSONObject = {
            "from": [{"name": user.name, "email": user.email}],
            "to": [{"name": None, "email": sender}],
            "subject": subject,
            "header:Auto-Submitted": "auto-replied",
            **_body(record),
        }
        if isinstance(answered, list) and answered:
            sent["inReplyTo"] = answered
            sent["references"] = [*(before if isinstance(before, list) else []), *answered]
        domain = user.email.rpartition("@")[2]
        token = f"{self.account.random.getrandbits(64):016x}"
        message_id = f"vacation.{self._made}.{token}@{domain}"
        return compose(sent, self.account.blobs, self.account.now(), message_id)


def _away(record: JSONObject, now: datetime) -> bool:
    start, end = _instant(record["fromDate"]), _instant(record["toDate"])
    within = (start is None or start <= now) and (end is None or now < end)
    return record["isEnabled"] is True and within


def _instant(value: JSON) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else None


def _text(fields: list[Field], name: str, form: str) -> JSON:
    return headers.value(fields, headers.HeaderProperty(name, form, all=False))


def _body(record: JSONObject) -> JSONObject:
    """The text of the answer, plain and, if the user wrote that, as HTML."""
    text, html = record["textBody"], record["htmlBody"]
    if text is None:
        text = _DEFAULT if html is None else plain.from_html(str(html)).strip() + "\n"
    values: JSONObject = {"text": {"value": text}}
    found: JSONObject = {
        "bodyValues": values,
        "textBody": [{"partId": "text", "type": "text/plain"}],
    }
    if html is not None:
        values["html"] = {"value": html}
        found["htmlBody"] = [{"partId": "html", "type": "text/html"}]
    return found
