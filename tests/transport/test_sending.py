"""Calls on the wire: how many requests they make, and what is in them."""

from __future__ import annotations

import asyncio

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.runtime import JSONObject
from transport.support import (
    CORE,
    HOST,
    MAIL,
    TOKEN,
    Gate,
    Wire,
    answer,
    arguments,
    echo,
    http_client,
    names,
    turns,
)


async def test_awaiting_the_last_call_of_a_chain_sends_all_of_it(
    wire: Wire, client: aiojmap.Client
) -> None:
    """A chain of references is one request, in the order of the references."""
    wire.results = {"Email/query": {"ids": ["e1"]}, "Email/get": {"list": []}}
    emails = client.email.get(ids=client.email.query(limit=1).ids, properties=["threadId"])
    await client.thread.get(ids=emails.list.thread_id)
    assert [names(request) for request in wire.requests] == [
        ["Email/query", "Email/get", "Thread/get"]
    ]


async def test_a_reference_becomes_a_result_reference(wire: Wire, client: aiojmap.Client) -> None:
    """An argument that refers to a call of the same request is sent as RFC 8620 says."""
    wire.results = {"Email/query": {"ids": ["e1"]}, "Email/get": {"list": []}}
    await client.email.get(ids=client.email.query(limit=1).ids)
    assert arguments(wire.requests[0], 1) == {
        "accountId": "a1",
        "#ids": {"resultOf": "0", "name": "Email/query", "path": "/ids"},
    }


async def test_the_calls_of_a_chain_have_their_answers(wire: Wire, client: aiojmap.Client) -> None:
    """What was sent along is answered, and awaiting it sends nothing more."""
    wire.results = {"Email/query": {"ids": ["e1"]}, "Email/get": {"list": []}}
    query = client.email.query(limit=1)
    await client.email.get(ids=query.ids)
    assert (await query).ids == ["e1"]
    assert len(wire.requests) == 1


async def test_awaiting_twice_sends_once(wire: Wire, client: aiojmap.Client) -> None:
    """A call that is awaited again gives the very same answer."""
    call = echo(client, n=1)
    assert await call is await call
    assert len(wire.requests) == 1


async def test_twenty_tasks_awaiting_one_call_send_it_once(
    wire: Wire, client: aiojmap.Client
) -> None:
    """All who wait for one call get its one answer."""
    wire.api_gate = Gate()
    call = echo(client, n=1)
    tasks = [asyncio.create_task(answer(call)) for _ in range(20)]
    await wire.api_gate.arrivals()
    await turns()
    wire.api_gate.open()
    assert await asyncio.gather(*tasks) == [{"n": 1}] * 20
    assert len(wire.requests) == 1


async def test_twenty_tasks_awaiting_one_failing_call_all_get_its_error(
    wire: Wire, client: aiojmap.Client
) -> None:
    """A failure too is shared by all who wait."""
    wire.failures["Core/echo"] = {"type": "forbidden"}
    call = echo(client, n=1)
    found = await asyncio.gather(*(answer(call) for _ in range(20)), return_exceptions=True)
    assert [type(error) for error in found] == [aiojmap.core.method_errors.Forbidden] * 20
    assert len(wire.requests) == 1


async def test_send_gives_a_tuple_in_the_order_of_the_calls(
    wire: Wire, client: aiojmap.Client
) -> None:
    """`send` answers in the order of its arguments, in one request."""
    calls = [echo(client, n=n) for n in range(3)]
    found = await client.send(*calls[:3])
    assert isinstance(found, tuple)
    assert [aiojmap.unknown_members(one)["n"] for one in found] == [0, 1, 2]
    assert len(wire.requests) == 1


async def test_send_gives_one_call_its_answer(client: aiojmap.Client) -> None:
    """`send` of one call gives its answer, no tuple."""
    assert isinstance(await client.send(echo(client)), aiojmap.RawResponse)


@pytest.mark.parametrize("count", [0, 1, 3, 12])
async def test_send_takes_a_sequence(wire: Wire, client: aiojmap.Client, count: int) -> None:
    """`send` of a sequence gives a list, of any length."""
    found = await client.send([echo(client, n=n) for n in range(count)])
    assert [aiojmap.unknown_members(one)["n"] for one in found] == list(range(count))
    assert len(wire.requests) == min(count, 1)


async def test_send_of_nothing_asks_for_nothing(wire: Wire, client: aiojmap.Client) -> None:
    """An empty sequence does not even fetch the session."""
    assert await client.send([]) == []
    assert wire.urls() == []


async def test_a_call_given_twice_is_sent_once(wire: Wire, client: aiojmap.Client) -> None:
    """The same call twice in one `send` is in the request once."""
    call = echo(client)
    first, second = await client.send(call, call)
    assert first is second
    assert names(wire.requests[0]) == ["Core/echo"]


