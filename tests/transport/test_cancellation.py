"""Waiters that are cancelled: what goes on, what ends, and what is said afterwards."""

from __future__ import annotations

import asyncio

import pytest

import aiojmap
from aiojmap.runtime import JSONObject
from transport.support import Gate, Wire, answer, echo, names, session_document, turns


@pytest.fixture
def gate(wire: Wire) -> Gate:
    """Holds the requests of the API back."""
    wire.api_gate = Gate()
    return wire.api_gate


def _waiter(call: aiojmap.Call[aiojmap.RawResponse]) -> asyncio.Task[JSONObject]:
    return asyncio.create_task(answer(call))


async def _cancelled(*tasks: asyncio.Task[JSONObject]) -> bool:
    for task in tasks:
        task.cancel()
    async with asyncio.timeout(10):
        await asyncio.wait(tasks)
    return all(task.cancelled() for task in tasks)


async def test_a_cancelled_waiter_leaves_the_request_to_the_others(
    wire: Wire, client: aiojmap.Client, gate: Gate
) -> None:
    """As long as one waits for a call, its request goes on."""
    call = echo(client, n=1)
    first, second, third = _waiter(call), _waiter(call), _waiter(call)
    await gate.arrivals()
    await turns()
    assert await _cancelled(first, second)
    gate.open()
    assert await third == {"n": 1}
    assert len(wire.requests) == 1


@pytest.mark.parametrize("count", [1, 3])
async def test_the_last_cancelled_waiter_ends_the_request(
    client: aiojmap.Client, gate: Gate, count: int
) -> None:
    """If all who wait are cancelled, so is the request."""
    call = echo(client)
    waiters = [_waiter(call) for _ in range(count)]
    await gate.arrivals()
    await turns()
    assert await _cancelled(*waiters)
    await turns()
    assert gate.inside == 0


async def test_an_abandoned_call_says_so_and_is_not_sent_again(
    wire: Wire, client: aiojmap.Client, gate: Gate
) -> None:
    """Awaiting a call whose waiters were cancelled raises CallAbandoned each time."""
    call = echo(client)
    waiter = _waiter(call)
    await gate.arrivals()
    await _cancelled(waiter)
    gate.open()
    for _ in range(2):
        with pytest.raises(aiojmap.CallAbandoned, match="Core/echo"):
            await call
    assert len(wire.requests) == 1


async def test_a_call_abandoned_at_its_time_limit_says_so(
    client: aiojmap.Client, gate: Gate
) -> None:
    """A time limit of the caller abandons the call too."""
    call = echo(client)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await call
    with pytest.raises(aiojmap.CallAbandoned):
        await call


async def test_all_calls_of_a_cancelled_send_are_abandoned(
    client: aiojmap.Client, gate: Gate
) -> None:
    """Each call of a request that was cancelled says so."""
    calls = [echo(client, n=n) for n in range(2)]
    sending = asyncio.create_task(client.send(calls))
    await gate.arrivals()
    sending.cancel()
    await asyncio.wait([sending])
    for call in calls:
        with pytest.raises(aiojmap.CallAbandoned):
            await call


async def test_a_waiter_for_one_call_keeps_the_request_of_several(
    client: aiojmap.Client, gate: Gate
) -> None:
    """The request of a cancelled `send` goes on if somebody else awaits one of its calls."""
    first, second = echo(client, n=1), echo(client, n=2)
    sending = asyncio.create_task(client.send([first, second]))
    await gate.arrivals()
    waiter = _waiter(second)
    await turns()
    sending.cancel()
    await asyncio.wait([sending])
    gate.open()
    assert await waiter == {"n": 2}


async def test_a_call_that_waits_for_the_session_is_not_abandoned(
    wire: Wire, client: aiojmap.Client
) -> None:
    """A call cancelled before it was sent can still be sent."""
    wire.session_gate = Gate()
    call = echo(client, n=1)
    waiter = _waiter(call)
    await wire.session_gate.arrivals()
    assert await _cancelled(waiter)
    wire.session_gate.open()
    assert await answer(call) == {"n": 1}


async def test_a_place_is_free_after_a_cancelled_request(
    wire: Wire, client: aiojmap.Client, gate: Gate
) -> None:
    """Neither a request cancelled under way nor one cancelled while it waits keeps its place."""
    wire.document = session_document(core={"maxConcurrentRequests": 1})
    under_way, queued = _waiter(echo(client, n=1)), _waiter(echo(client, n=2))
    await gate.arrivals()
    await turns()
    assert await _cancelled(queued, under_way)
    gate.open()
    async with asyncio.timeout(10):
        assert await answer(echo(client, n=3)) == {"n": 3}
    assert len(wire.requests) == 2


async def test_a_needed_call_goes_on_for_those_that_refer_to_it(
    wire: Wire, client: aiojmap.Client, gate: Gate
) -> None:
    """A call under way is not ended while a call that refers to it waits for its answer."""
    wire.results = {"Email/query": {"ids": ["e1"]}, "Email/get": {"list": []}}
    query = client.email.query(limit=1)
    waiter = asyncio.ensure_future(_awaited(query))
    await gate.arrivals()
    get = asyncio.ensure_future(_awaited(client.email.get(ids=query.ids)))
    await turns()
    waiter.cancel()
    await asyncio.wait([waiter])
    gate.open()
    await get
    assert [names(request) for request in wire.requests] == [["Email/query"], ["Email/get"]]


async def _awaited(call: aiojmap.Call[object]) -> object:
    return await call


async def test_a_send_keeps_each_of_its_requests_going(client: aiojmap.Client, gate: Gate) -> None:
    """A `send` that waits for one request is also a waiter for its others."""
    first, second = echo(client, n=1), echo(client, n=2)
    early = _waiter(first)
    await gate.arrivals(1)
    sending = asyncio.create_task(client.send([first, second]))
    await gate.arrivals(2)
    late = _waiter(second)
    await turns()
    assert await _cancelled(late)
    gate.open()
    found = await sending
    assert [aiojmap.unknown_members(one) for one in found] == [{"n": 1}, {"n": 2}]
    assert await early == {"n": 1}


async def test_a_cancelled_send_ends_each_of_its_requests(
    client: aiojmap.Client, gate: Gate
) -> None:
    """A `send` that is cancelled leaves no request running for which nobody waits."""
    first, second = echo(client, n=1), echo(client, n=2)
    early = _waiter(first)
    await gate.arrivals(1)
    sending = asyncio.create_task(client.send([first, second]))
    await gate.arrivals(2)
    sending.cancel()
    await asyncio.wait([sending])
    await turns()
    assert gate.inside == 1
    gate.open()
    assert await early == {"n": 1}
