"""Both type checkers accept what users should write and refuse what they should not."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = ("vision.py", "fidelity.py")
CASES = [Path(__file__).with_name(name) for name in FILES]
MARK = "# E:"

pytestmark = pytest.mark.slow

Errors = dict[str, dict[int, str]]


def marked_lines(name: str) -> set[int]:
    """The lines that must be errors."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return {number for number, line in enumerate(lines, 1) if MARK in line}


def run(command: list[str]) -> str:
    """What a type checker prints."""
    environment = os.environ | {"MYPYPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def mypy_errors() -> Errors:
    """What mypy --strict says, by file and line."""
    options = ["--strict", "--no-error-summary", "--hide-error-context"]
    found: Errors = defaultdict(dict)
    for path, line, message in re.findall(
        r"^(.+?):(\d+): error: (.*)$", run(["mypy", *options, *map(str, CASES)]), re.MULTILINE
    ):
        found[Path(path).name][int(line)] = message
    return found


@pytest.fixture(scope="module")
def pyright_errors(tmp_path_factory: pytest.TempPathFactory) -> Errors:
    """What pyright says in strict mode, by file and line."""
    folder = tmp_path_factory.mktemp("pyright")
    config = folder / "pyrightconfig.json"
    settings = {
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
        "include": [os.path.relpath(case, folder) for case in CASES],
        "extraPaths": [os.path.relpath(ROOT / "src", folder)],
    }
    config.write_text(json.dumps(settings), encoding="utf-8")
    output = run(["pyright", "-p", str(config), "--pythonpath", sys.executable, "--outputjson"])
    found: Errors = defaultdict(dict)
    for item in json.loads(output[output.index("{") :])["generalDiagnostics"]:
        if item["severity"] == "error":
            line = item["range"]["start"]["line"] + 1
            found[Path(item["file"]).name][line] = item["message"]
    return found


@pytest.mark.parametrize(("name", "count"), [("vision.py", 18), ("fidelity.py", 25)])
def test_there_are_lines_that_must_be_errors(name: str, count: int) -> None:
    """The cases hold the errors that the checkers are to find."""
    assert len(marked_lines(name)) >= count


@pytest.mark.parametrize("name", FILES)
def test_mypy_strict_finds_just_the_marked_errors(name: str, mypy_errors: Errors) -> None:
    """mypy --strict infers the asserted types and refuses exactly the marked lines."""
    assert set(mypy_errors[name]) == marked_lines(name), mypy_errors[name]


@pytest.mark.parametrize("name", FILES)
def test_pyright_strict_finds_just_the_marked_errors(name: str, pyright_errors: Errors) -> None:
    """Pyright in strict mode infers the asserted types and refuses exactly the marked lines."""
    assert set(pyright_errors[name]) == marked_lines(name), pyright_errors[name]
