"""Plain text is read through its pages, wraps and indentation."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiojmap_codegen.audit.command import read_document

from .gardens import TEXT, facts, facts_of_text

FOOTER = "Gardener                 Standards Track                    [Page 7]\n"
HEADER = "RFC 99999                     JMAP Gardens                  August 2031\n"
PAGE = f"\n\n\n{FOOTER}\f{HEADER}\n\n"
LEAD = "2.  Beds\n\n   A *Bed* object has the following properties:\n\n"


def test_a_document_knows_its_number() -> None:
    """The number stands at the top of the text."""
    assert read_document(TEXT).number == "RFC 99999"


def test_a_draft_is_called_by_its_name(tmp_path: Path) -> None:
    """A draft has no number; its name with the version stands for it."""
    path = tmp_path / "draft.txt"
    path.write_text("Internet-Draft\n\n            draft-acme-garden-03\n\n1.  Beds\n\n   Yes.\n")

    assert read_document(path).number == "draft-acme-garden-03"


def test_sections_are_those_of_the_text_and_not_of_its_contents() -> None:
    """The table of contents makes no sections."""
    titles = [section.title for section in read_document(TEXT).sections]

    assert titles.count("Beds") == 1


def test_a_title_can_have_two_lines(tmp_path: Path) -> None:
    """A long title goes on in the next line."""
    path = tmp_path / "made.txt"
    path.write_text("2.1.  A Title That Needs\n      Two Lines\n\n   Text.\n")

    (section,) = read_document(path).sections
    assert (section.number, section.title) == ("2.1", "A Title That Needs Two Lines")


def test_a_paragraph_goes_on_after_a_page_break() -> None:
    """The sentence that says what a list is about may stand on two pages."""
    assert "Watering.litres" in facts(TEXT)


def test_a_list_goes_on_after_a_page_break() -> None:
    """A bullet on a new page belongs to the list before it."""
    assert facts(TEXT)["Plant.sownAt"].sections == ("3.1.1",)


def test_flags_go_on_after_a_page_break(tmp_path: Path) -> None:
    """Parentheses that a page cuts in two are read whole."""
    head = '   o  sownAt: "UTCDate" (immutable; default: the day it is in the diary of'
    found = facts_of_text(tmp_path, f"{LEAD}{head}{PAGE}      gardeners)\n\n      When.\n")

    assert found["Bed.sownAt"].default == "the day it is in the diary of gardeners"


def test_a_short_line_ends_its_paragraph_at_a_page_break(tmp_path: Path) -> None:
    """What follows on the new page is another paragraph if the last line had room for it."""
    body = f'{LEAD}   o  label: "String"{PAGE}      (Nobody reads it.)\n'
    found = facts_of_text(tmp_path, body)

    assert found["Bed.label"].flags == frozenset()


@pytest.mark.parametrize(
    ("written", "type_"),
    [
        ('label: "String|\n      null"', "String|null"),
        ('label: "Id[Bed|\n      null]" (server-\n      set)', "Id[Bed|null]"),
        ("*label*: String|null", "String|null"),
        ('"label": "String[]"', "String[]"),
    ],
)
def test_a_type_can_be_wrapped_quoted_or_bare(tmp_path: Path, written: str, type_: str) -> None:
    """Types are read over line ends, in quotes and without."""
    found = facts_of_text(tmp_path, f"{LEAD}   o  {written}\n\n      Text.\n")

    assert found["Bed.label"].type == type_


def test_a_flag_cut_after_a_hyphen_is_put_together(tmp_path: Path) -> None:
    """`server-` and `set` on two lines are one flag."""
    body = f'{LEAD}   o  label: "Id[Soil]" (immutable; server-\n      set)\n'

    assert facts_of_text(tmp_path, body)["Bed.label"].flags == {"immutable", "server-set"}


def test_a_member_knows_its_line(tmp_path: Path) -> None:
    """Lines are counted as editors count them, over page breaks."""
    found = facts(TEXT)["Watering.litres"]
    line = int(found.where.rpartition(":")[2])

    assert "litres:" in TEXT.read_text(encoding="utf-8").split("\n")[line - 1]


def test_nested_bullets_belong_to_the_object_their_sentence_names() -> None:
    """Properties inside the text about a property are those of the object named there."""
    found = facts(TEXT)

    assert "Soil.acidity" in found
    assert "Bed.acidity" not in found


def test_a_list_goes_on_after_what_is_nested_in_it() -> None:
    """What comes after a nested list belongs to the outer one."""
    assert facts(TEXT)["Bed.shade"].type == "Object|null"


def test_nested_bullets_without_a_name_belong_to_the_member() -> None:
    """An object that the text has no name for is called by the member that holds it."""
    assert facts(TEXT)["Bed.shade.treeIds"].type == "Id[]"


def test_artwork_left_of_a_list_does_not_end_it(tmp_path: Path) -> None:
    """An example that hangs out of its list leaves the list open."""
    artwork = "     +----+\n     |bed |\n     +----+\n\n"
    rest = '      More.\n\n   o  soil: "Soil"\n'
    found = facts_of_text(tmp_path, f'{LEAD}   o  label: "String"\n\n      A:\n\n{artwork}{rest}')

    assert "Bed.soil" in found


def test_terms_with_their_definition_below_are_members(tmp_path: Path) -> None:
    """Newer texts have no bullets but emphasised terms."""
    body = f'{LEAD}   *label*: String (default: "")\n      Text.\n\n   *soil*:Soil\n      Text.\n'
    found = facts_of_text(tmp_path, body)

    assert (found["Bed.label"].default, found["Bed.soil"].type) == ('""', "Soil")


def test_a_term_may_have_its_type_in_its_definition(tmp_path: Path) -> None:
    """The type can be the first thing that the definition says."""
    body = f'{LEAD}   *label*:\n      "String|null" (server-set).  What the sign says.\n'
    found = facts_of_text(tmp_path, body)

    assert (found["Bed.label"].type, found["Bed.label"].flags) == ("String|null", {"server-set"})


@pytest.mark.parametrize("title", ["Example", "Examples", "Example Request", "IANA Considerations"])
def test_examples_and_registrations_define_nothing(tmp_path: Path, title: str) -> None:
    """Lists in sections that only show or register something are left out."""
    body = f'{LEAD}   o  label: "String"\n\n3.  {title}\n\n   *Gnome*\n\n   o  hat: "String"\n'

    assert set(facts_of_text(tmp_path, body)) == {"Bed", "Bed.label"}


def test_bullets_need_no_blank_lines_between_them(tmp_path: Path) -> None:
    """A list may be set tightly."""
    found = facts_of_text(tmp_path, f'{LEAD}   o  label: "String"\n   o  soil: "Soil"\n')

    assert "Bed.soil" in found


def test_a_definition_can_stand_beside_its_term(tmp_path: Path) -> None:
    """A term, two spaces and a definition that fits into the line are an item too."""
    body = "2.  Bed/set\n\n   The following SetError is new:\n\n   tooDry:  There is no water.\n"
    more = "\n   tooWet:  There is so much water that nothing\n      can grow.\n"

    assert {"set error tooDry", "set error tooWet"} <= set(facts_of_text(tmp_path, body + more))


def test_a_definition_can_have_lists_in_it(tmp_path: Path) -> None:
    """Text goes on below a list that stands in a definition."""
    soil = "   *soil*: Soil\n      One of:\n\n      *  sand\n\n      or "
    more = 'a *Soil* object, which has the following properties:\n\n      *  ph: "Int"\n'
    found = facts_of_text(tmp_path, f"{LEAD}{soil}{more}\n   *label*: String\n      Text.\n")

    assert {"Bed.soil", "Soil.ph", "Bed.label"} <= set(found)


def test_a_page_can_lack_its_header(tmp_path: Path) -> None:
    """Only what looks like a header is taken for one."""
    body = f'{LEAD}   o  label: "String"\n\n{FOOTER}\f   o  soil: "Soil"\n'

    assert "Bed.soil" in facts_of_text(tmp_path, body)


def test_a_paragraph_of_another_depth_begins_on_a_new_page(tmp_path: Path) -> None:
    """A full line before the page break goes on only in the same column."""
    full = "      What the sign says to all who come to look at the flowers in it."
    lead = "   Every *Soil* object has the following properties:\n\n"
    found = facts_of_text(
        tmp_path, f'{LEAD}   o  label: "String"\n\n{full}{PAGE}{lead}   o  ph: "Int"\n'
    )

    assert "Soil.ph" in found
