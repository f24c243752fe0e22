"""The event source: what is told, to whom, when, and what is caught up with."""

from __future__ import annotations

import asyncio

import pytest
from testing.support import (
    CORE,
    LETTER,
    MAIL,
    ManualTimer,
    Stream,
    api,
    events,
    new_mailbox,
    running,
)

from aiojmap.runtime import JSONObject
from aiojmap.testing import Server

MASKED = "https://www.fastmail.com/dev/maskedemail"


async def test_a_change_is_told_with_the_new_states(socket: bool) -> None:
    """What a /set changes comes as a StateChange with the states that /get then returns."""
    server = Server(socket=socket)
    async with running(server) as http, events(http, server.token) as stream:
        await new_mailbox(http, server, "News")

        event = await stream.next()
        answer = await api(
            http, server.token, ["Mailbox/get", {"accountId": server.account_id}, "0"]
        )

        state = answer.json()["methodResponses"][0][1]["state"]
        assert event is not None
        assert event.name == "state"
        assert event.changed == {server.account_id: {"Mailbox": state}}


async def test_the_response_is_an_event_stream(socket: bool) -> None:
    """The response has the media type of server-sent events and is not to be cached."""
    server = Server(socket=socket)
    async with running(server) as http, events(http, server.token) as stream:
        headers = stream.response.headers

        assert headers["Content-Type"].partition(";")[0] == "text/event-stream"
        assert headers["Cache-Control"] == "no-cache"


async def test_the_session_says_where_the_event_source_is(socket: bool) -> None:
    """The URL in the session, filled in, leads to the stream."""
    server = Server(socket=socket)
    async with running(server) as http:
        headers = {"Authorization": f"Bearer {server.token}"}
        template = (await http.get("/jmap/session", headers=headers)).json()["eventSourceUrl"]
        url = template
        for name, value in {"types": "Email%2CThread", "closeafter": "state", "ping": "0"}.items():
            url = url.replace(f"{{{name}}}", value)
        async with http.stream("GET", url, headers=headers) as response:
            server.receive(LETTER)
            event = await Stream(response).next()

        assert template.startswith(f"{server.url}/")
        assert event is not None
        assert event.changed[server.account_id].keys() == {"Email", "Thread"}


async def test_what_happens_at_once_is_told_at_once(socket: bool) -> None:
    """Changes before a stream gets its turn are one event, with the last states."""
    server = Server(socket=socket)
    async with running(server) as http, events(http, server.token, types="Email") as stream:
        server.receive(LETTER)
        server.receive(LETTER)

        first = await stream.next()
        server.receive(LETTER)
        second = await stream.next()

        assert first is not None
        assert second is not None
        assert first.changed != second.changed
        assert first.changed.keys() == second.changed.keys() == {server.account_id}


async def test_only_the_types_asked_for_are_told() -> None:
    """A change of another type is no event; where both change, one is left out."""
    server = Server(socket=False)
    async with running(server) as http, events(http, server.token, types="Thread,Email") as stream:
        await new_mailbox(http, server, "News")
        server.receive(LETTER)

        event = await stream.next()

        assert event is not None
        assert event.changed[server.account_id].keys() == {"Thread", "Email"}


async def test_email_delivery_changes_when_an_email_is_added() -> None:
    """A message that arrives changes EmailDelivery."""
    server = Server(socket=False)
    async with running(server) as http, events(http, server.token) as stream:
        server.receive(LETTER)

        event = await stream.next()

        assert event is not None
        assert event.changed[server.account_id].keys() == {
            "Email",
            "EmailDelivery",
            "Mailbox",
            "Thread",
        }


async def test_email_delivery_stays_when_an_email_is_changed() -> None:
    """A keyword changes Email and Mailbox, not EmailDelivery (RFC 8621, section 1.5)."""
    server = Server(socket=False)
    async with running(server) as http, events(http, server.token) as stream:
        id_ = str(server.receive(LETTER))
        await stream.next()
        update: JSONObject = {
            "accountId": server.account_id,
            "update": {id_: {"keywords/$seen": True}},
        }
        await api(http, server.token, ["Email/set", update, "0"])

        event = await stream.next()

        assert event is not None
        assert event.changed[server.account_id].keys() == {"Email", "Mailbox"}


