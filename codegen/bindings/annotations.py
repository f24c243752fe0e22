"""Python annotations from type expressions, and what they need imported."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from ..naming import pascal, snake
from ..notation import Array, Map, Name, Type, Union, expand, is_nullable, without_null
from ..schema import Member
from ..vocabulary import Vocabulary

RUNTIME = "aiojmap.runtime"
_READ = {
    "String": "str",
    "Id": "str",
    "Number": "float",
    "Boolean": "bool",
    "null": "None",
    "*": "JSON",
    "Object": "JSONObject",
    "PatchObject": "JSONObject",
    "Int": "Int",
    "UnsignedInt": "UnsignedInt",
    "Date": "Date",
    "UTCDate": "UTCDate",
    "SetError": "SetError",
}
_VALUE = {
    "String": "str",
    "Int": "int",
    "UnsignedInt": "int",
    "Boolean": "bool",
    "Date": "str",
    "UTCDate": "str",
}
_PLAIN = frozenset(["str", "float", "bool", "None", "int"])


@attrs.define
class Imports:
    """The names a module takes from others."""

    module: str
    found: set[tuple[str, str]] = attrs.field(factory=set[tuple[str, str]])

    def add(self, module: str, name: str) -> str:
        if module != self.module:
            self.found.add((module, name))
        return name

    def runtime(self, name: str) -> str:
        return self.add(RUNTIME, name)

    def statements(self) -> list[str]:
        modules: dict[str, list[str]] = {}
        for module, name in sorted(self.found):
            modules.setdefault(module, []).append(name)
        plain = [f"import {name}" for name in modules.pop("", [])]
        return plain + [
            f"from {module} import {', '.join(found)}" for module, found in modules.items()
        ]


@attrs.frozen
class Places:
    """Where generated names live: the package of each schema, the module of each type."""

    vocabulary: Vocabulary
    packages: Mapping[str, str]
    inside: Mapping[str, frozenset[str]]
    homes: Mapping[str, str]

    def package(self, file_name: str) -> str:
        return self.packages[file_name]

    def module(self, type_name: str) -> str:
        file, _ = self.vocabulary.types[type_name]
        return f"{self.packages[file.name]}.{snake(self.homes[type_name])}"

    def ids(self, type_name: str) -> str:
        return f"{self.packages[self.vocabulary.types[type_name][0].name]}.ids"


class Annotations:
    """Writes annotations for one module, noting what it must import."""

    def __init__(self, places: Places, imports: Imports) -> None:
        self._places = places
        self._imports = imports
        self._vocabulary = places.vocabulary

    def runtime(self, name: str) -> str:
        """A name of the runtime module."""
        return self._imports.runtime(name)

    def need(self, module: str, name: str) -> str:
        """A name of another module."""
        return self._imports.add(module, name)

    def id_type(self, owner: str) -> str:
        """The type that stands for ids of a type, such as `EmailId`."""
        return self._imports.add(self._places.ids(owner), f"{owner}Id")

    def record(self, name: str, suffix: str = "") -> str:
        """The class of an object type."""
        return self._imports.add(self._places.module(name), f"{name}{suffix}")

    def scope(self, capability: str) -> str | None:
        """The OAuth scope that goes with a capability."""
        return self._vocabulary.scope(capability)

    def shape(self, member: Member) -> Type:
        """The type of a member, with what aliases stand for in their place."""
        return expand(member.shape, self._vocabulary.alias)

    def read(self, type_: Type, record: str | None = None) -> str:
        """What an answer holds; `record` is written for the type variable of a response."""
        match type_:
            case Name(name):
                if name in _READ:
                    return self._named(_READ[name])
                return record if record and name == record else self.record(name)
            case Array(item):
                return f"list[{self.read(item, record)}]"
            case Map(_, value):
                return f"dict[str, {self.read(value, record)}]"
            case Union(options):
                return " | ".join(self.read(option, record) for option in options)

    def write(self, member: Member, type_: Type | None = None, *, created: bool = False) -> str:
        """What a caller may give; `created` allows ids of records still to be created."""
        return _Writer(self, member, created).text(self.shape(member) if type_ is None else type_)

    def value(self, member: Member, type_: Type | None = None) -> str | None:
        """The value a result reference stands for, or None where it can be of no use."""
        found = self.shape(member) if type_ is None else type_
        match found:
            case Name("Id" | "String") if member.of:
                owner = member.of[0]
                return self.id_type(owner) if owner != "creation" else "str"
            case Name(name):
                return _VALUE.get(name)
            case Array(item):
                inner = self.value(member, item)
                return (
                    f"{self._imports.add('collections.abc', 'Sequence')}[{inner}]"
                    if inner
                    else None
                )
            case Union() if is_nullable(found):
                inner = self.value(member, without_null(found))
                return f"{inner} | None" if inner else None
            case _:
                return None

    def each_value(self, member: Member) -> str | None:
        """The value for a member of every object in an array: a sequence, flattened."""
        shape = self.shape(member)
        type_ = shape.item if isinstance(shape, Array) else shape
        inner = self.value(member, type_)
        return f"{self._imports.add('collections.abc', 'Sequence')}[{inner}]" if inner else None

    def has_inside(self, outer: str, inner: str) -> bool:
        """Whether a type has another one inside, however deep."""
        return inner in self._places.inside[outer]

    def is_record(self, name: str) -> bool:
        """Whether a name is an object type with a class of its own."""
        found = self._vocabulary.types.get(name)
        return found is not None and not found[1].runtime and found[1].alias is None

    def is_data_type(self, name: str) -> bool:
        """Whether a name is a type with methods, whose records are created by /set."""
        found = self._vocabulary.types.get(name)
        return found is not None and bool(self._vocabulary.methods_of(name))

    def _named(self, name: str) -> str:
        return name if name in _PLAIN else self._imports.runtime(name)


class _Writer:
    def __init__(self, annotations: Annotations, member: Member, created: bool) -> None:
        self._a = annotations
        self._member = member
        self._created = created
        self._owners = list(member.of)

    def text(self, type_: Type) -> str:
        imports = self._a._imports
        match type_:
            case Name("Id"):
                return self._id()
            case Name("String") if self._owners and self._created:
                return self._id()
            case Name("PatchObject"):
                return self._a.record(self._member.patch or "", "Patch")
            case Name("Comparator"):
                return f"{imports.runtime('Comparator')}[{self._subject()}]"
            case Name("FilterOperator" | "FilterCondition"):
                return f"{imports.runtime('Filter')}[{self._subject()}]"
            case Name(name) if name in _READ:
                return self._a._named(_READ[name])
            case Name(name):
                suffix = pascal(self._member.form) if self._a.is_data_type(name) else ""
                return self._a.record(name, suffix)
            case Array(item):
                return f"{imports.add('collections.abc', 'Sequence')}[{self.text(item)}]"
            case Map(key, value):
                return self._map(key, value)
            case Union(options):
                texts: list[str] = []
                for option in options:
                    text = self.text(option)
                    if text not in texts:
                        texts.append(text)
                return " | ".join(texts)

    def _map(self, key: Type, value: Type) -> str:
        key_text, value_text = self.text(key), self.text(value)
        if key_text == "str":
            mapping = self._a._imports.add("collections.abc", "Mapping")
        else:
            # A Mapping is invariant in its key, but a dict[str, ...] must fit too.
            mapping = self._a.runtime("Items")
        return f"{mapping}[{key_text}, {value_text}]"

    def _id(self) -> str:
        owner = self._owners.pop(0) if len(self._owners) > 1 else self._owners[0]
        if not self._created or owner == "creation":
            return "str"
        created = self._a._imports.runtime("CreatedId")
        return f"str | {created}[{self._a.id_type(owner)}]"

    def _subject(self) -> str:
        return self._a.id_type(self._member.of[0]) if self._member.of else "str"


def union_parts(annotation: str) -> list[str]:
    """The options of a union as written, not looking inside brackets."""
    parts, depth = [""], 0
    for token in annotation.split(" | "):
        joined = f"{parts[-1]} | {token}" if depth else token
        if depth:
            parts[-1] = joined
        else:
            parts.append(joined)
        depth = parts[-1].count("[") - parts[-1].count("]")
    return parts[1:]
