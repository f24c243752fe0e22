"""A real browser for the tests that need one."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator

import pytest

from . import chromium


@pytest.fixture
async def browser() -> AsyncGenerator[chromium.Browser]:
    """A browser that knows nothing yet; without one, a loud skip here and a failure in CI."""
    reason = chromium.missing()
    if reason is not None:
        if os.environ.get("CI"):
            pytest.fail(f"the tests in a browser cannot run in CI: {reason}")
        pytest.skip(f"NOT TESTED IN A BROWSER: {reason}")
    async with chromium.running() as found:
        yield found