async def test_send_uses_the_value_of_an_answered_call(wire: Wire, client: aiojmap.Client) -> None:
    """A reference to a call that has its answer is sent as the plain value."""
    wire.results = {"Email/query": {"ids": ["e1", "e2"]}, "Email/get": {"list": []}}
    query = client.email.query(limit=2)
    await query
    found, _ = await client.send(query, client.email.get(ids=query.ids))
    assert found.ids == ["e1", "e2"]
    assert [names(request) for request in wire.requests] == [["Email/query"], ["Email/get"]]
    assert arguments(wire.requests[1], 0) == {"accountId": "a1", "ids": ["e1", "e2"]}


async def test_a_call_under_way_is_waited_for_by_those_that_refer_to_it(
    wire: Wire, client: aiojmap.Client
) -> None:
    """A reference to a call that is under way becomes the value when its answer comes."""
    wire.results = {"Email/query": {"ids": ["e1"]}, "Email/get": {"list": []}}
    wire.api_gate = Gate()
    query = client.email.query(limit=1)
    first = asyncio.ensure_future(_awaited(query))
    await wire.api_gate.arrivals()
    second = asyncio.ensure_future(_awaited(client.email.get(ids=query.ids)))
    await turns()
    wire.api_gate.open()
    await asyncio.gather(first, second)
    assert arguments(wire.requests[1], 0) == {"accountId": "a1", "ids": ["e1"]}


async def _awaited(call: aiojmap.Call[object]) -> object:
    return await call


async def test_requests_are_counted(wire: Wire, client: aiojmap.Client) -> None:
    """`http_requests` counts the request for the session and those of the API."""
    counts = [client.http_requests]
    for _ in range(2):
        await client.send(echo(client), echo(client))
        counts.append(client.http_requests)
    assert counts == [0, 2, 3]


async def test_the_capabilities_of_the_calls_are_named(wire: Wire, client: aiojmap.Client) -> None:
    """`using` has core and what the calls rely on."""
    wire.results = {"Email/query": {"ids": []}}
    await client.send(echo(client), client.email.query(limit=1))
    assert wire.requests[0]["using"] == [CORE, MAIL]


async def test_using_can_be_replaced(wire: Wire, client: aiojmap.Client) -> None:
    """What is given as `using` is sent in place of what the calls rely on."""
    await client.send(echo(client), using=["urn:x", CORE])
    assert wire.requests[0]["using"] == ["urn:x", CORE]


async def test_a_raw_call_is_sent_as_given(wire: Wire, client: aiojmap.Client) -> None:
    """A call without bindings has the name, the arguments and the capability given."""
    wire.document["capabilities"] = {CORE: {}, "urn:vendor": {}}
    given: JSONObject = {"a": None, "b": [1, {"c": True}], "#d": "e"}
    call = client.call("Vendor/do", given, capability="urn:vendor")
    assert await answer(call) == given
    assert wire.requests[0] == {
        "using": [CORE, "urn:vendor"],
        "methodCalls": [["Vendor/do", given, "0"]],
    }


async def test_what_a_token_may_not_do_is_not_sent(wire: Wire, client: aiojmap.Client) -> None:
    """A call whose capability the session lacks is refused before it is sent."""
    with pytest.raises(aiojmap.CallRefused, match="urn:vendor"):
        await client.call("Vendor/do", {}, capability="urn:vendor")
    assert wire.requests == []


async def test_a_refused_call_holds_the_others_back(wire: Wire, client: aiojmap.Client) -> None:
    """If one call of a `send` is refused, none is sent, and the good one can be sent later."""
    good, bad = echo(client), client.call("Vendor/do", {}, capability="urn:vendor")
    with pytest.raises(aiojmap.CallRefused):
        await client.send(good, bad)
    assert wire.requests == []
    assert await answer(good) == {}


async def test_a_call_of_another_client_is_refused(wire: Wire, client: aiojmap.Client) -> None:
    """A call is sent by the client it was made with."""
    async with http_client() as shared:
        other = aiojmap.Client(HOST, token=TOKEN, http_client=shared)
        with pytest.raises(aiojmap.CallRefused, match="another client"):
            await client.send(echo(other))
    assert wire.requests == []


async def test_a_reference_to_a_later_call_is_refused(wire: Wire, client: aiojmap.Client) -> None:
    """`send` keeps the order given and refuses one that cannot work."""
    query = client.email.query(filter=mail.EmailFilter(in_mailbox="m"))
    with pytest.raises(aiojmap.CallRefused, match="comes later"):
        await client.send(client.email.get(ids=query.ids), query)
    assert wire.requests == []
