"""The code in README and the documents runs as it stands, on the embedded server."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.testing import Server

pytest_plugins = ["pytester"]

TESTING = "docs/testing.md"
ROOT = Path(__file__).parents[2]


def blocks(name: str) -> list[str]:
    """The Python blocks of a document."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(r"```python\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("number", range(len(blocks("README.md"))))
async def test_each_program_of_the_readme_runs(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A block of the README is a program that runs with the account of the environment."""
    program = tmp_path / "program.py"
    program.write_text(blocks("README.md")[number], encoding="utf-8")
    async with Server() as server:
        monkeypatch.setenv("JMAP_HOST", server.url)
        monkeypatch.setenv("JMAP_TOKEN", server.token)

        done = await _run(program)

    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("name", ["docs/guide.md", "docs/connecting.md"])
async def test_the_blocks_of_a_document_run_one_after_another(name: str) -> None:
    """Each is one long session with a client."""
    found = blocks(name)
    assert len(found) > 5
    async with Server() as server, aiojmap.Client(server.url, token=server.token) as client:
        namespace: dict[str, object] = {"client": client}
        for block in found:
            code = compile(block, name, "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
            result = eval(code, namespace)
            if inspect.iscoroutine(result):
                await result


def is_tests(block: str) -> bool:
    """Whether a block defines tests, rather than being part of one."""
    return bool(re.search(r"^(async )?def test_", block, re.MULTILINE))


@pytest.mark.parametrize(
    "number", [n for n, block in enumerate(blocks(TESTING)) if not is_tests(block)]
)
async def test_each_block_about_testing_runs(number: int) -> None:
    """A block of the document is the inside of a test, whose faults all strike."""
    async with Server() as server, server.client() as client:
        namespace: dict[str, object] = {
            "client": client,
            "server": server,
            "aiojmap": aiojmap,
            "mail": mail,
        }
        code = compile(blocks(TESTING)[number], TESTING, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        result = eval(code, namespace)
        if inspect.iscoroutine(result):
            await result

        server.faults.assert_used()


def test_the_tests_in_the_document_pass(pytester: pytest.Pytester) -> None:
    """Blocks that define tests are modules that pytest runs."""
    found = [block for block in blocks(TESTING) if is_tests(block)]
    pytester.makepyfile(**{f"test_block_{n}": block for n, block in enumerate(found)})

    result = pytester.runpytest(
        "-o", "asyncio_mode=auto", "-o", "asyncio_default_fixture_loop_scope=function"
    )

    result.assert_outcomes(passed=len(found))


def test_every_file_the_documents_link_to_is_there() -> None:
    """Relative links in the documents lead to files."""
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
    broken = [
        f"{document.name}: {target}"
        for document in documents
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8"))
        if not (document.parent / target).exists()
    ]

    assert broken == []


async def _run(program: Path) -> subprocess.CompletedProcess[str]:
    import asyncio

    return await asyncio.to_thread(
        subprocess.run, [sys.executable, str(program)], capture_output=True, text=True, check=False
    )
