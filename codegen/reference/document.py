"""The reference documentation of generated packages: a page for each data type, and more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..bindings.annotations import Annotations, Imports, Places
from ..bindings.generate import build_packages, places_of
from ..bindings.model import Attribute, Package
from ..bindings.records import Aliases, Records
from ..dump.document import dump
from ..errors import SchemaError
from ..schema import SchemaFile
from ..sources import Sources
from ..vocabulary import DefinedError, Method
from .markdown import render_pages
from .pages import (
    ErrorEntry,
    ErrorLevel,
    ErrorsPage,
    IndexPage,
    NamesPage,
    PackagePage,
    Page,
    PythonPage,
    TypePage,
    source_names,
)
from .python_names import installed, public_modules
from .site import CAPABILITY, ERRORS, LEVELS, Site, Target, module_page

INDEX = Path("README.md")
NAMES = Path("names.md")
PYTHON = Path("aiojmap.md")
DOCUMENT = Path("jmap.json")
HAND_WRITTEN = (
    "aiojmap",
    "aiojmap.oauth",
    "aiojmap.runtime",
    "aiojmap.testing",
    "aiojmap.tokens",
)


def document(sources: Sources, package: str, *, python: bool = False) -> dict[Path, str]:
    """The text of every page, by its path in the folder of the reference.

    `python` adds the page of what is written by hand in aiojmap itself.
    """
    builder = _Documents(sources, package)
    pages = builder.pages(python=python)
    texts = render_pages(pages, builder.site, sources.vocabulary)
    texts[DOCUMENT] = dump(sources)
    return texts


class _Documents:
    def __init__(self, sources: Sources, package: str) -> None:
        self._sources = sources
        self._package = package
        self._places: Places = places_of(sources, package)
        built = build_packages(sources, package)
        own = {file.name for file in sources.own}
        # Each package after those it uses.
        self._packages = [
            (file, built[file.name]) for file in sources.with_used() if file.name in own
        ]
        self.site = Site([package for _, package in self._packages], self._places)

    def pages(self, *, python: bool) -> list[Page]:
        """All pages, the index first."""
        packages = [self._package_page(file, package) for file, package in self._packages]
        files = source_names(file for file, _ in self._packages)
        pages: list[Page] = [
            IndexPage(
                path=INDEX,
                sources=files,
                package=self._package,
                packages=packages,
                python=PYTHON if python else None,
                document=DOCUMENT,
            ),
            *packages,
            *(page for found in packages for page in found.pages),
            ErrorsPage(path=ERRORS, sources=files, levels=list(self._levels())),
            NamesPage(path=NAMES, sources=files, packages=list(self._names())),
        ]
        if python:
            modules = public_modules(installed("aiojmap"), HAND_WRITTEN)
            pages.append(PythonPage(path=PYTHON, sources=list(HAND_WRITTEN), modules=modules))
        _check_paths(pages, self._packages)
        return pages

    def _package_page(self, file: SchemaFile, package: Package) -> PackagePage:
        return PackagePage(
            path=self.site.names[package.name].page,
            sources=source_names([file]),
            package=package,
            file=file,
            pages=[
                TypePage(
                    path=module_page(package, module),
                    sources=source_names([file]),
                    package=package,
                    file=file,
                    module=module,
                    type=self._sources.vocabulary.types[name][1] if name else None,
                    answers={call.name: self._answer(file, call.method) for call in module.calls},
                )
                for module in package.modules
                if module.name != CAPABILITY
                for name in [self._type_of(file, module.name)]
            ],
            others=self.site.others(file),
        )

    def _type_of(self, file: SchemaFile, module: str) -> str | None:
        for name in file.types:
            target = self.site.types.get(name)
            if target is not None and not target.heading and target.page.stem == module:
                return name
        return None

    def _answer(self, file: SchemaFile, method: Method) -> list[Attribute]:
        """The whole response of a method, whichever class it shares with others."""
        records = Records(Annotations(self._places, Imports("")), file, Aliases())
        return [
            records.response_attribute(method.owner, member, None)
            for member in method.response.values()
        ]

    def _levels(self) -> Iterator[ErrorLevel]:
        for level, heading in LEVELS.items():
            modules = [
                (package, module)
                for _, package in self._packages
                for module in package.errors
                if module.name == f"{level}_errors"
            ]
            if modules:
                yield ErrorLevel(
                    heading=heading,
                    modules=[f"{package.name}.{module.name}" for package, module in modules],
                    entries=[
                        ErrorEntry(
                            name=f"{package.name}.{module.name}.{found.name}",
                            module=module,
                            found=found,
                            given_by=self._given_by(found.error),
                        )
                        for package, module in modules
                        for found in module.classes
                    ],
                )

    def _given_by(self, error: DefinedError) -> list[str]:
        """The methods on these pages that name an error."""
        methods = [self._sources.vocabulary.methods[name] for name in self.site.methods]
        return [
            method.name
            for method in methods
            for named in (*method.errors.values(), *method.set_errors.values())
            if named.entry is error.entry
        ]

    def _names(self) -> Iterator[tuple[str, list[tuple[str, Target]]]]:
        for _, package in self._packages:
            start = f"{package.name}."
            found = [
                (name.removeprefix(start), target)
                for name, target in self.site.names.items()
                if name.startswith(start)
            ]
            yield package.name, sorted(found)


def _check_paths(pages: Sequence[Page], packages: Iterable[tuple[SchemaFile, Package]]) -> None:
    """Two pages in one file, also where a file system does not tell capitals apart."""
    seen: set[str] = set()
    for page in pages:
        key = page.path.as_posix().lower()
        if key in seen:
            file = next(file for file, _ in packages)
            raise SchemaError(file.path, "types", f"the page {page.path} would be made twice")
        seen.add(key)
