"""What of an answer can be referred to."""

from __future__ import annotations

from ..naming import CALL_ATTRIBUTES, attribute
from ..notation import Array, Name, is_nullable, names
from ..resolve import specialise
from ..schema import Member, ObjectType
from ..vocabulary import Method
from .annotations import Annotations
from .model import Reference, RefsClass


class References:
    """Builds the members of references for one module."""

    def __init__(self, annotations: Annotations) -> None:
        self._a = annotations

    def refs_class(
        self, type_: ObjectType, *, owner: str | None = None, placeholder: str = ""
    ) -> RefsClass:
        """What can be referred to in each object of an array of them."""
        self._a.runtime("Refs")
        references: list[Reference] = []
        for member in type_.properties.values():
            if member.create_only:
                continue
            found = specialise(member, placeholder, owner) if owner else member
            value = self._a.each_value(found)
            if value is not None:
                references.append(self._value(found, value))
            elif not is_nullable(found.type) and not self._leads_back(found, type_.name):
                references += self._inside(found)
        prefix = owner or ""
        return RefsClass(name=f"{prefix}{type_.name}Refs", of=type_.name, references=references)

    def of_response(self, method: Method, specialised: frozenset[str]) -> list[Reference]:
        """The members of a method's answer that a later call can refer to."""
        references: list[Reference] = []
        for member in method.response.values():
            value = self._a.value(member)
            if value is not None:
                references.append(self._value(member, value))
            elif isinstance(self._a.shape(member), Array):
                references += self._inside(member, method.owner, specialised)
        return references

    def _leads_back(self, member: Member, name: str) -> bool:
        """Whether references into a member would have no end."""
        return any(
            found == name or (self._a.is_record(found) and self._a.has_inside(found, name))
            for found in names(self._a.shape(member))
        )

    def _value(self, member: Member, value: str) -> Reference:
        made = self._a.runtime("Value")
        name = attribute(member.name, CALL_ATTRIBUTES)
        return Reference(name=name, value=f'{made}[{value}]("{member.name}")', type=f"Ref[{value}]")

    def _inside(
        self, member: Member, owner: str = "", specialised: frozenset[str] = frozenset()
    ) -> list[Reference]:
        shape = self._a.shape(member)
        many = isinstance(shape, Array)
        item = shape.item if isinstance(shape, Array) else shape
        if not isinstance(item, Name) or not self._a.is_record(item.name):
            return []
        made = self._a.runtime("Inside")
        refs = (
            f"{owner}{item.name}Refs"
            if item.name in specialised
            else self._a.record(item.name, "Refs")
        )
        arguments = f'"{member.name}", {refs}' + ("" if many else ", many=False")
        name = attribute(member.name, CALL_ATTRIBUTES)
        return [Reference(name=name, value=f"{made}({arguments})", type=refs, inside=refs)]
