"""Exception classes for the errors of a schema."""

from __future__ import annotations

from .model import ErrorClass, ErrorModule
from .naming import attribute, pascal
from .notation import without_null
from .schema import ErrorEntry, Member, SchemaFile

_LEVELS = {
    "request": "Errors about a whole request:",
    "method": "Errors about one call:",
    "set": "Errors about one record:",
}


def error_modules(file: SchemaFile, package: str) -> list[ErrorModule]:
    """A module for each level of errors that a file defines."""
    made: list[ErrorModule] = []
    for level, title in _LEVELS.items():
        found = [error for error in file.errors if error.level == level]
        if not found:
            continue
        classes = [_error_class(error, file.spec) for error in found]
        general = [entry for entry, error in zip(classes, found, strict=True) if error.general]
        made.append(
            ErrorModule(
                package=package,
                name=f"{level}_errors",
                title=f"{title} {file.spec}.",
                source=file.path.name,
                base=f"{level.capitalize()}Error",
                classes=classes,
                general=general,
            )
        )
    return made


def _error_class(error: ErrorEntry, spec: str) -> ErrorClass:
    members: list[tuple[str, str, str, str]] = []
    for member in error.properties.values():
        kind, annotation = _error_member(member)
        members.append((attribute(member.name), member.name, kind, annotation))
    section = f"{spec}, section {error.section}." if error.section else f"{spec}."
    return ErrorClass(
        name=pascal(error.type.rpartition(":")[2]),
        type=error.type,
        doc=f"{error.doc}\n\n{section}",
        hint=error.hint,
        members=members,
    )


def _error_member(member: Member) -> tuple[str, str]:
    text = str(without_null(member.type))
    if text in ("String[]", "Id[]"):
        return "_strings", "list[str]"
    if text in ("UnsignedInt", "Int"):
        return "_integer", "int"
    if text == "Boolean":
        return "_boolean", "bool"
    return "_string", "str"
