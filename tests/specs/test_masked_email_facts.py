"""What is known of Fastmail's MaskedEmail is in its schema, each fact with its evidence."""

from __future__ import annotations

import re
from pathlib import Path

import attrs
import pytest
from aiojmap_codegen.loading import load
from aiojmap_codegen.resolve import resolve
from aiojmap_codegen.schema import Member
from aiojmap_codegen.sources import builtin_schemas
from aiojmap_codegen.vocabulary import Vocabulary

FACTS = Path(__file__).parents[2].parent / "shared" / "specs" / "fastmail-maskedemail-facts.md"
URI = "https://www.fastmail.com/dev/maskedemail"
pytestmark = pytest.mark.skipif(not FACTS.exists(), reason=f"{FACTS.name} is not here")


@attrs.frozen
class Row:
    """One row of the table of properties."""

    name: str
    type: str
    flags: str
    evidence: str


def rows() -> list[Row]:
    """The properties in the table of facts."""
    if not FACTS.exists():
        return []
    lines = [line for line in FACTS.read_text().splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [Row(*row[:3], row[4]) for row in cells if re.fullmatch(r"[a-z]\w+", row[0])][1:]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """The vocabulary of the library's own schema."""
    return resolve(map(load, builtin_schemas()))


def member(vocabulary: Vocabulary, name: str) -> Member:
    """A property of MaskedEmail."""
    return vocabulary.types["MaskedEmail"][1].properties[name]


def test_the_table_is_found(vocabulary: Vocabulary) -> None:
    """The tests below would pass if there were no rows; and the schema has no others."""
    names = [row.name for row in rows()]

    assert len(names) == 10
    assert sorted(vocabulary.types["MaskedEmail"][1].properties) == sorted(names)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
def test_a_property_has_the_type_that_is_known(row: Row, vocabulary: Vocabulary) -> None:
    """Null is written as RFC 8620 writes it."""
    expected = re.sub(r" \(.*\)", "", row.type).replace(" or null", "|null")

    assert str(member(vocabulary, row.name).type) == expected


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
def test_a_property_has_the_flags_that_are_known(row: Row, vocabulary: Vocabulary) -> None:
    """Immutable, set by the server, only given on create."""
    found = member(vocabulary, row.name)

    assert found.immutable is ("immutable" in row.flags)
    assert found.server_set is ("server-set" in row.flags)
    assert found.create_only is ("create-only" in row.flags)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
def test_a_property_has_the_default_that_is_known(row: Row, vocabulary: Vocabulary) -> None:
    """The word after `default`, without quotes."""
    stated = re.search(r'default:? "?(\w*)', row.flags)
    found = member(vocabulary, row.name)

    assert found.has_default is (stated is not None)
    assert stated is None or found.default == stated[1]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
def test_a_property_has_the_evidence_that_is_known(row: Row, vocabulary: Vocabulary) -> None:
    """The least certain mark of a row is among those of the schema, that of the default too."""
    marks = set(re.findall(r"\b[PCM]\b", member(vocabulary, row.name).evidence))
    known = set(re.findall(r"\b[PCM]\b", f"{row.flags} {row.evidence}"))

    assert marks <= known
    assert max(marks, key="PCM".index) == max(known, key="PCM".index)


def test_the_states_are_known(vocabulary: Vocabulary) -> None:
    """The four states in the facts are the values of the schema."""
    stated = re.search(r"^States.*?(?=\n\n)", FACTS.read_text(), re.M | re.S)
    assert stated is not None

    assert set(re.findall(r"`(\w+)`", stated[0])) == set(member(vocabulary, "state").values)


def test_the_scope_is_the_capability(vocabulary: Vocabulary) -> None:
    """The URI and the OAuth scope are one string, which the page says."""
    capability = vocabulary.files["maskedemail"].capability
    assert capability is not None

    assert (capability.uri, capability.scope, capability.evidence) == (URI, URI, "P")
    assert f"`{URI}`" in FACTS.read_text()


def test_the_methods_are_those_that_are_known(vocabulary: Vocabulary) -> None:
    """Get and set, as clients use them."""
    stated = re.search(r"^Methods: (.*)$", FACTS.read_text(), re.M)
    assert stated is not None

    assert set(re.findall(r"`(MaskedEmail/\w+)`", stated[1])) == {
        method.name for method in vocabulary.methods_of("MaskedEmail")
    }
    assert vocabulary.files["maskedemail"].methods["MaskedEmail/get"].evidence == "C"
