"""The suite itself: how much is tested on both servers, and whether its table is true."""

from __future__ import annotations

import ast
import functools
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from .differences import DIFFERENCES, LACKS

HERE = Path(__file__).parent
ENOUGH = {
    "Core": 40,
    "Blob": 10,
    "Mailbox": 70,
    "Thread": 15,
    "Email": 250,
    "SearchSnippet": 12,
    "Identity": 5,
    "EmailSubmission": 35,
    "VacationResponse": 10,
}
"""How many behaviours of each data type pass on both servers, at least."""


@functools.cache
def functions() -> dict[str, str]:
    """The source of each test by its name in the table."""
    found: dict[str, str] = {}
    for path in HERE.glob("test_*.py"):
        text = path.read_text("utf-8")
        for node in ast.parse(text).body:
            if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef):
                lines = text.splitlines()[node.lineno - 1 : node.end_lineno]
                found[f"{path.stem}::{node.name}"] = "\n".join(lines)
    return found


@pytest.fixture(scope="module")
def collected() -> dict[str, set[str]]:
    """Which behaviours there are on each of the servers, as pytest collects them.

    Another process does it, as this one may have been told to run a part of the tests only.
    """
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    run = subprocess.run([*command, str(HERE)], capture_output=True, text=True, check=True)
    found: dict[str, set[str]] = {"embedded": set(), "cyrus": set()}
    for line in run.stdout.splitlines():
        path, _, name = line.partition("::")
        for kind, names in found.items():
            for before, after in ((f"[{kind}-", "["), (f"[{kind}]", ""), (f"-{kind}]", "]")):
                if before in name:
                    names.add(f"{Path(path).stem}::{name.replace(before, after)}")
    return found


def about(name: str) -> str | None:
    """The data type that a behaviour is about: what its file is marked with."""
    return _marked(name.partition("::")[0])


@functools.cache
def _marked(stem: str) -> str | None:
    text = (HERE / f"{stem}.py").read_text("utf-8")
    before, mark, after = text.partition('\npytestmark = pytest.mark.about("')
    return after.partition('"')[0] if mark and before else None


def passing(collected: dict[str, set[str]]) -> set[str]:
    """The behaviours that pass on both servers, if the tests pass."""
    lacking = {test for lack in LACKS for test in lack.tests}
    both = collected["embedded"] & collected["cyrus"]
    return {name for name in both if not {name, name.partition("[")[0]} & lacking}


@pytest.mark.slow
def test_every_type_has_enough_behaviours_on_both_servers(collected: dict[str, set[str]]) -> None:
    """Each data type that both servers have is tested on both, as often as it says above."""
    counts = Counter(about(name) for name in passing(collected))

    assert {type_: counts[type_] for type_, least in ENOUGH.items() if counts[type_] < least} == {}
    assert sum(counts[type_] for type_ in ENOUGH) >= 450


@pytest.mark.slow
def test_behavioural_tests_run_on_both_servers(collected: dict[str, set[str]]) -> None:
    """What runs on one of the servers runs on the other one, too."""
    alone = collected["embedded"] ^ collected["cyrus"]

    assert {name for name in alone if about(name)} == set()


@pytest.mark.slow
def test_the_table_names_tests_that_there_are(collected: dict[str, set[str]]) -> None:
    """An entry that names no test, or a case that there is not, has no place in the table."""
    cases = {*collected["cyrus"], *(name.partition("[")[0] for name in collected["cyrus"])}
    named = [test for entry in (*DIFFERENCES, *LACKS) for test in entry.tests]

    assert [test for test in named if test not in cases] == []


def test_an_entry_of_the_table_is_asked_for_by_its_tests() -> None:
    """Each test that a difference names asks for the behaviour by its name."""
    tests = functions()

    unasked = [
        (test, entry.behaviour)
        for entry in DIFFERENCES
        for test in entry.tests
        if f'expected("{entry.behaviour}")' not in tests.get(test, "")
    ]

    assert unasked == []


def test_a_difference_is_one() -> None:
    """What is expected of the two servers is not the same."""
    same = [entry.behaviour for entry in DIFFERENCES if entry.embedded == entry.cyrus]

    assert same == []


def test_the_embedded_server_lacks_nothing() -> None:
    """Errors of the embedded server are mended instead of listed: it is never the wrong one."""
    entries = [*DIFFERENCES, *LACKS]

    assert [entry for entry in entries if entry.right == "cyrus"] == []
    assert [entry for entry in LACKS if entry.on == "embedded"] == []


def test_every_entry_has_a_section_and_a_reason() -> None:
    """Each entry says by which section a server is right, and what is the matter otherwise."""
    wrong = [
        entry
        for entry in (*DIFFERENCES, *LACKS)
        if not entry.section.startswith("RFC ")
        or ", section " not in entry.section
        or len(entry.why.split()) < 4
    ]

    assert wrong == []


def test_no_test_knows_which_server_it_runs_on() -> None:
    """Only the table knows: in the tests no server is called by its name."""
    knowing = [
        name
        for name, source in functions().items()
        if about(name) and ("OnCyrus" in source or "OnEmbedded" in source or '"cyrus"' in source)
    ]

    assert knowing == []
