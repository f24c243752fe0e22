"""The typed model that the templates print: classes, calls and modules in Python's terms."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Literal, TypeAlias

import attrs

from ..notation import Type
from ..schema import Family, Member
from ..vocabulary import DefinedError, Method

WIDTH = 100
Role: TypeAlias = Literal[
    "record", "create", "copy", "patch", "filter", "capability", "arguments", "response"
]


@attrs.frozen(kw_only=True)
class Attribute:
    """A property of a class: `name: annotation = start`, with its documentation."""

    name: str
    annotation: str
    start: str
    required: bool
    member: Member
    doc: str = ""

    def doc_lines(self) -> list[str]:
        return docstring(self.doc, 4)


@attrs.frozen(kw_only=True)
class Alias:
    """A type alias: `EmailProperty`."""

    name: str
    value: str
    doc: str


@attrs.frozen(kw_only=True)
class FamilyFunction:
    """A static method of a record class that makes the name of a property."""

    name: str
    family: str
    variable: str
    doc: str

    def doc_lines(self) -> list[str]:
        return docstring(self.doc, 8)


@attrs.frozen(kw_only=True)
class FormAttribute:
    """A form that a name can be given, as an attribute of the class of names."""

    name: str
    annotation: str
    kind: str
    suffix: str
    type: Type
    value: str
    only: Sequence[str]
    doc: str

    def doc_lines(self) -> list[str]:
        return docstring(self.doc, 4)


@attrs.frozen(kw_only=True)
class FamilyClass:
    """The names of properties that are made at run time."""

    name: str
    bases: str
    subject: str
    family: Family
    prefix: str
    variable: str
    defined: Sequence[str]
    doc: str
    forms: Sequence[FormAttribute]

    def doc_lines(self) -> list[str]:
        return docstring(self.doc, 4)


@attrs.frozen(kw_only=True)
class RecordClass:
    """A class of records, arguments, responses, filters, patches or capabilities.

    `subject` is the type, or the method, that it is made for.
    """

    name: str
    role: Role
    subject: str
    bases: str
    doc: str
    attributes: Sequence[Attribute]
    constants: Sequence[str] = ()
    families: Sequence[FamilyFunction] = ()

    def doc_lines(self) -> list[str]:
        return docstring(self.doc, 4)


@attrs.frozen(kw_only=True)
class Reference:
    """A member that can be referred to: `thread_id = Value[...]("threadId")`.

    `type` is the annotation of the reference, `inside` the class of references it leads to.
    """

    name: str
    value: str
    type: str
    inside: str | None = None


@attrs.frozen(kw_only=True)
class RefsClass:
    """What can be referred to in each object of an array."""

    name: str
    of: str
    references: Sequence[Reference]


@attrs.frozen(kw_only=True)
class SortEntry:
    """A property to sort by; with parameters, it is a function."""

    name: str
    json: str
    doc: str
    parameters: Sequence[tuple[str, str, str]] = ()

    def signature(self) -> str:
        """How it is written in code."""
        given = ", ".join(f"{name}: {annotation}" for name, annotation, _ in self.parameters)
        return f"{self.name}({given})" if self.parameters else self.name

    def doc_lines(self) -> list[str]:
        return docstring(self.doc, 8 if self.parameters else 4)


@attrs.frozen(kw_only=True)
class SortClass:
    """The properties a type can be sorted by."""

    name: str
    subject: str
    doc: str
    entries: Sequence[SortEntry]


@attrs.frozen(kw_only=True)
class Parameter:
    """A parameter of a method; without a default it must be given."""

    name: str
    annotation: str
    required: bool
    doc: str


@attrs.frozen(kw_only=True)
class CallModel:
    """A method: its arguments, response, call class and function."""

    name: str
    method: Method
    function: str
    capability: str
    scope: str | None
    effect: str
    call_class: str
    arguments: RecordClass
    response: RecordClass | None
    response_name: str
    response_type: str
    record: str | None
    selectable: bool
    open: bool
    general_errors: str
    errors: Sequence[tuple[str, str]]
    set_errors: Sequence[tuple[str, str]]
    implicit: Sequence[str]
    creates: str | None
    created_id: str | None
    references: Sequence[Reference]
    parameters: Sequence[Parameter]
    doc: str

    def required(self) -> list[Parameter]:
        return [parameter for parameter in self.parameters if parameter.required]

    def base(self) -> str:
        """The base classes of the call."""
        if self.selectable:
            return f"Call[{self.response_name}[T]], Generic[T]"
        if self.creates:
            return f"CreatingCall[{self.response_type}, {self.created_id}]"
        return f"Call[{self.response_type}]"

    def any_properties(self) -> str:
        """The annotation of `properties` for views and lists of names together."""
        listed = next(item.annotation for item in self.parameters if item.name == "properties")
        return f"type[T] | {listed}"

    def optional(self) -> list[Parameter]:
        return [parameter for parameter in self.parameters if not parameter.required]

    def doc_lines(self) -> list[str]:
        return docstring(self.doc, 8, self.parameters)


@attrs.frozen(kw_only=True)
class Shortcuts:
    """One-record functions that a /set gives: create, update, destroy."""

    create: str | None
    update: str | None
    destroy: bool
    account: bool
    id_type: str
    call: CallModel


@attrs.frozen(kw_only=True)
class Iteration:
    """A query and a get, page by page, as one function."""

    query: CallModel
    get: CallModel
    query_names: Sequence[str]
    get_names: Sequence[str]
    parameters: Sequence[Parameter]

    def doc_lines(self) -> list[str]:
        doc = (
            f"Go through all results of a query, a page of `page_size` in each request.\n\n"
            f"`{self.query.name}` and `{self.get.name}` in one round trip a page."
        )
        return docstring(doc, 8, self.parameters)


@attrs.frozen(kw_only=True)
class NamespaceModel:
    """The methods of a type, as the client has them."""

    name: str
    attribute: str
    doc: str
    calls: Sequence[CallModel]
    shortcuts: Shortcuts | None
    iteration: Iteration | None

    def doc_lines(self) -> list[str]:
        return docstring(self.doc, 4)


@attrs.frozen(kw_only=True)
class TypeModule:
    """One data type with what belongs to it."""

    package: str
    name: str
    title: str
    source: str
    imports: Sequence[str]
    aliases: Sequence[Alias] = ()
    families: Sequence[FamilyClass] = ()
    records: Sequence[RecordClass] = ()
    refs: Sequence[RefsClass] = ()
    sort: SortClass | None = None
    calls: Sequence[CallModel] = ()
    namespaces: Sequence[NamespaceModel] = ()

    def public(self) -> list[str]:
        """The names the package offers from this module."""
        found = [alias.name for alias in self.aliases]
        found += [family.name for family in self.families]
        found += [record.name for record in self.records]
        found += [refs.name for refs in self.refs]
        if self.sort:
            found.append(self.sort.name)
        for call in self.calls:
            found += [call.arguments.name, call.call_class]
            if call.response:
                found.append(call.response.name)
        for namespace in self.namespaces:
            found.append(namespace.name)
            if namespace.shortcuts:
                record = namespace.shortcuts.call.record
                found += [f"{record}CreateCall"] if namespace.shortcuts.create else []
                found.append(f"{record}ChangeCall")
        return found


@attrs.frozen(kw_only=True)
class ErrorClass:
    """An exception for one type of error."""

    name: str
    error: DefinedError
    type: str
    also_called: Sequence[str]
    doc: str
    hint: str
    base: str
    members: Sequence[tuple[str, str, str, str]]

    def types(self) -> list[str]:
        return [self.type, *self.also_called]

    def doc_lines(self) -> list[str]:
        return docstring(self.doc, 4)


@attrs.frozen(kw_only=True)
class ErrorModule:
    """All errors of one level that a schema defines."""

    package: str
    name: str
    title: str
    source: str
    base: str
    imports: Sequence[str]
    classes: Sequence[ErrorClass]
    general: Sequence[ErrorClass]

    def public(self) -> list[str]:
        return [found.name for found in self.classes]


@attrs.frozen(kw_only=True)
class Package:
    """A generated package: one capability."""

    name: str
    source: str
    title: str
    spec: str
    capability: str | None
    ids: Sequence[tuple[str, str]]
    modules: Sequence[TypeModule]
    errors: Sequence[ErrorModule]
    mixin: str
    namespaces: Sequence[tuple[str, NamespaceModel]]


def docstring(text: str, indent: int, parameters: Sequence[Parameter] = ()) -> list[str]:
    """The lines of a docstring, quotes included, wrapped to the width of the code."""
    safe = text.replace("\\", "\\\\").replace('"""', "'''")
    if safe.endswith('"'):
        safe += "."
    if not parameters and len(safe) + indent + 6 <= WIDTH and "\n" not in safe:
        return [f'"""{safe}"""']
    lines: list[str] = []
    for number, paragraph in enumerate(safe.split("\n\n")):
        wrapped = textwrap.wrap(paragraph, WIDTH - indent - (3 if number == 0 else 0))
        lines += [""] if number else []
        lines += wrapped
    if parameters:
        lines += ["", "Args:"]
        for parameter in parameters:
            item = f"{parameter.name}: {parameter.doc}".replace("\\", "\\\\").replace('"""', "'''")
            lines += textwrap.wrap(
                item, WIDTH - indent, initial_indent="    ", subsequent_indent="        "
            )
    lines[0] = f'"""{lines[0]}'
    return [*lines, '"""']
