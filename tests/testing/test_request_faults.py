"""Faults of whole HTTP requests, with a socket and without: statuses, problems, cuts, holds."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest
from testing.support import LETTER, MAIL, Stream, api

import aiojmap
from aiojmap import mail
from aiojmap.core import request_errors
from aiojmap.runtime import RequestError
from aiojmap.testing import Received, Server


@pytest.fixture
async def server(socket: bool) -> AsyncIterator[Server]:
    """A server that runs, reached either way."""
    async with Server(socket=socket) as server:
        yield server


@pytest.fixture
async def client(server: Server) -> AsyncIterator[aiojmap.Client]:
    """A client that has its session already."""
    async with server.http_client() as http:
        client = aiojmap.Client(server.url, token=server.token, http_client=http)
        await client.session()
        yield client


@pytest.fixture
async def http(server: Server) -> AsyncIterator[httpx.AsyncClient]:
    """Plain HTTP."""
    async with server.http_client() as http:
        yield http


def news(client: aiojmap.Client) -> aiojmap.Call[mail.Mailbox]:
    """A call that changes something."""
    return client.mailbox.create(mail.MailboxCreate(name="News"))


def has_news(server: Server) -> bool:
    """Whether that call was carried out."""
    try:
        return bool(server.mailbox("News"))
    except LookupError:
        return False


# ------------------------------------------------------------------------ statuses


@pytest.mark.parametrize("after", [False, True])
async def test_a_request_is_answered_with_a_status(
    after: bool, server: Server, client: aiojmap.Client
) -> None:
    """The next API request gets it, before or after the work; the one after that does not."""
    server.faults.request().status(503, "Try again", after=after)

    with pytest.raises(aiojmap.HTTPError, match=r"answered 503 \(Try again\)"):
        await news(client)
    assert has_news(server) is after
    await client.mailbox.get()


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        (2, "2"),
        ("soon", "soon"),
        (datetime(2026, 5, 4, 12, tzinfo=UTC), "Mon, 04 May 2026 12:00:00 GMT"),
    ],
)
async def test_a_client_is_told_when_to_come_back(
    given: int | str | datetime, sent: str, server: Server, http: httpx.AsyncClient
) -> None:
    """Retry-After is a number of seconds, a date, or what the test says."""
    server.faults.request().status(429, retry_after=given)

    response = await api(http, server.token)

    assert (response.status_code, response.headers["Retry-After"]) == (429, sent)


async def test_a_body_has_a_type(server: Server, http: httpx.AsyncClient) -> None:
    """A mapping is sent as JSON, and header fields are those of the test."""
    server.faults.request().status(400, {"a": [1]}, headers={"X-Why": "a test"})
    server.faults.request().status(200, "<html>", content_type="text/html")

    first, second = await api(http, server.token), await api(http, server.token)

    assert first.json() == {"a": [1]}
    assert first.headers["Content-Type"] == "application/json"
    assert first.headers["X-Why"] == "a test"
    assert second.headers["Content-Type"] == "text/html"


async def test_a_moment_without_a_time_zone_is_refused(server: Server) -> None:
    """It would mean another moment on another machine."""
    with pytest.raises(ValueError, match="time zone"):
        server.faults.request().status(429, retry_after=datetime(2026, 5, 4))


@pytest.mark.parametrize("error", ["limit", request_errors.Limit, request_errors.Limit.error_type])
async def test_a_request_is_refused_with_a_problem(
    error: str | type[RequestError], server: Server, client: aiojmap.Client
) -> None:
    """An error of the request is named with its URN or without, or by its class."""
    server.faults.request().problem(error, "too much", limit="maxCallsInRequest")

    with pytest.raises(request_errors.Limit) as caught:
        await news(client)
    assert (caught.value.limit, caught.value.text) == ("maxCallsInRequest", "too much")
    assert not has_news(server)


async def test_a_problem_of_a_type_that_no_schema_has(
    server: Server, client: aiojmap.Client
) -> None:
    """An error of the class is given as it is, with the status of the test."""
    error = RequestError({"type": "https://acme.example/asleep"}, status=500)
    server.faults.request().problem(error, status=503)

    with pytest.raises(RequestError) as caught:
        await news(client)
    assert (caught.value.type, caught.value.status) == ("https://acme.example/asleep", 503)


async def test_faults_strike_requests_of_their_kind(
    server: Server, http: httpx.AsyncClient
) -> None:
    """A request is known by its path; the others are let pass, uncounted."""
    kinds = {
        "discovery": "/.well-known/jmap",
        "session": "/jmap/session",
        "upload": f"/jmap/upload/{server.account_id}/",
        "download": f"/jmap/download/{server.account_id}/b/n",
        "events": "/jmap/event/",
        "other": "/somewhere",
    }
    headers = {"Authorization": f"Bearer {server.token}"}
    for kind, path in kinds.items():
        server.faults.request(kind).status(599)  # type: ignore[arg-type]  # a key of the above
        assert (await api(http, server.token)).status_code == 200
        assert (await http.get(path, headers=headers)).status_code == 599
        assert server.requests[-1].kind == kind
    server.faults.assert_used()


async def test_the_nth_request_is_struck_so_many_times(
    server: Server, http: httpx.AsyncClient
) -> None:
    """`nth` and `times` count the requests that the fault concerns."""
    server.faults.request(nth=2, times=2).status(503)

    statuses = [(await api(http, server.token)).status_code for _ in range(4)]

    assert statuses == [200, 503, 503, 200]


async def test_a_fault_looks_at_the_request(server: Server, http: httpx.AsyncClient) -> None:
    """`when` sees the request as it was recorded."""

    def submits(received: Received) -> bool:
        return any(name.startswith("Mailbox") for name, _, _ in received.calls)

    server.faults.request(when=submits).status(503)

    assert (await api(http, server.token, ["Core/echo", {}, "0"])).status_code == 200
    assert (await api(http, server.token, ["Mailbox/get", {}, "0"])).status_code == 503


async def test_any_request_can_be_struck(server: Server, http: httpx.AsyncClient) -> None:
    """Without a kind the next request is struck, also one without credentials."""
    server.faults.request(None).status(503)

    assert (await http.get("/nowhere")).status_code == 503


# ------------------------------------------------------------------------ cuts


@pytest.mark.parametrize("after", [False, True])
async def test_a_connection_is_cut(after: bool, server: Server, client: aiojmap.Client) -> None:
    """The client gets no answer, whether the work was done or not; then all is well again."""
    server.faults.request().cut(after=after)

    with pytest.raises(aiojmap.TransportError, match="broke the connection off") as caught:
        await news(client)
    assert caught.value.sent
    assert has_news(server) is after
    await client.mailbox.get()


async def test_only_its_own_connection_is_cut(server: Server, client: aiojmap.Client) -> None:
    """Another request that is under way goes on."""
    with server.faults.on("Mailbox/get").hold() as held:
        call = asyncio.ensure_future(client.mailbox.get())
        await held.reached()
        server.faults.request().cut()
        with pytest.raises(aiojmap.TransportError):
            await client.identity.get()

    assert (await call).list


async def test_an_upload_is_cut_after_its_work(server: Server, client: aiojmap.Client) -> None:
    """Its octets are on the server."""
    server.faults.request("upload").cut(after=True)

    with pytest.raises(aiojmap.TransportError):
        await client.upload(b"some octets" * 10_000)
    assert (await client.upload(b"some octets" * 10_000)).size == 110_000


@pytest.mark.parametrize("framing", ["length", "chunked"])
async def test_a_body_is_cut(framing: str, server: Server, http: httpx.AsyncClient) -> None:
    """The octets asked for arrive, and the client notices that there should be more."""
    server.faults.request().cut_body(20, framing=framing)  # type: ignore[arg-type]
    found: list[bytes] = []
    body = {"using": ["urn:ietf:params:jmap:core", MAIL], "methodCalls": []}
    headers = {"Authorization": f"Bearer {server.token}"}

    async with http.stream("POST", "/jmap/api", json=body, headers=headers) as response:
        assert response.status_code == 200
        assert ("Content-Length" in response.headers) is (framing == "length")
        with pytest.raises(httpx.RemoteProtocolError, match="closed connection"):
            await _gather(response, found)

    assert b"".join(found) == b'{"methodResponses":['


async def test_a_short_body_looks_whole(server: Server, client: aiojmap.Client) -> None:
    """Without any framing only the JSON tells that something is missing."""
    server.faults.request().cut_body(20, framing="none")

    with pytest.raises(aiojmap.ProtocolError, match="no JMAP"):
        await news(client)
    assert has_news(server)


async def test_a_download_is_cut_at_its_beginning(server: Server, client: aiojmap.Client) -> None:
    """No octet of a body arrives, though its header fields do."""
    blob = await client.upload(b"some octets")
    server.faults.request("download").cut_body()

    with pytest.raises(aiojmap.TransportError):
        async with client.download(blob.blob_id) as stream:
            assert [piece async for piece in stream] == []


async def test_an_event_stream_is_cut(server: Server, http: httpx.AsyncClient) -> None:
    """After so many octets the stream ends in the middle of an event."""
    server.faults.request("events").cut_body(1000)
    query = {"types": "*", "closeafter": "no", "ping": "0"}
    headers = {"Authorization": f"Bearer {server.token}"}
    async with http.stream("GET", "/jmap/event/", params=query, headers=headers) as response:
        stream = await Stream(response).opened()

        with pytest.raises(httpx.RemoteProtocolError):
            await _watch(server, stream)


async def test_more_octets_than_there_are(server: Server, http: httpx.AsyncClient) -> None:
    """A cut behind the end of the body leaves the body whole."""
    server.faults.request().cut_body(10**9)

    assert (await api(http, server.token)).json()["methodResponses"] == []


async def _gather(response: httpx.Response, found: list[bytes]) -> None:
    async for piece in response.aiter_bytes():
        found.append(piece)


async def _watch(server: Server, stream: Stream) -> None:
    while True:
        server.receive(LETTER)
        assert await stream.next() is not None


# ------------------------------------------------------------------------ holds


async def test_an_answer_is_late(server: Server, client: aiojmap.Client) -> None:
    """A held request has changed nothing, and goes on at its release."""
    held = server.faults.on("Mailbox/set").hold()
    call = asyncio.ensure_future(news(client))

    await held.reached()
    assert not has_news(server)
    held.release()

    assert (await call).id
    assert has_news(server)


async def test_an_answer_is_late_after_the_work(server: Server, client: aiojmap.Client) -> None:
    """With `after` all is done while the answer is held, and other requests go on."""
    with server.faults.on("Mailbox/set").hold(after=True) as held:
        call = asyncio.ensure_future(news(client))
        await held.reached()
        assert has_news(server)
        assert (await client.mailbox.get()).list
        assert not call.done()
    await call


async def test_a_request_is_held_by_its_kind(server: Server, client: aiojmap.Client) -> None:
    """Requests that are no calls can be held too; what comes after the release is not."""
    held = server.faults.request("upload", times=2).hold()
    first = asyncio.ensure_future(client.upload(b"one"))
    await held.reached()
    held.release()

    assert (await first).size == 3
    assert (await client.upload(b"two")).size == 3


async def test_a_client_that_gives_up_changes_nothing(
    server: Server, client: aiojmap.Client
) -> None:
    """Whose client goes while it is held before its work is not carried out, and is let go."""
    held = server.faults.on("Mailbox/set").hold()
    async with server.http_client() as http:
        arguments = {"accountId": server.account_id, "create": {"m": {"name": "News"}}}
        task = asyncio.ensure_future(api(http, server.token, ["Mailbox/set", arguments, "0"]))
        await held.reached()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    # Another round trip, by whose end the server has learnt that the client went.
    await client.mailbox.get()
    held.release()
    await client.mailbox.get()
    assert not has_news(server)


async def test_a_held_request_takes_a_place(socket: bool) -> None:
    """It counts among those that are served at a time."""
    async with (
        Server(socket=socket, max_concurrent_requests=1) as server,
        server.http_client() as http,
    ):
        with server.faults.request().hold() as held:
            task = asyncio.ensure_future(api(http, server.token))
            await held.reached()

            refused = await api(http, server.token)

        assert refused.json()["limit"] == "maxConcurrentRequests"
        assert (await task).status_code == 200


async def test_a_held_request_can_be_struck(server: Server, client: aiojmap.Client) -> None:
    """A hold and another fault go together."""
    server.faults.request().cut(after=True)
    with server.faults.request().hold(after=True) as held:
        call = asyncio.ensure_future(news(client))
        await held.reached()
        assert has_news(server)

    with pytest.raises(aiojmap.TransportError):
        await call


async def test_what_is_held_ends_with_the_server(socket: bool) -> None:
    """A server stops though nobody has released what it holds."""
    async with Server(socket=socket) as server:
        http = server.http_client()
        held = server.faults.request().hold()
        task = asyncio.ensure_future(api(http, server.token))
        await held.reached()

    with pytest.raises(httpx.TransportError):
        await task
    await http.aclose()


async def test_clearing_the_script_releases(server: Server, client: aiojmap.Client) -> None:
    """`clear` forgets every fault and lets go what is held."""
    held = server.faults.request().hold()
    server.faults.request(nth=2).cut()
    call = asyncio.ensure_future(news(client))
    await held.reached()

    server.faults.clear()

    assert (await call).id
    assert server.faults.all == ()
    await client.mailbox.get()


# ------------------------------------------------------------------------ habits


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/jmap/session", 401), ("GET", "/nowhere", 404)],
)
async def test_errors_can_be_pages_for_people(
    method: str, path: str, status: int, server: Server, http: httpx.AsyncClient
) -> None:
    """With "HTML errors" the body is HTML, with "Basic only" a 401 offers nothing else."""
    server.faults.habits.add("HTML errors", "Basic only")

    response = await http.request(method, path)

    assert response.status_code == status
    assert response.headers["Content-Type"].startswith("text/html")
    assert response.text.startswith("<html>")
    challenges = response.headers.get_list("WWW-Authenticate")
    assert challenges == (['Basic realm="jmap"'] if status == 401 else [])


async def test_events_can_be_mislabelled(server: Server, http: httpx.AsyncClient) -> None:
    """With "gzip label" events are said to be gzip to clients that would take it."""
    server.faults.habits.add("gzip label")
    query = {"types": "*", "closeafter": "no", "ping": "0"}
    for accepted, label in (("gzip", "gzip"), ("identity", None)):
        headers = {"Authorization": f"Bearer {server.token}", "Accept-Encoding": accepted}
        async with http.stream("GET", "/jmap/event/", params=query, headers=headers) as response:
            assert response.headers.get("Content-Encoding") == label


async def test_an_answer_with_habits_has_its_right_length(
    server: Server, http: httpx.AsyncClient
) -> None:
    """What a habit changes comes as a whole."""
    server.faults.habits.add("extra members")

    response = await api(http, server.token)

    assert int(response.headers["Content-Length"]) == len(response.content)
    assert json.loads(response.content)["x-testing"]
