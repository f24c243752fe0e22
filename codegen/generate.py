"""From schema files to the texts of generated packages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .annotations import Places
from .build import build
from .errors import SchemaError
from .grouping import homes, mentioned
from .loading import load
from .render import render
from .resolve import resolve
from .schema import SchemaFile


def generate(paths: Sequence[Path], *, package: str, builtin: Sequence[Path]) -> dict[Path, str]:
    """The text of every generated file, by its path below the package's folder.

    `paths` are the schema files to make bindings for, all `builtin` ones if there are none;
    what they use of the built-in ones is taken from `aiojmap`.
    """
    own = [load(path) for path in paths or builtin]
    names = {file.name for file in own}
    others = [file for path in builtin if (file := load(path)).name not in names]
    vocabulary = resolve([*others, *own])
    packages = {file.name: f"{package}.{file.name}" for file in own}
    packages |= {file.name: f"aiojmap.{file.name}" for file in others}
    inside = mentioned(vocabulary)
    places = Places(vocabulary, packages, inside, homes(vocabulary, inside))
    for file in own:
        _check_extensions(file, names, places)
    return render({Path(file.name): build(file, places) for file in own})


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
