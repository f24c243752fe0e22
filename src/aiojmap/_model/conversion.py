"""The converter between JSON and values: cattrs, with our hooks."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TypeVar, cast

import cattrs

from .decoding import add_decoding, member
from .encoding import add_encoding
from .errors import DecodeError, EncodeError
from .hints import resolved
from .patches import Patch
from .paths import PathProblem, changeable, inside
from .pointer import PointerError, split
from .types import JSON

T = TypeVar("T")
P = TypeVar("P", bound=Patch)


def get_converter(converter: cattrs.Converter | None = None) -> cattrs.Converter:
    """Add our hooks to a converter, or to a new one, and return it.

    Hooks registered on it afterwards take precedence over ours, so an application can read
    and write types of its own.
    """
    made = cattrs.Converter(detailed_validation=False) if converter is None else converter
    add_decoding(made)
    add_encoding(made)
    return made


@functools.cache
def default_converter() -> cattrs.Converter:
    """The converter used where no other is given."""
    return get_converter()


def decode(value: JSON, type_: type[T], converter: cattrs.Converter | None = None) -> T:
    """Read a value of a type from JSON; raises `DecodeError` with the path of what is wrong."""
    try:
        return (converter or default_converter()).structure(value, type_)
    except RecursionError:
        raise DecodeError("expected no deeper nesting") from None


def encode(value: object, converter: cattrs.Converter | None = None) -> JSON:
    """Write a value as JSON; raises `EncodeError` with the path of what is wrong."""
    try:
        made = (converter or default_converter()).unstructure(value)
    except RecursionError:
        raise EncodeError("expected no deeper nesting") from None
    return cast("JSON", made)


def from_pointers(
    kind: type[P], changes: Mapping[str, JSON], converter: cattrs.Converter | None = None
) -> P:
    """Make a patch of JSON pointers without the leading slash, as in `{"keywords/$seen": True}`.

    A value of None puts a default back, or takes an entry out. Raises `EncodeError` with the
    pointer for a property that there is not or that cannot be changed, a path into an array
    or into what another path replaces, and a value of the wrong type (RFC 8620, section 5.3).
    """
    for pointer in changes:
        try:
            _check_pointer(kind, pointer)
        except (PathProblem, PointerError) as problem:
            raise EncodeError(str(problem), f"${member(pointer)}", kind.__name__) from None
    try:
        return decode(dict(changes), kind, converter)
    except DecodeError as error:
        raise EncodeError(error.problem, error.path, kind.__name__) from None


def _check_pointer(kind: type[Patch], pointer: str) -> None:
    name, *tokens = split(f"/{pointer}")
    changeable(kind, name)
    hint = resolved(kind)[1][kind.properties_by_json[name].name]
    for token in tokens:
        hint = inside(hint, token, strict=True)
