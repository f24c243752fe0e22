"""Sentences before lists say what the lists define, as specifications are used to put it."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiojmap_codegen.audit.facts import Kind

from .gardens import TEXT, facts, facts_of_text

LIST = '   o  label: "String" (immutable)\n'


def section(title: str, lead: str, items: str = LIST) -> str:
    """A section with a list and the sentence before it."""
    return f"2.  {title}\n\n   {lead}\n\n{items}"


LEADS = [
    ("Beds", "A *Bed* object has the following properties:", "Bed.label"),
    ("Beds", "A *Bed* has the following property:", "Bed.label"),
    ("Beds", "The Bed object MUST contain the following fields:", "Bed.label"),
    ("Beds", "An *Bed* object is ground.  It has the following members:", "Bed.label"),
    ("Beds", "Dig a JSON-encoded *Bed* object, which has the following properties:", "Bed.label"),
    ("Beds", "The following Bed properties are for signs:", "Bed.label"),
    ("Beds", "The following low-level Bed property is for signs:", "Bed.label"),
    ("Beds", "The following properties are also there for the Bed object:", "Bed.label"),
    ("Beds", "This text extends the Bed object with two additional arguments:", "Bed.label"),
    ("Beds", "For any Bed object in sight, a new property is defined:", "Bed.label"),
    ("Beds", "*Bed*", "Bed.label"),
    ("Beds", "*Bed Object*", "Bed.label"),
    ("The Bed Object", "Some words.", "Bed.label"),
    ("Beds", "Dig an object with the following properties:", "Beds.label"),
    ("Beds", "Some words.", "Beds.label"),
    ("Bed/dig", "It takes the following arguments:", "Bed/dig arguments.label"),
    ("Bed/dig", "It takes these.  With two additional arguments:", "Bed/dig arguments.label"),
    ("Bed/dig", "*Parameters*", "Bed/dig arguments.label"),
    ("Beds", 'A call to "Bed/dig" takes the following arguments:', "Bed/dig arguments.label"),
    ("The Bed/dig Method", "It takes the following argument:", "Bed/dig arguments.label"),
    ("Bed/dig", "The response has the following arguments:", "Bed/dig response.label"),
    ("Bed/get", "Standard, with one extra argument to the response:", "Bed/get response.label"),
    ("Bed/dig", "*Response*", "Bed/dig response.label"),
    ("Bed/query", "A *FilterCondition* object has the following properties:", "Bed filter.label"),
    (
        "Extras",
        "To the *FilterCondition* object of *Bed/query*, add the following property:",
        "Bed filter.label",
    ),
    (
        "Extension to Bed/get",
        'The "label" response property is defined as follows:',
        "Bed.label",
    ),
    (
        "urn:example:bed",
        "The value of this property is an object with the following members:",
        "urn:example:bed session.label",
    ),
    (
        "Beds",
        'Servers add a property named "urn:example:bed".  The value of this property is an object '
        "with the following members:",
        "urn:example:bed session.label",
    ),
    (
        "urn:example:bed",
        "For the accountCapabilities of an account, the value of this property is an object that "
        "has the following members:",
        "urn:example:bed account.label",
    ),
    (
        "urn:example:bed",
        "It is a key of the accountCapabilities alone.\n\n"
        "   The value of this property is an object with the following members:",
        "urn:example:bed account.label",
    ),
]


@pytest.mark.parametrize(("title", "lead", "place"), LEADS, ids=lambda value: value[:40])
def test_a_lead_says_what_its_list_is_about(
    title: str, lead: str, place: str, tmp_path: Path
) -> None:
    """The member is found at its place, with type and flags, and nowhere else."""
    found = facts_of_text(tmp_path, section(title, lead))
    (fact,) = [fact for fact in found.values() if fact.place.endswith("label")]

    assert (fact.place, fact.type, fact.flags) == (place, "String", {"immutable"})


def test_a_lead_ends_with_its_list(tmp_path: Path) -> None:
    """After other words, a list is no longer about the same object."""
    lead = "A *Bed* object has the following properties:"
    more = '\n   Now for something else.\n\n   o  hat: "String"\n'
    found = facts_of_text(tmp_path, section("Beds", lead, LIST + more))

    assert "Beds.hat" in found


def test_a_short_remark_does_not_end_a_lead(tmp_path: Path) -> None:
    """A few words with a colon divide a list without beginning another."""
    lead = "*Bed*"
    more = '\n   or, for gnomes:\n\n   o  hat: "String"\n'
    found = facts_of_text(tmp_path, section("Beds", lead, LIST + more))

    assert "Bed.hat" in found


@pytest.mark.parametrize(
    "item",
    [
        "o  a label",
        'o  "label": The words on it.',
        "o  label: The words.",
        "o  Note: Careful here.",
    ],
)
def test_other_items_with_colons_are_no_members(item: str, tmp_path: Path) -> None:
    """An item without a type defines nothing."""
    found = facts_of_text(tmp_path, section("Beds", "Some words.", f"   {item}\n"))

    assert found == {}


def test_a_type_that_cannot_be_read_is_not_passed_over(tmp_path: Path) -> None:
    """Where members are announced, a strange type is kept as it stands."""
    lead = "A *Bed* object has the following properties:"
    found = facts_of_text(tmp_path, section("Beds", lead, '   o  label: "String["\n'))

    assert found["Bed.label"].type == "String["


@pytest.mark.parametrize(
    ("written", "default"),
    [
        ("(default: null)", "null"),
        ("(default: {})", "{}"),
        ('(default: "a; b, (c)")', '"a; b, (c)"'),
        ('(optional, default "none")', '"none"'),
        ("(default is up to the server)", "up to the server"),
        ("(immutable; default: noon, or night if late)", "noon, or night if late"),
        ("(default on creation: now)", "now"),
        ("(immutable)", None),
        ("", None),
    ],
)
def test_a_default_is_read(written: str, default: str | None, tmp_path: Path) -> None:
    """Defaults are JSON where the text has JSON, and words otherwise."""
    lead = "A *Bed* object has the following properties:"
    found = facts_of_text(tmp_path, section("Beds", lead, f'   o  label: "String" {written}\n'))

    assert found["Bed.label"].default == default


@pytest.mark.parametrize(
    ("written", "flags"),
    [
        ("(immutable; server-set)", {"immutable", "server-set"}),
        ("(optional)", {"optional"}),
        ("(only if requested)", {"optional"}),
        ("(if set by the server)", {"optional"}),
        ("(shiny)", {"shiny"}),
        ("and more (immutable)", set()),
    ],
)
def test_flags_are_read(written: str, flags: set[str], tmp_path: Path) -> None:
    """Conditions mean that a member is optional; unknown flags are kept."""
    lead = "A *Bed* object has the following properties:"
    found = facts_of_text(tmp_path, section("Beds", lead, f'   o  label: "String" {written}\n'))

    assert found["Bed.label"].flags == flags


def test_a_default_can_be_that_of_another_argument(tmp_path: Path) -> None:
    """A text that refers to the default of another argument has that default."""
    items = '   o  a: "Int" (default: 3)\n\n   o  b: "Int"\n\n      '
    same = 'If omitted, defaults to the same value as the "Bed/dig" "a" default argument.\n'
    lead = "It takes the following arguments:"
    found = facts_of_text(tmp_path, section("Bed/dig", lead, items + same))

    assert found["Bed/dig arguments.b"].default == "3"


def test_a_standard_argument_can_get_another_default(tmp_path: Path) -> None:
    """A sentence about a standard argument gives it a default, over a page break too."""
    lead = 'If the standard "properties" argument is omitted, the following default is used:'
    found = facts_of_text(tmp_path, section("Bed/get", lead, '     [ "id",\n\n       "label" ]\n'))

    assert found["Bed/get arguments.properties"].default == '["id", "label"]'


def test_a_section_of_a_verb_defines_the_method_that_it_names(tmp_path: Path) -> None:
    """The standard methods are written once, for a placeholder that the text names."""
    lead = 'A "Thing/get" call takes the following arguments:'
    found = facts_of_text(tmp_path, section("/get", lead))

    assert found["Thing/get"].standard == ""
    assert "Thing/get arguments.label" in found


def test_a_method_says_that_it_is_standard() -> None:
    """The first sentence of a method's section says which standard method it is."""
    found = facts(TEXT)

    assert (found["Plant/query"].standard, found["Plant/graft"].standard) == ("query", "")


