"""The bindings in this repository fit its schema, and a change to the schema is noticed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from aiojmap_codegen.__main__ import main
from aiojmap_codegen.sources import builtin_schemas

from .support import ROOT

SOURCE = ROOT / "src" / "aiojmap"
OLD = 'sortOrder = { type = "UnsignedInt", default = 0,'
NEW = 'sortOrder = { type = "Int", default = 0,'


def aiojmap_codegen(command: str, schemas: list[Path], into: Path) -> int:
    """Run the command for aiojmap's own package."""
    paths = [str(path) for path in schemas]
    return main([command, *paths, "--into", str(into), "--package", "aiojmap"])


@pytest.fixture
def changed(tmp_path: Path) -> list[Path]:
    """A copy of the schema files in which one property has another type."""
    copies = [Path(shutil.copy(path, tmp_path)) for path in builtin_schemas()]
    mail = tmp_path / "rfc8621_mail.toml"
    text = mail.read_text(encoding="utf-8")
    assert text.count(OLD) == 1
    mail.write_text(text.replace(OLD, NEW), encoding="utf-8")
    return copies


@pytest.fixture
def bindings(tmp_path: Path) -> Path:
    """A copy of the bindings of this repository."""
    folder = tmp_path / "aiojmap"
    for name in ("core", "mail", "maskedemail", "submission", "vacationresponse"):
        shutil.copytree(SOURCE / name, folder / name)
    return folder


def test_the_bindings_of_the_checkout_are_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    """`check` without schema files passes for the packages in src."""
    status = main(["check", "--into", str(SOURCE)])

    assert status == 0, capsys.readouterr().out


def test_a_changed_property_is_drift(
    changed: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Changing the type of one property makes `check` exit with 1."""
    status = aiojmap_codegen("check", changed, SOURCE)

    assert status == 1
    assert capsys.readouterr().out.startswith("differs: mail/mailbox.py\n")


def test_the_diff_names_the_changed_property(
    changed: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """The diff shows the line of the property as it is and as it should be, and little else."""
    aiojmap_codegen("check", changed, SOURCE)

    lines = capsys.readouterr().out.splitlines()
    changes = [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert "-    sort_order: UnsignedInt = prop(" in "\n".join(changes)
    assert "+    sort_order: Int = prop(" in "\n".join(changes)
    assert len(changes) < 40


def test_generate_brings_the_bindings_up_to_date(
    changed: list[Path], bindings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After `generate`, `check` passes for the changed schema."""
    assert aiojmap_codegen("generate", changed, bindings) == 0
    assert capsys.readouterr().out.endswith(", 1 of them changed\n")

    assert aiojmap_codegen("check", changed, bindings) == 0
