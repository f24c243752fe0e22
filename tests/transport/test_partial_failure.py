"""Failures of some calls, and of whole requests: what stays, and what is said."""

from __future__ import annotations

import httpx
import pytest

import aiojmap
from aiojmap.core import method_errors
from aiojmap.runtime import JSON
from transport.support import Wire, answer, echo, response_document


def _responses(wire: Wire, *responses: JSON) -> None:
    document = response_document(*responses)
    wire.api.mock(side_effect=None, return_value=httpx.Response(200, json=document))


async def test_the_answers_of_the_others_stay(wire: Wire, client: aiojmap.Client) -> None:
    """A failed call does not take away what the others of its request were answered."""
    wire.failures["Foo/bad"] = {"type": "forbidden"}
    good, bad = echo(client, n=1), client.call("Foo/bad", {})
    with pytest.raises(method_errors.Forbidden):
        await client.send(bad, good)
    assert await answer(good) == {"n": 1}
    assert len(wire.requests) == 1


async def test_the_first_failure_is_raised(wire: Wire, client: aiojmap.Client) -> None:
    """`send` raises the error of the first call that failed, named by its method."""
    wire.failures = {"Foo/one": {"type": "forbidden"}, "Foo/two": {"type": "serverFail"}}
    calls = [client.call(name, {}) for name in ("Foo/good", "Foo/one", "Foo/two")]
    with pytest.raises(method_errors.Forbidden, match="Foo/one"):
        await client.send(calls)


async def test_the_other_failures_are_noted(wire: Wire, client: aiojmap.Client) -> None:
    """The error that is raised names the other calls that failed in a note."""
    wire.failures = {f"Foo/{n}": {"type": "serverFail"} for n in ("one", "two", "three")}
    calls = [client.call(f"Foo/{n}", {}) for n in ("one", "two", "good", "three")]
    with pytest.raises(aiojmap.MethodError) as caught:
        await client.send(calls)
    (note,) = caught.value.__notes__
    assert [name in note for name in ("Foo/two", "Foo/three", "Foo/good")] == [True, True, False]


async def test_the_other_failures_are_noted_once(wire: Wire, client: aiojmap.Client) -> None:
    """Sending the same failed calls again does not add the note again."""
    wire.failures = {"Foo/one": {"type": "serverFail"}, "Foo/two": {"type": "serverFail"}}
    calls = [client.call("Foo/one", {}), client.call("Foo/two", {})]
    for _ in range(2):
        with pytest.raises(aiojmap.MethodError) as caught:
            await client.send(calls)
    assert len(caught.value.__notes__) == 1


async def test_a_single_failure_has_no_note(wire: Wire, client: aiojmap.Client) -> None:
    """A call that failed alone has nothing to add."""
    wire.failures["Foo/bad"] = {"type": "serverFail"}
    with pytest.raises(aiojmap.MethodError) as caught:
        await client.send(echo(client), client.call("Foo/bad", {}))
    assert not hasattr(caught.value, "__notes__")


async def test_a_failed_request_fails_every_call(wire: Wire, client: aiojmap.Client) -> None:
    """An error of the whole request is the error of each of its calls."""
    wire.api.mock(side_effect=None, return_value=httpx.Response(500, text="down"))
    calls = [echo(client, n=n) for n in range(3)]
    with pytest.raises(aiojmap.HTTPError):
        await client.send(calls)
    for call in calls:
        with pytest.raises(aiojmap.HTTPError, match="500"):
            await call
    assert wire.api.call_count == 1


async def test_a_call_without_answer_fails_alone(wire: Wire, client: aiojmap.Client) -> None:
    """A server that leaves one call out fails that one."""
    _responses(wire, ["Core/echo", {"n": 2}, "1"])
    missing, there = echo(client, n=1), echo(client, n=2)
    with pytest.raises(aiojmap.MissingResponse):
        await client.send(missing, there)
    assert await answer(there) == {"n": 2}


async def test_answers_are_found_by_their_ids(wire: Wire, client: aiojmap.Client) -> None:
    """The order of the responses does not matter, nor do those with unknown ids."""
    _responses(wire, ["Core/echo", {"n": 2}, "1"], ["X/y", {}, "odd"], ["Core/echo", {"n": 1}, "0"])
    first, second = await client.send(echo(client), echo(client))
    found = [aiojmap.unknown_members(one)["n"] for one in (first, second)]
    assert found == [1, 2]


async def test_an_answer_of_a_wrong_type_fails_alone(wire: Wire, client: aiojmap.Client) -> None:
    """A wrong type in one answer is the error of that call, with its path."""
    wire.results["Email/query"] = {"ids": [1]}
    query, other = client.email.query(limit=1), echo(client, n=1)
    with pytest.raises(aiojmap.DecodeError, match=r"Email/query.*\$\.ids\[0\]"):
        await client.send(query, other)
    assert await answer(other) == {"n": 1}


async def test_a_failed_reference_says_what_it_referred_to(
    wire: Wire, client: aiojmap.Client
) -> None:
    """The cause of an invalidResultReference is the error of the call referred to."""
    wire.failures = {
        "Email/query": {"type": "unsupportedFilter"},
        "Email/get": {"type": "invalidResultReference"},
    }
    with pytest.raises(method_errors.InvalidResultReference) as caught:
        await client.email.get(ids=client.email.query(limit=1).ids)
    assert isinstance(caught.value.__cause__, method_errors.UnsupportedFilter)


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), "\ud800", {"\udfff": 1}, b"x", {1, 2}, object()]
)
async def test_arguments_that_are_no_json_are_refused(
    wire: Wire, client: aiojmap.Client, value: JSON
) -> None:
    """A value that cannot be written as JSON is refused, before anything is sent."""
    with pytest.raises(aiojmap.CallRefused):
        await client.call("Foo/do", {"value": value})
    assert wire.requests == []


async def test_text_that_is_no_unicode_is_refused(wire: Wire, client: aiojmap.Client) -> None:
    """A lone surrogate in an argument is refused, before anything is sent."""
    with pytest.raises(aiojmap.CallRefused):
        await client.mailbox.get(ids=["\ud800"])
    assert wire.requests == []
