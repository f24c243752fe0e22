"""What counts as a difference between a text and a schema, and what does not."""

from __future__ import annotations

import os
from pathlib import Path

import attrs
import pytest
from aiojmap_codegen.audit.differences import What, compare
from aiojmap_codegen.audit.facts import Fact, Kind

from .gardens import SCHEMA, TEXT, changed, run_audit, without_numbers

LABEL = 'label = { type = "String", default = "", doc = "What the sign says." }\n'
SOIL = 'soil = { type = "Soil", doc = "What it is filled with." }\n'


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work where the schema is, so that its path is just its name."""
    monkeypatch.chdir(tmp_path)


def test_a_type_less_is_told_with_its_members(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a missing type would hold is told line by line."""
    whole = SCHEMA.read_text(encoding="utf-8")
    begin, end = whole.index("[types.Gate]"), whole.index("[errors.request")
    report = run_audit(capsys, TEXT, changed(tmp_path, SCHEMA, (whole[begin:end], "")))

    assert [line.partition(": ")[2] for line in report.differences] == [
        "section 4: Gate is not in the schema",
        "section 4: Gate.isOpen (Boolean) is not in the schema",
        "section 4.1: Gate/get is not in the schema",
        "section 4.1: Gate/get arguments without.accountId is not in the schema",
        "section 4.1: Gate/get response without.accountId is not in the schema",
        "section 4.1: Gate/get response without.state is not in the schema",
    ]


def test_a_type_may_name_the_section_around_its_lists(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The section that holds all the lists of a type is as good as the one that names it."""
    old = '[types.Plant]\nsection = "3.1"'
    in_lists = changed(tmp_path, SCHEMA, (old, old.replace('"3.1"', '"3"')))

    assert run_audit(capsys, TEXT, in_lists).status == 0


def test_a_type_may_not_name_any_other_section(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A section without the type is wrong."""
    old = '[types.Plant]\nsection = "3.1"'
    wrong = changed(tmp_path, SCHEMA, (old, old.replace('"3.1"', '"3.2"')))
    report = run_audit(capsys, TEXT, wrong)

    assert without_numbers(report) == [
        "garden.toml: types.Plant: Plant: the schema says section 3.2, "
        "the text has it in 3 and 3.1.1 and 3.1.2 (garden.txt)"
    ]


def test_arguments_that_may_be_null_have_null_for_a_default(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """For arguments and responses, a default of null goes without saying."""
    old = 'grownOnly = { type = "Id[]|null"'
    schema = changed(tmp_path, SCHEMA, (old, f'{old}, default = {{ json = "null" }}'))

    assert run_audit(capsys, TEXT, schema).status == 0


def test_a_default_in_words_is_told_in_quotes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A default that is no value is one that the schema cannot have."""
    old = 'label: "String" (default: "")'
    text = changed(tmp_path, TEXT, (old, 'label: "String" (default: a B)'))
    (line,) = without_numbers(run_audit(capsys, text, SCHEMA))

    assert 'Bed.label: the text has the default "a B", the schema has ""' in line


def test_of_several_definitions_the_own_one_is_compared() -> None:
    """Where another file defines the same thing, what it says does not explain ours."""
    text = Fact(place="set error gone", kind=Kind.ERROR, where="t", flags=frozenset(["create"]))
    other = attrs.evolve(text, own=False)
    own = attrs.evolve(text, flags=frozenset(["update"]))

    assert [difference.what for difference in compare([text], [other, own])] == [What.FLAGS]


def test_what_may_be_left_out_is_the_schemas_to_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Texts say in other words what a client may leave out, so the flag alone is no difference."""
    schema = changed(tmp_path, SCHEMA, (SOIL, SOIL.replace('"Soil",', '"Soil", optional = true,')))

    assert run_audit(capsys, TEXT, schema).status == 0


def test_a_method_that_is_not_standard_in_the_text_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the text writes out what the schema takes from the standard, that is told."""
    old = 'This is a standard "/queryChanges" method.'
    text = changed(tmp_path, TEXT, (old, "It is like no other method."))
    report = run_audit(capsys, text, SCHEMA)

    assert [line.partition("(")[0].rstrip() for line in without_numbers(report)] == [
        "garden.txt: section 3.4.3: Plant/queryChanges: the text has a method of its own "
        "kind, the schema has a standard /queryChanges"
    ]


def test_every_set_error_has_the_members_of_set_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A description of an error is no member that the schema must name again."""
    text = changed(tmp_path, TEXT, ('"keyHolder"', '"description"'))
    report = run_audit(capsys, text, SCHEMA)

    assert not [line for line in report.differences if "bedLocked.description" in line]


def test_errors_of_methods_have_only_the_members_that_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What every set error has, other errors need not have."""
    old = '"frost": It is too cold.'
    text = changed(tmp_path, TEXT, (old, f'{old}  A "description" property MAY be there.'))

    assert without_numbers(run_audit(capsys, text, SCHEMA)) == [
        "garden.txt: section 5.2: method error frost.description is not in the schema"
    ]


HEAP = """
5.3.  Compost Heaps

   Every garden has an object with the following properties:

   o  degrees: "Number" (server-set)

"""
HEAP_SCHEMA = """
[types.Heap]
section = "5.3"
doc = "Where things rot."
[types.Heap.properties]
degrees = { type = "Number", serverSet = true, doc = "How warm it is." }
"""
LAST = "\n[errors.request."


def test_an_object_without_a_name_is_the_type_that_the_schema_has_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The schema may name what the text does not, in the same section."""
    text = changed(tmp_path, TEXT, ("\n6.  Example\n", f"{HEAP}6.  Example\n"))
    schema = changed(tmp_path, SCHEMA, (LAST, HEAP_SCHEMA + LAST))

    assert run_audit(capsys, text, schema).differences == []


def test_an_object_without_a_name_is_compared_under_that_of_the_schema(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its members are compared like those of any other type."""
    text = changed(tmp_path, TEXT, ("\n6.  Example\n", f"{HEAP}6.  Example\n"))
    heap = HEAP_SCHEMA.replace('"Number"', '"Int"')
    report = run_audit(capsys, text, changed(tmp_path, SCHEMA, (LAST, heap + LAST)))

    assert [line.partition(": ")[2] for line in report.differences] == [
        "section 5.3: Heap.degrees: the text has the type Number, the schema has Int "
        "(garden.toml: types.Heap.properties.degrees)"
    ]


def test_an_object_without_a_name_stays_so_among_several_types(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where it could be one of two, it is called by the title of its section."""
    text = changed(tmp_path, TEXT, ("\n6.  Example\n", f"{HEAP}6.  Example\n"))
    two = HEAP_SCHEMA + HEAP_SCHEMA.replace("Heap", "Pile")
    report = run_audit(capsys, text, changed(tmp_path, SCHEMA, (LAST, two + LAST)))

    assert report.differences[0].endswith(
        "section 5.3: Compost Heaps.degrees (Number; server-set) is not in the schema"
    )
    assert len(report.differences) == 5


def test_a_path_is_shown_as_it_is_seen_from_here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A schema file elsewhere is named in full."""
    schema = changed(tmp_path, SCHEMA, (SOIL, ""))
    os.chdir(tmp_path.parent)
    report = run_audit(
        capsys, TEXT, changed(tmp_path, schema, (LABEL, LABEL + SOIL.replace("soil", "mud")))
    )

    assert f"{tmp_path.name}/garden.toml: types.Bed.properties.mud" in report.lines[1]
