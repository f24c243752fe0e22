"""Known differences are listed in the schema with their reasons, and do not fail the audit."""

from __future__ import annotations

from pathlib import Path

import pytest

from .gardens import SCHEMA, TEXT, changed, run_audit
from .support import HEAD, Mistake, complaint

LABEL = 'label = { type = "String", default = "", doc = "What the sign says." }\n'
ERRATUM = """
[[errata]]
at = "{at}"
what = "{what}"
reason = "{reason}"
"""


def with_errata(folder: Path, *errata: str, changes: tuple[tuple[str, str], ...] = ()) -> Path:
    """The schema of the garden with changes and more errata."""
    path = changed(folder, SCHEMA, *changes)
    path.write_text(path.read_text(encoding="utf-8") + "".join(errata), encoding="utf-8")
    return path


def erratum(at: str, what: str) -> str:
    """An erratum at a place."""
    return ERRATUM.format(at=at, what=what, reason="The gardener said so.")


@pytest.mark.parametrize(
    ("old", "new", "at", "what"),
    [
        (LABEL, "", "Bed.label", "missing from the schema"),
        (
            LABEL,
            LABEL + 'worms = { type = "Int", doc = "Some." }\n',
            "Bed.worms",
            "missing from the text",
        ),
        (LABEL, LABEL.replace('"String"', '"String|null"'), "Bed.label", "type"),
        (LABEL, LABEL.replace('default = ""', "immutable = true"), "Bed.label", "default"),
        (LABEL, LABEL.replace('"String"', '"String", section = "3"'), "Bed.label", "section"),
        (LABEL, LABEL.replace('"String"', '"String", immutable = true'), "Bed.label", "flags"),
    ],
    ids=lambda value: value if len(value) < 30 else "",
)
def test_an_erratum_explains_its_difference(
    old: str, new: str, at: str, what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The difference of that kind at that place is no longer told."""
    both = [erratum(at, what)]
    if "immutable" in new and what == "default":
        both.append(erratum(at, "flags"))
    report = run_audit(capsys, TEXT, with_errata(tmp_path, *both, changes=((old, new),)))

    assert (report.status, report.differences) == (0, [])


def test_an_erratum_explains_a_method_that_is_not_standard(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whether a method is standard is a kind of difference too."""
    old = 'This is a standard "/queryChanges" method.'
    schema = with_errata(tmp_path, erratum("Plant/queryChanges", "standard"))
    text = changed(tmp_path, TEXT, (old, "It is like no other method."))

    assert run_audit(capsys, text, schema).status == 0


def test_an_erratum_explains_no_other_kind_of_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A difference in the type is not one in the default."""
    change = (LABEL, LABEL.replace('"String"', '"String|null"'))
    schema = with_errata(tmp_path, erratum("Bed.label", "default"), changes=(change,))
    report = run_audit(capsys, TEXT, schema)

    assert report.status == 1
    assert "Bed.label: the text has the type String" in report.lines[0]


def test_an_erratum_can_be_about_a_place_and_all_below(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A star at the end stands for anything."""
    whole = SCHEMA.read_text(encoding="utf-8")
    gate = whole[whole.index("[types.Gate]") : whole.index("[errors.request")]
    schema = with_errata(
        tmp_path, erratum("Gate*", "missing from the schema"), changes=((gate, ""),)
    )
    report = run_audit(capsys, TEXT, schema)

    assert report.status == 0
    assert report.lines[-1].endswith("; 7 known differences")


def test_an_erratum_without_a_difference_is_stale(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What does not differ any more must not be listed."""
    schema = with_errata(tmp_path, erratum("Bed.label", "type"))
    report = run_audit(capsys, TEXT, schema)

    assert report.status == 1
    assert report.differences == [
        f"{schema}: errata.1: Bed.label does not differ in that way (type); the erratum can go"
    ]


def test_known_differences_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """The last line says how many there are."""
    assert run_audit(capsys, TEXT, SCHEMA).lines[-1].endswith("; 1 known difference")


@pytest.mark.parametrize("option", ["--verbose", "-v"])
def test_known_differences_are_shown_with_their_reasons_if_asked_for(
    option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the option, each is told with the reason from the schema."""
    report = run_audit(capsys, TEXT, SCHEMA, option)

    assert report.differences == [
        "known: garden.txt:82: section 2: Bed.shade.treeIds (Id[]) is not in the schema",
        "  Nobody looks at the trees.",
    ]


MISTAKES = [
    Mistake(
        "an erratum without a reason",
        f'{HEAD}[[errata]]\nat = "A.b"\nwhat = "type"\n',
        "errata.0",
        "'reason' is missing",
    ),
    Mistake(
        "an erratum without a place",
        f'{HEAD}[[errata]]\nwhat = "type"\nreason = "So."\n',
        "errata.0",
        "'at' is missing",
    ),
    Mistake(
        "an erratum about nothing known",
        f'{HEAD}[[errata]]\nat = "A.b"\nwhat = "colour"\nreason = "So."\n',
        "errata.0.what",
        "'colour' is not one of",
    ),
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_wrong_erratum_gets_one_sentence_with_its_place(
    mistake: Mistake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The notation of errata is checked like everything else in a schema file."""
    assert mistake.sentence in complaint(mistake, tmp_path, capsys)
