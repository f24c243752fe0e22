"""The pages of the reference, as objects that the templates print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import attrs

from ..bindings.model import (
    Attribute,
    CallModel,
    ErrorClass,
    ErrorModule,
    Package,
    RecordClass,
    TypeModule,
)
from ..naming import snake
from ..schema import ObjectType, SchemaFile
from .python_names import PublicModule
from .site import Target


@attrs.frozen(kw_only=True)
class Page:
    """One page; `sources` are the files it is generated from."""

    path: Path
    sources: Sequence[str]


@attrs.frozen(kw_only=True)
class TypePage(Page):
    """A module: a data type with what belongs to it. `type` is None for methods without a type."""

    package: Package
    file: SchemaFile
    module: TypeModule
    type: ObjectType | None
    answers: Mapping[str, Sequence[Attribute]]

    @property
    def title(self) -> str:
        """What the page is about."""
        if self.type is not None:
            return self.type.name
        if self.module.calls:
            return self.module.calls[0].method.owner
        return "Standard responses"

    @property
    def main(self) -> RecordClass | None:
        """The class of the type itself."""
        found = [record for record in self.of_role("record") if self._is_main(record)]
        return found[0] if found else None

    @property
    def inner(self) -> list[RecordClass]:
        """The other classes of objects that are read."""
        found = [record for record in self.of_role("record") if not self._is_main(record)]
        return [*found, *self.of_role("response")]

    @property
    def written(self) -> list[RecordClass]:
        """The classes of what is sent to create, copy and change records."""
        return self.of_role("create", "copy", "patch")

    def of_role(self, *roles: str) -> list[RecordClass]:
        """The classes with one of these roles."""
        return [record for record in self.module.records if record.role in roles]

    def arguments(self, call: CallModel) -> list[Attribute]:
        """The arguments of a method, annotated as the parameters of its function are."""
        annotations = {item.name: item.annotation for item in call.parameters}
        return [
            attrs.evolve(item, annotation=annotations.get(item.name, item.annotation))
            for item in call.arguments.attributes
        ]

    def path_to(self, call: CallModel) -> str:
        """How code gets to a method: `client.email.get`."""
        return f"{self.namespace}.{call.function}"

    @property
    def namespace(self) -> str:
        """How code gets to the methods."""
        return f"client.{self.module.namespaces[0].attribute}"

    def _is_main(self, record: RecordClass) -> bool:
        return snake(record.name) == self.module.name


@attrs.frozen(kw_only=True)
class PackagePage(Page):
    """A package: its capability, its ids, what a client gets, and types without a class."""

    package: Package
    file: SchemaFile
    pages: Sequence[TypePage]
    others: Sequence[ObjectType]

    @property
    def objects(self) -> list[RecordClass]:
        """The objects of the capability in the session and in its accounts."""
        return [
            record
            for module in self.package.modules
            for record in module.records
            if record.role == "capability"
        ]

    @property
    def aliases(self) -> TypeModule | None:
        """The module of the capability, if it has aliases."""
        found = [module for module in self.package.modules if module.name == "capability"]
        return found[0] if found and found[0].aliases else None


@attrs.frozen(kw_only=True)
class ErrorEntry:
    """An error: its class and the methods that may give it, none if any may."""

    name: str
    module: ErrorModule
    found: ErrorClass
    given_by: Sequence[str]


@attrs.frozen(kw_only=True)
class ErrorLevel:
    """The errors of one level, and the modules that hold their classes."""

    heading: str
    modules: Sequence[str]
    entries: Sequence[ErrorEntry]


@attrs.frozen(kw_only=True)
class ErrorsPage(Page):
    """All errors, by level."""

    levels: Sequence[ErrorLevel]


@attrs.frozen(kw_only=True)
class NamesPage(Page):
    """Every public name, with where it is described."""

    packages: Sequence[tuple[str, Sequence[tuple[str, Target]]]]


@attrs.frozen(kw_only=True)
class PythonPage(Page):
    """The names that are written by hand."""

    modules: Sequence[PublicModule]


@attrs.frozen(kw_only=True)
class IndexPage(Page):
    """What there is, with links."""

    package: str
    packages: Sequence[PackagePage]
    python: Path | None
    document: Path


def source_names(files: Iterable[SchemaFile]) -> list[str]:
    """The names of schema files, as pages give their sources."""
    return [file.path.name for file in files]
