"""Whatever a server sends is read or refused, and what is read is written the same."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unit.places import places, replaced, steps, value_at
from unit.strategies import ANYTHING, call_types, json_of, json_of_record, record_types

import aiojmap
from aiojmap._model.json import kind
from aiojmap._model.pointer import evaluate, join, split
from aiojmap.runtime import JSON, Call, Record, SetError

EVERY_TYPE = pytest.mark.parametrize("type_", record_types(), ids=lambda type_: type_.__name__)
EVERY_CALL = pytest.mark.parametrize("call", call_types(), ids=lambda call: call.__name__)
SETTINGS = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def refusal(members: JSON, type_: type[object]) -> aiojmap.DecodeError | None:
    """Why JSON cannot be read as a type, or None if it can."""
    try:
        aiojmap.decode(members, type_)
    except aiojmap.DecodeError as error:
        return error
    return None


def test_the_types_are_found() -> None:
    """The tests below would pass if there were none."""
    names = {type_.__name__ for type_ in record_types()}

    assert len(names) > 90
    assert {"Email", "EmailCreate", "EmailPatch", "EmailFilter", "EmailQueryArguments"} <= names
    assert {"GetResponse", "Session", "MaskedEmail", "VacationResponse", "Envelope"} <= names
    assert len(call_types()) == 32


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


@EVERY_CALL
@SETTINGS
@given(data=st.data())
def test_an_answer_that_a_call_reads_is_written_the_same(
    call: type[Call[object]], data: st.DataObject
) -> None:
    """Each method's own records and errors are read, and come out as they were."""
    members = data.draw(json_of(call._response_type()))
    assert isinstance(members, dict)

    assert aiojmap.encode(call.read(members)) == members


@EVERY_TYPE
@SETTINGS
@given(data=st.data())
def test_the_path_of_a_refusal_leads_to_what_is_wrong(
    type_: type[Record], data: st.DataObject
) -> None:
    """If one value in JSON that fits is replaced, it is read, or the path leads into that."""
    right = data.draw(json_of_record(type_))
    place = data.draw(st.sampled_from(list(places(right))))
    wrong = replaced(right, place, data.draw(ANYTHING))

    error = refusal(wrong, type_)

    assert error is None or steps(error.path)[: len(place)] == place


@EVERY_TYPE
@SETTINGS
@given(data=st.data())
def test_any_json_is_read_or_refused_by_what_is_there(
    type_: type[Record], data: st.DataObject
) -> None:
    """The problem at a path names the kind of the value that is there, or the value."""
    right = data.draw(json_of_record(type_))
    place = data.draw(st.sampled_from(list(places(right))))
    value = replaced(right, place, data.draw(ANYTHING))

    error = refusal(value, type_)

    assert error is None or error.problem in said_about(value, error)


def said_about(value: JSON, error: aiojmap.DecodeError) -> list[str]:
    """What a problem may be, from what is at the path of an error and what it says it expected."""
    try:
        there = value_at(value, steps(error.path))
    except LookupError:
        there = None
    expected = error.problem.partition(", got ")[0]
    shown = [kind(there), repr(there), str(there)]
    shown += [repr(there[:40])] if isinstance(there, str) else []
    assert expected.startswith("expected ")
    return [*(f"{expected}, got {item}" for item in shown), "expected a property to sort by"]


@SETTINGS
@given(value=ANYTHING)
@pytest.mark.parametrize("type_", [aiojmap.core.Session, aiojmap.mail.Email, SetError])
def test_a_whole_that_is_anything_is_read_or_refused(type_: type[object], value: JSON) -> None:
    """What is no object is refused as a whole."""
    error = refusal(value, type_)

    assert isinstance(value, dict) or (error is not None and error.path == "$")


@SETTINGS
@given(tokens=st.lists(st.text(max_size=4).filter(lambda token: token != "*"), max_size=4))
def test_any_tokens_make_a_pointer_that_leads_to_them(tokens: list[str]) -> None:
    """A pointer made of member names finds the value under them."""
    document: JSON = "found"
    for token in reversed(tokens):
        document = {token: document}

    assert split(join(*tokens)) == tokens
    assert evaluate(document, join(*tokens)) == "found"
