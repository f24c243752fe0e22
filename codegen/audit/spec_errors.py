"""Errors in specifications: those that lists define, and those that sentences mention."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from .spec_document import Item, Node, Paragraph, texts
from .spec_leads import About, Lead
from .spec_members import read_type

LEVELS = {
    About.REQUEST_ERRORS: "request",
    About.METHOD_ERRORS: "method",
    About.SET_ERRORS: "set",
}
_TYPE = r"(?P<type>urn:[\w:.-]*\w|[a-z]\w*)"
_ITEM = re.compile(rf"[\"*]?{_TYPE}[\"*]?(?=:|\s|$)(?P<bare>)")
# Newer plain text has no quotes, so a bare name must look like one.
_PARAGRAPH = re.compile(rf"(?:(?P<mark>[\"*]){_TYPE}(?P=mark)|(?P<bare>[a-z]+[A-Z]\w*)):(?:\s|$)")
_OPERATIONS = re.compile(
    r"^[^(]{0,60}:\s*\(((?:create|update|destroy)(?:; (?:create|update|destroy))*)\)"
)
_MENTION = re.compile(r"\"(\w+)\" (?:SetError|set error)\b")
_STANDARD_SET = re.compile(
    r"any of the standard set errors .*?returned for an? "
    r"((?:create|update|destroy)(?:(?:,|,? or) (?:create|update|destroy))*)"
)
_MEMBERS = (
    re.compile(r"property called \"(?P<name>\w+)\"(?: of type \"(?P<type>[^\"]+)\")?"),
    re.compile(r"\"(?P<name>\w+)\" property of type \"(?P<type>[^\"]+)\""),
    re.compile(r"\"(?P<name>\w+)\" \"(?P<type>[^\"]+)\" property (?:MUST|SHOULD|MAY)\b"),
    re.compile(r"\bAn? (?:extra )?\"(?P<name>\w+)\"(?P<type>) property (?i:must|should|may)\b"),
)


@attrs.frozen(kw_only=True)
class DefinedError:
    """An error that a text defines, with the members its object has further."""

    type: str
    line: int
    operations: frozenset[str] = frozenset()
    members: tuple[tuple[str, str], ...] = ()


def read_error(node: Node, lead: Lead) -> DefinedError | None:
    """The error that a node below a lead about errors defines, if it defines one."""
    match = (_ITEM if isinstance(node, Item) else _PARAGRAPH).match(node.text)
    if match is None:
        return None
    all_texts = [paragraph.text for paragraph in texts([node])]
    # The operations stand first, also where the definition is below its term.
    stated = _OPERATIONS.match(" ".join(all_texts[:2]))
    operations = frozenset(stated[1].split("; ")) if stated else lead.operations
    return DefinedError(
        type=match["type"] or match["bare"],
        line=node.line,
        operations=operations,
        members=tuple(_members(" ".join(all_texts))),
    )


def read_mentions(paragraph: Paragraph) -> list[DefinedError]:
    """The set errors that a sentence says a method gives; members belong to the only one."""
    mentioned = list(dict.fromkeys(_MENTION.findall(paragraph.text)))
    members = tuple(_members(paragraph.text)) if len(mentioned) == 1 else ()
    return [DefinedError(type=type_, line=paragraph.line, members=members) for type_ in mentioned]


def read_standard_operations(text: str) -> frozenset[str]:
    """The operations whose standard set errors a method gives too."""
    found = _STANDARD_SET.search(text)
    return frozenset(re.findall(r"create|update|destroy", found[1])) if found else frozenset()


def _members(text: str) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for pattern in _MEMBERS:
        for match in pattern.finditer(text):
            type_ = read_type(match["type"]) if match["type"] else ""
            if match["name"] not in seen and type_ is not None:
                seen.add(match["name"])
                yield match["name"], type_
