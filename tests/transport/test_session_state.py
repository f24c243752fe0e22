"""The state of the session: when a new one makes the client fetch it again."""

from __future__ import annotations

import asyncio

import httpx
import pytest

import aiojmap
from aiojmap.runtime import JSONObject
from transport.support import Gate, Wire, answer, echo, session_document


async def test_the_same_state_fetches_nothing(wire: Wire, client: aiojmap.Client) -> None:
    """As long as responses say the state of the session, it is kept."""
    for _ in range(3):
        await echo(client)
    assert wire.session.call_count == 1


async def test_a_new_state_fetches_nothing_by_itself(wire: Wire, client: aiojmap.Client) -> None:
    """The session is fetched again only when it is next needed."""
    wire.state = "s2"
    await echo(client)
    assert wire.session.call_count == 1


async def test_a_new_state_fetches_the_session_for_the_next_call(
    wire: Wire, client: aiojmap.Client
) -> None:
    """After a response with another state the next call is made with a fresh session."""
    wire.state = "s2"
    await echo(client)
    wire.document = session_document(state="s2", username="new")
    await echo(client)
    assert (await client.session()).username == "new"
    assert wire.session.call_count == 2


async def test_a_new_state_fetches_the_session_once_for_all(
    wire: Wire, client: aiojmap.Client
) -> None:
    """Many calls after a change of state share one fetch."""
    wire.state = "s2"
    await echo(client)
    wire.document = session_document(state="s2")
    wire.session_gate = Gate()
    tasks = [asyncio.create_task(answer(echo(client, n=n))) for n in range(20)]
    await wire.session_gate.arrivals()
    wire.session_gate.open()
    await asyncio.gather(*tasks)
    assert wire.session.call_count == 2


async def test_the_urls_of_the_new_session_are_used(wire: Wire, client: aiojmap.Client) -> None:
    """A session fetched again brings its apiUrl along."""
    wire.state = "s2"
    await echo(client)
    wire.document = session_document(state="s2", apiUrl="/other")
    other = wire.router.post("https://jmap.example/other").respond(
        json={"methodResponses": [["Core/echo", {}, "0"]], "sessionState": "s2"}
    )
    await echo(client)
    assert other.call_count == 1


async def test_the_urls_of_the_new_session_are_checked(wire: Wire, client: aiojmap.Client) -> None:
    """A session fetched again may not lead elsewhere either."""
    wire.state = "s2"
    await echo(client)
    wire.document = session_document(state="s2", apiUrl="https://evil.example/api")
    with pytest.raises(aiojmap.ProtocolError, match=r"evil\.example"):
        await echo(client)


async def test_a_state_that_never_fits_the_session_is_asked_about_once(
    wire: Wire, client: aiojmap.Client
) -> None:
    """A server whose responses always say another state than its session costs one fetch."""
    wire.state = "other"
    for _ in range(6):
        await echo(client)
    assert wire.session.call_count == 2


async def test_a_state_that_is_never_the_same_does_not_double_all_requests(
    wire: Wire, client: aiojmap.Client
) -> None:
    """A server that makes up a new state for every response is not believed for ever."""
    for number in range(12):
        wire.state = f"random-{number}"
        await echo(client)
    assert wire.session.call_count <= 6


async def test_a_session_state_that_is_never_the_same_does_not_double_all_requests(
    wire: Wire, client: aiojmap.Client
) -> None:
    """The same holds if the session itself says a new state each time."""

    async def session(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=session_document(state=f"own-{wire.session.call_count}"))

    wire.session.mock(side_effect=session)
    for number in range(12):
        wire.state = f"random-{number}"
        await echo(client)
    assert wire.session.call_count <= 6


@pytest.mark.parametrize("extra", [{}, {"sessionState": None}, {"sessionState": 3}])
async def test_a_response_without_a_usable_state_fetches_nothing(
    wire: Wire, client: aiojmap.Client, extra: JSONObject
) -> None:
    """A missing or odd sessionState is no reason to fetch the session again."""
    body: JSONObject = {"methodResponses": [["Core/echo", {}, "0"]], **extra}
    wire.api.mock(side_effect=None, return_value=httpx.Response(200, json=body))
    for _ in range(2):
        await echo(client)
    assert wire.session.call_count == 1
