"""The session: where it is asked for, and how often."""

from __future__ import annotations

import asyncio

import httpx
import pytest
import respx

import aiojmap
from transport.support import (
    API_URL,
    HOST,
    ORIGIN,
    SESSION_URL,
    TOKEN,
    Gate,
    Wire,
    answer,
    echo,
    session_document,
    turns,
)


@pytest.mark.parametrize(
    ("server", "asked"),
    [
        ("jmap.example", SESSION_URL),
        ("JMAP.Example", SESSION_URL),
        ("https://jmap.example", SESSION_URL),
        ("https://jmap.example/", SESSION_URL),
        ("HTTPS://jmap.example", SESSION_URL),
        ("https://jmap.example:443", SESSION_URL),
        ("jmap.example:8443", "https://jmap.example:8443/.well-known/jmap"),
        ("jmap.example/jmap/session", "https://jmap.example/jmap/session"),
        ("https://jmap.example/jmap/session", "https://jmap.example/jmap/session"),
        ("https://jmap.example/jmap/", "https://jmap.example/jmap/"),
        ("https://jmap.example/session?u=1", "https://jmap.example/session?u=1"),
        ("http://localhost:8080", "http://localhost:8080/.well-known/jmap"),
        ("http://127.0.0.1:8080/s", "http://127.0.0.1:8080/s"),
        ("http://[::1]:8080/s", "http://[::1]:8080/s"),
    ],
)
async def test_a_host_stands_for_its_well_known_url_and_a_path_for_itself(
    router: respx.MockRouter, server: str, asked: str
) -> None:
    """A host is asked at its well-known URL; a URL with a path is used as it is."""
    router.get(url__regex=".*").respond(json=session_document())
    async with aiojmap.Client(server, token=TOKEN) as client:
        await client.session()
    assert str(router.calls.last.request.url) == asked


async def test_nothing_is_asked_before_it_is_needed(wire: Wire, client: aiojmap.Client) -> None:
    """Making a client and calls sends nothing."""
    client.email.query(limit=1)
    await turns()
    assert wire.urls() == []


async def test_the_session_is_what_the_server_says(client: aiojmap.Client) -> None:
    """The answer is decoded to a Session."""
    session = await client.session()
    assert session.accounts["a1"].name == "me"


async def test_redirects_are_followed_to_the_session(
    wire: Wire, client: aiojmap.Client, router: respx.MockRouter
) -> None:
    """A chain of redirects, relative ones too, leads to the session with the credentials."""
    wire.session.mock(side_effect=[httpx.Response(302, headers={"Location": "/one"})])
    router.get(f"{ORIGIN}/one").respond(307, headers={"Location": f"{ORIGIN}/jmap/two"})
    final = router.get(f"{ORIGIN}/jmap/two").respond(json=session_document())
    await client.session()
    assert final.calls.last.request.headers["Authorization"] == f"Bearer {TOKEN}"


def _redirects(router: respx.MockRouter, count: int) -> None:
    for step in range(count):
        url = SESSION_URL if step == 0 else f"{ORIGIN}/{step}"
        router.get(url).respond(302, headers={"Location": f"{ORIGIN}/{step + 1}"})
    router.get(f"{ORIGIN}/{count}").respond(json=session_document())


async def test_five_redirects_are_followed(router: respx.MockRouter) -> None:
    """A chain of five redirects is still followed."""
    _redirects(router, 5)
    async with aiojmap.Client(HOST, token=TOKEN) as client:
        assert (await client.session()).state == "s1"


async def test_a_sixth_redirect_is_not_followed(router: respx.MockRouter) -> None:
    """A chain of six redirects is given up as a loop."""
    _redirects(router, 6)
    async with aiojmap.Client(HOST, token=TOKEN) as client:
        with pytest.raises(aiojmap.ProtocolError, match="redirect"):
            await client.session()
    assert router.calls.call_count == 6


