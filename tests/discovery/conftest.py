"""Fixtures: all HTTP caught."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import respx


@pytest.fixture
def router() -> Iterator[respx.MockRouter]:
    """All HTTP is caught here; a request that no route expects fails the test."""
    with respx.mock(assert_all_called=False) as mocked:
        yield mocked