async def test_closeafter_state_ends_the_response_after_one_event(socket: bool) -> None:
    """With closeafter=state nothing follows the first state event."""
    server = Server(socket=socket)
    async with running(server) as http, events(http, server.token, closeafter="state") as stream:
        server.receive(LETTER)

        event = await stream.next()

        assert event is not None
        assert event.name == "state"
        assert await stream.next() is None


@pytest.mark.parametrize(("asked", "used"), [("1", 30), ("60", 60), ("9000", 300)])
async def test_pings_come_when_nothing_else_does(asked: str, used: int) -> None:
    """A ping says after how many seconds it came: those asked for, kept from 30 to 300."""
    timer = ManualTimer()
    server = Server(socket=False, timer=timer)
    async with running(server) as http, events(http, server.token, ping=asked) as stream:
        for _ in range(2):
            assert await timer.ring() == used
            event = await stream.next()

            assert event is not None
            assert event.name == "ping"
            assert event.data == {"interval": used}


async def test_a_ping_has_no_id_of_its_own() -> None:
    """After a ping the last event id is what it was."""
    timer = ManualTimer()
    server = Server(socket=False, timer=timer)
    async with running(server) as http, events(http, server.token, ping="30") as stream:
        before = stream.last_id
        await timer.ring()
        event = await stream.next()

        assert event is not None
        assert event.id == before != ""


async def test_the_time_to_a_ping_begins_anew_with_each_event() -> None:
    """A state event stops the seconds that were running, and others begin."""
    started: list[asyncio.Future[None]] = []

    async def timer(_seconds: float) -> None:
        started.append(asyncio.get_running_loop().create_future())
        await started[-1]

    server = Server(socket=False, timer=timer)
    async with running(server) as http, events(http, server.token, ping="30") as stream:
        await new_mailbox(http, server, "News")
        await stream.next()
        await new_mailbox(http, server, "More news")
        await stream.next()
        await api(http, server.token)

        assert [future.cancelled() for future in started] == [True, True, False]


async def test_a_change_of_other_types_does_not_put_off_the_ping() -> None:
    """What is not told leaves the seconds running."""
    started: list[asyncio.Future[None]] = []

    async def timer(_seconds: float) -> None:
        started.append(asyncio.get_running_loop().create_future())
        await started[-1]

    server = Server(socket=False, timer=timer)
    async with (
        running(server) as http,
        events(http, server.token, types="Identity", ping="30") as stream,
    ):
        await api(http, server.token)
        await new_mailbox(http, server, "News")
        started[0].set_result(None)
        event = await stream.next()

        assert event is not None
        assert event.name == "ping"


async def test_no_seconds_are_counted_where_no_pings_are_wanted() -> None:
    """With ping=0 the timer is not used."""

    async def timer(seconds: float) -> None:
        raise AssertionError(seconds)

    server = Server(socket=False, timer=timer)
    async with running(server) as http, events(http, server.token, ping="0") as stream:
        server.receive(LETTER)

        assert await stream.next() is not None


async def test_a_client_that_comes_back_is_told_what_it_missed(socket: bool) -> None:
    """With the last event id, all that has changed since comes in one event."""
    server = Server(socket=socket)
    async with running(server) as http:
        async with events(http, server.token) as stream:
            server.receive(LETTER)
            first = await stream.next()
        assert first is not None
        await new_mailbox(http, server, "News")
        await new_mailbox(http, server, "More news")

        async with events(http, server.token, last_id=first.id) as stream:
            event = await stream.next()

        assert event is not None
        assert event.changed[server.account_id].keys() == {"Mailbox"}


