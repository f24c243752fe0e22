"""Which error a name means: that of the file itself, or that of one it uses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .errors import SchemaError
from .schema import SchemaFile
from .vocabulary import DefinedError


def defined_errors(files: Iterable[SchemaFile]) -> tuple[DefinedError, ...]:
    """The errors of all files, each with names of its own that fit.

    Raises `SchemaError` for one that is defined twice, extends what is not there, or is called
    like another. Files that have nothing to do with each other may each have an error of one name.
    """
    found = tuple(DefinedError(file, entry) for file in files for entry in file.errors)
    for error in found:
        if extended(error, found) is None:
            _refuse_second(error, found)
        _check_other_names(error)
    return found


def _check_other_names(error: DefinedError) -> None:
    entry = error.entry
    for other in error.file.errors:
        if other is entry or other.level != entry.level:
            continue
        for name in entry.also_called:
            if name in (other.type, *other.also_called):
                place = f"errors.{entry.level}.{entry.type}.alsoCalled"
                raise SchemaError(error.file.path, place, f"{name!r} means {other.type!r} already")


def extended(error: DefinedError, errors: Sequence[DefinedError]) -> DefinedError | None:
    """The error of another file that this one adds to, if it does."""
    name, entry = error.entry.extends, error.entry
    if name is None:
        return None
    for other in errors:
        if other.file.name == name and _same(other, entry.level, entry.type):
            return other
    place = f"{_place(error)}.extends"
    raise SchemaError(error.file.path, place, f"{name!r} defines no error of that type")


def find_error(
    file: SchemaFile, place: str, level: str, type_: str, errors: Sequence[DefinedError]
) -> DefinedError:
    """The error that a name means in a file; raises `SchemaError` if there is none, or two."""
    named = [error for error in errors if _same(error, level, type_)]
    own = [error for error in named if error.file is file]
    used = [error for error in named if error.file.name in file.uses]
    # What a file adds to an error is for the methods of that file.
    found = own or [error for error in used if error.entry.extends not in file.uses]
    if len(found) > 1:
        where = " and ".join(error.file.name for error in found)
        raise SchemaError(file.path, place, f"{type_!r} is an error of both {where}")
    if not found:
        raise SchemaError(file.path, place, f"no schema in `uses` defines the error {type_!r}")
    return found[0]


def _refuse_second(error: DefinedError, errors: Sequence[DefinedError]) -> None:
    for other in errors:
        if other.file.name in error.file.uses and _same(other, error.entry.level, error.entry.type):
            raise SchemaError(
                error.file.path,
                _place(error),
                f'{other.file.path} defines it too; say extends = "{other.file.name}" to add to it',
            )


def _place(error: DefinedError) -> str:
    return f"errors.{error.entry.level}.{error.entry.type}"


def _same(error: DefinedError, level: str, type_: str) -> bool:
    return error.entry.level == level and error.entry.type == type_
