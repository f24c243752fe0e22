"""Mistakes that take two files: what both define, and what an extension adds twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiojmap_codegen.errors import SchemaError
from aiojmap_codegen.loading import load
from aiojmap_codegen.resolve import resolve

from .support import CAPABILITY, HEAD, SCHEMA, builtin, run, write_schema

OTHER = HEAD.replace('name = "acme"', 'name = "other"')
EMAIL = '[types.Email]\ndoc = "A letter."\n'
ERROR = '[errors.set.outOfPaint]\ndoc = "There is no paint left."\n'
FORBIDDEN = '[errors.set.forbidden]\ndoc = "No."\n'


def said_about(
    first: str, second: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[str, Path, Path]:
    """What the command says about two files that do not go together."""
    paths = (write_schema(folder, first), write_schema(folder, second, "other.toml"))
    status = run("generate", *paths, into=folder / "out")
    error = capsys.readouterr().err
    assert status == 2
    assert error.count("\n") == 1
    return error.rstrip("\n"), *paths


def test_two_files_cannot_have_one_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second of two files with the same name is told of the first."""
    error, first, second = said_about(SCHEMA, HEAD, tmp_path, capsys)

    assert error == f"{second}: name: 'acme' is also the name of {first}"


def test_two_files_cannot_define_one_type(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second of two files with the same type is told of the first."""
    twice = OTHER + '[types.Widget]\ndoc = "Another thing."\n'

    error, first, second = said_about(SCHEMA, twice, tmp_path, capsys)

    assert error == f"{second}: types.Widget: {first} defines 'Widget' too"


def test_two_files_cannot_define_one_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that defines an error of one it uses is told so, and how to add to it."""
    user = OTHER.replace('["core"]', '["core", "acme"]')

    error, first, second = said_about(SCHEMA + ERROR, user + ERROR, tmp_path, capsys)

    sentence = f'{first} defines it too; say extends = "acme" to add to it'
    assert error == f"{second}: errors.set.outOfPaint: {sentence}"


def test_an_error_cannot_extend_what_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error that is to add to one of another file needs that one."""
    user = OTHER.replace('["core"]', '["core", "acme"]') + ERROR + 'extends = "acme"\n'

    error, _, second = said_about(SCHEMA, user, tmp_path, capsys)

    place = "errors.set.outOfPaint.extends"
    assert error == f"{second}: {place}: 'acme' defines no error of that type"


def test_files_apart_from_each_other_can_each_have_an_error_of_one_name(tmp_path: Path) -> None:
    """Neither uses the other, so each of their methods means its own."""
    paths = [
        write_schema(tmp_path, SCHEMA + ERROR),
        write_schema(tmp_path, OTHER + ERROR, "other.toml"),
    ]

    assert run("generate", *paths, into=tmp_path / "out") == 0


@pytest.mark.parametrize(
    ("text", "place", "owner"),
    [
        (HEAD + EMAIL, "types.Email", "rfc8621_mail.toml"),
        (HEAD + FORBIDDEN, "errors.set.forbidden", "rfc8620_core.toml"),
    ],
    ids=["type", "error"],
)
def test_a_clash_with_a_file_of_the_library_is_told_of_the_own_file(
    text: str, place: str, owner: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who defines anew what the library has is told where in their own file, not in ours."""
    path = write_schema(tmp_path, text)

    run("generate", path, into=tmp_path / "out")

    error = capsys.readouterr().err
    assert error.startswith(f"{path}: {place}: {builtin(owner)} defines ")


def test_an_extension_cannot_add_a_property_that_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A property that the extended type has already is refused."""
    twice = (
        OTHER.replace('["core"]', '["core", "acme"]')
        + CAPABILITY
        + '[extends.Widget.properties]\nlabel = { type = "String" }\n'
    )

    error, _, second = said_about(SCHEMA, twice, tmp_path, capsys)

    place = "extends.Widget.properties.label"
    assert error == f"{second}: {place}: Widget has that property already"


def test_an_extension_with_properties_needs_a_capability(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What an extension adds depends on a capability, so its file must have one."""
    bare = (
        OTHER.replace('["core"]', '["core", "acme"]')
        + '[extends.Widget.properties]\ncolour = { type = "String" }\n'
    )

    error, _, second = said_about(SCHEMA, bare, tmp_path, capsys)

    assert error.startswith(f"{second}: extends.Widget: ")
    assert error.endswith("the file needs a [capability]")


def test_a_standard_method_needs_a_definition(tmp_path: Path) -> None:
    """Without the core schema there are no standard methods to expand."""
    path = write_schema(tmp_path, SCHEMA.replace('uses = ["core"]\n', ""))

    with pytest.raises(SchemaError) as caught:
        resolve([load(path)])

    sentence = "no schema in `uses` defines the standard method 'get'"
    assert str(caught.value) == f"{path}: types.Widget.methods: {sentence}"
