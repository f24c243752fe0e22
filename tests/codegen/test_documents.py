"""The reference documentation: complete, linked well, up to date, and checked for drift."""

from __future__ import annotations

import importlib
import re
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from aiojmap_codegen.__main__ import main
from aiojmap_codegen.reference.document import HAND_WRITTEN, document
from aiojmap_codegen.reference.python_names import PublicModule, installed, public_modules
from aiojmap_codegen.reference.site import slug
from aiojmap_codegen.sources import builtin_schemas, read_sources

from .support import CAPABILITY, HEAD, HERE, ROOT, SCHEMA, builtin, run, write_schema

REFERENCE = ROOT / "docs" / "reference"
GENERATED = ["core", "mail", "submission", "vacationresponse", "maskedemail"]
FACTS = [
    ("mail/email.md", "| `mailboxIds` | `Id[Boolean]` | `mailbox_ids: dict[str, bool]` |"),
    ("mail/email.md", "`keywords: dict[str, bool]` | default `{}`; known values `$draft`,"),
    ("mail/email.md", "| `EmailAddress[]\\|null` | `from_: list[EmailAddress] \\| None` |"),
    ("mail/email.md", "immutable; server-set; id of [`Thread`](thread.md) | 4.1.1 |"),
    ("mail/email.md", "see [`EmailAddress`](email_address.md)"),
    ("mail/email.md", "section 4.1](https://www.rfc-editor.org/rfc/rfc8621#section-4.1)."),
    ("mail/email.md", "| `asURLs` | `String[]\\|null` | `.as_urls: list[str] \\| None` |"),
    ("mail/email.md", "`client.email.import_(...)` gives a call of the class `EmailImportCall`"),
    ("mail/email.md", "| `hasKeyword` | `has_keyword(keyword: "),
    ("mail/email.md", "it takes `mailboxIds`, `keywords`, `receivedAt` only"),
    ("mail/email.md", "`id`, `mailboxIds`, `keywords`, `receivedAt`, `threadId` may be null"),
    ("mail/email.md", "`tooManyKeywords` ([`aiojmap.mail.set_errors.TooManyKeywords`](.."),
    ("mail/mailbox.md", "known values `all`, `archive`, `drafts`,"),
    ("mail/mailbox.md", "[`Mailbox`](mailbox.md) | `.id: Ref[Sequence[MailboxId]]`"),
    ("mail/mailbox.md", "| `sortAsTree` | `Boolean` |"),
    ("core/push_subscription.md", "required; immutable; sent on create only | 7.2 |"),
    ("core/core.md", "`client.core.echo({...})` takes any members"),
    ("core/README.md", "| `isAscending` | `Boolean` | default `true` | 5.5 |"),
    ("core/README.md", "The name stands for `String[String]`."),
    ("core/README.md", "| `maxObjectsInGet` | `UnsignedInt` | `max_objects_in_get: UnsignedInt` |"),
    ("submission/email_submission.md", "can be followed by that of [`Email/set`](../mail/email.md"),
    ("vacationresponse/vacation_response.md", "There is exactly one of it in each account"),
    ("errors.md", "`urn:ietf:params:jmap:error:limit`: The request went beyond a limit"),
    ("errors.md", "| `maxSize` | `UnsignedInt` | `max_size: int` |"),
    ("errors.md", "For a record that a call would create or update."),
    ("aiojmap.md", "await upload(\n    source: Path | bytes | AsyncIterable[bytes],"),
]  # fmt: skip


def page(name: str) -> str:
    """The text of a page of the reference."""
    return (REFERENCE / name).read_text(encoding="utf-8")


def pages() -> dict[str, str]:
    """All pages of the reference by their path in it."""
    return {
        path.relative_to(REFERENCE).as_posix(): path.read_text(encoding="utf-8")
        for path in REFERENCE.rglob("*.md")
    }


def anchors(text: str) -> list[str]:
    """The anchors of the headings of a page, code blocks left out."""
    plain = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    return [slug(heading) for heading in re.findall(r"^#+ (.+)$", plain, re.MULTILINE)]


