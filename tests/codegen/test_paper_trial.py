"""The odd ones of the specifications can be said in the notation and become bindings."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiojmap_codegen.loading import load
from aiojmap_codegen.resolve import Vocabulary, resolve
from aiojmap_codegen.sources import builtin_schemas

from .trial import FILE, PARTS, Trial, texts


def resolved(path: Path) -> Vocabulary:
    """The vocabulary of a schema file with those of the library."""
    return resolve([load(path), *map(load, builtin_schemas())])


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """The vocabulary of the whole trial."""
    return resolved(FILE)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_fits_the_notation(part: str, tmp_path: Path) -> None:
    """Each part is valid by itself, and every name in it is found."""
    path = tmp_path / "paper.toml"
    path.write_text(texts()[part], encoding="utf-8")

    assert "paper" in resolved(path).files


@pytest.mark.parametrize("part", PARTS)
def test_a_part_becomes_a_package(part: str, trial: Trial) -> None:
    """Each part generates a package of which every module can be imported."""
    package = trial.package(part)

    package.load()
    assert [name for name in package.__all__ if not hasattr(package, name)] == []


def test_the_whole_becomes_a_package(trial: Trial) -> None:
    """All parts together, with the files they extend, generate packages that can be imported."""
    package = trial.whole()

    package.load()
    assert [name for name in package.__all__ if not hasattr(package, name)] == []


def test_a_digest_is_a_family_of_blobs(vocabulary: Vocabulary) -> None:
    """The digests of RFC 9404 are properties with the algorithm in the name."""
    (family,) = vocabulary.types["Blob"][1].families

    assert family.pattern == "digest:{algorithm}"
    assert str(family.type) == "String"


def test_an_extension_property_depends_on_its_own_capability(vocabulary: Vocabulary) -> None:
    """A property added to Email needs the capability of the extension, the others do not."""
    properties = vocabulary.types["Email"][1].properties

    assert properties["smimeStatus"].capability == "urn:ietf:params:jmap:smimeverify"
    assert properties["subject"].capability is None
