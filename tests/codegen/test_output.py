"""Files on disk: written once and for all, compared, and kept free of stale ones."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from aiojmap_codegen.__main__ import main
from aiojmap_codegen.output import MARK, compare

from .support import SCHEMA, run, write_schema

MARKED = "# Generated from acme.toml by `aiojmap-codegen generate`. Do not edit.\nx = 1\n"
GADGET = '[types.Gadget]\ndoc = "A part."\nproperties.size = { type = "Int", doc = "Its size." }\n'


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    """A schema file with one type."""
    return write_schema(tmp_path, SCHEMA)


@pytest.fixture
def made(tmp_path: Path, schema: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The folder that holds the package generated from it."""
    folder = tmp_path / "out"
    assert run("generate", schema, into=folder) == 0
    capsys.readouterr()
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """The octets of every file below a folder."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_generate_writes_a_package_named_after_the_schema(made: Path) -> None:
    """One folder, a module for each type, and those that every package has."""
    assert sorted(contents(made)) == [
        "acme/__init__.py",
        "acme/client.py",
        "acme/ids.py",
        "acme/widget.py",
    ]


def test_generate_again_changes_nothing(
    made: Path, schema: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second run says that nothing changed, and leaves every octet as it was."""
    before = contents(made)

    status = run("generate", schema, into=made)

    assert status == 0
    assert capsys.readouterr().out == "4 files, 0 of them changed\n"
    assert contents(made) == before


def test_generate_again_does_not_touch_files(made: Path, schema: Path) -> None:
    """Files that are up to date are not written again."""
    module = made / "acme" / "widget.py"
    os.utime(module, (1, 1))

    run("generate", schema, into=made)

    assert module.stat().st_mtime == 1


def test_output_does_not_depend_on_the_order_of_sets(tmp_path: Path, schema: Path) -> None:
    """Interpreters with different hash seeds write the same octets."""
    found: list[dict[str, bytes]] = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        options = ["generate", str(schema), "--into", str(folder), "--package", "acme"]
        subprocess.run(
            [sys.executable, "-m", "aiojmap_codegen", *options],
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
        found.append(contents(folder))

    assert found[0] == found[1]


def test_check_passes_on_what_was_generated(
    made: Path, schema: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Right after `generate`, `check` finds nothing and exits with 0."""
    status = run("check", schema, into=made)

    assert status == 0
    assert capsys.readouterr().out == "4 files are up to date\n"


def test_check_names_a_missing_file(
    made: Path, schema: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is not there is reported as missing, with status 1."""
    (made / "acme" / "ids.py").unlink()

    status = run("check", schema, into=made)

    assert status == 1
    assert capsys.readouterr().out == f"missing: {Path('acme/ids.py')}\n"


def test_check_shows_how_a_file_differs(
    made: Path, schema: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file with other text is reported with a unified diff from it to what the schema gives."""
    ids = made / "acme" / "ids.py"
    ids.write_text(ids.read_text("utf-8").replace('"""The id of a Widget."""', '"""Mine."""'))

    status = run("check", schema, into=made)

    lines = capsys.readouterr().out.splitlines()
    path = Path("acme/ids.py")
    assert status == 1
    assert lines[:3] == [
        f"differs: {path}",
        f"--- {path} (on disk)",
        f"+++ {path} (from the schema)",
    ]
    assert '-"""Mine."""' in lines
    assert '+"""The id of a Widget."""' in lines


def test_check_names_a_stale_file(
    made: Path, schema: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A generated file that the schema no longer gives is reported as stale, with status 1."""
    (made / "acme" / "gadget.py").write_text(MARKED, encoding="utf-8")

    status = run("check", schema, into=made)

    assert status == 1
    assert capsys.readouterr().out == f"stale: {Path('acme/gadget.py')}\n"


def test_check_says_on_the_error_stream_what_to_do(
    tmp_path: Path, schema: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Drift ends with one line that names the command to run."""
    run("check", schema, into=tmp_path / "out")

    error = capsys.readouterr().err
    assert error == "The bindings do not fit the schema: run `generate`.\n"


def test_check_writes_nothing(tmp_path: Path, schema: Path) -> None:
    """`check` compares in memory: the folder stays as it is."""
    run("check", schema, into=tmp_path / "out")

    assert not (tmp_path / "out").exists()


def test_generate_removes_a_stale_file(made: Path, tmp_path: Path) -> None:
    """The module of a type that has left the schema goes away."""
    both = write_schema(tmp_path, SCHEMA + GADGET)
    run("generate", both, into=made)
    assert (made / "acme" / "gadget.py").exists()

    run("generate", write_schema(tmp_path, SCHEMA), into=made)

    assert not (made / "acme" / "gadget.py").exists()


def test_generate_keeps_files_without_the_mark(made: Path, schema: Path) -> None:
    """A file that somebody wrote by hand into the package is left alone."""
    mine = made / "acme" / "helpers.py"
    mine.write_text("answer = 42\n", encoding="utf-8")

    run("generate", schema, into=made)

    assert mine.read_text(encoding="utf-8") == "answer = 42\n"


def test_check_does_not_mind_files_without_the_mark(made: Path, schema: Path) -> None:
    """A file that somebody wrote by hand into the package is no drift."""
    (made / "acme" / "helpers.py").write_text("answer = 42\n", encoding="utf-8")

    assert run("check", schema, into=made) == 0


def test_generate_leaves_other_folders_alone(made: Path, schema: Path) -> None:
    """Generated packages of other schemas beside it are not touched."""
    other = made / "other" / "thing.py"
    other.parent.mkdir()
    other.write_text(MARKED, encoding="utf-8")

    run("generate", schema, into=made)

    assert other.read_text(encoding="utf-8") == MARKED


def test_every_file_bears_the_mark_and_its_source(made: Path) -> None:
    """The first line of each file says which schema it is from, and by which command."""
    first = MARKED.splitlines()[0]
    lines = {path: text.decode().splitlines()[0] for path, text in contents(made).items()}

    assert lines == dict.fromkeys(lines, first)


def test_the_text_does_not_depend_on_where_the_schema_lies(
    made: Path, tmp_path: Path, schema: Path
) -> None:
    """The same schema in another folder gives the same octets."""
    elsewhere = tmp_path / "some" / "where"
    elsewhere.mkdir(parents=True)

    run("generate", write_schema(elsewhere, SCHEMA), into=elsewhere)

    (elsewhere / "acme.toml").unlink()
    assert contents(elsewhere) == contents(made)


@pytest.mark.parametrize("given", [[], ["--into", "x"], ["--package", "x"]])
def test_schemas_of_ones_own_need_a_place(
    given: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where bindings go, and how they are imported, is not guessed."""
    with pytest.raises(SystemExit):
        main(["generate", str(tmp_path / "acme.toml"), *given])

    assert "--into FOLDER --package IMPORT.NAME" in capsys.readouterr().err


def test_the_own_bindings_are_only_made_in_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without schema files, a folder that is no checkout is left alone."""
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SystemExit):
        main(["generate"])

    assert "is no checkout of aiojmap" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_package_whose_schema_is_gone_is_stale(tmp_path: Path) -> None:
    """Where everything is generated together, what no schema gives any more is named."""
    gone = tmp_path / "gone"
    gone.mkdir()
    text = f"# Generated from gone.toml {MARK}\n"
    (gone / "__init__.py").write_text(text, encoding="utf-8")
    texts = {Path("kept") / "__init__.py": "x = 1\n"}

    assert compare(tmp_path, texts, whole=True).stale == (Path("gone") / "__init__.py",)
    assert compare(tmp_path, texts).stale == ()
