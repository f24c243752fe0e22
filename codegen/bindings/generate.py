"""From schema files to the texts of generated packages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..errors import SchemaError
from ..schema import SchemaFile
from ..sources import Sources, read_sources
from .annotations import Places
from .build import build
from .grouping import homes, mentioned
from .model import Package
from .render import render


def generate(paths: Sequence[Path], *, package: str, builtin: Sequence[Path]) -> dict[Path, str]:
    """The text of every generated file, by its path below the package's folder.

    `paths` are the schema files to make bindings for, all `builtin` ones if there are none;
    what they use of the built-in ones is taken from `aiojmap`.
    """
    made = build_packages(read_sources(paths, builtin), package)
    return render({Path(name): found for name, found in made.items()})


def build_packages(sources: Sources, package: str) -> dict[str, Package]:
    """The model of each package to make, by the name of its schema file."""
    places = places_of(sources, package)
    names = {file.name for file in sources.own}
    for file in sources.own:
        _check_extensions(file, names, places)
    return {file.name: build(file, places) for file in sources.own}


def places_of(sources: Sources, package: str) -> Places:
    """Where generated names live: those of other files are in `aiojmap`."""
    packages = {file.name: f"{package}.{file.name}" for file in sources.own}
    packages |= {file.name: f"aiojmap.{file.name}" for file in sources.others}
    inside = mentioned(sources.vocabulary)
    return Places(sources.vocabulary, packages, inside, homes(sources.vocabulary, inside))


def _check_extensions(file: SchemaFile, own: set[str], places: Places) -> None:
    for name, extension in file.extends.items():
        defined_in = places.vocabulary.types[name][0]
        if (extension.properties or extension.families) and defined_in.name not in own:
            raise SchemaError(
                file.path,
                extension.place,
                f"{name} belongs to {defined_in.path.name}: "
                "generate both together to add properties to it",
            )