async def test_a_client_that_comes_back_before_any_event_has_an_id_too() -> None:
    """The stream begins with an id, so that nothing is lost before the first event."""
    server = Server(socket=False)
    async with running(server) as http:
        async with events(http, server.token) as stream:
            known = stream.last_id
        await new_mailbox(http, server, "News")

        async with events(http, server.token, last_id=known) as stream:
            event = await stream.next()

        assert event is not None
        assert event.changed[server.account_id].keys() == {"Mailbox"}


async def test_a_client_that_missed_nothing_is_told_nothing() -> None:
    """With the id of the present states, the next event is the next change."""
    server = Server(socket=False)
    async with running(server) as http:
        async with events(http, server.token) as stream:
            server.receive(LETTER)
            first = await stream.next()
        assert first is not None

        async with events(http, server.token, last_id=first.id) as stream:
            await new_mailbox(http, server, "News")
            event = await stream.next()

        assert event is not None
        assert event.changed[server.account_id].keys() == {"Mailbox"}


@pytest.mark.parametrize("unknown", ["nonsense", "", "W10", "eyJhIjoxfQ", "\u00e9"])
async def test_an_unknown_event_id_brings_all_states(unknown: str) -> None:
    """A client whose last id says nothing is told every state there is."""
    server = Server(socket=False)
    async with running(server) as http:
        headers = [
            (b"Authorization", f"Bearer {server.token}".encode()),
            (b"Last-Event-ID", unknown.encode()),
        ]
        query = {"types": "*", "closeafter": "state", "ping": "0"}
        response = await http.get("/jmap/event/", params=query, headers=headers)

        for name in ("Email", "EmailDelivery", "Mailbox", "Thread", "Identity", "MaskedEmail"):
            assert f'"{name}":' in response.text


@pytest.mark.parametrize(
    "query",
    [
        {"types": "*", "closeafter": "no"},
        {"types": "*", "ping": "0"},
        {"closeafter": "no", "ping": "0"},
        {"types": "", "closeafter": "no", "ping": "0"},
        {"types": "*,Email", "closeafter": "no", "ping": "0"},
        {"types": "Email,", "closeafter": "no", "ping": "0"},
        {"types": "E mail", "closeafter": "no", "ping": "0"},
        {"types": "*", "closeafter": "yes", "ping": "0"},
        {"types": "*", "closeafter": "no", "ping": "-1"},
        {"types": "*", "closeafter": "no", "ping": "soon"},
        {"types": "*", "closeafter": "no", "ping": "1" * 5000},
        {"types": ["*", "*"], "closeafter": "no", "ping": "0"},
    ],
)
async def test_variables_that_make_no_sense_are_refused(query: dict[str, str | list[str]]) -> None:
    """A URL whose variables are missing or wrong is answered with a problem, status 400."""
    server = Server(socket=False)
    async with running(server) as http:
        headers = {"Authorization": f"Bearer {server.token}"}
        response = await http.get("/jmap/event/", params=query, headers=headers)

        assert response.status_code == 400
        assert response.headers["Content-Type"] == "application/problem+json"


async def test_strangers_hear_nothing() -> None:
    """Without credentials there is no stream."""
    server = Server(socket=False)
    async with running(server) as http:
        response = await http.get("/jmap/event/", params={"types": "*"})

        assert response.status_code == 401


async def test_somebody_else_is_not_told() -> None:
    """Changes in an account reach those alone who can see it."""
    server = Server(socket=False)
    kim = server.add_person("kim@example.com")
    async with running(server) as http, events(http, kim.token) as stream:
        await new_mailbox(http, server, "News")
        server.receive(LETTER, kim.email)

        event = await stream.next()

        assert event is not None
        assert event.changed.keys() == {kim.account_id}


async def test_changes_in_a_shared_account_are_told() -> None:
    """Who sees the account of somebody else hears of its changes."""
    server = Server(socket=False)
    kim = server.add_person("kim@example.com")
    server.share(server.email, kim.email)
    async with running(server) as http, events(http, kim.token) as stream:
        await new_mailbox(http, server, "News")

        event = await stream.next()

        assert event is not None
        assert event.changed.keys() == {server.account_id}


