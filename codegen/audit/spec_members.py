"""A member as texts define one: `name: "Type" (flags; default: value)`."""

from __future__ import annotations

import json
import re

import attrs

from ..notation import NotationError, names, parse
from .facts import IMMUTABLE, OPTIONAL, SERVER_SET, arguments_of, canonical, is_json
from .spec_document import Item, Node, Paragraph

_NAME = re.compile(
    r"[*\"]{0,2}(?P<name>[\w@$][\w@$/:.<>{}-]*?)[*\"]{0,2}\s*:\s*(?=[\"A-Z(]|$)(?P<rest>.*)",
    re.DOTALL,
)
_QUOTED = re.compile(r"\"([^\"]+)\"(?P<rest>.*)", re.DOTALL)
_BARE = re.compile(r"(\S+)\s*(?P<rest>$|\(.*)", re.DOTALL)
_DEFAULT = re.compile(r"default(?: on creation)?(?:\s*:| is)?\s+(.*)")
_CONDITION = re.compile(r"\bif\b|\bwhen\b|\bonly\b")
_PROSE_DEFAULT = re.compile(r"\b(?:omitted|default)\b[^.]*\bdefaults? to:$|\bdefaults to:$")
_SAME_DEFAULT = re.compile(
    r"\bdefaults to the same value as the \"([A-Z]\w*/[a-z]\w*)\" \"(\w+)\" default"
)
_TYPE_NAME = re.compile(r"[A-Z]\w*|null|\*")


@attrs.frozen(kw_only=True)
class Definition:
    """What a text says of one member.

    `same_default` is the place of an argument with the same default; a type that is no type
    expression is not `readable`, and kept as it stands.
    """

    name: str
    type: str
    flags: frozenset[str] = frozenset()
    default: str | None = None
    same_default: str = ""
    quoted: bool = True
    readable: bool = True


def read_definition(item: Item) -> Definition | None:
    """The member that a list item defines, if it defines one."""
    match = _NAME.fullmatch(item.text)
    if match is None:
        return None
    rest, body = match["rest"], item.body
    if not rest and body and isinstance(body[0], Paragraph):
        rest, body = body[0].text, body[1:]
    typed = _QUOTED.match(rest) or _BARE.fullmatch(rest)
    if typed is None:
        return None
    type_ = read_type(typed[1])
    flags, default = _flags(typed["rest"].strip())
    return Definition(
        name=match["name"],
        type=typed[1] if type_ is None else type_,
        readable=type_ is not None,
        flags=flags,
        default=prose_default(body) if default is None else default,
        same_default=_same_default(body),
        quoted=rest.startswith('"'),
    )


def read_type(text: str) -> str | None:
    """A type expression in the one way that `notation` writes it, or None if it is none."""
    try:
        type_ = parse(text)
    except NotationError:
        return None
    return str(type_) if all(map(_TYPE_NAME.fullmatch, names(type_))) else None


def prose_default(body: list[Node]) -> str | None:
    """The default that a sentence announces and JSON below it states."""
    for position, node in enumerate(body):
        if isinstance(node, Paragraph) and _PROSE_DEFAULT.search(node.text):
            return json_below(body, position)
    return None


def _same_default(body: list[Node]) -> str:
    found = next(filter(None, (_SAME_DEFAULT.search(node.text) for node in body)), None)
    return f"{arguments_of(found[1])}.{found[2]}" if found else ""


def json_below(body: list[Node], position: int) -> str | None:
    """The JSON value that follows a paragraph, even where a page cuts it."""
    text = ""
    for node in body[position + 1 : position + 5]:
        text += f" {node.text}"
        if is_json(text):
            return canonical(json.loads(text))
    return None


def _flags(text: str) -> tuple[frozenset[str], str | None]:
    """The known flags in the parentheses a text begins with, and the default among them."""
    flags: set[str] = set()
    default: str | None = None
    for part in _parts(text):
        stated = _DEFAULT.fullmatch(part)
        if stated:
            default = _json_or_prose(stated[1])
        elif part in (IMMUTABLE, SERVER_SET, OPTIONAL):
            flags.add(part)
        elif _CONDITION.search(part):
            flags.add(OPTIONAL)
        else:
            flags.add(part)
    return frozenset(flags), default


def _json_or_prose(text: str) -> str:
    return canonical(json.loads(text)) if is_json(text) else text


def _parts(text: str) -> list[str]:
    """What stands between semicolons (or commas) in the parentheses at the beginning."""
    if not text.startswith("("):
        return []
    depth, quoted = 0, False
    parts: list[str] = [""]
    for letter in text:
        quoted ^= letter == '"'
        depth += (letter in "([{") - (letter in ")]}") if not quoted else 0
        if depth == 0:
            break
        if depth == 1 and not quoted and letter in ";,":
            parts.append("")
        else:
            parts[-1] += letter
    parts[0] = parts[0].removeprefix("(")
    return _whole_defaults([part.strip() for part in parts if part.strip()])


def _whole_defaults(parts: list[str]) -> list[str]:
    """Parts where a comma in the words of a default does not cut it."""
    joined: list[str] = []
    for part in parts:
        if joined and joined[-1].startswith("default") and part.startswith(("or ", "and ")):
            joined[-1] += f", {part}"
        else:
            joined.append(part)
    return joined
