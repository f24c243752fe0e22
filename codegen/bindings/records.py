"""Classes for the objects of a schema: what is read, created, patched, filtered by."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import attrs

from ..naming import RECORD_ATTRIBUTES, attribute, pascal, with_article
from ..notation import Map, Name, Type, names, substitute, without_null
from ..schema import FilterEntry, Member, ObjectType, SchemaFile
from .annotations import Annotations, union_parts
from .families import FamilyNames
from .model import Attribute, RecordClass, Role

UNSET_DEFAULT = "UNSET"


def record_class(
    annotations: Annotations,
    name: str,
    bases: str,
    doc: str,
    attributes: Sequence[Attribute],
    constants: Sequence[str] = (),
    *,
    role: Role,
    subject: str,
) -> RecordClass:
    """A class in whose body no attribute hides a builtin that an annotation needs."""
    hidden = {item.name for item in attributes} & {"list", "dict", "str", "bool", "float"}
    if hidden:
        annotations.need("", "builtins")
        pattern = re.compile(rf"\b({'|'.join(sorted(hidden))})\b")
        attributes = [
            attrs.evolve(item, annotation=pattern.sub(r"builtins.\1", item.annotation))
            for item in attributes
        ]
        constants = [pattern.sub(r"builtins.\1", text) for text in constants]
    return RecordClass(
        name=name,
        role=role,
        subject=subject,
        bases=bases,
        doc=doc,
        attributes=attributes,
        constants=constants,
    )


class Aliases:
    """Names for open sets of strings, one for each set in a module."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, ...], str] = {}

    def of(self, member: Member, owner: str) -> str | None:
        """The alias for a member that is a String with known values."""
        if not member.values or without_null(member.shape) != Name("String"):
            return None
        return self.found.setdefault(member.values, f"{owner}{pascal(member.name)}")


