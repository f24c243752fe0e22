"""From the typed model to the text of modules: templates, then ruff at a fixed version."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import jinja2

from ..errors import SchemaError
from .model import Package, docstring


def render(packages: Mapping[Path, Package]) -> dict[Path, str]:
    """The text of every file of the packages, by its path in the output folder."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("aiojmap_codegen", "templates"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701  # Python source, not a page
    )
    environment.filters["docstring"] = _docstring
    environment.filters["literal"] = repr
    texts: dict[Path, str] = {}
    for folder, package in packages.items():
        for name, text in _modules(environment, package).items():
            texts[folder / f"{name}.py"] = text
    return _formatted(texts)


def _docstring(text: str, indent: int = 0) -> str:
    return ("\n" + " " * indent).join(docstring(text, indent))


def _modules(environment: jinja2.Environment, package: Package) -> dict[str, str]:
    texts: dict[str, str] = {}
    type_template = environment.get_template("type.py.jinja")
    error_template = environment.get_template("errors.py.jinja")
    for module in package.modules:
        texts[module.name] = type_template.render(module=module)
    for errors in package.errors:
        texts[errors.name] = error_template.render(module=errors)
    if package.ids:
        texts["ids"] = environment.get_template("ids.py.jinja").render(package=package)
    if package.namespaces:
        texts["client"] = environment.get_template("client.py.jinja").render(package=package)
    where = _where(package)
    texts["__init__"] = environment.get_template("package.py.jinja").render(
        package=package, where=sorted(where.items()), public=sorted([*where, "load"])
    )
    return texts


def _where(package: Package) -> dict[str, str]:
    """The module of every public name; an error module is public itself."""
    found = {name: "ids" for name, _ in package.ids}
    found |= {errors.name: errors.name for errors in package.errors}
    if package.namespaces:
        found[package.mixin] = "client"
    for module in package.modules:
        found |= dict.fromkeys(module.public(), module.name)
    return found


def _formatted(texts: Mapping[Path, str]) -> dict[Path, str]:
    """Sort imports, drop unused ones and lay the code out, for all files in two runs of ruff."""
    with tempfile.TemporaryDirectory(prefix="aiojmap-codegen-") as made:
        root = Path(made)
        for path, text in texts.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        files = [str(path) for path in texts]
        _ruff(root, files, "check", "--fix", "--select", "F401,I001,F841")
        _ruff(root, files, "format", "--line-length", "100")
        return {path: (root / path).read_text(encoding="utf-8") for path in texts}


def _ruff(root: Path, files: Sequence[str], *arguments: str) -> None:
    common = ["--quiet", "--isolated", "--no-cache", "--target-version", "py311"]
    # Named one by one: in a folder, ruff would leave out what some .gitignore above it names.
    command = [sys.executable, "-m", "ruff", *arguments, *common, *files]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SchemaError("ruff", arguments[0], (done.stdout + done.stderr).strip())
