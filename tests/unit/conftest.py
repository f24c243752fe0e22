"""Fixtures of the unit tests."""

from __future__ import annotations

import pytest
from unit.support import FakeClient


@pytest.fixture
def client() -> FakeClient:
    """A client that makes calls and sends none."""
    return FakeClient()
