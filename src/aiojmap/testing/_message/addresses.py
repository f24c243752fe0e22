"""Address lists of header fields, read with patience and written safely (RFC 5322, section 3.4)."""

from __future__ import annotations

import email.utils
import re
from typing import TYPE_CHECKING, Final

import attrs

from .words import decode, literal

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject

_TOKEN: Final = re.compile(
    r"""
    "(?P<quoted>(?:\\.|[^"\\])*)"?     # a closing quote may be missing
    | <(?P<angle>[^>]*)>?
    | (?P<mark>[,;:])
    | (?P<open>\()
    | (?P<atom>[^\s"<,;:(]+)
    | (?P<space>\s+)
    """,
    re.VERBOSE | re.DOTALL,
)
_PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")


@attrs.define
class Group:
    """Addresses under the name of a group, or in none."""

    name: str | None
    addresses: list[tuple[str | None, str]] = attrs.field(factory=list[tuple[str | None, str]])


@attrs.define
class _Mailbox:
    words: list[str] = attrs.field(factory=list[str])
    quoted: bool = False
    bare: list[str] = attrs.field(factory=list[str])
    angle: str | None = None
    comment: str | None = None

    @property
    def name(self) -> str | None:
        text = re.sub(r"\s+", " ", "".join(self.words)).strip()
        return (text if self.quoted else decode(text)) or None

    def finished(self) -> tuple[str | None, str] | None:
        if self.angle is not None:
            return self.name or self.comment, re.sub(r"\s+", "", self.angle)
        text = "".join(self.bare).strip()
        return (self.comment, text) if text else None


def parse_groups(raw: str) -> list[Group]:
    """The addresses of a field, in groups; what belongs to none is collected under None."""
    groups: list[Group] = []
    current: Group | None = None
    mailbox = _Mailbox()

    def finish() -> None:
        nonlocal mailbox
        found = mailbox.finished()
        mailbox = _Mailbox()
        if found is None:
            return
        if current is not None:
            current.addresses.append(found)
        elif groups and groups[-1].name is None:
            groups[-1].addresses.append(found)
        else:
            groups.append(Group(None, [found]))

    position = 0
    while position < len(raw):
        match = _TOKEN.match(raw, position)
        if match is None:
            position += 1
            continue
        position = match.end()
        mark = match["mark"]
        if match["open"]:
            comment, position = _comment(raw, position)
            mailbox.comment = decode(comment).strip() or None
        elif mark == ":" and current is None and mailbox.angle is None:
            current = Group(mailbox.name or "")
            groups.append(current)
            mailbox = _Mailbox()
        elif mark:
            finish()
            current = None if mark == ";" else current
        else:
            _add(mailbox, match)
    finish()
    return groups


def parse(raw: str) -> list[JSONObject]:
    """The addresses of a field as EmailAddress objects (RFC 8621, section 4.1.2.3)."""
    return [address_json(*item) for group in parse_groups(raw) for item in group.addresses]


def address_json(name: str | None, address: str) -> JSONObject:
    """An EmailAddress object."""
    return {"name": name, "email": address}


def group_json(group: Group) -> JSONObject:
    """An EmailAddressGroup object (RFC 8621, section 4.1.2.4)."""
    found: list[JSON] = [address_json(*item) for item in group.addresses]
    return {"name": group.name, "addresses": found}


def write(addresses: JSON) -> str:
    """A field from EmailAddress objects; encoded where it is not ASCII."""
    items = addresses if isinstance(addresses, list) else []
    return ", ".join(_written(item) for item in items if isinstance(item, dict))


def write_groups(groups: JSON) -> str:
    """A field from EmailAddressGroup objects."""
    found: list[str] = []
    for group in groups if isinstance(groups, list) else []:
        if not isinstance(group, dict):
            continue
        members = write(group.get("addresses"))
        name = group.get("name")
        found.append(f"{_phrase(name)}: {members};" if isinstance(name, str) else members)
    return ", ".join(item for item in found if item)


def _add(mailbox: _Mailbox, match: re.Match[str]) -> None:
    if match["quoted"] is not None:
        text = re.sub(r"\\(.)", r"\1", re.sub(r"\r?\n", "", match["quoted"]), flags=re.DOTALL)
        mailbox.words.append(text)
        mailbox.quoted = True
        mailbox.bare.append(match[0])
    elif match["angle"] is not None:
        mailbox.angle = match["angle"] if mailbox.angle is None else mailbox.angle
    elif match["space"]:
        mailbox.words.append(" ")
    else:
        mailbox.words.append(match["atom"])
        mailbox.bare.append(match["atom"])


def _comment(raw: str, position: int) -> tuple[str, int]:
    depth = 1
    found: list[str] = []
    while position < len(raw):
        character = raw[position]
        position += 1
        if character == "\\" and position < len(raw):
            found.append(raw[position])
            position += 1
            continue
        depth += (character == "(") - (character == ")")
        if depth == 0:
            break
        found.append(character)
    return "".join(found), position


def _written(item: JSONObject) -> str:
    name, address = item.get("name"), item.get("email")
    text = address if isinstance(address, str) else ""
    if not isinstance(name, str) or not name:
        return text
    return f"{_phrase(name)} <{text}>"


def _phrase(name: str) -> str:
    if not name.isascii():
        return email.utils.formataddr((name, "x@x"), "utf-8").removesuffix(" <x@x>")
    if "=?" in name:
        # Readers decode what looks like an encoded word, some even between quotes.
        return literal(name)
    return name if _PLAIN_NAME.fullmatch(name) else f'"{email.utils.quote(name)}"'