def section(text: str, anchor: str) -> str:
    """What stands under a heading, the heading included; the page itself without an anchor."""
    if not anchor:
        return text
    parts = re.split(r"^(?=#+ )", text, flags=re.MULTILINE)
    return next(part for part in parts if slug(part.splitlines()[0].lstrip("# ")) == anchor)


def hand_written() -> list[PublicModule]:
    """The modules whose names are written by hand."""
    return public_modules(installed("aiojmap"), HAND_WRITTEN)


def public_names(module: ModuleType) -> list[str]:
    """The names of a generated package, and those of its modules of errors."""
    names: list[str] = list(module.__all__)
    for name in [name for name in names if name.endswith("_errors")]:
        errors = getattr(module, name)
        names += [f"{name}.{kind.__name__}" for kind in errors.ALL.values()]
        names += [
            f"{name}.{constant}" for constant in ("ALL", "GENERAL") if hasattr(errors, constant)
        ]
    return names


def test_the_reference_is_up_to_date() -> None:
    """What is in docs/reference is what the schema and the docstrings give."""
    made = document(read_sources([], builtin_schemas()), "aiojmap", python=True)

    assert {path.as_posix(): text for path, text in made.items()} == {
        path.relative_to(REFERENCE).as_posix(): path.read_text("utf-8")
        for path in REFERENCE.rglob("*.*")
    }


@pytest.mark.parametrize(("name", "fact"), FACTS)
def test_facts_are_on_their_page(name: str, fact: str) -> None:
    """What the RFCs and the generated code say stands where a reader looks for it."""
    assert fact in page(name)


@pytest.mark.parametrize("package", GENERATED)
def test_every_name_of_a_generated_package_is_described(package: str) -> None:
    """The list of names has each of them, and where it leads to, the name stands in code."""
    module = importlib.import_module(f"aiojmap.{package}")
    listed = dict(
        re.findall(
            r"^- \[`(.+)`\]\((.+)\)$", section(page("names.md"), f"aiojmap{package}"), re.MULTILINE
        )
    )
    lost: list[str] = []
    for name in public_names(module):
        path, _, anchor = listed.get(name, "").partition("#")
        if not path or not re.search(rf"[`#. ]{re.escape(name)}\b", section(page(path), anchor)):
            lost.append(name)

    assert lost == []
    assert set(listed) == set(public_names(module))


def test_every_name_written_by_hand_is_described() -> None:
    """Each name of the three public modules has a heading, or a link to one before it."""
    text = page("aiojmap.md")
    for name in HAND_WRITTEN:
        headings = set(re.findall(rf"^### {re.escape(name)}\.(\w+)$", text, re.MULTILINE))
        linked = set(re.findall(r"\[`(\w+)`\]\(#aiojmap", section(text, slug(name))))

        assert headings | linked == set(importlib.import_module(name).__all__)


def test_every_name_written_by_hand_has_a_docstring() -> None:
    """Classes, functions, constants and type aliases say in a sentence what they are."""
    silent = [
        f"{module.name}.{found.name}"
        for module in hand_written()
        for found in module.names
        if not found.doc and found.first is None
    ]

    assert silent == []


def test_what_is_read_from_the_source_is_what_python_imports() -> None:
    """The names are those of `__all__`, and their docstrings those that `help` shows."""
    for module in hand_written():
        imported = importlib.import_module(module.name)
        assert [found.name for found in module.names] == list(imported.__all__)
        for found in module.names:
            thing = getattr(imported, found.name)
            if found.signature.startswith("class ") and found.first is None:
                assert found.doc.split() == (thing.__doc__ or "").split(), found.name


