"""Takes the JSON examples out of the text of an RFC, as it is printed.

What printing did to them is undone: page breaks are taken out; a string that goes on in the
next line is joined with one space, or with none if it is a URL; `...`, which stands for
members or items that are not shown, is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import attrs

from aiojmap.runtime import JSON

_PAGE_BREAK = re.compile(
    r"\n\s*\n[^\n]* \[Page \d+\]\n\f?\n?RFC \d{4} [^\n]* \d{4}\n\s*\n", re.MULTILINE
)
_SECTION = re.compile(r"^(\d+(?:\.\d+)*)\.  \S")
_CITATION = re.compile(r"\[[A-Za-z][\w-]*\]")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_ELISION = re.compile(r",\s*\.\.\.(?=\s*[\]}])|\.\.\.\s*,?")
_STATEMENT = re.compile(r"^\s+\w+ =>? \[")


class NotJSON(Exception):
    """An example is no JSON, even with what printing did to it undone; says why."""


@attrs.frozen
class Example:
    """A block of JSON as it is printed: the line it begins at, its section, and its text."""

    line: int
    section: str
    text: str

    @property
    def value(self) -> JSON:
        """The JSON it stands for; raises `NotJSON` if there is none."""
        try:
            found: JSON = json.loads(_without_elisions(self.text))
        except ValueError as error:
            raise NotJSON(f"line {self.line} (section {self.section}): {error}") from None
        return found

    def mended(self, pattern: str, replacement: str) -> Example:
        """The example with one misprint put right."""
        text, count = re.subn(pattern, replacement, self.text)
        assert count == 1, f"the misprint is there {count} times"
        return attrs.evolve(self, text=text)


def examples(path: Path) -> Iterator[Example]:
    """Every block of a text that begins with a bracket and ends where that is closed."""
    lines, numbers = _without_page_breaks(path.read_text(encoding="utf-8"))
    section = ""
    at = 0
    while at < len(lines):
        heading = _SECTION.match(lines[at])
        section = heading[1] if heading else section
        end = _end(lines, at)
        if end is None:
            at += 1
            continue
        yield Example(numbers[at], section, "\n".join(lines[at : end + 1]))
        at = end + 1


def statements(path: Path) -> list[str]:
    """The lines that look like examples but are statements of a program."""
    lines, _ = _without_page_breaks(path.read_text(encoding="utf-8"))
    return [line.strip() for line in lines if _STATEMENT.match(line)]


def _without_page_breaks(text: str) -> tuple[list[str], list[int]]:
    """The lines of a text that are no part of a page break, and their numbers."""
    lines: list[str] = []
    numbers: list[int] = []
    number = 1
    position = 0
    for found in _PAGE_BREAK.finditer(text):
        for line in text[position : found.start()].split("\n"):
            lines.append(line)
            numbers.append(number)
            number += 1
        position = found.end()
        number = text.count("\n", 0, position) + 1
    for line in text[position:].split("\n"):
        lines.append(line)
        numbers.append(number)
        number += 1
    return lines, numbers


def _end(lines: list[str], start: int) -> int | None:
    """The line at whose end the bracket is closed that a line begins with."""
    first = lines[start].strip()
    if not first.startswith(("[", "{")) or _CITATION.match(first):
        return None
    depth = 0
    inside_string = False
    for index in range(start, len(lines)):
        escaped = False
        for column, letter in enumerate(lines[index]):
            if escaped:
                escaped = False
            elif inside_string:
                escaped = letter == "\\"
                inside_string = letter != '"'
            elif letter == '"':
                inside_string = True
            elif letter in "[{":
                depth += 1
            elif letter in "]}":
                depth -= 1
                if depth == 0:
                    return None if lines[index][column + 1 :].strip() else index
    return None


def _without_elisions(text: str) -> str:
    """The text with whole strings in one line and without `...` outside of them."""
    parts: list[str] = []
    position = 0
    for found in _STRING.finditer(text):
        parts += [text[position : found.start()], "\0"]
        position = found.end()
    outside = "".join([*parts, text[position:]])
    strings = iter([_in_one_line(found[0]) for found in _STRING.finditer(text)])
    return re.sub("\0", lambda _: next(strings), _ELISION.sub("", outside))


def _in_one_line(string: str) -> str:
    joint = "" if string.startswith(('"http://', '"https://')) else " "
    return re.sub(r"\s*\n\s*", joint, string)
