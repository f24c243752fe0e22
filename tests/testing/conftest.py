"""The ways to reach the embedded server: over a socket and without one."""

from __future__ import annotations

import pytest


@pytest.fixture(params=[True, False], ids=["socket", "in_process"])
def socket(request: pytest.FixtureRequest) -> bool:
    """Whether the server listens on a port."""
    return bool(request.param)
