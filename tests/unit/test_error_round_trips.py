"""Errors of every class keep what a server said, and reading them never fails."""

from __future__ import annotations

import pickle
import typing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.strategies import PACKAGES

import aiojmap
from aiojmap._exchange.problems import error_for
from aiojmap._model.errors import ServerError
from aiojmap._model.json import dumps
from aiojmap.runtime import JSON, JSONObject, MethodError, RequestError, SetError

LEVELS = ("request_errors", "method_errors", "set_errors")


def error_classes() -> list[type[ServerError]]:
    """Every class of error in the generated packages, and the bases."""
    found: list[type[ServerError]] = [RequestError, MethodError, SetError]
    for package in PACKAGES:
        for level in LEVELS:
            if level in package.__all__:
                found += getattr(package, level).ALL.values()
    return found


EVERY_ERROR = pytest.mark.parametrize("kind", error_classes(), ids=lambda kind: kind.__name__)
SETTINGS = settings(max_examples=15, deadline=None, derandomize=True)
NAMES = (
    "description", "detail", "properties", "arguments", "limit", "existingId", "notFound",
    "maxSize", "maxRecipients", "invalidRecipients", "vendor:odd",
)  # fmt: skip
ODD: list[JSON] = [
    None, True, 0, -1, 2**60, 1.5, "", "text", "a\nb", [], ["a", "b"], ["a", 5], [[]], {},
    {"a": [None]},
]  # fmt: skip
MEMBERS = st.dictionaries(st.sampled_from(("type", *NAMES)), st.sampled_from(ODD), max_size=4)


def made(kind: type[ServerError], members: JSONObject) -> ServerError:
    """An error of a class with these members."""
    if issubclass(kind, RequestError):
        return kind(members, status=400)
    return kind(members)


def test_the_classes_are_found() -> None:
    """The tests below would pass if there were none."""
    names = {kind.__name__ for kind in error_classes()}

    assert len(names) > 40
    assert {"Limit", "StateMismatch", "AlreadyExists", "BlobNotFound", "NoRecipients"} <= names


@EVERY_ERROR
@SETTINGS
@given(members=MEMBERS)
def test_an_error_keeps_every_member_as_it_came(
    kind: type[ServerError], members: JSONObject
) -> None:
    """Whatever the members are, they are there, and after pickling too."""
    error = made(kind, members)

    assert error.members == members
    assert pickle.loads(pickle.dumps(error)).members == members


@EVERY_ERROR
@SETTINGS
@given(members=MEMBERS)
def test_every_property_of_an_error_has_its_type(
    kind: type[ServerError], members: JSONObject
) -> None:
    """A member of the wrong type reads as empty: handling an error raises no other one."""
    error = made(kind, members)

    assert isinstance(str(error), str)
    for name in dir(kind):
        declared = getattr(kind, name)
        if isinstance(declared, property):
            expected = typing.get_type_hints(declared.fget)["return"]
            assert fits(getattr(error, name), expected), name


def fits(value: object, expected: object) -> bool:
    """Whether a value has a type that a property of an error is declared with."""
    if expected == list[str]:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if expected == str | None:
        return value is None or isinstance(value, str)
    assert isinstance(expected, type)
    return isinstance(value, expected)


@SETTINGS
@given(members=MEMBERS, status=st.sampled_from([400, 401, 403, 404, 429, 500]))
def test_any_problem_becomes_an_error_with_its_status(members: JSONObject, status: int) -> None:
    """Whatever the body of a refusal is, the refusal is what is raised."""
    error = error_for("https://jmap.example/api/", status, dumps(members))

    assert error.status == status
    assert not isinstance(error, aiojmap.RequestError) or error.members == members
