"""Python modules as source: what a name means in them, found without importing anything."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

import attrs

Function: TypeAlias = "ast.FunctionDef | ast.AsyncFunctionDef"
Definition: TypeAlias = "ast.ClassDef | Function | ast.Assign | ast.AnnAssign"


@attrs.frozen(eq=False)
class Source:
    """One module."""

    path: Path
    body: Sequence[ast.stmt]
    doc: str

    @classmethod
    def read(cls, path: Path) -> Source:
        """Parse a file."""
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        return cls(path, list(statements(tree.body)), ast.get_docstring(tree) or "")

    def public(self) -> list[str]:
        """What `__all__` lists."""
        for node in self.body:
            if isinstance(node, ast.Assign) and targets(node) == ["__all__"]:
                found: list[str] = ast.literal_eval(node.value)
                return found
        return []

    def imported(self, name: str) -> tuple[Path, str] | None:
        """The file of the same package that a name is imported from, and its name there.

        The name is empty if the module itself is imported.
        """
        for node in self.body:
            if not isinstance(node, ast.ImportFrom):
                continue
            folder = self._folder(node)
            for alias in node.names if folder else ():
                if folder and (alias.asname or alias.name) == name:
                    return _located(folder, alias.name)
        return None

    def _folder(self, node: ast.ImportFrom) -> Path | None:
        """Where an import looks, if that is inside the package of this module."""
        parts = (node.module or "").split(".")
        if node.level:
            return self.path.parents[node.level - 1].joinpath(*parts)
        roots = [folder for folder in self.path.parents if folder.name == parts[0]]
        return roots[-1].joinpath(*parts[1:]) if roots else None

    def defined(self, name: str) -> list[Definition]:
        """What defines a name here: several functions if it is overloaded."""
        return [found for found in definitions(self.body) if name in targets(found)]


def definitions(body: Iterable[ast.stmt]) -> Iterator[Definition]:
    """The classes, functions and variables among statements."""
    for node in body:
        if isinstance(
            node,
            (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.Assign, ast.AnnAssign),
        ):
            yield node


def statements(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements with those inside `if TYPE_CHECKING` and `try`, as a type checker sees them."""
    for node in body:
        if isinstance(node, ast.Try) or (
            isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        ):
            yield from statements(node.body)
        else:
            yield node


def targets(node: Definition) -> list[str]:
    """The names that a definition gives a meaning to."""
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    if isinstance(node, ast.AnnAssign):
        return [node.target.id] if isinstance(node.target, ast.Name) else []
    return [node.name]


def doc_of(node: Definition, body: Sequence[ast.stmt]) -> str:
    """The docstring of a definition; that of a variable is the string that follows it."""
    if isinstance(node, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
        return ast.get_docstring(node) or ""
    after = body[body.index(node) + 1 :][:1]
    for follower in after:
        if isinstance(follower, ast.Expr) and isinstance(follower.value, ast.Constant):
            return follower.value.value if isinstance(follower.value.value, str) else ""
    return ""


def _located(path: Path, name: str) -> tuple[Path, str]:
    """Where `from path import name` finds the name: in a module, or as one."""
    for module in (path / f"{name}.py", path / name / "__init__.py"):
        if module.exists():
            return module, ""
    return (path / "__init__.py" if path.is_dir() else path.with_suffix(".py")), name
