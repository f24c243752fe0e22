"""Packages whose modules are imported when a name of theirs is first asked for."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping

from .errors import ConfigurationError

RUNTIME_VERSION = 1
"""Raised when generated code of an earlier version no longer works with this runtime."""


def lazy_package(
    package: str, modules: Mapping[str, str], *, made_for: int, runtime: int
) -> tuple[Callable[[str], object], Callable[[], list[str]], Callable[[], None]]:
    """The `__getattr__`, `__dir__` and `load` of a package (PEP 562).

    `modules` says which module holds each public name; a module's own name stands for the
    module. Raises `ConfigurationError` for code generated for another runtime version.
    """
    if made_for != runtime:
        raise ConfigurationError(
            f"{package} was generated for version {made_for} of the aiojmap runtime, "
            f"which is now at {runtime}: generate it again"
        )

    def find(name: str) -> object:
        module_name = modules.get(name)
        if module_name is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module = importlib.import_module(f"{package}.{module_name}")
        found: object = module if module_name == name else getattr(module, name)
        setattr(sys.modules[package], name, found)
        return found

    def names() -> list[str]:
        return sorted([*modules, "load"])

    def load() -> None:
        """Import every module of the package now, and not on the event loop later."""
        for name in modules:
            find(name)

    return find, names, load
