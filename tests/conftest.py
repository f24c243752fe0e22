"""What holds for the output of every test: no token is in it."""

from __future__ import annotations

import re
from collections.abc import Generator

import pytest

SECRET = re.compile(r"(?<!client-)canary-(?:\d|access|refresh|device|code|secret)[\w-]*")
"""The tokens, codes and secrets that the tests of the project use."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fails a test in whose log or on whose streams there is a token."""
    report = yield
    shown = SECRET.search("".join(text for _, text in report.sections))
    if shown is not None and report.passed:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: the {call.when} has a token in its output"
    return report
