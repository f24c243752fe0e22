"""Properties whose names are made at run time, as classes of names that know their types."""

from __future__ import annotations

from collections.abc import Sequence

from ..naming import attribute, pascal
from ..notation import Type, is_nullable
from ..schema import Family, Form, ObjectType
from .annotations import Annotations
from .model import FamilyClass, FamilyFunction, FormAttribute


class FamilyNames:
    """Builds the classes of names for one module."""

    def __init__(self, annotations: Annotations) -> None:
        self._a = annotations

    def of_record(
        self, type_: ObjectType, families: Sequence[Family], base: str
    ) -> tuple[str, list[str]]:
        """The bases of a record class that has properties of these families, and its constants."""
        plain = self._a.runtime(base)
        if not families:
            return plain, []
        self._a.need("typing", "ClassVar")
        kind = self._a.runtime("Family")
        made = self._a.runtime("FamilyRecord")
        named = f'{made}["{type_.name}"]'
        bases = named if base == "Record" else f"{plain}, {named}"
        names = ", ".join(_class_name(type_, family) for family in families)
        return bases, [f"families: ClassVar[tuple[type[{kind}], ...]] = ({names},)"]

    def function(self, type_: ObjectType, family: Family) -> FamilyFunction:
        """What makes a name, as a static method of the record class."""
        return FamilyFunction(
            name=function_name(family),
            family=_class_name(type_, family),
            variable=attribute(family.variable),
            doc=f"The name of a property `{family.pattern}`: {_lowered(family.doc)}",
        )

    def classes(self, type_: ObjectType) -> list[FamilyClass]:
        """The classes of names of a type."""
        return [self._class(type_, family) for family in type_.families]

    def _class(self, type_: ObjectType, family: Family) -> FamilyClass:
        self._a.runtime("Family")
        base = self._a.runtime("RepeatedName" if family.all else "PropertyName")
        plain = self._types(family, family.type)
        quoted = ", ".join(f'"{item}"' for item in (type_.name, *plain))
        plain_form = Form(
            name="", type=family.type, only=(), doc="The name itself.", section=family.section
        )
        forms = [self._form(type_, family, form) for form in (plain_form, *family.forms)]
        return FamilyClass(
            name=_class_name(type_, family),
            bases=f"Family, {base}[{quoted}]",
            subject=type_.name,
            family=family,
            prefix=family.prefix,
            variable=family.variable,
            defined=family.defined,
            doc=f"The names `{family.pattern}` of properties of {type_.name}. {family.doc}",
            forms=forms,
        )

    def _form(self, type_: ObjectType, family: Family, form: Form) -> FormAttribute:
        kind = self._a.runtime("RepeatedForm" if family.all else "Form")
        section = f", section {form.section}" if form.section else ""
        values = self._types(family, form.type)
        return FormAttribute(
            name=attribute(form.name) if form.name else "plain",
            annotation=f"{kind}[{', '.join((type_.name, *values))}]",
            type=form.type,
            value=values[0],
            kind=kind,
            suffix=form.name,
            only=form.only,
            doc=f"{form.doc} `{form.type}`{section}.".strip(),
        )

    def _types(self, family: Family, value: Type) -> list[str]:
        """The type of the value, and that of each instance if there can be several."""
        each = self._a.read(value)
        absent = family.null_if_absent and not is_nullable(value)
        single = f"{each} | None" if absent else each
        return [single, each] if family.all else [single]


def function_name(family: Family) -> str:
    """The name of the static method that makes the names of a family."""
    return attribute(family.prefix)


def _class_name(type_: ObjectType, family: Family) -> str:
    return f"{type_.name}{pascal(family.prefix)}Name"


def _lowered(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"
