"""A schema file that does not fit the notation gets one sentence: the file, the place, what."""

from __future__ import annotations

from pathlib import Path

import pytest

from .support import (
    CAPABILITY,
    HEAD,
    SCHEMA,
    WIDGET,
    Mistake,
    complaint,
    leads_somewhere,
    run,
    write_schema,
)

PROPERTIES = f"{HEAD}{CAPABILITY}[types.Widget]\ndoc = 'A thing.'\n[types.Widget.properties]\n"


def member(entry: str) -> str:
    """A schema with a property `x` of that entry."""
    return f"{PROPERTIES}x = {entry}\n"


X = "types.Widget.properties.x"
MISTAKES = [
    Mistake("no TOML", HEAD + "name = ", "", "is not TOML: "),
    Mistake("a key twice", HEAD + 'name = "b"\n', "", "is not TOML: "),
    Mistake(
        "another format", HEAD.replace("format = 1", "format = 2"), "format", "1 was expected"
    ),
    Mistake(
        "a bad name",
        HEAD.replace('name = "acme"', 'name = "Acme-1"'),
        "name",
        "'Acme-1' does not match",
    ),
    Mistake("no title", HEAD.replace('title = "Acme"\n', ""), "", "'title' is missing"),
    Mistake("a type without doc", HEAD + "[types.Widget]\n", "types.Widget", "'doc' is missing"),
    Mistake(
        "a property without type", member('{ doc = "No." }'), X, "'type' is missing"
    ),
    Mistake(
        "an unknown key at the top",
        HEAD + "[typs]\n",
        "",
        "has 'typs', which the notation does not know",
    ),
    Mistake(
        "an unknown key of a property",
        member('{ type = "String", serverset = true }'),
        X,
        "has 'serverset', which the notation does not know",
    ),
    Mistake(
        "an unknown level of errors",
        HEAD + '[errors.create.nope]\ndoc = "No."\n',
        "errors",
        "has 'create', which the notation does not know",
    ),
    Mistake(
        "a flag that is no flag",
        member('{ type = "String", immutable = "yes" }'),
        f"{X}.immutable",
        "'yes' is not of type 'boolean'",
    ),
    Mistake(
        "an unknown form",
        member('{ type = "String", form = "clone" }'),
        f"{X}.form",
        "'clone' is not one of",
    ),
    Mistake(
        "a method without an owner",
        HEAD + CAPABILITY + '[methods.paint]\neffect = "write"\n',
        "methods",
        "'paint' does not match",
    ),
    Mistake(
        "a type in small letters",
        HEAD + "[types.widget]\ndoc = 'A thing.'\n",
        "types",
        "'widget' does not match",
    ),
    Mistake(
        "an unknown standard method",
        SCHEMA.replace('["get", "set"]', '["get", "put"]'),
        "types.Widget.methods.1",
        "'put' is not one of",
    ),
    Mistake(
        "an unknown effect",
        HEAD + CAPABILITY + '[methods."Widget/paint"]\neffect = "change"\n',
        'methods."Widget/paint".effect',
        "'change' is not one of ['read', 'write']",
    ),
    Mistake(
        "a type expression that is none",
        member('{ type = "String[", doc = "No." }'),
        f"{X}.type",
        "the type expression ends too early",
    ),
    Mistake(
        "a type expression of a name that needs quotes",
        f'{PROPERTIES}"data:asText" = {{ type = "String?" }}\n',
        'types.Widget.properties."data:asText".type',
        "'String?' has '?', which no type expression has",
    ),
    Mistake(
        "a wrong type in a family",
        f'{PROPERTIES}[types.Widget.families."x:{{name}}"]\ntype = "(String"\n',
        'types.Widget.families."x:{name}".type',
        "a ( is not closed",
    ),
    Mistake(
        "a wrong type in a form of a family",
        f'{PROPERTIES}[types.Widget.families."x:{{name}}"]\n'
        'type = "String"\nforms = { asDate = "Date|" }\n',
        'types.Widget.families."x:{name}".forms.asDate',
        "the type expression ends too early",
    ),
    Mistake(
        "a family without variable",
        f'{PROPERTIES}[types.Widget.families."x:"]\ntype = "String"\n',
        "types.Widget.families",
        "'x:' does not match",
    ),
    Mistake(
        "an Id of nothing",
        member('{ type = "Id[]|null" }'),
        X,
        'has an Id but does not say of what; add of = "TypeName"',
    ),
    Mistake(
        "fewer owners than Ids",
        member('{ type = "Id[Id]", of = ["Widget"] }'),
        X,
        "of names 1 types for 2 Ids",
    ),
    Mistake(
        "more owners than Ids",
        member('{ type = "Id[]", of = ["Widget", "Widget"] }'),
        X,
        "of names 2 types for 1 Ids",
    ),
    Mistake(
        "a default that is no JSON",
        member('{ type = "String|null", default = { json = "nil" } }'),
        f"{X}.default.json",
        "is not JSON: ",
    ),
    Mistake(
        "a fallback that is no JSON",
        member('{ type = "String[]", fallback = { json = "[" } }'),
        f"{X}.fallback.json",
        "is not JSON: ",
    ),
    Mistake(
        "a default that JSON does not have",
        member('{ type = "UTCDate", default = 2024-05-01T00:00:00Z }'),
        f"{X}.default",
        "",
    ),
]  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_gets_one_sentence_with_its_place(
    mistake: Mistake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command says file, key path and what is wrong, exits with 2, and writes nothing."""
    said = complaint(mistake, tmp_path, capsys)

    assert mistake.sentence in said


@pytest.mark.parametrize(
    "mistake", [item for item in MISTAKES if item.place], ids=lambda mistake: mistake.name
)
def test_a_place_is_a_key_path_of_the_file(mistake: Mistake) -> None:
    """The places in the table above are key paths as TOML has them, and lead somewhere."""
    assert leads_somewhere(mistake.text, mistake.place)


def test_a_file_that_is_not_there_gets_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A path that leads to no file is told as such, with status 2."""
    status = run("generate", tmp_path / "nowhere.toml", into=tmp_path)

    error = capsys.readouterr().err
    assert status == 2
    assert error == f"{tmp_path / 'nowhere.toml'}: cannot be read: No such file or directory\n"


def test_a_file_that_is_no_text_gets_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Octets that are not UTF-8 are told as such, with status 2."""
    path = tmp_path / "acme.toml"
    path.write_bytes(b"\xff\xfe\x00")

    status = run("generate", path, into=tmp_path)

    error = capsys.readouterr().err
    assert status == 2
    assert error.startswith(f"{path}: is not TOML: ")
    assert error.count("\n") == 1


def test_check_refuses_a_wrong_schema_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`check` exits with 2 for a schema it cannot use, and with 1 for drift alone."""
    path = write_schema(tmp_path, HEAD + "[types.Widget]\n")

    status = run("check", path, into=tmp_path)

    assert status == 2
    assert "'doc' is missing" in capsys.readouterr().err


def test_the_text_without_mistakes_is_accepted(tmp_path: Path) -> None:
    """The texts of this table fail for their mistakes: without any, they generate."""
    path = write_schema(tmp_path, HEAD + CAPABILITY + WIDGET)

    assert run("generate", path, into=tmp_path / "out") == 0
