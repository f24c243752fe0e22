"""The paper trial taken apart, so that each part of it can succeed or fail alone."""

from __future__ import annotations

import functools
import importlib
import re
from pathlib import Path
from types import ModuleType
from typing import Any

from aiojmap_codegen.bindings.generate import generate
from aiojmap_codegen.output import write
from aiojmap_codegen.sources import builtin_schemas

import aiojmap

from .support import HERE, Server, builtin

FILE = HERE / "paper_trial.toml"
_MARK = re.compile(r"^# -+ part: ([a-z_]+), .*$", re.MULTILINE)

# A part that adds properties to a type is generated along with the file of that type.
ALONG = {"blob": ["rfc8620_core.toml"], "smime": ["rfc8621_mail.toml"]}


def texts() -> dict[str, str]:
    """The text of a schema file for each part: what stands above the first, and the part."""
    head, *rest = _MARK.split(FILE.read_text(encoding="utf-8"))
    return {name: head + body for name, body in zip(rest[::2], rest[1::2], strict=True)}


PARTS = tuple(texts())


class Trial:
    """Generates the parts into packages of their own, `trial_quota.paper` and so on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @functools.cache  # noqa: B019  # one of it for the whole run
    def package(self, part: str) -> ModuleType:
        """The package of a part; raises `SchemaError` if it cannot be generated."""
        sources = self.folder / "schema" / part
        sources.mkdir(parents=True, exist_ok=True)
        path = sources / "paper.toml"
        path.write_text(texts()[part], encoding="utf-8")
        self._generate([path, *map(builtin, ALONG.get(part, []))], f"trial_{part}")
        return importlib.import_module(f"trial_{part}.paper")

    @functools.cache  # noqa: B019  # one of it for the whole run
    def whole(self) -> ModuleType:
        """The package of the whole file; raises `SchemaError` if it cannot be generated."""
        along = sorted({name for names in ALONG.values() for name in names})
        self._generate([FILE, *map(builtin, along)], "trial_whole")
        return importlib.import_module("trial_whole.paper")

    def _generate(self, schemas: list[Path], package: str) -> None:
        made = generate(schemas, package=package, builtin=builtin_schemas())
        write(self.folder / package, made)

    def sibling(self, part: str, name: str) -> ModuleType:
        """The package that was generated along with a part, such as `trial_smime.mail`."""
        return importlib.import_module(f"trial_{part}.{name}")


def mixed(package: Any, server: Server) -> Any:
    """A client with the methods of a package, made as the documentation says."""

    class Client(aiojmap.Client, package.ClientMethods):  # type: ignore[misc]  # just generated
        pass

    return server.client(Client)
