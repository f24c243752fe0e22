"""What must hold in a schema file besides its form: every name in it is defined."""

from __future__ import annotations

from collections.abc import Iterable

from .errors import SchemaError
from .naming import attribute, snake
from .notation import Type, names
from .schema import Member, Members, MethodEntry, ObjectType, SchemaFile
from .validation import key_path
from .vocabulary import SCALARS, Vocabulary


def check_file(file: SchemaFile, vocabulary: Vocabulary) -> None:
    """Raise `SchemaError` for the first name in a file that nothing defines."""
    for member in _all_members(file):
        _check_member(file, member, vocabulary)
    for kind, owner, families in [
        *(("types", name, found.families) for name, found in file.types.items()),
        *(("extends", name, found.families) for name, found in file.extends.items()),
    ]:
        for family in families:
            place = key_path((kind, owner, "families", family.pattern))
            for type_ in (family.type, *(form.type for form in family.forms)):
                for name in _used_names(type_):
                    _known(file, place, name, vocabulary)
    for found in file.types.values():
        if found.alias is not None:
            for name in _used_names(found.alias):
                _known(file, f"{found.place}.alias", name, vocabulary)
        _check_attributes(file, found)
        if found.within is not None:
            _known(file, f"{found.place}.within", found.within, vocabulary)
    for place in [
        *(f"filters.{name}" for name in file.filters),
        *(f"sort.{n}" for n in file.sorts),
    ]:
        owner = place.partition(".")[2]
        _known(file, place, owner, vocabulary)
        if owner not in file.types:
            raise SchemaError(file.path, place, f"{owner!r} is a type of another file")
    for entry in file.methods.values():
        _check_method(file, entry, vocabulary)


def _check_member(file: SchemaFile, member: Member, vocabulary: Vocabulary) -> None:
    for name in _used_names(member.shape):
        _known(file, member.place, name, vocabulary)
    for owner in member.of:
        if owner != "creation":
            _known(file, f"{member.place}.of", owner, vocabulary)
    for key, named in (("patch", member.patch), ("propertiesOf", member.properties_of)):
        if named is not None:
            _known(file, f"{member.place}.{key}", named, vocabulary)
    if "PatchObject" in names(member.type) and member.patch is None:
        raise SchemaError(
            file.path,
            member.place,
            'has a PatchObject but does not say of what; add patch = "TypeName"',
        )


def _check_method(file: SchemaFile, entry: MethodEntry, vocabulary: Vocabulary) -> None:
    standard = entry.name.startswith(f"{vocabulary.placeholder}/") or (
        entry.name in vocabulary.methods and vocabulary.methods[entry.name].standard is not None
    )
    if (entry.without_arguments or entry.without_response) and not standard:
        raise SchemaError(
            file.path,
            f"{entry.place}.without",
            "only a standard method has members to leave out",
        )
    for name in entry.implicit:
        if name not in vocabulary.methods and not name.startswith(f"{vocabulary.placeholder}/"):
            raise SchemaError(
                file.path, f"{entry.place}.implicit", f"no schema defines the method {name!r}"
            )
    owner = vocabulary.types.get(entry.name.partition("/")[0])
    for key, listed in (("settable", entry.settable), ("nullProperties", entry.null_properties)):
        for name in listed:
            if owner is None or name not in owner[1].properties:
                raise SchemaError(
                    file.path, f"{entry.place}.{key}", f"there is no property {name!r}"
                )


def _check_attributes(file: SchemaFile, type_: ObjectType) -> None:
    seen: dict[str, str] = {}
    for name, member in type_.properties.items():
        made = snake(name)
        if made in seen:
            raise SchemaError(
                file.path, member.place, f"would be the same attribute as {seen[made]!r}"
            )
        seen[made] = name
    for family in type_.families:
        made = attribute(family.prefix)
        if made in seen:
            place = key_path(("types", type_.name, "families", family.pattern))
            raise SchemaError(file.path, place, f"would be the same attribute as {seen[made]!r}")
        seen[made] = family.pattern


def _all_members(file: SchemaFile) -> Iterable[Member]:
    groups: list[Members] = [type_.properties for type_ in file.types.values()]
    groups += [extension.properties for extension in file.extends.values()]
    groups += [found.conditions for found in file.filters.values()]
    groups += [sort.arguments for sorts in file.sorts.values() for sort in sorts]
    groups += [entry.arguments for entry in file.methods.values()]
    groups += [entry.response for entry in file.methods.values()]
    groups += [error.properties for error in file.errors]
    if file.capability is not None:
        groups += [file.capability.session, file.capability.account]
    for group in groups:
        yield from group.values()


def _used_names(type_: Type) -> Iterable[str]:
    return (name for name in names(type_) if name not in SCALARS)


def _known(file: SchemaFile, place: str, name: str, vocabulary: Vocabulary) -> None:
    if name in SCALARS:
        return
    if name not in vocabulary.types:
        raise SchemaError(file.path, place, f"there is no type {name!r}")
    defined_in = vocabulary.types[name][0]
    if defined_in is not file and defined_in.name not in file.uses:
        raise SchemaError(
            file.path, place, f"{name!r} is defined in {defined_in.name!r}, which is not in `uses`"
        )