def test_links_lead_somewhere() -> None:
    """Each link between pages leads to a page that is there, and to a heading on it."""
    texts = pages()
    broken: list[str] = []
    for name, text in texts.items():
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if target.startswith("https://"):
                continue
            path, _, anchor = target.partition("#")
            there = (REFERENCE / name).parent / path if path else REFERENCE / name
            if not there.exists() or (anchor and anchor not in anchors(there.read_text("utf-8"))):
                broken.append(f"{name}: {target}")

    assert broken == []


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_page_is_wholly_generated_and_well_formed(name: str) -> None:
    """The first line says from what and how; headings are unique, and tables are whole."""
    text = page(name)
    assert re.fullmatch(
        r"<!-- Generated from [\w., ]+ by `aiojmap-codegen document`\. Do not edit\. -->",
        text.splitlines()[0],
    )
    assert len(anchors(text)) == len(set(anchors(text)))
    tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    for table in tables:
        rows = [re.sub(r"\\\|", "", row) for row in table.splitlines()]
        assert len({row.count("|") for row in rows}) == 1, table
        assert set(rows[1]) == set("| -"), table
    assert not re.search(r"^[^|\n].*\n\|", text, re.MULTILINE)


def test_pages_of_ones_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A vendor gets pages for its types and errors, and names without pages are no links."""
    status = run("document", HERE / "acme.toml", into=tmp_path)

    assert (status, capsys.readouterr().out) == (0, "8 pages, 8 of them changed\n")
    task = (tmp_path / "projects" / "task.md").read_text("utf-8")
    assert "`requestTooLarge` (`aiojmap.core.method_errors.RequestTooLarge`)" in task
    assert "](../errors.md#acmeprojectsset_errorsprojectclosed)" in task
    assert "see [`Step`](#step)" in task
    assert not (tmp_path / "aiojmap.md").exists()


def test_what_an_extension_adds_is_on_the_page_of_the_type(tmp_path: Path) -> None:
    """A property of another specification says which, and which capability it needs."""
    text = HEAD.replace('["core"]', '["core", "mail"]') + CAPABILITY
    text += '[extends.Email]\nsection = "2"\n[extends.Email.properties]\n'
    text += 'rating = { type = "UnsignedInt|null", serverSet = true, doc = "What it is worth." }\n'
    schema = write_schema(tmp_path, text)

    assert run("document", schema, builtin("rfc8621_mail.toml"), into=tmp_path / "out") == 0

    email = (tmp_path / "out" / "mail" / "email.md").read_text("utf-8")
    assert (
        "server-set; needs `https://acme.example/jmap` | 2 (Acme 1) | What it is worth. |" in email
    )


def test_a_sentence_of_the_schema_is_no_markdown(tmp_path: Path) -> None:
    """Stars, brackets and bars in a doc stay what they are; code stays code."""
    doc = "One of *a* or <b> | [c], as in `d|e*`."
    text = SCHEMA.replace("What is written on it.", doc)

    run("document", write_schema(tmp_path, text), into=tmp_path / "out")

    widget = (tmp_path / "out" / "acme" / "widget.md").read_text("utf-8")
    assert "| One of \\*a\\* or \\<b> \\| \\[c\\], as in `d\\|e*`. |" in widget


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    """A schema file with one type."""
    return write_schema(tmp_path, SCHEMA)


@pytest.fixture
def made(tmp_path: Path, schema: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The folder with the pages of it."""
    folder = tmp_path / "reference"
    assert run("document", schema, into=folder) == 0
    capsys.readouterr()
    return folder


def check(schema: Path, folder: Path) -> int:
    """The exit status of `document --check`."""
    return main(["document", str(schema), "--check", "--into", str(folder), "--package", "acme"])


