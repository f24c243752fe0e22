"""Slips of a caller that Python would let through, or answer with an error of its own."""

from __future__ import annotations

from typing import Any, cast

import pytest

import aiojmap
from aiojmap import mail

from .support import FakeClient, answer

FILTER = mail.EmailFilter(text="a")


@pytest.mark.parametrize("filter_", [FILTER, ~FILTER, FILTER & FILTER])
def test_filters_are_neither_true_nor_false(filter_: aiojmap.Filter[mail.EmailId]) -> None:
    """`and` between filters would lose one of them, so it is refused."""
    with pytest.raises(TypeError, match="joined with &"):
        bool(filter_)


@pytest.mark.parametrize("use", [bool, list, len, lambda ref: ref[0], lambda ref: "x" in ref])
def test_a_reference_is_not_taken_for_its_value(client: FakeClient, use: Any) -> None:
    """A reference used like the list it stands for says what to await."""
    ids: Any = client.email.query().ids

    with pytest.raises(TypeError, match="await Email/query"):
        use(ids)


def test_a_refused_record_is_named(client: FakeClient) -> None:
    """The message of a SetError says which record of which call it is about."""
    call = client.email.set(destroy=["e1", "e2"])
    refusal = {"type": "notFound"}
    answer([call], ["Email/set", {"notDestroyed": {"e2": refusal}}, "0"])

    value = cast("aiojmap.core.SetResponse[mail.Email]", call._value())
    assert str(value.not_destroyed["e2"]) == "Email/set destroy 'e2': notFound"


def test_a_failure_awaited_again_does_not_grow(client: FakeClient) -> None:
    """The traceback of an error does not get longer with each who waits for it."""
    call = client.email.query()
    answer([call], ["error", {"type": "serverFail"}, "0"])
    lengths: list[int] = []
    for _ in range(3):
        with pytest.raises(aiojmap.MethodError) as raised:
            call._value()
        lengths.append(len(raised.traceback))

    assert len(set(lengths)) == 1


def test_merge_takes_a_mapping() -> None:
    """A list of keywords is no map of them."""
    with pytest.raises(TypeError, match="takes a mapping, not list"):
        aiojmap.merge(cast("Any", ["$seen"]))


def test_a_token_is_text() -> None:
    """Another type of token is refused in words."""
    with pytest.raises(aiojmap.ConfigurationError, match="a token is a str, not int"):
        aiojmap.Client("jmap.example", token=cast("Any", 5))


def test_a_view_says_of_what() -> None:
    """The decorator needs the data type."""

    class Summary:
        subject: str | None

    with pytest.raises(TypeError, match="what it is a view of"):
        aiojmap.view(cast("Any", Summary))


async def test_send_takes_calls_alone() -> None:
    """What is no call is refused, alone, beside a call and in a sequence."""
    async with aiojmap.Client("jmap.example", token="token") as client:
        send = cast("Any", client.send)
        for arguments in (["x"], [client.email.query(), "x"], [[client.email.query(), 5]]):
            with pytest.raises(aiojmap.CallRefused, match="takes calls, not"):
                await send(*arguments)


async def test_upload_takes_octets_or_a_path() -> None:
    """Text is neither."""
    async with aiojmap.Client("jmap.example", token="token") as client:
        upload = cast("Any", client.upload)
        with pytest.raises(aiojmap.CallRefused, match="not str"):
            await upload("text", account_id="a")
