"""The command says which texts and schema files it compares, and what it cannot use."""

from __future__ import annotations

from pathlib import Path

import pytest

from .gardens import HEAD, SCHEMA, TEXT, changed, run_audit
from .support import builtin

BEDS = '2.  Beds\n\n   A *Bed* object has the following properties:\n\n   o  label: "String"\n'


def write_text(folder: Path, text: str) -> Path:
    """A specification with that text."""
    path = folder / "made.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_facts_are_counted_by_kind(capsys: pytest.CaptureFixture[str]) -> None:
    """The last line says what was compared."""
    last = run_audit(capsys, TEXT, SCHEMA).lines[-1]

    assert last.startswith("garden.txt (RFC 99999): compared 68 facts (types: 5, properties: 15, ")


def test_one_difference_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The complaint counts as people do."""
    old = 'withRoots = { type = "Boolean", default = false, doc = "Whether to return roots." }\n'
    report = run_audit(capsys, TEXT, changed(tmp_path, SCHEMA, (old, "")))

    assert report.complaints == "There is 1 difference to settle or to list as errata.\n"


def test_many_differences_are_many(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The complaint counts every line of the report."""
    path = write_text(tmp_path, HEAD + BEDS)
    report = run_audit(capsys, path, SCHEMA)

    count = len(report.differences)
    assert count > 50
    assert report.complaints == f"There are {count} differences to settle or to list as errata.\n"


def test_without_files_those_of_the_specification_are_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All built-in files that name the number of the text take part, and no others."""
    path = write_text(tmp_path, HEAD.replace("99999", "8621") + BEDS)
    report = run_audit(capsys, path)

    files = {line.partition(": ")[0].rpartition("/")[2] for line in report.differences}
    assert {"rfc8621_mail.toml", "rfc8621_submission.toml"} <= files
    assert "rfc8620_core.toml" not in files


def test_the_number_can_be_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--spec` says what the schema files call the text, whatever it calls itself."""
    path = changed(tmp_path, TEXT, ("Request for Comments: 99999", "Request for Comments: 1"))

    assert run_audit(capsys, path, SCHEMA, "--spec", "rfc  99999").status == 0


def test_a_text_without_a_number_is_compared_with_the_files_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the text does not say what it is, naming files is enough."""
    path = changed(tmp_path, TEXT, ("Request for Comments: 99999", "Some Text"))
    report = run_audit(capsys, path, SCHEMA)

    assert report.status == 0
    assert report.lines[-1].startswith("garden.txt: compared ")


def test_files_for_another_specification_lack_everything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All that the text has is told, and nothing of what such files have."""
    path = write_text(tmp_path, HEAD.replace("99999", "77777") + BEDS)
    report = run_audit(capsys, path, builtin("fastmail_maskedemail.toml"))

    assert report.status == 1
    assert [line.partition(": ")[2] for line in report.differences] == [
        "section 2: Bed is not in the schema",
        "section 2: Bed.label (String) is not in the schema",
    ]


def test_what_other_files_define_is_not_lacking(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A text may say again what a file in use defines, in another section."""
    again = (
        "2.  Errors\n\n   The following SetError is defined:\n\n"
        '   "notFound": It is gone.\n\n' + BEDS.replace("2.", "3.")
    )
    path = write_text(tmp_path, HEAD.replace("99999", "77777") + again)
    report = run_audit(capsys, path, SCHEMA)

    assert not [line for line in report.lines if "notFound" in line]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "defines nothing that a schema could hold"),
        (HEAD + "2.  Beds\n\n   They are made of earth.\n", "defines nothing that"),
        (HEAD + BEDS, "no schema file is for RFC 99999, only for Fastmail MaskedEmail, RFC 8620,"),
        (BEDS, "does not say its number; say which it is: --spec 'RFC 8620'"),
    ],
    ids=["nothing", "no members", "no schema", "no number"],
)
def test_a_text_that_cannot_be_compared_is_told(
    text: str, complaint: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says what is wrong with the text, with status 2."""
    path = write_text(tmp_path, text)
    report = run_audit(capsys, path)

    assert (report.status, report.lines) == (2, [])
    assert report.complaints.startswith(f"{path}: {complaint}")
    assert report.complaints.count("\n") == 1


def test_a_text_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A path that leads to no file is unusable."""
    path = tmp_path / "nowhere.txt"
    report = run_audit(capsys, path)

    assert report.status == 2
    assert report.complaints == f"{path}: cannot be read: No such file or directory\n"


def test_a_file_that_is_no_text_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Octets that are not UTF-8 are unusable."""
    path = tmp_path / "made.txt"
    path.write_bytes(b"\xff\xfe\x00")

    assert run_audit(capsys, path).complaints == f"{path}: is no text in UTF-8\n"


def test_a_schema_file_that_cannot_be_used_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistake in a schema file is told as it is when generating."""
    schema = changed(tmp_path, SCHEMA, ('soil = { type = "Soil"', 'soil = { type = "Mud"'))
    report = run_audit(capsys, TEXT, schema)

    assert (report.status, report.lines) == (2, [])
    assert report.complaints == f"{schema}: types.Bed.properties.soil: there is no type 'Mud'\n"


def test_xml_is_known_by_its_beginning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file without the usual suffix can be XML."""
    path = write_text(tmp_path, TEXT.with_name("garden_v3.xml").read_text(encoding="utf-8"))

    assert run_audit(capsys, path, SCHEMA).status == 0