def test_a_title_that_only_mentions_a_method_defines_none(tmp_path: Path) -> None:
    """A section about something else than the method itself is not its definition."""
    found = facts_of_text(tmp_path, section("Interaction with Bed/get", "Some words.", ""))

    assert found == {}


def test_standard_members_can_be_left_out() -> None:
    """Sentences about what a method does not take or return are read."""
    left_out = {fact.place for fact in facts(TEXT).values() if fact.kind is Kind.LEFT_OUT}

    assert left_out == {
        "Gate/get arguments without.accountId",
        "Gate/get response without.accountId",
        "Gate/get response without.state",
    }


def test_sort_properties_are_read_from_lists_and_sentences() -> None:
    """Both forms are found, and what a Comparator must say further."""
    sorts = {fact.place for fact in facts(TEXT).values() if fact.kind is Kind.SORT}

    names = {"height", "name/latin", "hasTrait", "hasTrait.trait"}
    assert sorts == {f"Plant sort.{name}" for name in names}


def test_a_family_of_properties_is_read() -> None:
    """A form of names with a variable is a family of the object around it."""
    assert facts(TEXT)["Plant.trait:{}"].kind is Kind.FAMILY


def test_a_form_of_a_family_has_the_type_of_its_section(tmp_path: Path) -> None:
    """A section that begins with a type defines a form, called by its title."""
    found = facts_of_text(tmp_path, section("Shouted", 'Type: "String|null"', ""))

    assert found["form asShouted"].type == "String|null"


