"""Every JSON example of RFC 8620 and RFC 8621 is read by its class and written equal.

They are taken from the texts, which are not part of this project. Todo, which RFC 8620 makes
up, is generated from a schema beside this file; Foo, which stands for any type, is read as
Todo; methods with names such as "method1" are called by their names.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from aiojmap_codegen.__main__ import main
from specs.examples import Example, NotJSON, examples, statements
from specs.forms import Form, forms, of_a_type_we_have, problems
from unit.support import FakeClient
from wire.bindings import PACKAGES, Bindings
from wire.notes import Note, Verdict

TEXTS = Path(__file__).parents[3] / "shared" / "specs"
RFC8620 = TEXTS / "rfc8620.txt"
RFC8621 = TEXTS / "rfc8621.txt"

# Examples with a misprint that makes them no JSON: what to put in the place of what.
MISPRINTS = {
    # A comma is missing after the object of a capability.
    (RFC8620.name, "2.1"): (r"(\{\})(\s+\"urn:)", r"\1,\2"),
}

# What looks like JSON, and is a program: the results of a query, or the parts of a message,
# as the sections on them explain how they change or are found.
STATEMENTS = {RFC8620.name: 5, RFC8621.name: 3}

# What an example has that no class has a place for, and why.
EXPECTED = {
    # Misspelt: maxConcurrentRequests lacks its s.
    (Verdict.UNKNOWN, "CoreCapability", "$.maxConcurrentRequest"),
    # An example without the account that the client always names.
    (Verdict.LOOSE, "request call 0 (Email/get)", "names no account, which the client always does"),
    # A default that the server says of a record just made, and of no other.
    (Verdict.UNKNOWN, "PushSubscription", "keys"),
    # The whole record as a patch: the server alone sets these.
    (
        Verdict.ECHOED,
        "request call 0 (Todo/set)",
        "$.update.a.id is a property that is not to be sent here; the server does not mind",
    ),
    (
        Verdict.ECHOED,
        "request call 0 (Todo/set)",
        "$.update.a.neuralNetworkTimeEstimation is a property that is not to be sent here; "
        "the server does not mind",
    ),
}


def found_in(path: Path) -> list[Example]:
    """The examples in a text, with the misprints put right."""
    if not path.is_file():
        return []
    found = []
    for example in examples(path):
        misprint = MISPRINTS.get((path.name, example.section))
        found.append(example.mended(*misprint) if misprint else example)
    return found


def parameters() -> Sequence[object]:
    """Every example of both texts, or a reason to skip."""
    found = [
        pytest.param(example, id=f"{path.stem}-{example.section}-line{example.line}")
        for path in (RFC8620, RFC8621)
        for example in found_in(path)
    ]
    reason = "the texts of the RFCs are not here (../shared/specs)"
    return found or [pytest.param(None, marks=pytest.mark.skip(reason=reason))]


with_texts = pytest.mark.skipif(not TEXTS.is_dir(), reason="no texts here (../shared/specs)")


@pytest.fixture(scope="session")
def bindings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bindings]:
    """The bindings that come with the library, and those of Todo."""
    folder = tmp_path_factory.mktemp("invented")
    schema = Path(__file__).with_name("todo.toml")
    options = ["--into", str(folder / "invented"), "--package", "invented"]
    assert main(["generate", str(schema), *options]) == 0
    sys.path.insert(0, str(folder))
    todo = importlib.import_module("invented.todo")

    class Client(FakeClient, todo.ClientMethods):  # type: ignore[name-defined,misc]  # just generated
        pass

    yield Bindings.of(Client(), *PACKAGES, todo)
    sys.path.remove(str(folder))


def is_expected(note: Note) -> bool:
    """Whether a remark is one that the texts themselves give reason to."""
    if note.verdict is Verdict.UNBOUND:
        return "(method" in note.where or "(anotherResponse" in note.where
    return (note.verdict, note.where, note.text) in EXPECTED


@pytest.mark.parametrize("example", parameters())
def test_every_example_is_read_and_written_equal(example: Example, bindings: Bindings) -> None:
    """It has a form that we know, every member has a place, and it comes out as it was."""
    value = of_a_type_we_have(example.value)

    found = forms(value, bindings)

    assert found
    for form in found:
        assert [n for n in problems(value, form, bindings) if not is_expected(n)] == []


@with_texts
@pytest.mark.parametrize(("path", "at_least"), [(RFC8620, 33), (RFC8621, 35)])
def test_the_examples_are_found(path: Path, at_least: int) -> None:
    """The test above would pass if there were none."""
    assert len(found_in(path)) >= at_least


@with_texts
def test_every_form_has_an_example(bindings: Bindings) -> None:
    """Each form that is known is one that the texts have."""
    found = [
        forms(of_a_type_we_have(example.value), bindings)
        for path in (RFC8620, RFC8621)
        for example in found_in(path)
    ]

    assert set().union(*found) == set(Form)
    # Core/echo twice, which says what it was told, and a call that names an account alone.
    assert len([of_one for of_one in found if len(of_one) > 1]) == 3


@with_texts
def test_the_misprints_are_there() -> None:
    """What is put right is no JSON as it is printed, so nothing is bent needlessly."""
    for name, section in MISPRINTS:
        (example,) = [found for found in examples(TEXTS / name) if found.section == section]
        with pytest.raises(NotJSON, match="Expecting ',' delimiter"):
            _ = example.value


@with_texts
@pytest.mark.parametrize("path", [RFC8620, RFC8621], ids=lambda path: path.stem)
def test_what_only_looks_like_json_is_a_program(path: Path) -> None:
    """Lists without quotes, and results of a query that are put together, are not read."""
    found = statements(path)

    assert len(found) == STATEMENTS[path.name]


PRINTED = """\
1.  Title

   Some prose [RFC1] about "things":

      [ "a {
        b", ... ]

   [RFC2]  A citation.

1.1.  Deeper

      {
        "url": "https://jmap.example
          /api",
        "text": "with \\"quotes\\"...",
        ...



Author                       Standards Track                    [Page 1]
\f
RFC 9999                         Title                         July 2026


        "last": [ ... ]
      }
   [ not closed
"""


def test_what_printing_did_is_undone(tmp_path: Path) -> None:
    """Page breaks, strings on several lines and elisions go; citations are no examples."""
    path = tmp_path / "rfc9999.txt"
    path.write_text(PRINTED, encoding="utf-8")

    found = list(examples(path))

    assert [(example.line, example.section, example.value) for example in found] == [
        (5, "1", ["a { b"]),
        (
            12,
            "1.1",
            {"url": "https://jmap.example/api", "text": 'with "quotes"...', "last": []},
        ),
    ]
