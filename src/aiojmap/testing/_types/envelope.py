"""Envelopes: who sends to whom, and from when on (RFC 8621, section 7)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import attrs

from .._jmap.failures import invalid_properties

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject

MAX_DELAY: Final = 30 * 24 * 3600
"""For how many seconds a message can be held back."""
LAST_RELEASE: Final = "9999-12-31T23:59:59Z"

_ATOM: Final = r"[^\s@<>,;:\"()\[\]\\\x00-\x1f\x7f]+"
_ADDRESS: Final = re.compile(
    rf"""(?:{_ATOM}|"(?:[^"\\\x00-\x1f\x7f]|\\[ -~])*")@(?:{_ATOM}|\[[0-9A-Za-z.:]+\])"""
)
_OF_SENDER: Final = frozenset(["HOLDFOR", "HOLDUNTIL", "SIZE", "RET", "ENVID"])
_OF_RECIPIENT: Final = frozenset(["NOTIFY", "ORCPT"])
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)


def valid(address: str) -> bool:
    """Whether an address can be sent to."""
    parts = address.rpartition("@")[2].split(".")
    return _ADDRESS.fullmatch(address) is not None and all(parts) and len(address) <= 254


@attrs.frozen(kw_only=True)
class Envelope:
    """The sender and the recipients of a message; `until` is when to let it go, if not at once."""

    mail_from: str
    rcpt_to: tuple[str, ...]
    until: datetime | None = None

    def as_json(self) -> JSONObject:
        """The Envelope object, without parameters."""
        return {
            "mailFrom": {"email": self.mail_from, "parameters": None},
            "rcptTo": [{"email": address, "parameters": None} for address in self.rcpt_to],
        }


def given_envelope(given: JSONObject, now: datetime) -> Envelope:
    """The envelope that a client sent; raises `SetFailure` for parameters that are not known."""
    sender, recipients = given["mailFrom"], given["rcptTo"]
    people = (
        [item for item in recipients if isinstance(item, dict)]
        if isinstance(recipients, list)
        else []
    )
    assert isinstance(sender, dict)
    for person in people:
        _parameters(person, _OF_RECIPIENT)
    return Envelope(
        mail_from=str(sender["email"]),
        rcpt_to=tuple(dict.fromkeys(str(person["email"]) for person in people)),
        until=_until(_parameters(sender, _OF_SENDER), now),
    )


def _parameters(person: JSONObject, known: frozenset[str]) -> dict[str, JSON]:
    given = person.get("parameters")
    found: dict[str, JSON] = {}
    for name, value in given.items() if isinstance(given, dict) else ():
        if name.upper() not in known:
            raise _wrong(f"the parameter {name[:40]!r} is not known here")
        if name.upper() in found:
            raise _wrong(f"the parameter {name[:40]!r} is given twice")
        found[name.upper()] = value
    return found


def _until(parameters: dict[str, JSON], now: datetime) -> datetime | None:
    """When the sender wants the message to be released (RFC 4865)."""
    if "HOLDFOR" in parameters and "HOLDUNTIL" in parameters:
        raise _wrong("HOLDFOR and HOLDUNTIL exclude each other")
    if "HOLDFOR" in parameters:
        seconds = parameters["HOLDFOR"]
        if not isinstance(seconds, str) or not re.fullmatch(r"[0-9]{1,9}", seconds):
            raise _wrong("HOLDFOR must be a number of seconds, as a string")
        until = now + timedelta(seconds=int(seconds))
    elif "HOLDUNTIL" in parameters:
        date = parameters["HOLDUNTIL"]
        if not isinstance(date, str) or not _DATE.fullmatch(date):
            raise _wrong("HOLDUNTIL must be a date and time with an offset, as a string")
        try:
            until = datetime.fromisoformat(date).astimezone(UTC)
        except (ValueError, OverflowError):
            raise _wrong("HOLDUNTIL must be a date that exists") from None
    else:
        return None
    if until - now > timedelta(seconds=MAX_DELAY):
        raise _wrong(f"a message can be held for {MAX_DELAY} seconds")
    return until if until > now else None


def _wrong(description: str) -> Exception:
    return invalid_properties(["envelope"], description)
