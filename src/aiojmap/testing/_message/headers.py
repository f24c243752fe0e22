"""Header fields in the forms that JMAP gives them (RFC 8621, section 4.1.2)."""

from __future__ import annotations

import email.utils
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import attrs

from . import addresses
from .words import literal, text_form, unfold

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject

Field = tuple[str, str]
"""The name of a field and its value, raw."""

CONVENIENCES: Final[Mapping[str, tuple[str, str]]] = {
    "messageId": ("Message-ID", "asMessageIds"),
    "inReplyTo": ("In-Reply-To", "asMessageIds"),
    "references": ("References", "asMessageIds"),
    "sender": ("Sender", "asAddresses"),
    "from": ("From", "asAddresses"),
    "to": ("To", "asAddresses"),
    "cc": ("Cc", "asAddresses"),
    "bcc": ("Bcc", "asAddresses"),
    "replyTo": ("Reply-To", "asAddresses"),
    "subject": ("Subject", "asText"),
    "sentAt": ("Date", "asDate"),
}
"""The properties that stand for a header field (RFC 8621, section 4.1.3)."""

_ADDRESSES: Final = frozenset(["from", "sender", "reply-to", "to", "cc", "bcc"])
_RESENT_ADDRESSES: Final = frozenset(f"resent-{name}" for name in _ADDRESSES)
_MESSAGE_IDS: Final = frozenset(["message-id", "in-reply-to", "references", "resent-message-id"])
_DATES: Final = frozenset(["date", "resent-date"])
_URLS: Final = frozenset(
    f"list-{name}" for name in ("help", "unsubscribe", "subscribe", "post", "owner", "archive")
)
_TEXTS: Final = frozenset(["subject", "comments", "keywords"])
_DEFINED: Final = (
    _ADDRESSES
    | _RESENT_ADDRESSES
    | _MESSAGE_IDS
    | _DATES
    | _URLS
    | _TEXTS
    | {"return-path", "received"}
)
_ALLOWED: Final[Mapping[str, frozenset[str]]] = {
    "asRaw": _DEFINED,
    "asText": _TEXTS,
    "asAddresses": _ADDRESSES | _RESENT_ADDRESSES,
    "asGroupedAddresses": _ADDRESSES | _RESENT_ADDRESSES,
    "asMessageIds": _MESSAGE_IDS,
    "asDate": _DATES,
    "asURLs": _URLS,
}
_NAME: Final = re.compile(r"[!-9;-~]+")


@attrs.frozen
class HeaderProperty:
    """A property such as `header:List-Id:asText:all`, taken apart."""

    field: str
    form: str
    all: bool


def parse_property(name: str) -> HeaderProperty | None:
    """Take a header property apart; None if it is none, or its form is forbidden."""
    prefix, *rest = name.split(":")
    if prefix != "header" or not rest or not _NAME.fullmatch(rest[0]):
        return None
    field, *suffixes = rest
    every = suffixes[-1:] == ["all"]
    forms = suffixes[:-1] if every else suffixes
    form = forms[0] if forms else "asRaw"
    if len(forms) > 1 or form not in _ALLOWED:
        return None
    if field.lower() in _DEFINED and field.lower() not in _ALLOWED[form]:
        return None
    return HeaderProperty(field, form, every)


def value(fields: Sequence[Field], wanted: HeaderProperty) -> JSON:
    """What a header property is, in a message with these fields."""
    name = wanted.field.lower()
    found = [READERS[wanted.form](raw) for field, raw in fields if field.lower() == name]
    if wanted.all:
        return found
    return found[-1] if found else None


def conveniences(fields: Sequence[Field]) -> JSONObject:
    """The properties that stand for a header field, all at once."""
    last = {field.lower(): raw for field, raw in fields}
    found: JSONObject = {}
    for name, (field, form) in CONVENIENCES.items():
        raw = last.get(field.lower())
        found[name] = None if raw is None else READERS[form](raw)
    return found


def _read_addresses(raw: str) -> JSON:
    return [*addresses.parse(raw)]


def _read_groups(raw: str) -> JSON:
    return [addresses.group_json(group) for group in addresses.parse_groups(raw)]


def _read_message_ids(raw: str) -> JSON:
    text = re.sub(r"\([^()]*\)", " ", unfold(raw))
    found: list[JSON] = re.findall(r"<\s*([^<>\s]+)\s*>", text)
    return found or None


def _read_date(raw: str) -> JSON:
    try:
        moment = email.utils.parsedate_to_datetime(unfold(raw).strip())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return date_json(moment)


def _read_urls(raw: str) -> JSON:
    found: list[JSON] = [re.sub(r"\s", "", url) for url in re.findall(r"<([^<>]*)>", unfold(raw))]
    return found or None


def date_json(moment: datetime) -> str:
    """A point in time as a Date, with its own offset (RFC 8620, section 1.4)."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    text = aware.replace(microsecond=0).isoformat()
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text[:25]


READERS: Final[Mapping[str, Callable[[str], JSON]]] = {
    "asRaw": str,
    "asText": text_form,
    "asAddresses": _read_addresses,
    "asGroupedAddresses": _read_groups,
    "asMessageIds": _read_message_ids,
    "asDate": _read_date,
    "asURLs": _read_urls,
}


def _bracketed(given: JSON, separator: str) -> str:
    items = given if isinstance(given, list) else []
    return separator.join(f"<{item}>" for item in items)


def _write_date(given: JSON) -> str:
    return email.utils.format_datetime(datetime.fromisoformat(str(given)))


WRITERS: Final[Mapping[str, Callable[[JSON], str]]] = {
    "asRaw": lambda given: str(given).removeprefix(" "),
    "asText": lambda given: literal(str(given)),
    "asAddresses": addresses.write,
    "asGroupedAddresses": addresses.write_groups,
    "asMessageIds": lambda given: _bracketed(given, " "),
    "asDate": _write_date,
    "asURLs": lambda given: _bracketed(given, ", "),
}


def header_json(fields: Sequence[Field]) -> list[JSON]:
    """The EmailHeader objects of a message or part."""
    found: list[JSON] = []
    for name, raw in fields:
        item: JSONObject = {"name": name, "value": raw}
        found.append(item)
    return found
