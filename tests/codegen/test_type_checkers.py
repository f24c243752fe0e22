"""Generated packages, and code that uses them, under mypy --strict and pyright strict.

Each checker runs once, over everything; each test looks at one package and its user. A line
of a user that is marked `E:` must be an error, and every other line must be none.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType

import pytest

from .support import HERE, ROOT
from .trial import PARTS, Trial

SOURCE = ROOT / "src"
NAMES = ("acme", *PARTS)
pytestmark = pytest.mark.slow

Errors = dict[Path, dict[int, str]]


@pytest.fixture(scope="session")
def checked(made: Path, acme: ModuleType, trial: Trial) -> Path:
    """The folder with all packages that can be generated, and the code that uses them."""
    for part in PARTS:
        # What cannot be generated or imported fails by itself elsewhere, and its user here.
        with contextlib.suppress(Exception):
            trial.package(part)
    for user in (HERE / "users").glob("*.py"):
        shutil.copy(user, made)
    return made


@pytest.fixture(scope="session")
def mypy_errors(checked: Path) -> Errors:
    """What mypy --strict says, by file and line."""
    options = ["--strict", "--explicit-package-bases", "--hide-error-context", "--no-error-summary"]
    output = _run(["mypy", *options, "--cache-dir", str(checked / ".mypy"), "."], checked)
    found: Errors = defaultdict(dict)
    for path, line, message in re.findall(r"^(.+?):(\d+): error: (.*)$", output, re.MULTILINE):
        found[checked / path][int(line)] = message
    return found


@pytest.fixture(scope="session")
def pyright_errors(checked: Path) -> Errors:
    """What pyright says in strict mode, by file and line."""
    settings = {
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
        "include": ["."],
        "extraPaths": [str(SOURCE)],
    }
    config = checked / "pyrightconfig.json"
    config.write_text(json.dumps(settings), encoding="utf-8")
    options = ["-p", str(config), "--pythonpath", sys.executable, "--outputjson"]
    output = _run(["pyright", *options], checked)
    found: Errors = defaultdict(dict)
    for item in json.loads(output[output.index("{") :])["generalDiagnostics"]:
        if item["severity"] == "error":
            found[Path(item["file"])][item["range"]["start"]["line"] + 1] = item["message"]
    return found


def _run(command: list[str], folder: Path) -> str:
    environment = os.environ | {"MYPYPATH": os.pathsep.join([str(SOURCE), str(folder)])}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def of_package(errors: Errors, folder: Path, name: str) -> list[str]:
    """The errors in the modules of a generated package."""
    package = folder / ("acme" if name == "acme" else f"trial_{name}")
    assert list(package.rglob("*.py"))
    return [
        f"{path.relative_to(folder)}:{line}: {message}"
        for path, lines in errors.items()
        if path.is_relative_to(package)
        for line, message in lines.items()
    ]


def of_user(errors: Errors, folder: Path, name: str) -> tuple[list[str], list[str]]:
    """What is wrong with the code of a user: errors not marked, and marks without an error."""
    user = folder / f"use_{name}.py"
    lines = dict(enumerate(user.read_text(encoding="utf-8").splitlines(), 1))
    marked = {number for number, line in lines.items() if "# E:" in line}
    found = errors[user]
    return (
        [f"{lines[number]}: {found[number]}" for number in sorted(found.keys() - marked)],
        [lines[number] for number in sorted(marked - found.keys())],
    )


@pytest.mark.parametrize("name", NAMES)
def test_mypy_accepts_a_generated_package(name: str, checked: Path, mypy_errors: Errors) -> None:
    """The generated modules have no errors under mypy --strict."""
    assert of_package(mypy_errors, checked, name) == []


@pytest.mark.parametrize("name", NAMES)
def test_pyright_accepts_a_generated_package(
    name: str, checked: Path, pyright_errors: Errors
) -> None:
    """The generated modules have no errors under pyright in strict mode."""
    assert of_package(pyright_errors, checked, name) == []


@pytest.mark.parametrize("name", NAMES)
def test_mypy_finds_just_the_mistakes_of_a_user(
    name: str, checked: Path, mypy_errors: Errors
) -> None:
    """mypy --strict infers the asserted types and refuses exactly the marked lines."""
    unexpected, missed = of_user(mypy_errors, checked, name)

    assert unexpected == []
    assert missed == []


@pytest.mark.parametrize("name", NAMES)
def test_pyright_finds_just_the_mistakes_of_a_user(
    name: str, checked: Path, pyright_errors: Errors
) -> None:
    """Pyright infers the asserted types and refuses exactly the marked lines."""
    unexpected, missed = of_user(pyright_errors, checked, name)

    assert unexpected == []
    assert missed == []
