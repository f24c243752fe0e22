"""The entries of schema files as objects, as written: nothing is resolved yet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

import attrs

from .notation import Type, is_nullable, substitute

Raw: TypeAlias = "bool | int | float | str | list[Raw] | dict[str, Raw] | None"
RawTable: TypeAlias = "dict[str, Raw]"

MISSING = attrs.NOTHING


@attrs.frozen(kw_only=True)
class Member:
    """A property, argument, response member, filter condition or member of an error."""

    name: str
    type: Type
    of: tuple[str, ...]
    doc: str
    section: str
    place: str
    immutable: bool
    server_set: bool
    create_only: bool
    optional: bool
    default: Raw | object
    fallback: Raw | object
    values: tuple[str, ...]
    capability: str | None
    properties_of: str | None
    patch: str | None
    form: str
    object: str | None
    reason: str
    evidence: str

    @property
    def shape(self) -> Type:
        """The type with the name of what the specification just calls an Object."""
        if self.object is None:
            return self.type
        named = self.object
        return substitute(self.type, lambda name: named if name == "Object" else name)

    @property
    def nullable(self) -> bool:
        return is_nullable(self.type)

    @property
    def has_default(self) -> bool:
        return self.default is not MISSING

    @property
    def has_fallback(self) -> bool:
        return self.fallback is not MISSING


Members: TypeAlias = Mapping[str, Member]


@attrs.frozen(kw_only=True)
class Form:
    """A suffix of a family's names that changes the type; `only` restricts what it is for."""

    name: str
    type: Type
    only: tuple[str, ...]
    doc: str
    section: str


@attrs.frozen(kw_only=True)
class Family:
    """Properties whose names are made at run time, such as `header:{name}`.

    `defined` lists the values of the variable for which a form with `only` must name it.
    """

    pattern: str
    type: Type
    forms: tuple[Form, ...]
    all: bool
    null_if_absent: bool
    defined: tuple[str, ...]
    immutable: bool
    server_set: bool
    doc: str
    section: str

    @property
    def prefix(self) -> str:
        """What every name begins with."""
        return self.pattern.partition("{")[0]

    @property
    def variable(self) -> str:
        """What the part of a name that varies is called."""
        return self.pattern.partition("{")[2].rstrip("}")


@attrs.frozen(kw_only=True)
class ObjectType:
    """An object or a data type."""

    name: str
    doc: str
    section: str
    place: str
    methods: tuple[str, ...]
    placeholder: bool
    singleton: bool
    identified: bool
    runtime: bool
    alias: Type | None
    within: str | None
    evidence: str
    reason: str
    properties: Members
    families: tuple[Family, ...]


@attrs.frozen(kw_only=True)
class Extension:
    """What a file adds to a type of another file."""

    place: str
    methods: tuple[str, ...]
    properties: Members
    families: tuple[Family, ...]


@attrs.frozen(kw_only=True)
class MethodEntry:
    """A method as written: whole, or what it adds to a standard one."""

    name: str
    doc: str
    section: str
    place: str
    effect: str
    capability: str | None
    arguments: Members
    response: Members
    open: bool
    without_arguments: tuple[str, ...]
    without_response: tuple[str, ...]
    defaults: Mapping[str, Raw]
    settable: tuple[str, ...]
    null_properties: tuple[str, ...]
    errors: tuple[str, ...]
    set_errors: tuple[str, ...]
    implicit: tuple[str, ...]
    evidence: str
    reason: str


@attrs.frozen(kw_only=True)
class SortProperty:
    """A property that a Comparator may name, and what it must say further."""

    name: str
    doc: str
    section: str
    arguments: Members


@attrs.frozen(kw_only=True)
class FilterEntry:
    """The FilterCondition of a type."""

    doc: str
    section: str
    conditions: Members


@attrs.frozen(kw_only=True)
class ErrorEntry:
    """A type of error; `extends` names the file whose error of that type it adds to.

    `also_called` are types that servers give it instead of its own.
    """

    type: str
    level: str
    also_called: tuple[str, ...]
    extends: str | None
    doc: str
    hint: str
    section: str
    general: bool
    operations: tuple[str, ...]
    properties: Members


@attrs.frozen(kw_only=True)
class Capability:
    """A capability and its objects in the session."""

    uri: str
    scope: str | None
    doc: str
    evidence: str
    reason: str
    section: str
    session: Members
    account: Members


@attrs.frozen(kw_only=True)
class Erratum:
    """A known difference between the specification and the schema."""

    at: str
    what: str
    reason: str
    place: str


@attrs.frozen(kw_only=True)
class SchemaFile:
    """One schema file."""

    path: Path
    name: str
    title: str
    spec: str
    uses: tuple[str, ...]
    capability: Capability | None
    types: Mapping[str, ObjectType]
    extends: Mapping[str, Extension]
    filters: Mapping[str, FilterEntry]
    sorts: Mapping[str, tuple[SortProperty, ...]]
    methods: Mapping[str, MethodEntry]
    errors: tuple[ErrorEntry, ...]
    errata: tuple[Erratum, ...]