async def test_an_account_shared_meanwhile_is_told_whole() -> None:
    """When an account comes into sight, all of its states are news."""
    server = Server(socket=False)
    kim = server.add_person("kim@example.com")
    async with running(server) as http, events(http, kim.token) as stream:
        server.share(server.email, kim.email)

        event = await stream.next()

        assert event is not None
        assert event.changed.keys() == {server.account_id}
        assert event.changed[server.account_id].keys() >= {"Email", "Mailbox", "EmailDelivery"}


async def test_a_token_hears_of_the_types_it_is_for() -> None:
    """Types of capabilities that a token is not for are not told."""
    server = Server(socket=False)
    token = server.new_token(capabilities=[MASKED])
    async with running(server) as http, events(http, token, last_id="") as stream:
        event = await stream.next()

        assert event is not None
        assert event.changed[server.account_id].keys() == {"MaskedEmail"}


async def test_what_a_server_does_not_offer_has_no_states() -> None:
    """Without mail there is neither Email nor EmailDelivery."""
    server = Server(socket=False, without=[MAIL])
    async with running(server) as http, events(http, server.token, last_id="") as stream:
        event = await stream.next()

        assert event is not None
        assert not {"Email", "EmailDelivery"} & event.changed[server.account_id].keys()


async def test_a_stream_ends_when_its_token_is_revoked(socket: bool) -> None:
    """A token that is accepted no more ends its streams, and no others."""
    server = Server(socket=socket)
    token = server.new_token()
    async with (
        running(server) as http,
        events(http, token) as stream,
        events(http, server.token) as other,
    ):
        server.revoke(token)

        assert await stream.next() is None
        server.receive(LETTER)
        assert await other.next() is not None


async def test_a_stream_ends_when_the_server_stops(socket: bool) -> None:
    """Stopping the server ends the response as it should end."""
    server = Server(socket=socket)
    async with server:
        http = server.http_client()
        stream = events(http, server.token)
        opened = await stream.__aenter__()

    assert await opened.next() is None
    await stream.__aexit__(None, None, None)
    await http.aclose()


async def test_a_client_that_goes_is_forgotten(socket: bool) -> None:
    """When a client closes its stream, nobody waits for changes in the server any more."""
    timer = ManualTimer()
    stopped = asyncio.Event()

    async def watched(seconds: float) -> None:
        try:
            await timer(seconds)
        finally:
            stopped.set()

    server = Server(socket=socket, timer=watched)
    async with running(server) as http:
        async with events(http, server.token, ping="30"):
            await api(http, server.token)

        async with asyncio.timeout(5):
            await stopped.wait()


async def test_an_answer_says_the_state_that_was_told() -> None:
    """A client finds the new state of its own /set in the event about it (section 7.1.1)."""
    server = Server(socket=False)
    async with running(server) as http, events(http, server.token) as stream:
        arguments: JSONObject = {"accountId": server.account_id, "create": {"m": {"name": "News"}}}
        answer = await api(http, server.token, ["Mailbox/set", arguments, "0"])
        event = await stream.next()

        assert event is not None
        state = answer.json()["methodResponses"][0][1]["newState"]
        assert event.changed == {server.account_id: {"Mailbox": state}}


async def test_a_request_that_changes_nothing_is_no_event() -> None:
    """Reading, and writing that fails, is not told."""
    server = Server(socket=False)
    async with running(server) as http, events(http, server.token) as stream:
        bad: JSONObject = {"accountId": server.account_id, "create": {"m": {"name": ""}}}
        await api(http, server.token, ["Mailbox/set", bad, "0"])
        await api(http, server.token, ["Mailbox/get", {"accountId": server.account_id}, "0"])
        await api(http, server.token, ["Core/echo", {}, "0"], using=(CORE,))
        server.receive(LETTER)

        event = await stream.next()

        assert event is not None
        assert "Email" in event.changed[server.account_id]
