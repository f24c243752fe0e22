"""Properties, arguments and other members as the objects of the dump."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from ..schema import Family, Form, Member, ObjectType, Raw, RawTable
from ..vocabulary import Vocabulary


def properties(type_: ObjectType, vocabulary: Vocabulary) -> RawTable:
    """The properties of a type, with the specification of those that another one adds."""
    return {
        name: {
            **_typed(member),
            "immutable": member.immutable,
            "serverSet": member.server_set,
            **_default(member),
            **_added(type_, name, vocabulary),
            "section": member.section,
            **_further(member, vocabulary.placeholder),
        }
        for name, member in type_.properties.items()
    }


def argument(member: Member) -> RawTable:
    """An argument of a method; one that may be null can be left out (RFC 8620, section 3.5)."""
    return {
        **_typed(member),
        "required": not (member.has_default or member.nullable or member.optional),
        **_default(member),
        **optional("form", member.form if member.form != "create" else None),
        **_further(member),
    }


def members(found: Iterable[Member], *, sections: bool = False) -> RawTable:
    """Members that are not sent, or that nothing but a type is asked of."""
    return {
        member.name: {
            **_typed(member),
            **optional("section", member.section if sections else None),
            **_further(member),
        }
        for member in found
    }


def families(type_: ObjectType, vocabulary: Vocabulary) -> RawTable:
    """The families of a type by their pattern."""
    return {
        family.pattern: {
            **_family(family),
            **_added(type_, family.pattern, vocabulary),
            "section": family.section,
            **described(family.doc),
        }
        for family in type_.families
    }


def optional(key: str, value: Raw) -> RawTable:
    """A key that is there only if it says something."""
    return {key: value} if value else {}


def described(doc: str) -> RawTable:
    """The sentence of the schema, where there is one."""
    return optional("doc", doc)


def _typed(member: Member) -> RawTable:
    return {"type": str(member.type)}


def _default(member: Member) -> RawTable:
    return {"default": cast("Raw", member.default)} if member.has_default else {}


def _added(type_: ObjectType, name: str, vocabulary: Vocabulary) -> RawTable:
    file = vocabulary.added_by(type_.name, name)
    return {"spec": file.spec} if file else {}


def _further(member: Member, placeholder: str = "") -> RawTable:
    # An id of the placeholder is one of whichever type the method is for.
    owners: list[Raw] = [*member.of] if placeholder not in member.of else []
    return {
        **optional("of", owners),
        **optional("object", member.object),
        **optional("patch", member.patch),
        **optional("propertiesOf", member.properties_of),
        **optional("values", list(member.values)),
        **optional("optional", member.optional),
        **optional("createOnly", member.create_only),
        **optional("capability", member.capability),
        **optional("evidence", member.evidence),
        **described(member.doc),
    }


def _family(family: Family) -> RawTable:
    return {
        "type": str(family.type),
        "immutable": family.immutable,
        "serverSet": family.server_set,
        **optional("all", family.all),
        **optional("nullIfAbsent", family.null_if_absent),
        **optional("defined", list(family.defined)),
        "forms": {form.name: _form(form) for form in family.forms},
    }


def _form(form: Form) -> RawTable:
    return {
        "type": str(form.type),
        **optional("only", list(form.only)),
        **optional("section", form.section),
        **described(form.doc),
    }
