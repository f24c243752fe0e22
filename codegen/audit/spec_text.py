"""The plain text of an RFC or a draft as a document: pages joined, nesting by indentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import attrs

from .spec_document import Document, Item, Node, Paragraph, Section, collapse

WIDTH = 72
_FOOTER = re.compile(r"\S.*\[Page \d+\]$")
_HEADER = re.compile(r"(RFC \d+|Internet-Draft)\b.*\b\d{4}$")
_HEADING = re.compile(r"(?:Appendix )?(\d+(?:\.\d+)*|[A-Z](?:\.\d+)*)\.  ?(\S.*)")
_BULLET = re.compile(r"(\s*)((?:[o*+-]|\d+\.)\s\s?)(?=\S)")
_HANGING = re.compile(r"((?:\*[^\s*]+\*|[A-Za-z@][^\s:]*|\"[^\"]+\"):)  (\S.*)")
_ONE_LINE = re.compile(r"[*\"a-z@][^\s:]*:  \S")
_EMPHASISED_TERM = re.compile(r"\*[^\s*]+\*:")
_RFC_NUMBER = re.compile(r"^Request for Comments: (\d+)", re.MULTILINE)
_DRAFT_NAME = re.compile(r"^\s*(draft-[a-z0-9-]+-\d\d)\s*$", re.MULTILINE)


@attrs.frozen
class _Line:
    number: int
    text: str

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())

    @property
    def column(self) -> int:
        """Where the text begins, after the bullet if there is one."""
        bullet = _BULLET.match(self.text)
        return bullet.end() if bullet else self.indent


def read_text(path: Path, text: str) -> Document:
    """Read plain text; what comes before the first numbered section is left out."""
    sections: list[Section] = []
    blocks: list[list[_Line]] = []
    for block in _blocks(_without_pages(text)):
        heading = _HEADING.fullmatch(block[0].text)
        if heading:
            _fill(sections, blocks)
            title = collapse(" ".join([heading[2], *(line.text for line in block[1:])]))
            sections.append(Section(heading[1], title, block[0].number))
        else:
            blocks.append(block)
    _fill(sections, blocks)
    return Document(name=path.name, number=_number(text), sections=tuple(sections))


def _number(text: str) -> str:
    rfc = _RFC_NUMBER.search(text)
    draft = _DRAFT_NAME.search(text)
    return f"RFC {rfc[1]}" if rfc else draft[1] if draft else ""


def _fill(sections: list[Section], blocks: list[list[_Line]]) -> None:
    if sections:
        sections[-1].body = _Nesting().body(blocks)
    blocks.clear()


def _without_pages(text: str) -> list[_Line]:
    """The lines without footers and headers; a paragraph cut by a page goes on."""
    # str.splitlines would count form feeds as ends of lines, which no editor does.
    lines = [
        _Line(number, line.strip("\f\r").rstrip().expandtabs())
        for number, line in enumerate(text.split("\n"), start=1)
    ]
    kept: list[_Line] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        position += 1
        if not _FOOTER.fullmatch(line.text):
            kept.append(line)
            continue
        while kept and not kept[-1].text:
            kept.pop()
        while position < len(lines) and not lines[position].text:
            position += 1
        if position < len(lines) and _HEADER.fullmatch(lines[position].text):
            position += 1
        while position < len(lines) and not lines[position].text:
            position += 1
        if kept and position < len(lines) and not _goes_on(kept[-1], lines[position]):
            kept.append(_Line(line.number, ""))
    return kept


def _goes_on(before: _Line, after: _Line) -> bool:
    """Whether a line continues the paragraph of the last line on the page before."""
    if _BULLET.match(after.text) or after.indent != before.column:
        return False
    # Lines are filled: where the next word had room, the paragraph had ended.
    room = WIDTH - len(before.text) - 1
    return len(after.text.split()[0]) > room


def _blocks(lines: list[_Line]) -> Iterator[list[_Line]]:
    """Lines that belong together: cut at blank lines, bullets and emphasised terms."""
    block: list[_Line] = []
    for line in lines:
        starts = _BULLET.match(line.text) or _EMPHASISED_TERM.match(line.text.lstrip())
        if block and (not line.text or starts):
            yield block
            block = []
        if line.text:
            block.append(line)
    if block:
        yield block


class _Nesting:
    """Puts blocks into each other by their indentation."""

    def __init__(self) -> None:
        self._open: list[tuple[int, list[Node]]] = [(0, [])]

    def body(self, blocks: list[list[_Line]]) -> list[Node]:
        """The nodes of one section."""
        for block in blocks:
            self._add(block)
        return self._open[0][1]

    def _add(self, block: list[_Line]) -> None:
        first = block[0]
        bullet = _BULLET.match(first.text)
        if bullet:
            self._enter(first.indent)
            item = Item(first.number, _joined([first.text[bullet.end() :], *_rest(block)]))
            self._nest(item, bullet.end())
        elif _is_term(block):
            self._enter(first.indent)
            inside = next((line.indent for line in block if line.indent > first.indent), None)
            self._nest(_definition(block), inside or first.indent + 3)
        else:
            # Artwork stands anywhere, also left of the list it belongs to.
            if first.indent in self._columns():
                self._enter(first.indent)
            self._top.append(Paragraph(first.number, _joined([line.text for line in block])))

    @property
    def _top(self) -> list[Node]:
        return self._open[-1][1]

    def _columns(self) -> set[int]:
        return {3, *(column for column, _ in self._open)}

    def _enter(self, indent: int) -> None:
        while len(self._open) > 1 and self._open[-1][0] > indent:
            self._open.pop()

    def _nest(self, item: Item, column: int) -> None:
        self._top.append(item)
        self._open.append((column, item.body))


def _rest(block: list[_Line]) -> list[str]:
    return [line.text for line in block[1:]]


def _is_term(block: list[_Line]) -> bool:
    """Whether a block is a term and its definition, or the emphasised term alone."""
    first = block[0].text.lstrip()
    if _EMPHASISED_TERM.match(first):
        return True
    if len(block) == 1:
        return _ONE_LINE.match(first) is not None
    return block[-1].indent > block[0].indent and re.match(r"[*A-Za-z@\"]", first) is not None


def _definition(block: list[_Line]) -> Item:
    first, indent = block[0], block[0].indent
    rest = [line for line in block if line.indent != indent]
    hanging = _HANGING.match(first.text.strip())
    if hanging:
        # The definition begins beside its term, which means the same as below it.
        text = _joined([hanging[2], *_rest(block)])
        return Item(first.number, hanging[1], [Paragraph(first.number, text)])
    term = _joined([line.text for line in block if line.indent == indent])
    if not rest:
        return Item(first.number, term)
    text = _joined([line.text for line in rest])
    return Item(first.number, term, [Paragraph(rest[0].number, text)])


def _joined(lines: list[str]) -> str:
    """Lines as one; a word cut after a hyphen or a slash is put together."""
    text = ""
    for line in map(collapse, lines):
        cut = re.search(r"\w[-/]$", text) is not None
        text = text + line if cut or not text else f"{text} {line}"
    return text
