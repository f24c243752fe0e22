"""All schema files together: types, methods and errors by name."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from .notation import names
from .schema import ErrorEntry, Members, ObjectType, SchemaFile

SCALARS = frozenset(
    [
        "String",
        "Id",
        "Int",
        "UnsignedInt",
        "Number",
        "Boolean",
        "Date",
        "UTCDate",
        "Object",
        "null",
        "*",
    ]
)


@attrs.frozen(kw_only=True)
class Method:
    """A method, whole: what a standard one inherits is filled in."""

    name: str
    file: SchemaFile
    doc: str
    section: str
    effect: str
    capability: str
    standard: str | None
    arguments: Members
    response: Members
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    open: bool
    errors: tuple[str, ...]
    set_errors: tuple[str, ...]
    implicit: tuple[str, ...]

    @property
    def owner(self) -> str:
        return self.name.partition("/")[0]

    @property
    def verb(self) -> str:
        return self.name.partition("/")[2]


@attrs.frozen(kw_only=True)
class Vocabulary:
    """All files together, with every name looked up."""

    files: Mapping[str, SchemaFile]
    types: Mapping[str, tuple[SchemaFile, ObjectType]]
    methods: Mapping[str, Method]
    placeholder_methods: Mapping[str, Method]
    errors: Mapping[tuple[str, str], tuple[SchemaFile, ErrorEntry]]
    placeholder: str

    def methods_of(self, owner: str, file: SchemaFile | None = None) -> list[Method]:
        """The methods of a type: all of them, or those that one file defines."""
        return [
            method
            for method in self.methods.values()
            if method.owner == owner and (file is None or method.file is file)
        ]

    def is_specialised(self, type_: ObjectType) -> bool:
        """Whether it holds ids of whichever type the method is for, as AddedItem does."""
        return any(self.placeholder in item.of for item in type_.properties.values())

    def specialised_in(self, method: Method) -> dict[str, ObjectType]:
        """The object types in a response that hold ids of the type the method is for."""
        return {
            name: self.types[name][1]
            for member in method.response.values()
            for name in names(member.type)
            if name in self.types and self.is_specialised(self.types[name][1])
        }

    def forms_of(self, type_name: str) -> list[str]:
        """The forms in which methods take records of a type as arguments."""
        found = {
            member.form: None
            for method in self.methods.values()
            for member in method.arguments.values()
            if type_name in names(member.type)
        }
        return sorted(found, reverse=True)
