"""Both type checkers accept what users should write and refuse what they should not."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).with_name("vision.py")
MARK = "# E:"

pytestmark = pytest.mark.slow


def marked_lines() -> set[int]:
    """The lines that must be errors."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
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


def test_there_are_lines_that_must_be_errors() -> None:
    """The cases hold the errors that the checkers are to find."""
    assert len(marked_lines()) >= 18


def test_mypy_strict_finds_just_the_marked_errors() -> None:
    """mypy --strict infers the asserted types and refuses exactly the marked lines."""
    found = run(["mypy", "--strict", "--no-error-summary", "--hide-error-context", str(CASES)])

    errors = {int(line) for line in re.findall(r"vision\.py:(\d+): error", found)}
    assert errors == marked_lines(), found


def test_pyright_strict_finds_just_the_marked_errors(tmp_path: Path) -> None:
    """Pyright in strict mode infers the asserted types and refuses exactly the marked lines."""
    config = tmp_path / "pyrightconfig.json"
    settings = {
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
        "include": [os.path.relpath(CASES, tmp_path)],
        "extraPaths": [os.path.relpath(ROOT / "src", tmp_path)],
    }
    config.write_text(json.dumps(settings), encoding="utf-8")

    output = run(["pyright", "-p", str(config), "--pythonpath", sys.executable, "--outputjson"])

    found = json.loads(output[output.index("{") :])["generalDiagnostics"]
    errors = {item["range"]["start"]["line"] + 1 for item in found if item["severity"] == "error"}
    assert errors == marked_lines(), found
