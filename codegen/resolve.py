"""From files to a vocabulary: references between files, standard methods, clashes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from .checks import check_file
from .error_entries import defined_errors, find_error
from .errors import SchemaError
from .notation import substitute
from .schema import (
    Extension,
    Member,
    Members,
    MethodEntry,
    ObjectType,
    SchemaFile,
)
from .vocabulary import SCALARS, DefinedError, Method, Vocabulary


def resolve(files: Iterable[SchemaFile]) -> Vocabulary:
    """Put files together; raises `SchemaError` for a name that nothing defines, or two do."""
    by_name: dict[str, SchemaFile] = {}
    for file in files:
        if file.name in by_name:
            raise SchemaError(
                file.path, "name", f"{file.name!r} is also the name of {by_name[file.name].path}"
            )
        by_name[file.name] = file
    for file in by_name.values():
        for used in file.uses:
            if used not in by_name:
                raise SchemaError(file.path, "uses", f"there is no schema named {used!r}")
    types = _types(by_name.values())
    placeholder = next((name for name, (_, found) in types.items() if found.placeholder), "")
    vocabulary = Vocabulary(
        files=by_name,
        types=types,
        methods={},
        placeholder_methods={},
        errors=defined_errors(by_name.values()),
        placeholder=placeholder,
    )
    standard = _placeholder_methods(vocabulary)
    vocabulary = attrs.evolve(vocabulary, placeholder_methods=standard)
    methods = {
        method.name: method for file in by_name.values() for method in _methods(file, vocabulary)
    }
    vocabulary = attrs.evolve(vocabulary, methods=methods)
    for file in by_name.values():
        check_file(file, vocabulary)
    return vocabulary


def _types(files: Iterable[SchemaFile]) -> dict[str, tuple[SchemaFile, ObjectType]]:
    found: dict[str, tuple[SchemaFile, ObjectType]] = {}
    for file in files:
        for name, type_ in file.types.items():
            if name in SCALARS:
                raise SchemaError(file.path, type_.place, f"{name!r} is a name of the notation")
            if name in found:
                raise SchemaError(
                    file.path, type_.place, f"{found[name][0].path} defines {name!r} too"
                )
            found[name] = (file, type_)
    for file in files:
        for name, extension in file.extends.items():
            if name not in found:
                raise SchemaError(file.path, extension.place, f"there is no type {name!r}")
            found[name] = (found[name][0], _extended(found[name][1], file, extension))
    return found


def _extended(type_: ObjectType, file: SchemaFile, extension: Extension) -> ObjectType:
    uri = _uri(file, extension.place)
    added: dict[str, Member] = {}
    for name, member in extension.properties.items():
        if name in type_.properties:
            raise SchemaError(file.path, member.place, f"{type_.name} has that property already")
        added[name] = attrs.evolve(member, capability=member.capability or uri)
    return attrs.evolve(
        type_,
        properties={**type_.properties, **added},
        families=type_.families + extension.families,
    )


def _placeholder_methods(vocabulary: Vocabulary) -> dict[str, Method]:
    foo = vocabulary.placeholder
    return {
        entry.name.partition("/")[2]: _whole(file, entry, vocabulary)
        for file in vocabulary.files.values()
        for entry in file.methods.values()
        if foo and entry.name.startswith(f"{foo}/")
    }


def _methods(file: SchemaFile, vocabulary: Vocabulary) -> Iterable[Method]:
    expanded: set[str] = set()
    listed = [(type_.name, type_.place, type_.methods) for type_ in file.types.values()]
    listed += [(name, found.place, found.methods) for name, found in file.extends.items()]
    for owner, place, verbs in listed:
        for verb in verbs:
            if verb not in vocabulary.placeholder_methods:
                raise SchemaError(
                    file.path,
                    f"{place}.methods",
                    f"no schema in `uses` defines the standard method {verb!r}",
                )
            expanded.add(f"{owner}/{verb}")
            yield _expanded(file, owner, verb, vocabulary)
    for entry in file.methods.values():
        owner = entry.name.partition("/")[0]
        if entry.name in expanded or owner == vocabulary.placeholder:
            continue
        if not entry.effect:
            raise SchemaError(
                file.path,
                entry.place,
                "is written out in full, so it needs an effect: read or write",
            )
        yield _whole(file, entry, vocabulary)


def _whole(file: SchemaFile, entry: MethodEntry, vocabulary: Vocabulary) -> Method:
    return Method(
        name=entry.name,
        file=file,
        doc=entry.doc,
        section=entry.section,
        effect=entry.effect,
        capability=entry.capability or _uri(file, entry.place),
        standard=None,
        arguments=entry.arguments,
        response=entry.response,
        added=tuple(entry.response),
        dropped=(),
        open=entry.open,
        settable=entry.settable,
        null_properties=entry.null_properties,
        errors=_listed(file, entry, "method", vocabulary),
        set_errors=_listed(file, entry, "set", vocabulary),
        implicit=entry.implicit,
    )


def _expanded(file: SchemaFile, owner: str, verb: str, vocabulary: Vocabulary) -> Method:
    base = vocabulary.placeholder_methods[verb]
    name = f"{owner}/{verb}"
    entry = file.methods.get(name)
    foo = vocabulary.placeholder
    arguments = {key: specialise(member, foo, owner) for key, member in base.arguments.items()}
    response = {key: specialise(member, foo, owner) for key, member in base.response.items()}
    dropped: tuple[str, ...] = ()
    if entry is not None:
        _clash(file, entry, "arguments", entry.arguments, arguments)
        _clash(file, entry, "response", entry.response, response)
        _drop(file, entry, "arguments", entry.without_arguments, arguments)
        _drop(file, entry, "response", entry.without_response, response)
        dropped = entry.without_response
        _give_defaults(file, entry, arguments)
        arguments |= entry.arguments
        response |= entry.response
    implicit = tuple(item.replace(f"{foo}/", f"{owner}/") for item in base.implicit)
    return Method(
        name=name,
        file=file,
        doc=(entry.doc if entry else "") or base.doc,
        section=entry.section if entry else "",
        effect=base.effect,
        capability=(entry.capability if entry else None) or _uri(file, f"types.{owner}.methods"),
        standard=verb,
        arguments=arguments,
        response=response,
        added=tuple(entry.response) if entry else (),
        dropped=dropped,
        open=False,
        settable=entry.settable if entry else (),
        null_properties=entry.null_properties if entry else (),
        errors={**base.errors, **_listed(file, entry, "method", vocabulary)},
        set_errors={**base.set_errors, **_listed(file, entry, "set", vocabulary)},
        implicit=implicit + (entry.implicit if entry else ()),
    )


def specialise(member: Member, placeholder: str, owner: str) -> Member:
    """A member of a standard method with the type's name in the placeholder's stead."""

    def change(name: str) -> str:
        return owner if name == placeholder else name

    return attrs.evolve(
        member,
        type=substitute(member.type, change),
        of=tuple(change(name) for name in member.of),
        patch=member.patch and change(member.patch),
        properties_of=member.properties_of and change(member.properties_of),
    )


def _clash(
    file: SchemaFile, entry: MethodEntry, where: str, added: Members, standard: Members
) -> None:
    for name in added:
        if name in standard:
            raise SchemaError(
                file.path,
                f"{entry.place}.{where}.{name}",
                "is part of the standard method; leave it out with `without` to change it",
            )


def _give_defaults(file: SchemaFile, entry: MethodEntry, arguments: dict[str, Member]) -> None:
    for name, value in entry.defaults.items():
        if name not in arguments:
            raise SchemaError(
                file.path, f"{entry.place}.defaults", f"the standard method has no {name!r}"
            )
        arguments[name] = attrs.evolve(arguments[name], default=value)


def _drop(
    file: SchemaFile,
    entry: MethodEntry,
    where: str,
    dropped: Sequence[str],
    members: dict[str, Member],
) -> None:
    for name in dropped:
        if members.pop(name, None) is None:
            raise SchemaError(
                file.path, f"{entry.place}.without.{where}", f"the standard method has no {name!r}"
            )


def _listed(
    file: SchemaFile, entry: MethodEntry | None, level: str, vocabulary: Vocabulary
) -> dict[str, DefinedError]:
    if entry is None:
        return {}
    names, key = (entry.errors, "errors") if level == "method" else (entry.set_errors, "setErrors")
    place = f"{entry.place}.{key}"
    return {name: find_error(file, place, level, name, vocabulary.errors) for name in names}


def _uri(file: SchemaFile, place: str) -> str:
    if file.capability is None:
        raise SchemaError(file.path, place, "has methods, so the file needs a [capability]")
    return file.capability.uri
