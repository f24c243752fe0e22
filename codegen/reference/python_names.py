"""The public names of packages written by hand, with their signatures and docstrings.

They are read from the source, so the text is the same on every Python, and nothing that the
packages import need be there.
"""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from ..output import is_generated
from .python_signatures import (
    class_signature,
    function_signature,
    has_decorator,
    value_signature,
)
from .python_source import Definition, Source, definitions, doc_of, targets


@attrs.frozen(kw_only=True)
class PublicMember:
    """A method, property or variable of a class."""

    name: str
    signature: str
    doc: str


@attrs.frozen(kw_only=True)
class PublicName:
    """A name in `__all__`; one that is a module has no signature.

    `first` names the module that the same thing is described under, if not this one.
    """

    name: str
    signature: str
    doc: str
    members: tuple[PublicMember, ...] = ()
    first: str | None = None


@attrs.frozen(kw_only=True)
class PublicModule:
    """A module and the names in its `__all__`."""

    name: str
    doc: str
    names: tuple[PublicName, ...]

    @property
    def described_here(self) -> list[PublicName]:
        """The names that no module before this one describes."""
        return [found for found in self.names if found.first is None]

    @property
    def described_elsewhere(self) -> list[PublicName]:
        """The others."""
        return [found for found in self.names if found.first is not None]


def installed(package: str) -> Path:
    """The folder of a package, which is not imported for that."""
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def public_modules(folder: Path, names: Iterable[str]) -> list[PublicModule]:
    """Modules of the package in a folder by their import names, each thing described once."""
    reader = _Reader(folder, list(names))
    return reader.modules()


class _Reader:
    def __init__(self, folder: Path, names: list[str]) -> None:
        self._sources: dict[Path, Source] = {}
        self._modules = {name: self._source(_path(folder, name)) for name in names}
        # The module that each thing is described under: the first that has it.
        self._first: dict[tuple[Path, str], str] = {}
        for module, source in self._modules.items():
            for name in source.public():
                self._first.setdefault(self._place(source, name), module)

    def modules(self) -> list[PublicModule]:
        return [
            PublicModule(
                name=module,
                doc=source.doc,
                names=tuple(self._name(module, source, name) for name in source.public()),
            )
            for module, source in self._modules.items()
        ]

    def _place(self, source: Source, name: str) -> tuple[Path, str]:
        """The file that defines a name, and the name there."""
        found = source.imported(name)
        if found is None:
            return source.path, name
        # A package may itself only pass a name on.
        return self._place(self._source(found[0]), found[1]) if found[1] else found

    def _source(self, path: Path) -> Source:
        if path not in self._sources:
            self._sources[path] = Source.read(path)
        return self._sources[path]

    def _name(self, module: str, source: Source, name: str) -> PublicName:
        place = self._place(source, name)
        home = self._source(place[0])
        if not place[1]:
            return PublicName(name=name, signature="", doc=home.doc)
        first = self._first[place]
        if first != module:
            return PublicName(name=name, signature="", doc="", first=first)
        found = home.defined(place[1])
        node = found[-1]
        return PublicName(
            name=name,
            signature="\n".join(_signatures(found, method=False)),
            doc=doc_of(node, home.body),
            members=tuple(self._members(home, node)) if isinstance(node, ast.ClassDef) else (),
        )

    def _members(self, source: Source, node: ast.ClassDef) -> Iterator[PublicMember]:
        """The members of a class, then those of its bases that are not public themselves."""
        seen: set[str] = set()
        for class_ in self._with_bases(source, node):
            named: dict[str, list[Definition]] = {}
            for found in definitions(class_.body):
                for name in targets(found):
                    if not name.startswith("_"):
                        named.setdefault(name, []).append(found)
            for name, group in named.items():
                doc = doc_of(group[-1], class_.body)
                # Without a docstring: a field, described with its class, or what a base says.
                if name not in seen and doc:
                    signature = "\n".join(_signatures(group, method=True))
                    yield PublicMember(name=name, signature=signature, doc=doc)
                seen.add(name)

    def _with_bases(self, source: Source, node: ast.ClassDef) -> Iterator[ast.ClassDef]:
        yield node
        for base in node.bases:
            name = ast.unparse(base.value if isinstance(base, ast.Subscript) else base)
            place = self._place(source, name)
            if place in self._first or not place[1] or is_generated(place[0]):
                continue
            for found in self._source(place[0]).defined(place[1]):
                if isinstance(found, ast.ClassDef):
                    yield from self._with_bases(self._source(place[0]), found)


def _path(folder: Path, name: str) -> Path:
    path = folder.joinpath(*name.split(".")[1:])
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _signatures(found: list[Definition], *, method: bool) -> Iterator[str]:
    """A signature for each overload, or the only one."""
    overloads = [
        node
        for node in found
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and has_decorator(node, "overload")
    ]
    for node in overloads or found[-1:]:
        if isinstance(node, ast.ClassDef):
            yield class_signature(node)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            yield value_signature(node)
        elif has_decorator(node, "property"):
            result = f": {ast.unparse(node.returns)}" if node.returns else ""
            yield f"{node.name}{result}"
        else:
            yield function_signature(node, method=method)
