"""Schema files checked against the JSON Schema of the notation."""

from __future__ import annotations

import functools
import importlib
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import (
    ValidationError,
    best_match,  # pyright: ignore[reportUnknownVariableType]  # its stub names no result
)

from .errors import SchemaError
from .schema import RawTable


def validate(path: Path, raw: RawTable) -> None:
    """Raise `SchemaError` with the key path of what fits the notation least."""
    validator = Draft202012Validator(format_schema())
    errors = validator.iter_errors(raw)  # pyright: ignore[reportUnknownMemberType]  # an open stub
    problem = cast("ValidationError | None", best_match(errors))
    if problem is not None:
        raise SchemaError(path, key_path(list(problem.absolute_path)), _sentence(problem))


@functools.cache
def format_schema() -> RawTable:
    """The JSON Schema of schema files."""
    text = (schema_folder() / "format.schema.json").read_text("utf-8")
    return cast("RawTable", json.loads(text))


@functools.cache
def schema_folder() -> Path:
    """The folder of the schema files that come with aiojmap."""
    # A package of data alone: importlib.resources cannot read one from an editable install.
    package = importlib.import_module("aiojmap_schema")
    return next(path for path in map(Path, package.__path__) if path.is_dir())


def _sentence(problem: ValidationError) -> str:
    if problem.validator == "additionalProperties":
        extra = re.findall(r"'([^']+)'", problem.message)
        return f"has {', '.join(repr(name) for name in extra)}, which the notation does not know"
    if problem.validator == "required":
        return problem.message.replace(" is a required property", " is missing")
    return problem.message


def key_path(keys: Sequence[str | int]) -> str:
    """Keys as TOML writes them: `types.Email.properties."from"`."""
    return ".".join(
        str(key) if re.fullmatch(r"[A-Za-z0-9_-]+", str(key)) else json.dumps(str(key))
        for key in keys
    )
