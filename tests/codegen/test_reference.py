"""The reference of the notation, docs/schema.md, is complete and its snippets are right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiojmap_codegen.loading import load
from aiojmap_codegen.validation import format_schema

from .support import HEAD, ROOT, run, write_schema

TEXT = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
WHOLE = next(block for block in BLOCKS if block.startswith("format"))
SNIPPETS = [block for block in BLOCKS if block != WHOLE]


def keys(schema: Any) -> Iterator[str]:
    """Every key that the JSON Schema of the notation gives a meaning."""
    for key, inner in schema.get("properties", {}).items():
        yield key
        yield from keys(inner)
    for inner in schema.get("$defs", {}).values():
        yield from keys(inner)
    if isinstance(schema.get("additionalProperties"), dict):
        yield from keys(schema["additionalProperties"])


@pytest.mark.parametrize("key", sorted(set(keys(format_schema()))))
def test_every_key_is_explained(key: str) -> None:
    """Each key of the notation stands in the reference as code."""
    assert re.search(rf"`[^`\n]*\b{key}\b[^`\n]*`", TEXT)


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: snippet.splitlines()[0])
def test_every_snippet_fits_the_notation(snippet: str, tmp_path: Path) -> None:
    """Each snippet, below the head of a file, is a schema file that can be read."""
    assert load(write_schema(tmp_path, HEAD + snippet)).name == "acme"


def test_the_whole_file_generates(tmp_path: Path) -> None:
    """The file shown as a whole gives bindings, under the command that is shown."""
    path = write_schema(tmp_path, WHOLE)

    assert run("generate", path, into=tmp_path / "src" / "acme") == 0
    assert run("check", path, into=tmp_path / "src" / "acme") == 0


def test_the_whole_file_makes_the_classes_that_are_named(tmp_path: Path) -> None:
    """The table of what comes of the file names classes that are there."""
    into = tmp_path / "src" / "acme"
    run("generate", write_schema(tmp_path, WHOLE), into=into)
    made = (into / "projects" / "__init__.py").read_text(encoding="utf-8")

    names = ("TaskCreate", "TaskPatch", "TaskFilter", "TaskSort", "TaskQueryCall", "TaskPriority")
    assert [name for name in names if f'    "{name}",' not in made] == []


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "schema").glob("*.toml")))
def test_every_file_of_the_library_is_named(name: str) -> None:
    """The reference names each schema that comes with the library, as `uses` does."""
    schema = tomllib.loads((ROOT / "schema" / name).read_text(encoding="utf-8"))

    assert f"`{schema['name']}`" in TEXT
