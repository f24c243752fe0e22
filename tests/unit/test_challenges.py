"""Reading WWW-Authenticate."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiojmap._exchange.challenges import Challenge, challenges


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("", []),
        ("Basic", [("basic", {})]),
        ("BEARER", [("bearer", {})]),
        ("Bearer realm=x", [("bearer", {"realm": "x"})]),
        ('Bearer Realm = "x"', [("bearer", {"realm": "x"})]),
        ('Bearer a="1", b=2', [("bearer", {"a": "1", "b": "2"})]),
        ('Bearer a="1" , Basic realm="y"', [("bearer", {"a": "1"}), ("basic", {"realm": "y"})]),
        ("Basic,Bearer", [("basic", {}), ("bearer", {})]),
        (",, ,Bearer,,", [("bearer", {})]),
        ("Negotiate YII==, Bearer", [("negotiate", {}), ("bearer", {})]),
        (r'Basic realm="a \"b\", Bearer c=d"', [("basic", {"realm": 'a "b", Bearer c=d'})]),
        ('Bearer a="1", a="2"', [("bearer", {"a": "1"})]),
        ('Bearer a="", b=', [("bearer", {"a": ""})]),
        ("realm=x, Bearer", []),
        ('Bearer error="x', [("bearer", {})]),
        ("Bearer;Basic", []),
        ("Bearer é", [("bearer", {})]),
    ],
)
def test_schemes_and_parameters_are_read(
    field: str, found: list[tuple[str, dict[str, str]]]
) -> None:
    """Whatever is in quotes is no scheme; what cannot be read ends the list."""
    assert challenges(field) == [Challenge(scheme, parameters) for scheme, parameters in found]


@given(st.text(max_size=80) | st.text('Bearer =",\\ ax', max_size=80))
def test_no_field_is_an_error(field: str) -> None:
    """A server can send anything."""
    for challenge in challenges(field):
        assert challenge.scheme == challenge.scheme.lower()


def test_a_long_field_is_read_in_part() -> None:
    """Work stays in proportion to what a field can be."""
    assert len(challenges("a, " * 1_000_000)) < 10_000
