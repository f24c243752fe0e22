"""All schema files together: types, methods and errors by name."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from .notation import Type, names
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


@attrs.frozen
class DefinedError:
    """A type of error and the file that defines it."""

    file: SchemaFile
    entry: ErrorEntry


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
    settable: tuple[str, ...]
    null_properties: tuple[str, ...]
    errors: Mapping[str, DefinedError]
    set_errors: Mapping[str, DefinedError]
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
    errors: tuple[DefinedError, ...]
    placeholder: str

    def general_errors(self, level: str, file: SchemaFile) -> list[DefinedError]:
        """The errors of a level that any method may give, of those that a file knows of."""
        known = {file.name, *file.uses}
        return [
            found
            for found in self.errors
            if found.entry.level == level and found.entry.general and found.file.name in known
        ]

    def errors_of(self, method: Method) -> list[DefinedError]:
        """The errors a method may give: the general ones its file knows of, then its own."""
        general = self.general_errors("method", method.file)
        own = [found for found in method.errors.values() if found not in general]
        return [*general, *own]

    def set_errors_of(self, method: Method) -> list[DefinedError]:
        """The errors that a record given to a method may get, general ones first."""
        if not method.set_errors:
            return []
        general = self.general_errors("set", method.file)
        own = [found for found in method.set_errors.values() if found not in general]
        return [*general, *own]

    def added_by(self, type_name: str, property_name: str) -> SchemaFile | None:
        """The file that adds a property or a family to a type of another file, if one does."""
        for file in self.files.values():
            extension = file.extends.get(type_name)
            if extension is not None and (
                property_name in extension.properties
                or any(family.pattern == property_name for family in extension.families)
            ):
                return file
        return None

    def scope(self, capability: str) -> str | None:
        """The OAuth scope that a token needs for a capability, if a file says it."""
        for file in self.files.values():
            if file.capability is not None and file.capability.uri == capability:
                return file.capability.scope
        return None

    def alias(self, name: str) -> Type | None:
        """The type expression that a name stands for, if it is an alias."""
        found = self.types.get(name)
        return found[1].alias if found else None

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
            for name in names(member.shape)
            if name in self.types and self.is_specialised(self.types[name][1])
        }

    def settable(self, type_name: str, form: str) -> tuple[str, ...]:
        """The properties that a method lets records of a form have, none named if all."""
        for method in self.methods_of(type_name):
            for member in method.arguments.values():
                if member.form == form and type_name in names(member.shape):
                    return method.settable
        return ()

    def forms_of(self, type_name: str) -> list[str]:
        """The forms in which methods take records of a type as arguments."""
        found = {
            member.form: None
            for method in self.methods.values()
            for member in method.arguments.values()
            if type_name in names(member.shape)
        }
        return sorted(found, reverse=True)