def test_check_passes_on_what_was_written(
    made: Path, schema: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Right after `document`, `--check` finds nothing."""
    assert check(schema, made) == 0
    assert capsys.readouterr().out == "6 pages are up to date\n"


def test_check_names_a_missing_page(
    made: Path, schema: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that is not there is drift."""
    (made / "acme" / "widget.md").unlink()

    assert check(schema, made) == 1
    printed = capsys.readouterr()
    assert printed.out == f"missing: {Path('acme/widget.md')}\n"
    assert printed.err == "The pages do not fit the schema: run `document`.\n"


@pytest.mark.parametrize("name", ["acme/widget.md", "jmap.json"])
def test_check_shows_how_a_page_differs(
    name: str, made: Path, schema: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A changed sentence, in a page or in the dump, is drift with a diff."""
    path = made / name
    path.write_text(path.read_text("utf-8").replace("What is written on it.", "Mine."), "utf-8")

    assert check(schema, made) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"differs: {Path(name)}"
    assert [line for line in lines if line.startswith("-") and "Mine." in line]
    assert [line for line in lines if line.startswith("+") and "What is written on it." in line]


def test_check_names_a_stale_page(
    made: Path, schema: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that the schema no longer gives is drift, also of a package that is gone."""
    shutil.copytree(made / "acme", made / "gone")
    shutil.copy(made / "acme" / "widget.md", made / "acme" / "gadget.md")

    assert check(schema, made) == 1
    stale = ["acme/gadget.md", "gone/README.md", "gone/widget.md"]
    assert capsys.readouterr().out.splitlines() == [f"stale: {Path(name)}" for name in stale]


def test_check_writes_nothing(tmp_path: Path, schema: Path) -> None:
    """A folder that is not there is drift, and stays away."""
    folder = tmp_path / "nowhere"

    assert check(schema, folder) == 1
    assert not folder.exists()


def test_document_removes_stale_pages_and_no_others(made: Path, schema: Path) -> None:
    """Pages without the mark are somebody's own, and so are files of another kind."""
    shutil.copytree(made / "acme", made / "gone")
    stale, own, backup = (
        made / "acme" / name for name in ("gadget.md", "own.md", "widget.md.orig")
    )
    for copied in (stale, backup):
        shutil.copy(made / "acme" / "widget.md", copied)
    own.write_text("# Mine\n", encoding="utf-8")

    assert run("document", schema, into=made) == 0

    assert (stale.exists(), own.exists(), backup.exists()) == (False, True, True)
    assert not (made / "gone").exists()


def test_bindings_and_pages_can_share_a_folder(tmp_path: Path, schema: Path) -> None:
    """Neither command takes what the other writes for stale."""
    for command in ("generate", "document"):
        assert run(command, schema, into=tmp_path / "out") == 0

    assert run("check", schema, into=tmp_path / "out") == 0
    assert check(schema, tmp_path / "out") == 0


@pytest.mark.parametrize("given", [[], ["--into", "x"], ["--package", "x"]])
def test_pages_of_ones_own_need_a_place(
    given: list[str], schema: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where they go, and what the package is called, is not guessed."""
    with pytest.raises(SystemExit) as caught:
        main(["document", str(schema), *given])

    assert caught.value.code == 2
    assert "--into FOLDER --package NAME" in capsys.readouterr().err


def test_the_own_reference_is_only_written_in_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Elsewhere, the folder must be named."""
    monkeypatch.chdir(tmp_path)

    with pytest.raises(SystemExit):
        main(["document"])

    assert "this is no checkout of aiojmap" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_schema_that_cannot_be_used_is_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line says which file, where and why; no page is written."""
    schema = write_schema(tmp_path, SCHEMA.replace('"String"', '"Sting"'))

    assert run("document", schema, into=tmp_path / "out") == 2

    error = capsys.readouterr().err
    assert error == f"{schema}: types.Widget.properties.label: there is no type 'Sting'\n"
    assert not (tmp_path / "out").exists()


def test_two_pages_in_one_file_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A type whose page would take the place of the package's is status 2."""
    schema = write_schema(tmp_path, SCHEMA.replace("Widget", "Readme"))

    assert run("document", schema, into=tmp_path / "out") == 2

    error = capsys.readouterr().err
    assert error == f"{schema}: types: the page acme/readme.md would be made twice\n"


def test_a_folder_that_cannot_be_made_is_status_2(
    tmp_path: Path, schema: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file is in the way: one line says so."""
    blocked = tmp_path / "blocked"
    blocked.write_text("", encoding="utf-8")

    assert run("document", schema, into=blocked) == 2
    assert "cannot be written" in capsys.readouterr().err
