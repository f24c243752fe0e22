"""The check of what tests put out is itself checked."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECK = Path(__file__).parents[1] / "conftest.py"


@pytest.mark.parametrize(
    ("line", "passes"),
    [
        ("print('canary-9c27e1f04b')", False),
        ("logging.error('canary-refresh-1')", False),
        ("print('client-canary-1')", True),
    ],
)
def test_a_test_that_shows_a_token_fails(tmp_path: Path, line: str, passes: bool) -> None:
    """Whether on a stream or in a log; the id of a client is no secret."""
    shutil.copy(CHECK, tmp_path / "conftest.py")
    code = f"import logging\n\ndef test_it():\n    {line}\n"
    (tmp_path / "test_it.py").write_text(code, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (run.returncode == 0) == passes, run.stdout
    assert ("has a token in its output" in run.stdout) != passes
