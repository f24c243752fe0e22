"""How long a hundred tests take that each have a server with mail and a client.

    python tests/benchmarks/hundred_tests.py

prints the seconds that pytest says for them, for as many tests that do nothing, and how many
milliseconds of each test are ours: the best of five runs, after one that fills the caches.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

TESTS = {
    "with a server and a client": """
import pytest
from aiojmap import mail

@pytest.mark.parametrize("number", range(100))
async def test_it(jmap_client, jmap_inbox, number):
    filter = mail.EmailFilter(in_mailbox=jmap_inbox.id)
    assert (await jmap_client.email.query(filter=filter, limit=10)).ids
""",
    "that do nothing": """
import aiojmap, aiojmap.testing, pytest

@pytest.mark.parametrize("number", range(100))
async def test_it(number):
    pass
""",
}
OPTIONS = (
    *("-q", "-p", "no:cacheprovider", "-p", "no:hypothesispytest", "-p", "no:respx"),
    *("-o", "asyncio_mode=auto", "-o", "asyncio_default_fixture_loop_scope=function"),
)


def seconds(code: str) -> float:
    """What pytest says that the tests of a module take."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "test_hundred.py"
        path.write_text(code, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *OPTIONS, str(path)],
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        )
    match = re.search(r"100 passed in ([\d.]+)s", done.stdout)
    assert match is not None, done.stdout
    return float(match[1])


def main() -> None:
    best = {name: min([seconds(code) for _ in range(6)][1:]) for name, code in TESTS.items()}
    for name, found in best.items():
        print(f"a hundred tests {name}: {found:.2f} s")
    ours, others = best.values()
    print(f"of each test, ours: {(ours - others) * 10:.1f} ms")


if __name__ == "__main__":
    main()
