"""The limits of the server: what is refused, and what waits."""

from __future__ import annotations

import asyncio

import httpx
import pytest

import aiojmap
from transport.support import Gate, Wire, answer, echo, session_document, turns


async def test_a_request_too_large_is_refused(wire: Wire, client: aiojmap.Client) -> None:
    """A request beyond maxSizeRequest is not sent; both sizes are named."""
    wire.document = session_document(core={"maxSizeRequest": 500})
    with pytest.raises(aiojmap.CallRefused, match=r"500 \(maxSizeRequest\)"):
        await echo(client, text="x" * 500)
    assert wire.requests == []


async def test_the_size_is_that_of_the_octets(wire: Wire, client: aiojmap.Client) -> None:
    """maxSizeRequest counts octets of UTF-8, not characters."""
    wire.document = session_document(core={"maxSizeRequest": 500})
    with pytest.raises(aiojmap.CallRefused):
        await echo(client, text="é" * 300)
    assert wire.requests == []


async def test_a_request_of_just_the_size_is_sent(wire: Wire, client: aiojmap.Client) -> None:
    """The limit itself is still allowed."""
    await echo(client, text="x")
    size = len(wire.api.calls.last.request.content)
    wire.document = session_document(core={"maxSizeRequest": size}, state="s2")
    await client.session(refresh=True)
    wire.state = "s2"
    assert await answer(echo(client, text="y")) == {"text": "y"}


@pytest.mark.parametrize("limit", [1, 3])
async def test_no_more_requests_run_at_once_than_allowed(
    wire: Wire, client: aiojmap.Client, limit: int
) -> None:
    """Requests beyond maxConcurrentRequests wait for a place."""
    wire.document = session_document(core={"maxConcurrentRequests": limit})
    wire.api_gate = Gate()
    tasks = [asyncio.create_task(answer(echo(client, n=n))) for n in range(8)]
    await wire.api_gate.arrivals(limit)
    await turns(50)
    assert wire.api_gate.inside == limit
    wire.api_gate.open()
    assert [found["n"] for found in await asyncio.gather(*tasks)] == list(range(8))
    assert wire.api_gate.most == limit


async def test_failed_requests_give_their_place_back(wire: Wire, client: aiojmap.Client) -> None:
    """A place is free again after a request that failed."""
    wire.document = session_document(core={"maxConcurrentRequests": 1})
    good = wire.api.side_effect
    wire.api.mock(side_effect=None, return_value=httpx.Response(500))
    for _ in range(3):
        with pytest.raises(aiojmap.HTTPError):
            await echo(client)
    wire.api.mock(side_effect=good)
    async with asyncio.timeout(10):
        assert await answer(echo(client, n=1)) == {"n": 1}


async def test_more_records_than_one_get_may_name_are_refused(
    wire: Wire, client: aiojmap.Client
) -> None:
    """A get of more records than allowed is refused before it is sent."""
    wire.document = session_document(core={"maxObjectsInGet": 2})
    with pytest.raises(aiojmap.CallRefused, match="maxObjectsInGet"):
        await client.email.get(ids=["1", "2", "3"])
    assert wire.requests == []


async def test_more_records_than_one_set_may_name_are_refused(
    wire: Wire, client: aiojmap.Client
) -> None:
    """A set of more records than allowed is refused before it is sent."""
    wire.document = session_document(core={"maxObjectsInSet": 2})
    with pytest.raises(aiojmap.CallRefused, match="maxObjectsInSet"):
        await client.email.set(destroy=["1", "2", "3"])
    assert wire.requests == []
