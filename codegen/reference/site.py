"""Where things are in the reference: the page and the heading that describe each."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

import attrs

from ..bindings.annotations import Places
from ..bindings.error_classes import class_name
from ..bindings.model import Package, TypeModule
from ..naming import snake
from ..schema import ObjectType, SchemaFile
from ..vocabulary import DefinedError

ERRORS = Path("errors.md")
PACKAGE_PAGE = "README.md"
CAPABILITY = "capability"
LEVELS = {"request": "Request errors", "method": "Method errors", "set": "Set errors"}

# Headings under which several names are described.
ALIASES = "Type aliases"
IDS = "Ids"
CLIENT = "The client"
METHODS = "Methods"
REFERENCES = "References"
SHORTCUTS = "One record at a time"


@attrs.frozen
class Target:
    """A heading on a page; the title, if it is the page itself."""

    page: Path
    heading: str = ""

    def url(self, here: Path) -> str:
        """A link to it from another page."""
        path = Path(os.path.relpath(self.page, here.parent)).as_posix()
        anchor = f"#{slug(self.heading)}" if self.heading else ""
        return f"{'' if self.page == here and anchor else path}{anchor}"


class Site:
    """The targets of one reference, by the names of Python and by those of the schema."""

    def __init__(self, packages: Sequence[Package], places: Places) -> None:
        self.names: dict[str, Target] = {}
        self.types: dict[str, Target] = {}
        self.methods: dict[str, Target] = {}
        self._places = places
        for package in packages:
            self._add_package(package)

    def error(self, error: DefinedError) -> str:
        """The full name of the class of an error."""
        package = self._places.package(error.file.name)
        return f"{package}.{error.entry.level}_errors.{class_name(error.entry.type)}"

    def others(self, file: SchemaFile) -> list[ObjectType]:
        """The types of a file that have no class, so that the page of the package has them."""
        page = _page(self._places.package(file.name))
        found = [type_ for type_ in file.types.values() if not type_.placeholder]
        return [type_ for type_ in found if self.types[type_.name].page == page]

    def _add_package(self, package: Package) -> None:
        page = _page(package.name)
        self._add(package.name, Target(page))
        self._add(f"{package.name}.load", Target(page))
        if package.namespaces:
            self._add(f"{package.name}.{package.mixin}", Target(page, CLIENT))
        for name, _ in package.ids:
            self._add(f"{package.name}.{name}", Target(page, IDS))
        for module in package.modules:
            self._add_module(package, module)
        for errors in package.errors:
            level = Target(ERRORS, LEVELS[errors.name.removesuffix("_errors")])
            name = f"{package.name}.{errors.name}"
            self._add(name, level)
            self._add(f"{name}.ALL", level)
            if errors.general:
                self._add(f"{name}.GENERAL", level)
            for found in errors.classes:
                self._add(f"{name}.{found.name}", Target(ERRORS, f"{name}.{found.name}"))
        modules = {module.name for module in package.modules}
        for name, (file, type_) in self._places.vocabulary.types.items():
            if self._places.package(file.name) == package.name and not type_.placeholder:
                # One without a class is described along with the package.
                where = _page(package.name, snake(name)) if snake(name) in modules else page
                self.types.setdefault(name, Target(where, "" if where != page else name))

    def _add_module(self, package: Package, module: TypeModule) -> None:
        page = module_page(package, module)

        def add(name: str, heading: str) -> None:
            self._add(f"{package.name}.{name}", Target(page, heading))

        for alias in module.aliases:
            add(alias.name, ALIASES)
        for family in module.families:
            add(family.name, family.name)
        for record in module.records:
            main = record.role == "record" and snake(record.name) == module.name
            add(record.name, "" if main else record.name)
            if record.role == "record":
                self.types[record.name] = self.names[f"{package.name}.{record.name}"]
        for refs in module.refs:
            add(refs.name, REFERENCES)
        if module.sort:
            add(module.sort.name, module.sort.name)
        for call in module.calls:
            # Not the name alone: Email/copy would have the anchor of EmailCopy.
            heading = f"Method {call.name}"
            self.methods[call.name] = Target(page, heading)
            add(call.arguments.name, heading)
            add(call.call_class, heading)
            if call.response:
                add(call.response.name, heading)
        for namespace in module.namespaces:
            add(namespace.name, METHODS)
        for name in module.public():
            if f"{package.name}.{name}" not in self.names:
                add(name, SHORTCUTS)

    def _add(self, name: str, target: Target) -> None:
        self.names[name] = target


def module_page(package: Package, module: TypeModule) -> Path:
    """The page that describes what is in a module."""
    return _page(package.name, "" if module.name == CAPABILITY else module.name)


def _page(package: str, module: str = "") -> Path:
    return Path(package.rpartition(".")[2]) / (f"{module}.md" if module else PACKAGE_PAGE)


def slug(heading: str) -> str:
    """The anchor that a heading gets in Markdown as GitHub and others read it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
