"""From files to a vocabulary: references between files, standard methods, clashes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from .errors import SchemaError
from .naming import snake
from .notation import Type, names, substitute
from .schema import (
    ErrorEntry,
    Extension,
    Member,
    Members,
    MethodEntry,
    ObjectType,
    SchemaFile,
)
from .validation import key_path

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

    def methods_of(self, owner: str) -> list[Method]:
        return [method for method in self.methods.values() if method.owner == owner]

    def forms_of(self, type_name: str) -> list[str]:
        """The forms in which methods take records of a type as arguments."""
        found = {
            member.form: None
            for method in self.methods.values()
            for member in method.arguments.values()
            if type_name in names(member.type)
        }
        return sorted(found, reverse=True)


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
    errors = _errors(by_name.values())
    vocabulary = Vocabulary(
        files=by_name,
        types=types,
        methods={},
        placeholder_methods=_placeholder_methods(by_name.values(), placeholder),
        errors=errors,
        placeholder=placeholder,
    )
    methods = {
        method.name: method for file in by_name.values() for method in _methods(file, vocabulary)
    }
    vocabulary = attrs.evolve(vocabulary, methods=methods)
    for file in by_name.values():
        _check(file, vocabulary)
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


def _errors(
    files: Iterable[SchemaFile],
) -> dict[tuple[str, str], tuple[SchemaFile, ErrorEntry]]:
    found: dict[tuple[str, str], tuple[SchemaFile, ErrorEntry]] = {}
    for file in files:
        for error in file.errors:
            key = (error.level, error.type)
            if key in found:
                place = f"errors.{error.level}.{error.type}"
                raise SchemaError(file.path, place, f"{found[key][0].path} defines it too")
            found[key] = (file, error)
    return found


def _placeholder_methods(files: Iterable[SchemaFile], placeholder: str) -> dict[str, Method]:
    return {
        entry.name.partition("/")[2]: _whole(file, entry)
        for file in files
        for entry in file.methods.values()
        if placeholder and entry.name.startswith(f"{placeholder}/")
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
        yield _whole(file, entry)


def _whole(file: SchemaFile, entry: MethodEntry) -> Method:
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
        errors=entry.errors,
        set_errors=entry.set_errors,
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
        errors=base.errors + (entry.errors if entry else ()),
        set_errors=base.set_errors + (entry.set_errors if entry else ()),
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


def _uri(file: SchemaFile, place: str) -> str:
    if file.capability is None:
        raise SchemaError(file.path, place, "has methods, so the file needs a [capability]")
    return file.capability.uri


def _check(file: SchemaFile, vocabulary: Vocabulary) -> None:
    for member in _all_members(file):
        for name in _used_names(member.type):
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
    for groups, found in (("types", file.types), ("extends", file.extends)):
        for owner, entry_ in found.items():
            for family in entry_.families:
                for type_expression in (family.type, *family.forms.values()):
                    for name in _used_names(type_expression):
                        place = key_path((groups, owner, "families", family.pattern))
                        _known(file, place, name, vocabulary)
    for type_ in file.types.values():
        _attributes(file, type_)
        if type_.within is not None:
            _known(file, f"{type_.place}.within", type_.within, vocabulary)
    for where, owners in (("filters", file.filters), ("sort", file.sorts)):
        for owner in owners:
            _known(file, f"{where}.{owner}", owner, vocabulary)
            if owner not in file.types:
                raise SchemaError(
                    file.path, f"{where}.{owner}", f"{owner!r} is a type of another file"
                )
    for entry in file.methods.values():
        if entry.name not in vocabulary.methods or vocabulary.methods[entry.name].standard is None:
            owner = entry.name.partition("/")[0]
            if (
                entry.without_arguments or entry.without_response
            ) and owner != vocabulary.placeholder:
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
        for level, key, listed in (
            ("method", "errors", entry.errors),
            ("set", "setErrors", entry.set_errors),
        ):
            for error in listed:
                if (level, error) not in vocabulary.errors:
                    raise SchemaError(
                        file.path, f"{entry.place}.{key}", f"no schema defines the error {error!r}"
                    )


def _attributes(file: SchemaFile, type_: ObjectType) -> None:
    seen: dict[str, str] = {}
    for name, member in type_.properties.items():
        made = snake(name)
        if made in seen:
            raise SchemaError(
                file.path, member.place, f"would be the same attribute as {seen[made]!r}"
            )
        seen[made] = name


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
