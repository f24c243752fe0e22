"""Type expressions as the JMAP specifications write them (RFC 8620, section 1.1).

Id    String|null    Id[]    Id[Boolean]    (FilterOperator|FilterCondition)[]    String[*]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

import attrs

_TOKEN = re.compile(r"\s*([A-Za-z][A-Za-z0-9]*|[\[\]()|*])")


@attrs.frozen
class Name:
    """A named type; `null` is one, and `*` stands for any value."""

    name: str

    def __str__(self) -> str:
        return self.name


@attrs.frozen
class Array:
    """An array: `Id[]`."""

    item: Type

    def __str__(self) -> str:
        return f"{_grouped(self.item)}[]"


@attrs.frozen
class Map:
    """An object used as a map: `Id[Boolean]`."""

    key: Type
    value: Type

    def __str__(self) -> str:
        return f"{_grouped(self.key)}[{self.value}]"


@attrs.frozen
class Union:
    """One of several types: `String|null`."""

    options: tuple[Type, ...]

    def __str__(self) -> str:
        return "|".join(str(option) for option in self.options)


Type: TypeAlias = Name | Array | Map | Union
NULL = Name("null")


class NotationError(ValueError):
    """A type expression cannot be read."""


def parse(text: str) -> Type:
    """Read a type expression; raises `NotationError` saying what is wrong."""
    tokens = _tokens(text)
    found, rest = _union(tokens)
    if rest:
        raise NotationError(f"{text!r} has {rest[0]!r} where the type should end")
    return found


def without_null(type_: Type) -> Type:
    """The type with null taken out of its options."""
    if not isinstance(type_, Union):
        return type_
    options = tuple(option for option in type_.options if option != NULL)
    return options[0] if len(options) == 1 else Union(options)


def is_nullable(type_: Type) -> bool:
    """Whether null is one of the options."""
    return isinstance(type_, Union) and NULL in type_.options


def names(type_: Type) -> Iterator[str]:
    """The names in an expression, from left to right."""
    match type_:
        case Name(name):
            yield name
        case Array(item):
            yield from names(item)
        case Map(key, value):
            yield from names(key)
            yield from names(value)
        case Union(options):
            for option in options:
                yield from names(option)


def substitute(type_: Type, change: Callable[[str], str]) -> Type:
    """The expression with every name put through `change`."""
    match type_:
        case Name(name):
            return Name(change(name))
        case Array(item):
            return Array(substitute(item, change))
        case Map(key, value):
            return Map(substitute(key, change), substitute(value, change))
        case Union(options):
            return Union(tuple(substitute(option, change) for option in options))


def expand(type_: Type, meaning: Callable[[str], Type | None]) -> Type:
    """The expression with what each name stands for in its place, where it stands for something."""
    match type_:
        case Name(name):
            found = meaning(name)
            return type_ if found is None else expand(found, meaning)
        case Array(item):
            return Array(expand(item, meaning))
        case Map(key, value):
            return Map(expand(key, meaning), expand(value, meaning))
        case Union(options):
            return Union(tuple(expand(option, meaning) for option in options))


def _grouped(type_: Type) -> str:
    return f"({type_})" if isinstance(type_, Union) else str(type_)


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            if not text[position:].strip():
                break
            raise NotationError(f"{text!r} has {text[position]!r}, which no type expression has")
        tokens.append(match[1])
        position = match.end()
    if not tokens:
        raise NotationError("the type expression is empty")
    return tokens


def _union(tokens: list[str]) -> tuple[Type, list[str]]:
    option, tokens = _suffixed(tokens)
    options = [option]
    while tokens and tokens[0] == "|":
        option, tokens = _suffixed(tokens[1:])
        options.append(option)
    return (options[0] if len(options) == 1 else Union(tuple(options))), tokens


def _suffixed(tokens: list[str]) -> tuple[Type, list[str]]:
    found, tokens = _primary(tokens)
    while tokens and tokens[0] == "[":
        if tokens[1:2] == ["]"]:
            found, tokens = Array(found), tokens[2:]
            continue
        value, tokens = _union(tokens[1:])
        if tokens[:1] != ["]"]:
            raise NotationError("a [ is not closed")
        found, tokens = Map(found, value), tokens[1:]
    return found, tokens


def _primary(tokens: list[str]) -> tuple[Type, list[str]]:
    if not tokens:
        raise NotationError("the type expression ends too early")
    first, rest = tokens[0], tokens[1:]
    if first == "(":
        found, rest = _union(rest)
        if rest[:1] != [")"]:
            raise NotationError("a ( is not closed")
        return found, rest[1:]
    if first in ("[", "]", ")", "|"):
        raise NotationError(f"{first!r} stands where a type should")
    return Name(first), rest
