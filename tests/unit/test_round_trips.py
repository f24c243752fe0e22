"""Whatever a server sends is read or refused, and what is read is written the same."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unit.strategies import json_of_record, nearly_json_of, record_types

import aiojmap
from aiojmap._model.pointer import evaluate, join, split
from aiojmap.runtime import JSON, Record

EVERY_TYPE = pytest.mark.parametrize("type_", record_types(), ids=lambda type_: type_.__name__)
SETTINGS = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def refusal(members: JSON, type_: type[Record]) -> aiojmap.DecodeError | None:
    """Why JSON cannot be read as a type, or None if it can."""
    try:
        aiojmap.decode(members, type_)
    except aiojmap.DecodeError as error:
        return error
    return None


def test_the_types_are_found() -> None:
    """The tests below would pass if there were none."""
    names = {type_.__name__ for type_ in record_types()}

    assert len(names) > 40
    assert {"Email", "GetResponse", "Session", "MaskedEmail", "EmailSubmission"} <= names


@EVERY_TYPE
@SETTINGS
@given(data=st.data())
def test_what_is_read_is_written_the_same(type_: type[Record], data: st.DataObject) -> None:
    """`encode(decode(x)) == x` for JSON that fits the type, unknown members and all."""
    members = data.draw(json_of_record(type_))

    assert aiojmap.encode(aiojmap.decode(members, type_)) == members


@EVERY_TYPE
@SETTINGS
@given(data=st.data())
def test_what_is_written_is_read_the_same(type_: type[Record], data: st.DataObject) -> None:
    """`decode(encode(x)) == x` for records made from JSON that fits the type."""
    value = aiojmap.decode(data.draw(json_of_record(type_)), type_)

    assert aiojmap.decode(aiojmap.encode(value), type_) == value


@EVERY_TYPE
@SETTINGS
@given(data=st.data())
def test_any_json_is_read_or_refused_with_a_path(type_: type[Record], data: st.DataObject) -> None:
    """Nothing a server sends raises anything but a DecodeError."""
    members = data.draw(nearly_json_of(type_))

    error = refusal(members, type_)

    assert error is None or re.match(r"\$[.\[]?", error.path)
    assert error is None or error.problem.startswith("expected ")


@SETTINGS
@given(tokens=st.lists(st.text(max_size=4).filter(lambda token: token != "*"), max_size=4))
def test_any_tokens_make_a_pointer_that_leads_to_them(tokens: list[str]) -> None:
    """A pointer made of member names finds the value under them."""
    document: JSON = "found"
    for token in reversed(tokens):
        document = {token: document}

    assert split(join(*tokens)) == tokens
    assert evaluate(document, join(*tokens)) == "found"
