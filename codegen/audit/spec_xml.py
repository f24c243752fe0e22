"""The XML source of an RFC or a draft (vocabulary 2 or 3) as a document."""

from __future__ import annotations

import html
import string
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

import attrs

from .spec_document import Document, Item, Node, Paragraph, Section, SpecError, collapse

_ITEMS = frozenset(["list", "ul", "ol"])
_GROUPS = frozenset(["figure", "blockquote", "aside", "preamble", "postamble", "t", "li"])
_ARTWORK = frozenset(["artwork", "sourcecode"])
_BREAKS = frozenset(["vspace", "br"])
_IGNORED = frozenset(["name", "iref", "cref", "table", "texttable", "section", "references"])
_MARKS = {"strong": "*", "em": "_", "tt": '"', "emph": "_", "verb": '"'}


@attrs.define
class _Element:
    """An element with its line; `children` are elements and (line, text)."""

    tag: str
    attributes: dict[str, str]
    line: int
    children: list[_Element | tuple[int, str]] = attrs.field(
        factory=list["_Element | tuple[int, str]"]
    )

    def elements(self, *tags: str) -> Iterator[_Element]:
        """The elements inside, those of some tags or all."""
        for child in self.children:
            if isinstance(child, _Element) and (not tags or child.tag in tags):
                yield child

    def first(self, tag: str) -> _Element | None:
        """The first element of a tag inside."""
        return next(self.elements(tag), None)


def read_xml(path: Path, text: str) -> Document:
    """Read XML; raises `SpecError` if it is malformed or no specification."""
    root = _parse(path, text)
    middle = root.first("middle")
    if root.tag != "rfc" or middle is None:
        raise SpecError(f"{path}: is XML, but not the source of a specification: no <rfc>")
    sections = list(_sections(middle, "", [str(number) for number in range(1, 1000)]))
    back = root.first("back")
    if back is not None:
        sections += _sections(back, "", list(string.ascii_uppercase))
    return Document(name=path.name, number=_number(root), sections=tuple(sections))


def _parse(path: Path, text: str) -> _Element:
    # Nothing outside the file is read: expat skips external entities unless told otherwise.
    parser = expat.ParserCreate(encoding="utf-8")
    parser.UseForeignDTD(True)
    top = _Element("", {}, 0)
    open_: list[_Element] = [top]

    def start(tag: str, attributes: dict[str, str]) -> None:
        element = _Element(tag, attributes, parser.CurrentLineNumber)
        open_[-1].children.append(element)
        open_.append(element)

    def end(_tag: str) -> None:
        open_.pop()

    def data(piece: str) -> None:
        open_[-1].children.append((parser.CurrentLineNumber, piece))

    def skipped(entity: str, is_parameter: bool) -> None:
        if not is_parameter:
            data(html.unescape(f"&{entity};"))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    parser.SkippedEntityHandler = skipped
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        raise SpecError(
            f"{path}:{error.lineno}: is no XML: {expat.ErrorString(error.code)}"
        ) from None
    return next(top.elements())


def _number(root: _Element) -> str:
    if root.attributes.get("number"):
        return f"RFC {root.attributes['number']}"
    front = root.first("front")
    for info in front.elements("seriesInfo") if front is not None else ():
        if info.attributes.get("name") == "RFC":
            return f"RFC {info.attributes.get('value', '')}"
    return root.attributes.get("docName", "")


def _sections(parent: _Element, prefix: str, numbers: list[str]) -> Iterator[Section]:
    left = iter(numbers)
    for element in parent.elements("section"):
        numbered = element.attributes.get("numbered") != "false"
        number = prefix + next(left) if numbered else ""
        title = element.attributes.get("title") or "".join(map(_inline, element.elements("name")))
        yield Section(number, collapse(title), element.line, _Flow().body(element))
        inner = [str(number) for number in range(1, 1000)]
        yield from _sections(element, f"{number}." if number else "", inner)


class _Flow:
    """Makes paragraphs and items of what is in an element."""

    def __init__(self) -> None:
        self._nodes: list[Node] = []
        self._pieces: list[tuple[int, str]] = []

    def body(self, element: _Element) -> list[Node]:
        """The nodes of one element."""
        self._content(element)
        self._flush()
        return self._nodes

    def _content(self, element: _Element) -> None:
        for child in element.children:
            if not isinstance(child, _Element):
                self._pieces.append(child)
            elif child.tag in _IGNORED or child.tag in _BREAKS:
                self._flush()
            elif child.tag in _ITEMS:
                self._flush()
                for item in child.elements("t", "li"):
                    self._item(item)
            elif child.tag == "dl":
                self._flush()
                self._definitions(child)
            elif child.tag in _GROUPS:
                self._flush()
                self._content(child)
                self._flush()
            elif child.tag in _ARTWORK:
                self._flush()
                self._pieces = list(_pieces(child))
                self._flush()
            else:
                self._pieces += _pieces(child)

    def _item(self, element: _Element) -> None:
        term = element.attributes.get("hangText")
        body = _Flow().body(element)
        first = body[0] if body else None
        if term:
            self._nodes.append(Item(element.line, collapse(term), body))
        elif isinstance(first, Paragraph):
            self._nodes.append(Item(first.line, first.text, body[1:]))
        elif first is not None:
            self._nodes.append(Item(element.line, "", body))

    def _definitions(self, element: _Element) -> None:
        for child in element.elements("dt", "dd"):
            last = self._nodes[-1] if self._nodes else None
            if child.tag == "dt":
                self._nodes.append(Item(child.line, collapse(_inline(child))))
            elif isinstance(last, Item):
                last.body += _Flow().body(child)

    def _flush(self) -> None:
        text = collapse("".join(piece for _, piece in self._pieces))
        if text:
            line = next(line for line, piece in self._pieces if piece.strip())
            self._nodes.append(Paragraph(line, text))
        self._pieces = []


def _inline(element: _Element) -> str:
    return "".join(text for child in element.children for _, text in _child_pieces(child))


def _pieces(element: _Element) -> Iterator[tuple[int, str]]:
    """The text in an element with the marks that plain text has for quoted and emphasised."""
    if element.tag in _IGNORED:
        return
    if element.tag == "xref":
        yield element.line, _reference(element)
        return
    inner = [piece for child in element.children for piece in _child_pieces(child)]
    kind = element.attributes.get("style", "emph") if element.tag == "spanx" else element.tag
    mark = _MARKS.get(kind, "")
    text = collapse("".join(piece for _, piece in inner))
    if not mark or (len(text) > 1 and text[0] == text[-1] == mark):
        yield from inner
    else:
        yield element.line, f"{mark}{text}{mark}"


def _child_pieces(child: _Element | tuple[int, str]) -> Iterator[tuple[int, str]]:
    if isinstance(child, _Element):
        yield from _pieces(child)
    else:
        yield child


def _reference(element: _Element) -> str:
    section = element.attributes.get("section")
    target = f"[{element.attributes.get('target', '')}]"
    return collapse(_inline(element)) or (f"Section {section} of {target}" if section else target)
