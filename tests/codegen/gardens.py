"""What the tests of `audit` share: a made-up specification, its schema, and the command."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from aiojmap_codegen.__main__ import main
from aiojmap_codegen.audit.command import read_document
from aiojmap_codegen.audit.facts import Fact
from aiojmap_codegen.audit.spec_facts import spec_facts

from .support import HERE

FOLDER = HERE / "garden"
TEXT = FOLDER / "garden.txt"
XML2 = FOLDER / "garden_v2.xml"
XML3 = FOLDER / "garden_v3.xml"
SCHEMA = FOLDER / "garden.toml"

HEAD = "Request for Comments: 99999\n\n1.  Introduction\n\n   Made up.\n\n"


@attrs.frozen
class Report:
    """What the command said: its exit status, the lines of its report, and its complaints."""

    status: int
    lines: list[str]
    complaints: str

    @property
    def differences(self) -> list[str]:
        """The report without its last line, which counts."""
        return self.lines[:-1]


Audit = Callable[..., Report]


def run_audit(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Report:
    """Run `aiojmap-codegen audit`."""
    status = main(["audit", *map(str, arguments)])
    output = capsys.readouterr()
    return Report(status, output.out.splitlines(), output.err)


def without_numbers(report: Report) -> list[str]:
    """The differences without the lines of the text, which another test looks at."""
    return [re.sub(r"garden\.txt:\d+", "garden.txt", line) for line in report.differences]


def facts(path: Path) -> dict[str, Fact]:
    """What a specification defines, by place."""
    return {fact.place: fact for fact in spec_facts(read_document(path))}


def facts_of_text(folder: Path, body: str) -> dict[str, Fact]:
    """What a plain text with these sections defines."""
    path = folder / "made.txt"
    path.write_text(HEAD + body, encoding="utf-8")
    return facts(path)


def facts_of_xml(folder: Path, body: str) -> dict[str, Fact]:
    """What an XML source with these sections defines."""
    path = folder / "made.xml"
    path.write_text(f'<rfc number="99999"><middle>{body}</middle></rfc>', encoding="utf-8")
    return facts(path)


def changed(folder: Path, path: Path, *changes: tuple[str, str]) -> Path:
    """A copy of a file of the garden in which texts that occur once are replaced."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    copy = folder / path.name
    copy.write_text(text, encoding="utf-8")
    return copy