def test_errors_of_requests_have_their_members() -> None:
    """Errors that refuse a request are URIs."""
    found = facts(TEXT)

    assert "request error urn:example:jmap:error:closed.until" in found


def test_errors_of_any_method_are_no_errors_of_one() -> None:
    """An error that any method may give is listed for none."""
    found = facts(TEXT)

    assert found["method error frost"].flags == {"for any method"}
    assert not [place for place in found if place.endswith(" method error frost")]


def test_an_error_of_a_method_is_listed_for_it() -> None:
    """An error in a method's section is defined there, and the method may give it."""
    found = facts(TEXT)

    assert found["method error graftTooLarge"].sections == ("3.5",)
    assert "Plant/graft method error graftTooLarge" in found


def test_errors_of_records_know_their_operations() -> None:
    """The operations stand before the list, or in the sentence that announces it."""
    found = facts(TEXT)

    assert found["set error bedInBloom"].flags == {"update", "destroy"}
    assert found["set error tooShady"].flags == {"update", "destroy"}
    assert found["set error bedLocked"].flags == {"create"}


def test_operations_can_stand_with_the_error(tmp_path: Path) -> None:
    """An error may begin with the operations in parentheses."""
    lead = "The following SetError types are defined:"
    item = '   o  "tooDry": (create; update).  There is no water.\n'
    found = facts_of_text(tmp_path, section("Bed/set", lead, item))

    assert found["set error tooDry"].flags == {"create", "update"}


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ('A property called "litres" of type "Int" is there.', "Int"),
        ('An extra "litres" property of type "Int" is there.', "Int"),
        ('A "litres" "Int" property MUST be there.', "Int"),
        ('A "litres" property MAY be there.', ""),
    ],
)
def test_members_of_errors_are_read_from_sentences(
    sentence: str, type_: str, tmp_path: Path
) -> None:
    """What an error has further stands in its description."""
    lead = "The following SetError is defined:"
    found = facts_of_text(tmp_path, section("Bed/set", lead, f'   "tooDry": Dry.  {sentence}\n'))

    assert found["set error tooDry.litres"].type == type_


def test_an_error_that_a_sentence_mentions_is_one_of_the_method() -> None:
    """Methods may name the errors of records in the middle of their text."""
    found = facts(TEXT)

    assert {"Plant/graft set error notFound", "Plant/graft set error rejected"} <= set(found)


def test_the_standard_errors_of_records_can_be_taken_over(tmp_path: Path) -> None:
    """A method that gives all the errors of a create gives those defined for any record."""
    general = (
        "2.  Bed/set\n\n"
        "   The following SetError types may come with any record type:\n\n"
        '   o  "tooDry": (create; update).  Dry.\n\n'
        '   o  "tooWet": (destroy).  Wet.\n\n'
        "3.  Bed/dig\n\n"
        "   It may be any of the standard set errors that are returned for a create.\n"
    )
    found = facts_of_text(tmp_path, general)

    assert "Bed/dig set error tooDry" in found
    assert "Bed/dig set error tooWet" not in found


def test_a_type_has_the_sections_of_all_its_lists() -> None:
    """A type is at home where its text names it and where its properties are."""
    assert facts(TEXT)["Plant"].sections == ("3", "3.1.1", "3.1.2")


def test_what_is_said_twice_is_one_fact(tmp_path: Path) -> None:
    """A member that is defined again in the same way is not another one."""
    lead = "A *Bed* object has the following properties:"
    found = facts_of_text(
        tmp_path, section("Beds", lead) + "\n3.  More\n\n   " + lead + "\n\n" + LIST
    )

    assert found["Bed.label"].sections == ("2", "3")
