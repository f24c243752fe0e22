"""From a resolved vocabulary to the typed model of each Python package."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import SchemaError
from ..naming import attribute, pascal, snake, with_article
from ..notation import names
from ..schema import ObjectType, SchemaFile
from ..vocabulary import Method, Vocabulary
from .annotations import Annotations, Imports, Places
from .error_classes import error_modules
from .families import FamilyNames
from .methods import Methods, plain_response
from .model import (
    Alias,
    Package,
    RecordClass,
    RefsClass,
    SortClass,
    SortEntry,
    TypeModule,
)
from .records import Aliases, Records
from .refs import References


def build(file: SchemaFile, places: Places) -> Package:
    """Everything the package of one schema file holds."""
    return _PackageBuilder(file, places).package()


class _PackageBuilder:
    def __init__(self, file: SchemaFile, places: Places) -> None:
        self._file = file
        self._places = places
        self._vocabulary: Vocabulary = places.vocabulary
        self._package = places.package(file.name)

    def package(self) -> Package:
        modules = [*self._type_modules(), *self._method_only_modules()]
        standard = self._standard()
        if standard is not None:
            modules.insert(0, standard)
        capability = self._capability()
        if capability is not None:
            modules.insert(0, capability)
        errors = error_modules(self._file, self._places)
        namespaces = [
            (module.name, namespace) for module in modules for namespace in module.namespaces
        ]
        package = Package(
            name=self._package,
            source=self._file.path.name,
            title=self._file.title,
            spec=self._file.spec,
            capability=self._file.capability.uri if self._file.capability else None,
            ids=[
                (f"{type_.name}Id", f"The id of {with_article(type_.name)}.")
                for type_ in self._file.types.values()
                if type_.identified or "id" in type_.properties
            ],
            modules=modules,
            errors=errors,
            mixin="ClientMethods",
            namespaces=namespaces,
        )
        self._check_clashes(package)
        return package

    def _check_clashes(self, package: Package) -> None:
        seen: dict[str, str] = {}
        taken = {"client", "ids", *(found.name for found in package.errors)}
        for module in package.modules:
            if module.name in taken:
                raise SchemaError(
                    self._file.path, "types", f"the module {module.name!r} would be made twice"
                )
            taken.add(module.name)
            for name in module.public():
                if name in seen:
                    raise SchemaError(
                        self._file.path,
                        "types",
                        f"the class {name!r} would be made twice, in {seen[name]} "
                        f"and {module.name}",
                    )
                seen[name] = module.name

    def _module(self, name: str) -> tuple[Imports, Annotations, Aliases, Records]:
        imports = Imports(f"{self._package}.{name}")
        annotations = Annotations(self._places, imports)
        aliases = Aliases()
        return imports, annotations, aliases, Records(annotations, self._file, aliases)

    def _type_modules(self) -> Iterable[TypeModule]:
        for type_ in self._file.types.values():
            home = self._places.homes[type_.name]
            if type_.runtime or type_.placeholder or type_.alias or home != type_.name:
                continue
            family = [
                found
                for found in self._file.types.values()
                if found is not type_ and self._places.homes[found.name] == home
            ]
            module = self._type_module(type_, family)
            if module.public():
                yield module

    def _type_module(self, type_: ObjectType, family: list[ObjectType]) -> TypeModule:
        name = snake(type_.name)
        imports, annotations, aliases, records = self._module(name)
        methods = self._vocabulary.methods_of(type_.name, self._file)
        known = self._vocabulary.methods_of(type_.name)
        own = [found for found in (*family, type_) if self._extended(found).properties]
        classes: list[RecordClass] = []
        for found in _dependencies_first(own):
            chosen = bool(known) if found is type_ else _selects(methods, found.name)
            fetched_by = f"{type_.name}/get" if chosen else None
            classes.append(records.read_class(self._extended(found), fetched_by=fetched_by))
        whole = self._extended(type_)
        forms = self._vocabulary.forms_of(type_.name)
        classes += [
            records.create_class(whole, form, self._vocabulary.settable(type_.name, form))
            for form in forms
        ]
        if _patched(self._vocabulary, type_.name):
            classes.append(records.patch_class(whole))
        if type_.name in self._file.filters:
            classes.append(records.filter_class(type_.name, self._file.filters[type_.name]))
        references = References(annotations)
        refs = self._specialised_refs(references, type_, methods)
        refs += [
            references.refs_class(self._extended(found))
            for found in _dependencies_first(own)
            if not self._vocabulary.is_specialised(found)
        ]
        builder = Methods(self._places, annotations, records, imports)
        calls = builder.calls(methods)
        namespaces = builder.namespaces(type_, methods, calls)
        return TypeModule(
            package=self._package,
            name=name,
            title=f"{type_.doc} {records.where(type_.section)}",
            source=self._file.path.name,
            aliases=[*self._property_aliases(own), *_aliases(aliases)],
            families=[
                made
                for found in own
                for made in FamilyNames(annotations).classes(self._extended(found))
            ],
            records=classes,
            refs=refs,
            sort=self._sort(type_, annotations),
            calls=calls,
            namespaces=namespaces,
            imports=imports.statements(),
        )

    def _method_only_modules(self) -> Iterable[TypeModule]:
        """Methods whose owner is no type of this file, such as Core/echo or an extension's."""
        owners = dict.fromkeys(
            method.owner
            for method in self._vocabulary.methods.values()
            if method.file is self._file and method.owner not in self._file.types
        )
        for owner in owners:
            name = snake(owner)
            imports, annotations, _, records = self._module(name)
            methods = self._vocabulary.methods_of(owner, self._file)
            builder = Methods(self._places, annotations, records, imports)
            calls = builder.calls(methods)
            yield TypeModule(
                package=self._package,
                name=name,
                title=f"The {owner} methods.",
                source=self._file.path.name,
                calls=calls,
                namespaces=builder.plain_namespaces(owner, calls),
                imports=imports.statements(),
            )

    def _standard(self) -> TypeModule | None:
        """The responses that all standard methods share, if this file defines them."""
        methods = [
            method
            for method in self._vocabulary.placeholder_methods.values()
            if method.file is self._file
        ]
        if not methods:
            return None
        imports, _, _, records = self._module("standard")
        classes = [
            plain_response(method, records, imports, self._vocabulary.placeholder)
            for method in methods
        ]
        return TypeModule(
            package=self._package,
            name="standard",
            title="Responses of the standard methods.",
            source=self._file.path.name,
            records=classes,
            imports=imports.statements(),
        )

    def _capability(self) -> TypeModule | None:
        capability = self._file.capability
        if capability is None:
            return None
        imports, annotations, aliases, records = self._module("capability")
        made: list[RecordClass] = []
        for suffix, members, where in (
            ("Capability", capability.session, "capabilities of the session"),
            ("AccountCapability", capability.account, "accountCapabilities of an account"),
        ):
            if not members:
                continue
            annotations.need("typing", "ClassVar")
            doc = f"What the {where} say under `{capability.uri}`."
            made.append(
                records.object_class(
                    f"{pascal(self._file.name)}{suffix}",
                    f"{'Account' if suffix != 'Capability' else 'Session'}CapabilityObject",
                    records.documented(doc, capability.section),
                    members.values(),
                    [f'uri: ClassVar[str] = "{capability.uri}"'],
                )
            )
        return (
            TypeModule(
                package=self._package,
                name="capability",
                title=capability.doc or f"The capability {capability.uri}.",
                source=self._file.path.name,
                aliases=_aliases(aliases),
                records=made,
                imports=imports.statements(),
            )
            if made
            else None
        )

    def _extended(self, type_: ObjectType) -> ObjectType:
        return self._vocabulary.types[type_.name][1]

    def _sort(self, type_: ObjectType, annotations: Annotations) -> SortClass | None:
        entries = self._file.sorts.get(type_.name)
        if entries is None:
            return None
        annotations.runtime("Comparator")
        return SortClass(
            name=f"{type_.name}Sort",
            subject=annotations.id_type(type_.name),
            doc=f"Properties that {type_.name}/query can sort by.",
            entries=[
                SortEntry(
                    name=attribute(entry.name),
                    json=entry.name,
                    doc=f"{entry.doc} Section {entry.section}.",
                    parameters=[
                        (attribute(member.name), annotations.write(member), member.name)
                        for member in entry.arguments.values()
                    ],
                )
                for entry in entries
            ],
        )

    def _specialised_refs(
        self, references: References, type_: ObjectType, methods: list[Method]
    ) -> list[RefsClass]:
        """References into objects of a standard response, such as the items added to a query."""
        found: dict[str, ObjectType] = {}
        for method in methods:
            found |= self._vocabulary.specialised_in(method)
        return [
            references.refs_class(
                found_type, owner=type_.name, placeholder=self._vocabulary.placeholder
            )
            for found_type in found.values()
        ]

    def _property_aliases(self, own: list[ObjectType]) -> list[Alias]:
        """Literal types of property names, for arguments that list properties."""
        wanted = {
            member.properties_of
            for method in self._vocabulary.methods.values()
            for member in method.arguments.values()
            if member.properties_of
        }
        return [
            Alias(
                name=f"{type_.name}Property",
                value=_literal(
                    name
                    for name, member in self._extended(type_).properties.items()
                    if not member.create_only
                ),
                doc=f"The names of the properties of {with_article(type_.name)}.",
            )
            for type_ in own
            if type_.name in wanted
        ]