@pytest.mark.parametrize(
    ("api_url", "resolved"),
    [
        ("/api", f"{ORIGIN}/api"),
        ("api", f"{ORIGIN}/jmap/api"),
        ("../api/", f"{ORIGIN}/api/"),
        ("?api", f"{ORIGIN}/jmap/session?api"),
        ("//jmap.example/x", f"{ORIGIN}/x"),
        (f"{ORIGIN}/absolute", f"{ORIGIN}/absolute"),
        ("HTTPS://JMAP.EXAMPLE/upper", f"{ORIGIN}/upper"),
        (f"{ORIGIN}:443/port", f"{ORIGIN}/port"),
    ],
)
async def test_the_api_url_is_resolved_against_the_last_url_of_the_redirects(
    router: respx.MockRouter, api_url: str, resolved: str
) -> None:
    """Relative URLs of the session are relative to where it was found in the end."""
    router.get(SESSION_URL).respond(301, headers={"Location": "/jmap/session"})
    router.get(f"{ORIGIN}/jmap/session").respond(json=session_document(apiUrl=api_url))
    router.post(url__regex=".*").respond(
        json={"methodResponses": [["Core/echo", {}, "0"]], "sessionState": "s1"}
    )
    async with aiojmap.Client(HOST, token=TOKEN) as client:
        await echo(client)
    assert str(router.calls.last.request.url) == resolved


async def test_upload_and_download_urls_are_resolved_too(router: respx.MockRouter) -> None:
    """The URI templates of the session may be relative to where it was found."""
    document = session_document(uploadUrl="up/{accountId}", downloadUrl="../d/{blobId}")
    router.get(SESSION_URL).respond(301, headers={"Location": "/jmap/session"})
    router.get(f"{ORIGIN}/jmap/session").respond(json=document)
    uploaded = {"accountId": "a1", "blobId": "b", "type": "x/y", "size": 1}
    upload = router.post(f"{ORIGIN}/jmap/up/a1").respond(201, json=uploaded)
    download = router.get(f"{ORIGIN}/d/b").respond(content=b"!")
    async with aiojmap.Client(HOST, token=TOKEN) as client:
        await client.upload(b"!")
        async with client.download("b") as stream:
            await stream.read()
    assert (upload.call_count, download.call_count) == (1, 1)


async def test_fifty_first_calls_fetch_the_session_once(wire: Wire, client: aiojmap.Client) -> None:
    """Whoever needs the session while it is on its way waits for that one."""
    wire.session_gate = Gate()
    tasks = [asyncio.create_task(answer(echo(client, n=n))) for n in range(50)]
    await wire.session_gate.arrivals()
    wire.session_gate.open()
    assert [found["n"] for found in await asyncio.gather(*tasks)] == list(range(50))
    assert wire.session.call_count == 1


async def test_a_cancelled_leader_leaves_the_others_their_session(
    wire: Wire, client: aiojmap.Client
) -> None:
    """If the task that fetches the session is cancelled, those who wait still get it."""
    wire.session_gate = Gate()
    leader = asyncio.create_task(client.session())
    await wire.session_gate.arrivals()
    waiters = [asyncio.create_task(client.session()) for _ in range(3)]
    await turns()
    leader.cancel()
    wire.session_gate.open()
    async with asyncio.timeout(10):
        found = await asyncio.gather(*waiters)
    assert [session.state for session in found] == ["s1"] * 3
    assert leader.cancelled()


async def test_the_session_can_be_asked_for_anew(wire: Wire, client: aiojmap.Client) -> None:
    """`refresh` fetches it again, and what comes is used from then on."""
    await client.session()
    wire.document = session_document(state="s2", username="you")
    assert (await client.session(refresh=True)).username == "you"
    assert (await client.session()).username == "you"
    assert wire.session.call_count == 2


async def test_a_failed_fetch_is_tried_again_by_the_next_call(
    wire: Wire, client: aiojmap.Client
) -> None:
    """A session that could not be fetched is asked for again when next needed."""
    wire.session.mock(side_effect=httpx.ConnectError("no"))
    with pytest.raises(aiojmap.TransportError):
        await client.session()
    wire.session.mock(side_effect=None, return_value=httpx.Response(200, json=session_document()))
    assert (await client.session()).state == "s1"


async def test_requests_go_to_the_api_url_as_json(wire: Wire, client: aiojmap.Client) -> None:
    """An API request is a POST of JSON that accepts JSON."""
    await echo(client)
    request = wire.api.calls.last.request
    assert (str(request.url), request.headers["Content-Type"], request.headers["Accept"]) == (
        API_URL,
        "application/json",
        "application/json",
    )
