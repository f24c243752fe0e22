"""A specification as sections of paragraphs and list items, whatever format it came in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

import attrs


class SpecError(Exception):
    """A specification cannot be used."""


@attrs.define
class Paragraph:
    """Running text with its white space collapsed; artwork is text too."""

    line: int
    text: str


@attrs.define
class Item:
    """One item of a list: its first paragraph, and what else is in it."""

    line: int
    text: str
    body: list[Node] = attrs.field(factory=list["Node"])


Node: TypeAlias = Paragraph | Item


@attrs.define
class Section:
    """A section without those inside it, which follow it in the document."""

    number: str
    title: str
    line: int
    body: list[Node] = attrs.field(factory=list["Node"])


@attrs.frozen(kw_only=True)
class Document:
    """A specification; `number` is what it calls itself, such as `RFC 8620`, or nothing."""

    name: str
    number: str
    sections: tuple[Section, ...]

    def enclosing(self, section: Section) -> list[Section]:
        """The section and those around it, innermost first."""
        return [
            other
            for other in reversed(self.sections)
            if section.number == other.number or section.number.startswith(f"{other.number}.")
        ]


def collapse(text: str) -> str:
    """The text with each run of white space as one space."""
    return " ".join(text.split())


def texts(body: list[Node]) -> Iterator[Paragraph]:
    """Every paragraph in a body, those that begin list items among them."""
    for node in body:
        yield Paragraph(node.line, node.text)
        if isinstance(node, Item):
            yield from texts(node.body)


def sentences(text: str) -> list[str]:
    """A paragraph cut where a sentence ends and another begins."""
    return re.split(r"(?<=[.:;?!])\s+(?=[A-Z*_\"])", text)