def _literal(values: Iterable[str]) -> str:
    return f"Literal[{', '.join(map(repr, values))}]"


def _aliases(aliases: Aliases) -> list[Alias]:
    return [
        Alias(
            name=name,
            value=f"{_literal(values)} | str",
            doc="Known values; servers may use others.",
        )
        for values, name in aliases.found.items()
    ]


def _dependencies_first(types: list[ObjectType]) -> list[ObjectType]:
    """Types in an order in which each comes after those its properties mention."""
    by_name = {type_.name: type_ for type_ in types}
    ordered: dict[str, ObjectType] = {}
    visiting: set[str] = set()

    def visit(type_: ObjectType) -> None:
        if type_.name in visiting:
            return
        visiting.add(type_.name)
        for member in type_.properties.values():
            for name in names(member.shape):
                if name in by_name:
                    visit(by_name[name])
        ordered[type_.name] = type_

    for type_ in types:
        visit(type_)
    return list(ordered.values())


def _patched(vocabulary: Vocabulary, type_name: str) -> bool:
    return any(
        member.patch == type_name
        for method in vocabulary.methods.values()
        for member in method.arguments.values()
    )


def _selects(methods: list[Method], type_name: str) -> bool:
    return any(
        member.properties_of == type_name
        for method in methods
        for member in method.arguments.values()
    )
