"""From schema files to the same facts that specifications give."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import attrs

from ..schema import (
    ErrorEntry,
    Family,
    FilterEntry,
    Member,
    Members,
    MethodEntry,
    ObjectType,
    SchemaFile,
    SortProperty,
)
from ..validation import key_path
from ..vocabulary import Method, Vocabulary
from .facts import (
    FORM,
    GENERAL,
    IMMUTABLE,
    OPTIONAL,
    SERVER_SET,
    Fact,
    Kind,
    arguments_of,
    canonical,
    error_of,
    family_of,
    filter_of,
    left_out_of,
    method_error_of,
    response_of,
    sort_of,
)


def schema_facts(vocabulary: Vocabulary, own: Collection[str]) -> list[Fact]:
    """Everything the schema defines; what `own` files inherit or use is not their own."""
    reader = _Reader(vocabulary, own)
    return [fact for file in vocabulary.files.values() for fact in reader.file(file)]


def shown(path: Path) -> str:
    """A path as people see it from where they are."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


class _Reader:
    """Makes the facts of files that belong together."""

    def __init__(self, vocabulary: Vocabulary, own: Collection[str]) -> None:
        self._vocabulary = vocabulary
        self._own = own
        self._described = dict(_described(vocabulary))

    def file(self, file: SchemaFile) -> Iterator[Fact]:
        """The facts of one file."""
        for type_ in file.types.values():
            if not type_.placeholder:
                yield from self._type(file, type_)
        for name, extension in file.extends.items():
            yield from self._members(file, name, Kind.PROPERTY, extension.properties)
            yield from self._families(file, ("extends", name), name, extension.families)
        for name, entry in file.filters.items():
            yield from self._filter(file, name, entry)
        for name, properties in file.sorts.items():
            for sort in properties:
                yield from self._sort(file, name, sort)
        yield from self._capability(file)
        for error in file.errors:
            yield from self._error(file, error)
        standard = self._vocabulary.placeholder_methods.values()
        for method in (*standard, *self._vocabulary.methods.values()):
            if method.file is file:
                yield from self._method(method)

    def _fact(
        self,
        file: SchemaFile,
        place: str,
        kind: Kind,
        key: str,
        section: str,
        flags: Collection[str] = (),
    ) -> Fact:
        return Fact(
            place=place,
            kind=kind,
            where=f"{shown(file.path)}: {key}",
            sections=(section,) if section else (),
            flags=frozenset(flags),
            own=file.name in self._own,
        )

    def _members(
        self, file: SchemaFile, owner: str, kind: Kind, members: Members
    ) -> Iterator[Fact]:
        for name, member in members.items():
            yield self._member(file, f"{owner}.{name}", kind, member)

    def _member(self, file: SchemaFile, place: str, kind: Kind, member: Member) -> Fact:
        stated = {
            IMMUTABLE: member.immutable,
            SERVER_SET: member.server_set,
            OPTIONAL: member.optional,
        }
        flags = [flag for flag, is_set in stated.items() if is_set]
        return attrs.evolve(
            self._fact(file, place, kind, member.place, member.section, flags),
            type=str(member.type),
            default=canonical(member.default) if member.has_default else None,
        )

    def _type(self, file: SchemaFile, type_: ObjectType) -> Iterator[Fact]:
        owner = self._described.get(type_.name)
        if owner is None:
            owner = type_.name
            yield self._fact(file, owner, Kind.TYPE, type_.place, type_.section)
        yield from self._members(file, owner, Kind.PROPERTY, type_.properties)
        yield from self._families(file, ("types", type_.name), owner, type_.families)

    def _families(
        self, file: SchemaFile, keys: tuple[str, str], owner: str, families: tuple[Family, ...]
    ) -> Iterator[Fact]:
        for family in families:
            key = key_path((*keys, "families", family.pattern))
            place = family_of(owner, family.pattern.partition("{")[0])
            yield self._fact(file, place, Kind.FAMILY, key, family.section)
            for form in family.forms:
                at = f"{key}.forms.{form.name}"
                fact = self._fact(file, f"{FORM} {form.name}", Kind.FAMILY, at, "")
                yield attrs.evolve(fact, type=str(form.type))

    def _filter(self, file: SchemaFile, name: str, entry: FilterEntry) -> Iterator[Fact]:
        yield from self._members(file, filter_of(name), Kind.FILTER, entry.conditions)

    def _sort(self, file: SchemaFile, name: str, sort: SortProperty) -> Iterator[Fact]:
        place = f"{sort_of(name)}.{sort.name}"
        key = key_path(("sort", name, "properties", sort.name))
        yield self._fact(file, place, Kind.SORT, key, sort.section)
        yield from self._members(file, place, Kind.SORT, sort.arguments)

    def _capability(self, file: SchemaFile) -> Iterator[Fact]:
        found = file.capability
        if found is None:
            return
        yield self._fact(file, found.uri, Kind.CAPABILITY, "capability", found.section)
        for level, members in (("session", found.session), ("account", found.account)):
            yield from self._members(file, f"{found.uri} {level}", Kind.CAPABILITY_MEMBER, members)

    def _error(self, file: SchemaFile, error: ErrorEntry) -> Iterator[Fact]:
        place = error_of(error.level, error.type)
        key = key_path(("errors", error.level, error.type))
        flags = [
            *error.operations,
            *([GENERAL] if error.general and error.level == "method" else []),
        ]
        yield self._fact(file, place, Kind.ERROR, key, error.section, flags)
        yield from self._members(file, place, Kind.ERROR_MEMBER, error.properties)

    # ---------------------------------------------------------------------- methods

    def _method(self, method: Method) -> Iterator[Fact]:
        file = method.file
        entry = file.methods.get(method.name)
        key = entry.place if entry else key_path(("types", method.owner, "methods"))
        fact = self._fact(file, method.name, Kind.METHOD, key, method.section)
        yield attrs.evolve(fact, standard=method.standard or "")
        for owner, kind, members, written in (
            (arguments_of, Kind.ARGUMENT, method.arguments, entry and entry.arguments),
            (response_of, Kind.RESPONSE, method.response, entry and entry.response),
        ):
            for name, member in members.items():
                own = name in (written or {})
                defined_in = file if own else self._standard_file(method)
                place = f"{owner(method.name)}.{name}"
                fact = self._member(defined_in, place, kind, member)
                yield attrs.evolve(fact, own=fact.own and own)
        if entry is not None:
            yield from self._left_out(file, entry)
        yield from self._errors_of(method, entry, key)

    def _standard_file(self, method: Method) -> SchemaFile:
        """The file of the standard method that one is made from."""
        base = self._vocabulary.placeholder_methods.get(method.standard or "")
        return base.file if base else method.file

    def _left_out(self, file: SchemaFile, entry: MethodEntry) -> Iterator[Fact]:
        for owner, key, names in (
            (arguments_of(entry.name), "arguments", entry.without_arguments),
            (response_of(entry.name), "response", entry.without_response),
        ):
            for name in names:
                place, at = left_out_of(owner, name), f"{entry.place}.without.{key}"
                yield self._fact(file, place, Kind.LEFT_OUT, at, entry.section)

    def _errors_of(self, method: Method, entry: MethodEntry | None, key: str) -> Iterator[Fact]:
        for level, at, all_names, written in (
            ("method", "errors", method.errors, entry.errors if entry else ()),
            ("set", "setErrors", method.set_errors, entry.set_errors if entry else ()),
        ):
            for name in all_names:
                place = method_error_of(method.name, level, name)
                fact = self._fact(method.file, place, Kind.METHOD_ERROR, f"{key}.{at}", "")
                yield attrs.evolve(fact, own=fact.own and name in written)


def _described(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Types that the text has no name for, by the place of the member that they describe."""
    for file in vocabulary.files.values():
        groups: list[tuple[str, Mapping[str, Member]]] = [
            (type_.name, type_.properties) for type_ in file.types.values()
        ]
        for owner, members in groups:
            for name, member in members.items():
                if member.object is not None:
                    yield member.object, f"{owner}.{name}"
