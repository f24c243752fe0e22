"""XML sources, old and new, say the same as plain text."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiojmap_codegen.audit.command import read_document
from aiojmap_codegen.audit.facts import Fact

from .gardens import TEXT, XML2, XML3, facts, facts_of_xml, run_audit

LEAD = "<t>A <strong>Bed</strong> object has the following properties:</t>"


def without_lines(found: dict[str, Fact]) -> set[tuple[object, ...]]:
    """Facts without the names and lines of their files."""
    return {
        (fact.place, fact.kind, fact.sections, fact.type, fact.flags, fact.default, fact.standard)
        for fact in found.values()
        if fact.place != "Plant/graft arguments.knife"
    }


@pytest.mark.parametrize("path", [XML2, XML3], ids=["vocabulary 2", "vocabulary 3"])
def test_xml_defines_what_plain_text_does(path: Path) -> None:
    """The same document in another format gives the same facts."""
    assert without_lines(facts(path)) == without_lines(facts(TEXT))


@pytest.mark.parametrize("path", [XML2, XML3], ids=["vocabulary 2", "vocabulary 3"])
def test_a_member_knows_its_line_in_xml(path: Path) -> None:
    """The line is the one in the XML file."""
    line = int(facts(path)["Watering.litres"].where.rpartition(":")[2])

    assert "litres:" in path.read_text(encoding="utf-8").split("\n")[line - 1]


def test_a_number_can_come_from_the_series(tmp_path: Path) -> None:
    """Sources of an RFC that keep the name of the draft have the number in the front."""
    assert read_document(XML3).number == "RFC 99999"


def test_a_draft_in_xml_is_called_by_its_name(tmp_path: Path) -> None:
    """Without a number, the name of the draft stands for it."""
    path = tmp_path / "draft.xml"
    path.write_text('<rfc docName="draft-acme-garden-03"><middle></middle></rfc>')

    assert read_document(path).number == "draft-acme-garden-03"


def test_entities_of_the_old_vocabulary_are_text() -> None:
    """Entities that only an outside file declares are known by their names in HTML."""
    introduction = read_document(XML2).sections[0]

    assert "BCP 14 \N{EM DASH} or not" in introduction.body[0].text


def test_references_are_text(tmp_path: Path) -> None:
    """A reference says what it refers to, unless it has words of its own."""
    path = tmp_path / "made.xml"
    path.write_text(
        "<rfc><middle><section title='Beds'><t>See <xref target='A'/>, <xref target='B' "
        "section='5.6'/> and <xref target='C'>this</xref>.</t></section></middle></rfc>"
    )

    (paragraph,) = read_document(path).sections[0].body
    assert paragraph.text == "See [A], Section 5.6 of [B] and this."


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    """An external entity is left out, even if the file it names is there."""
    secret = tmp_path / "secret.txt"
    secret.write_text("buried treasure")
    path = tmp_path / "made.xml"
    path.write_text(
        f'<!DOCTYPE rfc [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
        "<rfc><middle><section title='Beds'><t>Dig: &s;</t></section></middle></rfc>"
    )

    assert "treasure" not in str(read_document(path))


def test_sections_without_numbers_do_not_count(tmp_path: Path) -> None:
    """The section after an unnumbered one has the next number."""
    body = (
        "<section numbered='false'><name>Foreword</name></section>"
        f"<section><name>Beds</name>{LEAD}<ul><li>label: <tt>String</tt></li></ul></section>"
    )

    assert facts_of_xml(tmp_path, body)["Bed.label"].sections == ("1",)


def test_a_hanging_list_has_terms(tmp_path: Path) -> None:
    """A hanging text is the beginning of its item."""
    body = (
        f"<section title='Beds'>{LEAD}<t><list style='hanging'>"
        "<t hangText='label: String|null (immutable)'>Text.</t></list></t></section>"
    )

    assert facts_of_xml(tmp_path, body)["Bed.label"].flags == {"immutable"}


def test_text_after_a_nested_list_belongs_to_the_item(tmp_path: Path) -> None:
    """What stands between two lists in one item says what the second is about."""
    body = (
        f"<section title='Beds'>{LEAD}<t><list style='symbols'><t>soil: <tt>Soil</tt><vspace/>"
        "A <strong>Soil</strong> object has the following property: <list><t>ph: <tt>Int</tt></t>"
        "</list> A <strong>Worm</strong> object has the following property:"
        "<list><t>length: <tt>Int</tt></t></list></t></list></t></section>"
    )

    assert {"Bed.soil", "Soil.ph", "Worm.length"} <= set(facts_of_xml(tmp_path, body))


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("<rfc><middle></rfc>", ":1: is no XML: mismatched tag\n"),
        ("<html/>", ": is XML, but not the source of a specification: no <rfc>\n"),
        ("<rfc/>", ": is XML, but not the source of a specification: no <rfc>\n"),
        ("", ":1: is no XML: no element found\n"),
    ],
)
def test_what_is_no_specification_in_xml_is_told(
    text: str, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Malformed XML and XML of another kind are unusable, with one line."""
    path = tmp_path / "made.xml"
    path.write_text(text)
    report = run_audit(capsys, path)

    assert (report.status, report.lines) == (2, [])
    assert report.complaints == f"{path}{complaint}"
