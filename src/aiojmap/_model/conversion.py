"""The converter between JSON and values: cattrs, with our hooks."""

from __future__ import annotations

import functools
from typing import TypeVar, cast

import cattrs

from .decoding import add_decoding
from .encoding import add_encoding
from .errors import DecodeError, EncodeError
from .types import JSON

T = TypeVar("T")


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
