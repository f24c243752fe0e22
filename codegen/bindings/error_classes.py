"""Exception classes for the errors of a schema."""

from __future__ import annotations

from ..error_entries import extended
from ..naming import attribute, pascal
from ..notation import without_null
from ..schema import Member, SchemaFile
from ..vocabulary import DefinedError, Vocabulary
from .annotations import Imports, Places
from .model import ErrorClass, ErrorModule

_LEVELS = {
    "request": "Errors about a whole request:",
    "method": "Errors about one call:",
    "set": "Errors about one record:",
}


# What every error has.
_INHERITED = frozenset(["type", "description"])


def error_modules(file: SchemaFile, places: Places) -> list[ErrorModule]:
    """A module for each level of errors that a file defines."""
    made: list[ErrorModule] = []
    package = places.package(file.name)
    for level, title in _LEVELS.items():
        found = [error for error in file.errors if error.level == level]
        if not found:
            continue
        base = f"{level.capitalize()}Error"
        imports = Imports(f"{package}.{level}_errors")
        imports.runtime(base)
        builder = _ErrorClasses(places, imports, base)
        classes = [builder.build(DefinedError(file, error)) for error in found]
        general = [entry for entry, error in zip(classes, found, strict=True) if error.general]
        made.append(
            ErrorModule(
                package=package,
                name=f"{level}_errors",
                title=f"{title} {file.spec}.",
                source=file.path.name,
                base=base,
                imports=imports.statements(),
                classes=classes,
                general=general,
            )
        )
    return made


class _ErrorClasses:
    def __init__(self, places: Places, imports: Imports, base: str) -> None:
        self._places = places
        self._vocabulary: Vocabulary = places.vocabulary
        self._imports = imports
        self._base = base

    def build(self, error: DefinedError) -> ErrorClass:
        entry, spec = error.entry, error.file.spec
        members: list[tuple[str, str, str, str]] = []
        for member in entry.properties.values():
            if member.name in _INHERITED:
                continue
            kind, annotation = _error_member(member)
            members.append((attribute(member.name), member.name, kind, annotation))
        section = f"{spec}, section {entry.section}." if entry.section else f"{spec}."
        return ErrorClass(
            name=class_name(entry.type),
            error=error,
            type=entry.type,
            also_called=entry.also_called,
            doc=f"{entry.doc}\n\n{section}",
            hint=entry.hint,
            base=self._parent(error),
            members=members,
        )

    def _parent(self, error: DefinedError) -> str:
        """The class that an error of another file has, or the one of its level."""
        other = extended(error, self._vocabulary.errors)
        if other is None:
            return self._base
        module = f"{error.entry.level}_errors"
        alias = f"{other.file.name}_{module}"
        self._imports.add(self._places.package(other.file.name), f"{module} as {alias}")
        return f"{alias}.{class_name(other.entry.type)}"


def class_name(type_: str) -> str:
    """The name of the class for a type of error, which may be a URN."""
    return pascal(type_.rpartition(":")[2])


def _error_member(member: Member) -> tuple[str, str]:
    text = str(without_null(member.type))
    if text in ("String[]", "Id[]"):
        return "_strings", "list[str]"
    if text in ("UnsignedInt", "Int"):
        return "_integer", "int"
    if text == "Boolean":
        return "_boolean", "bool"
    return "_string", "str"
