"""A walk over the types that a user of the library can reach from its public names."""

from __future__ import annotations

import collections.abc
import importlib
import inspect
import pkgutil
import types
import typing
from collections.abc import Iterator

import cattrs
import httpx

import aiojmap

BARE = (
    list, dict, set, tuple, frozenset, type,
    collections.abc.Mapping, collections.abc.Sequence, collections.abc.Callable,
)  # fmt: skip


def own_modules() -> list[types.ModuleType]:
    """All modules of the library but the fake server."""
    names = [found.name for found in pkgutil.walk_packages(aiojmap.__path__, "aiojmap.")]
    return [
        importlib.import_module(name) for name in names if not name.startswith("aiojmap.testing")
    ]


# What modules import for type checkers only is looked up in the others.
ELSEWHERE: dict[str, object] = {"cattrs": cattrs, "httpx": httpx}


def fill_elsewhere() -> None:
    """Collect the names of all modules, without replacing what is there."""
    for module in own_modules():
        for name, value in vars(module).items():
            ELSEWHERE.setdefault(name, value)


class Walk:
    """Looks at every annotation it can reach, and notes where there is an Any."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.found: list[str] = []
        self.looked_at = 0
        self._seen: set[int] = set()

    def value(self, value: object, where: str) -> None:
        """Look at a public value: a class, a function, a module, or an alias of a type."""
        if id(value) in self._seen:
            return
        self._seen.add(id(value))
        if isinstance(value, types.ModuleType):
            if value.__name__.startswith(self.prefix):
                for name in getattr(value, "__all__", vars(value)):
                    if not name.startswith("_"):
                        self.value(getattr(value, name), f"{where}.{name}")
        elif isinstance(value, type) and typing.get_origin(value) is None:
            self._class(value, where)
        elif inspect.isfunction(value):
            self._function(value, where)
        else:
            self.hint(value, where)

    def hint(self, hint: object, where: str) -> None:
        """Look at a type, and at all it is made of."""
        self.looked_at += 1
        if hint is typing.Any or hint in BARE:
            self.found.append(f"{where}: {hint}")
        if typing.get_origin(hint) is typing.Annotated:
            base, *notes = typing.get_args(hint)
            if base is not dict or not notes:
                self.hint(base, where)
            return
        if isinstance(hint, type) and typing.get_origin(hint) is None:
            self.value(hint, f"{where} -> {hint.__name__}")
            return
        for part in typing.get_args(hint):
            for single in part if isinstance(part, list) else [part]:
                if not isinstance(single, str | int | bool):
                    self.hint(single, where)

    def _class(self, cls: type[object], where: str) -> None:
        for base in cls.__mro__:
            if not base.__module__.startswith(self.prefix):
                continue
            for parent in getattr(base, "__orig_bases__", ()):
                self.hint(parent, f"{where} (base)")
            annotations = inspect.get_annotations(base)
            for name, hint in self._hints(annotations, base.__module__).items():
                if not name.startswith("_"):
                    self.hint(hint, f"{where}.{name}")
            for name, member in vars(base).items():
                if not name.startswith("_") or name.endswith("__"):
                    for function in _functions(member):
                        self._function(function, f"{where}.{name}")

    def _function(self, function: types.FunctionType, where: str) -> None:
        if not function.__module__.startswith(self.prefix):
            return
        for variant in [function, *typing.get_overloads(function)]:
            hints = self._hints(dict(variant.__annotations__), function.__module__)
            for name, hint in hints.items():
                self.hint(hint, f"{where}({name})")

    def _hints(self, annotations: dict[str, object], module: str) -> dict[str, object]:
        names = {**ELSEWHERE, **vars(importlib.import_module(module))}
        holder = type("Holder", (), {"__annotations__": annotations})
        return typing.get_type_hints(holder, globalns=names, include_extras=True)


def _functions(member: object) -> Iterator[types.FunctionType]:
    """The functions behind a member of a class."""
    if isinstance(member, property):
        candidates: list[object] = [member.fget, member.fset]
    elif isinstance(member, classmethod | staticmethod):
        candidates = [member.__func__]
    else:
        candidates = [member]
    for found in candidates:
        plain = inspect.unwrap(found) if callable(found) else found
        if inspect.isfunction(plain):
            yield plain
