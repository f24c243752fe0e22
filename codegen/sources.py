"""The schema files of one run: those that were named, and what they build on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import attrs

from .loading import load
from .resolve import resolve
from .schema import SchemaFile
from .validation import schema_folder
from .vocabulary import Vocabulary


@attrs.frozen(kw_only=True)
class Sources:
    """Schema files, resolved together; `own` are those that something is made of."""

    own: tuple[SchemaFile, ...]
    others: tuple[SchemaFile, ...]
    vocabulary: Vocabulary

    def with_used(self) -> list[SchemaFile]:
        """The own files and all they use, however far, each after those it uses."""
        ordered: dict[str, SchemaFile] = {}
        visiting: set[str] = set()

        def visit(file: SchemaFile) -> None:
            if file.name in visiting:
                return
            visiting.add(file.name)
            for name in file.uses:
                visit(self.vocabulary.files[name])
            for name in file.extends:
                visit(self.vocabulary.types[name][0])
            ordered[file.name] = file

        for file in self.own:
            visit(file)
        return list(ordered.values())


def read_sources(paths: Sequence[Path], builtin: Sequence[Path]) -> Sources:
    """Load and resolve the files at `paths`, all `builtin` ones if there are none.

    Raises `SchemaError` for a file that cannot be used.
    """
    own = [load(path) for path in paths or builtin]
    names = {file.name for file in own}
    others = [file for path in builtin if (file := load(path)).name not in names]
    return Sources(own=tuple(own), others=tuple(others), vocabulary=resolve([*others, *own]))


def builtin_schemas() -> list[Path]:
    """The schema files that come with aiojmap."""
    return sorted(schema_folder().glob("*.toml"))
