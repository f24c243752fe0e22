"""JSON as text, and the converter between JSON and values."""

from __future__ import annotations

import datetime

import cattrs
import pytest
from unit.support import FakeClient, prepare, result, sent

import aiojmap
from aiojmap import mail
from aiojmap._model.json import dumps, kind, loads
from aiojmap.runtime import JSON


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"a": [1, 2.5, True, None]}, b'{"a":[1,2.5,true,null]}'),
        ("ä\u2028€", '"ä\u2028€"'.encode()),
        ("\U0001f600", '"\U0001f600"'.encode()),
        ({}, b"{}"),
    ],
)
def test_json_is_written_compactly_as_utf_8(value: JSON, text: bytes) -> None:
    """Without spaces, and with every character as itself."""
    assert dumps(value) == text
    assert loads(text) == value


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"nul", b"{'a': 1}", b"NaN", b"[Infinity]", b"[-Infinity]", b"[1,]", b"\xff",
     b'"\\', b"<html>", b"1" * 5000],
    ids=repr,
)  # fmt: skip
def test_what_is_not_json_is_refused(text: bytes) -> None:
    """Whatever the body is, the error is ours."""
    with pytest.raises(aiojmap.ProtocolError, match="the answer is not JSON"):
        loads(text)


@pytest.mark.parametrize("text", [b"[" * 100_000, b'{"a":' * 100_000])
def test_json_that_nests_without_end_is_refused(text: bytes) -> None:
    """It must not end in a RecursionError."""
    with pytest.raises(aiojmap.ProtocolError, match="nested too deeply"):
        loads(text)


@pytest.mark.parametrize(
    ("value", "name"),
    [(None, "null"), (True, "bool"), (1, "int"), (1.0, "float"), ("", "str"), ([], "array"),
     ({}, "object"), ({1}, "set")],
)  # fmt: skip
def test_kinds_have_the_names_of_json(value: object, name: str) -> None:
    """Messages speak of objects and arrays, not of dicts and lists."""
    assert kind(value) == name


def day_converter() -> cattrs.Converter:
    """A converter of an application that writes addresses its own way."""
    made = aiojmap.get_converter()
    made.register_structure_hook(str, lambda value, _: str(value).strip())
    made.register_unstructure_hook(str, str.upper)
    return made


def test_hooks_of_an_application_take_precedence() -> None:
    """A converter can be given hooks that read and write types differently."""
    converter = day_converter()

    address = aiojmap.decode({"email": " a@b "}, mail.EmailAddress, converter)

    assert address.email == "a@b"
    assert aiojmap.encode(address, converter) == {"email": "A@B"}


def test_our_hooks_can_be_added_to_a_converter() -> None:
    """The same converter is given back, and reads types of ours and of the application."""
    own = cattrs.Converter()
    own.register_structure_hook(datetime.date, lambda value, _: datetime.date.fromisoformat(value))

    made = aiojmap.get_converter(own)

    assert made is own
    assert made.structure("2024-01-01", datetime.date) == datetime.date(2024, 1, 1)
    assert made.structure({"id": "e1"}, mail.Email).id == "e1"


def test_a_client_uses_its_converter_both_ways(client: FakeClient) -> None:
    """Arguments are written and answers are read with it."""
    client.converter = day_converter()
    call = client.email.query(anchor="x")

    assert sent(prepare(client, call)) == [("Email/query", {"anchor": "X"})]
    assert result(call, {"ids": [" e1 "]}).ids == ["e1"]


def test_the_default_converter_is_left_alone() -> None:
    """Hooks on one converter change no other."""
    day_converter()

    assert aiojmap.encode(mail.EmailAddress(email="a@b")) == {"email": "a@b"}