class Records:
    """Builds the record classes of one module."""

    def __init__(self, annotations: Annotations, file: SchemaFile, aliases: Aliases) -> None:
        self.annotations = self._a = annotations
        self.file = file
        self._aliases = aliases
        self._names = FamilyNames(annotations)

    def read_class(self, type_: ObjectType, *, fetched_by: str | None) -> RecordClass:
        """The class of an object type: a data type's record, or an object inside records."""
        constants: list[str] = []
        if fetched_by is not None:
            self._a.need("typing", "ClassVar")
            constants.append(f'fetched_by: ClassVar[str | None] = "{fetched_by}"')
        bases, family_constants = self._names.of_record(type_, type_.families, "Record")
        record = bool(type_.methods) or fetched_by is not None
        members = [member for member in type_.properties.values() if not member.create_only]
        return attrs.evolve(
            record_class(
                self._a,
                type_.name,
                bases,
                doc=self.documented(type_.doc, type_.section),
                attributes=[self._read(type_.name, member, record) for member in members],
                constants=[*constants, *family_constants],
                role="record",
                subject=type_.name,
            ),
            families=[self._names.function(type_, family) for family in type_.families],
        )

    def create_class(
        self, type_: ObjectType, form: str, settable: Collection[str] = ()
    ) -> RecordClass:
        """What may be sent to create a record, or to copy one; `settable` names it, if not all."""
        members = [
            member
            for member in type_.properties.values()
            if not member.server_set and (not settable or member.name in settable)
        ]
        families = [family for family in type_.families if not (family.server_set or settable)]
        bases, constants = self._names.of_record(type_, families, "Record")
        attributes = [
            self._written(type_.name, member, required=form == "create", created=True)
            for member in members
        ]
        if form == "copy" and "id" in type_.properties:
            attributes.insert(0, self._copied_id(type_.properties["id"]))
        verb = "create" if form == "create" else "copy"
        return record_class(
            self._a,
            f"{type_.name}{pascal(form)}",
            bases,
            doc=self.documented(
                f"What may be sent to {verb} {with_article(type_.name)}.", type_.section
            ),
            attributes=attributes,
            constants=constants,
            role="create" if form == "create" else "copy",
            subject=type_.name,
        )

    def patch_class(self, type_: ObjectType) -> RecordClass:
        """What may be changed in a record."""
        members = [
            member
            for member in type_.properties.values()
            if not (member.server_set or member.immutable or member.create_only)
        ]
        families = [
            family for family in type_.families if not (family.server_set or family.immutable)
        ]
        bases, constants = self._names.of_record(type_, families, "Patch")
        record = self._a.runtime("Record")
        self._a.need("typing", "ClassVar")
        return record_class(
            self._a,
            f"{type_.name}Patch",
            bases,
            doc=self.documented(
                f"Changes to {with_article(type_.name)}: None puts the default back, "
                "`merge` changes single entries of a map.",
                type_.section,
            ),
            attributes=[self._patched(type_.name, member) for member in members],
            constants=[f"patched: ClassVar[type[{record}]] = {type_.name}", *constants],
            role="patch",
            subject=type_.name,
        )

    def filter_class(self, owner: str, entry: FilterEntry) -> RecordClass:
        """The FilterCondition of a type."""
        base = self._a.runtime("FilterCondition")
        return record_class(
            self._a,
            f"{owner}Filter",
            f"{base}[{self._a.id_type(owner)}]",
            doc=self.documented(entry.doc, entry.section),
            attributes=[
                self._written(owner, member, required=False, created=False)
                for member in entry.conditions.values()
            ],
            role="filter",
            subject=owner,
        )

    def object_class(
        self, name: str, base: str, doc: str, members: Iterable[Member], constants: list[str]
    ) -> RecordClass:
        """An object that a server sends and that stands alone, such as a capability's."""
        return record_class(
            self._a,
            name,
            self._a.runtime(base),
            doc=doc,
            attributes=[self._read(name, member, record=False) for member in members],
            constants=constants,
            role="capability",
            subject=self.file.name,
        )

    def response_attribute(
        self, owner: str, member: Member, record: str | None, nulls: Sequence[str] = ()
    ) -> Attribute:
        """A member of a response; `record` is the type that the type variable stands for.

        `nulls` are the properties that are null in these records in spite of their type.
        """
        type_ = self._readable(member)
        variable = "T"
        if record is not None:
            if nulls and mentions(member, record):
                self._a.need("typing", "Annotated")
                note = self._a.runtime("NullProperties")
                variable = f"Annotated[T, {note}({tuple(nulls)!r})]"
            type_ = substitute(type_, lambda name: variable if name == record else name)
        annotation = self._a.read(type_, variable if record else None)
        alias = self._aliases.of(member, owner)
        annotation = self._with_alias(annotation, alias)
        return self._attribute(member, annotation, "NOT_FETCHED", self._answer_fallback(member))

    def argument(self, owner: str, member: Member) -> tuple[Attribute, str, bool]:
        """An argument: its attribute, the annotation of its parameter, whether it is required."""
        annotation = self._a.write(member)
        alias = self._aliases.of(member, owner)
        annotation = self._with_alias(annotation, alias)
        value = self._a.value(member)
        if value is not None and "Account" not in member.of:
            annotation = f"{annotation} | {self._a.runtime('Ref')}[{value}]"
        required = not (member.has_default or member.nullable or member.optional)
        if "Account" in member.of and member.name == "accountId":
            required = False
        if not required:
            annotation = f"{_none_last(annotation)} | {self._a.runtime('UnsetType')}"
        start = None if required else UNSET_DEFAULT
        return self._attribute(member, annotation, start, None), annotation, required

    def documented(self, doc: str, section: str) -> str:
        """A sentence and where the thing is defined."""
        return f"{doc}\n\n{self.where(section)}"

    def where(self, section: str) -> str:
        spec = self.file.spec
        return f"{spec}, section {section}." if section else f"{spec}."

    def _read(self, owner: str, member: Member, record: bool) -> Attribute:
        alias = self._aliases.of(member, owner)
        annotation = self._with_alias(self._a.read(self._readable(member)), alias)
        if record:
            fallback = repr(member.fallback) if member.has_fallback else None
            return self._attribute(member, annotation, "NOT_FETCHED", fallback)
        fallback = self._answer_fallback(member)
        if fallback is None and member.has_default:
            fallback = repr(member.default)
        optional = member.optional or member.server_set or fallback is not None
        return self._attribute(member, annotation, "NOT_FETCHED" if optional else None, fallback)

    def _written(self, owner: str, member: Member, *, required: bool, created: bool) -> Attribute:
        alias = self._aliases.of(member, owner)
        annotation = self._with_alias(self._a.write(member, created=created), alias)
        if required and not (member.has_default or member.optional):
            return self._attribute(member, annotation, None, None)
        annotation = f"{_none_last(annotation)} | {self._a.runtime('UnsetType')}"
        return self._attribute(member, annotation, UNSET_DEFAULT, None)

    def _patched(self, owner: str, member: Member) -> Attribute:
        alias = self._aliases.of(member, owner)
        annotation = self._with_alias(self._a.write(member, created=True), alias)
        merge = self._merge(member, without_null(self._a.shape(member)))
        if merge is not None:
            annotation = f"{annotation} | {merge}"
        if "None" not in union_parts(annotation):
            annotation = f"{annotation} | None"
        annotation = f"{_none_last(annotation)} | {self._a.runtime('UnsetType')}"
        return self._attribute(member, annotation, UNSET_DEFAULT, None)

    def _merge(self, member: Member, type_: Type) -> str | None:
        """What `merge` makes for a value, if there is something inside that can be changed."""
        if isinstance(type_, Map):
            entry = self._a.write(member, type_.value, created=True)
            deeper = self._merge(member, without_null(type_.value))
            parts = [*union_parts(entry), *([deeper] if deeper else []), "None"]
            return f"{self._a.runtime('Merge')}[{' | '.join(dict.fromkeys(parts))}]"
        if isinstance(type_, Name) and (type_.name == "Object" or self._a.is_record(type_.name)):
            return f"{self._a.runtime('Merge')}[{self._a.runtime('JSON')}]"
        return None

    def _copied_id(self, member: Member) -> Attribute:
        return self._attribute(member, self._a.write(member, created=True), None, None)

    def _readable(self, member: Member) -> Type:
        """The type as read: where a fallback stands in for null, null does not come up."""
        if member.has_fallback and member.fallback is not None:
            return without_null(self._a.shape(member))
        return self._a.shape(member)

    def _answer_fallback(self, member: Member) -> str | None:
        # RFC 8620, section 3.2: what may be null and is left out is null.
        if member.has_fallback:
            return repr(member.fallback)
        return "None" if member.nullable else None

    def _with_alias(self, annotation: str, alias: str | None) -> str:
        if alias is None:
            return annotation
        parts = [alias if part == "str" else part for part in union_parts(annotation)]
        return " | ".join(parts)

    def _attribute(
        self,
        member: Member,
        annotation: str,
        start: str | None,
        fallback: str | None,
    ) -> Attribute:
        settings = [f'"{member.name}"']
        if start is not None:
            settings.append(f"default={self._a.runtime(start)}")
        if member.server_set:
            settings.append("server_set=True")
        if member.immutable:
            settings.append("immutable=True")
        if member.create_only:
            settings.append("create_only=True")
        if member.capability is not None:
            settings.append(f'capability="{member.capability}"')
            scope = self._a.scope(member.capability)
            settings += [f'scope="{scope}"'] if scope else []
        if member.properties_of is not None:
            settings.append(f"properties_of={self._a.record(member.properties_of)}")
        if fallback is not None:
            settings.append(f"fallback={fallback}")
        if member.has_default:
            settings.append(f"initial={member.default!r}")
        return Attribute(
            name=attribute(member.name, RECORD_ATTRIBUTES),
            annotation=annotation,
            start=f"{self._a.runtime('prop')}({', '.join(settings)})",
            required=start is None,
            member=member,
            doc=f"{member.doc} {self._facts(member)}",
        )

    def _facts(self, member: Member) -> str:
        facts = [f"`{member.type}`"]
        if member.immutable:
            facts.append("immutable")
        if member.server_set:
            facts.append("server-set")
        if member.create_only:
            facts.append("sent on create only")
        if member.has_default:
            facts.append(f"default {member.default!r}")
        if member.section:
            facts.append(f"section {member.section}")
        text = ", ".join(facts)
        return f"{text[0].upper()}{text[1:]}."


def mentions(member: Member, name: str) -> bool:
    """Whether a member's type has a name in it."""
    return name in names(member.shape)


def _none_last(annotation: str) -> str:
    parts = union_parts(annotation)
    return " | ".join([part for part in parts if part != "None"] + ["None"] * ("None" in parts))
