"""Answers that are no success: which error they are, and what it says."""

from __future__ import annotations

import httpx
import pytest
import respx

import aiojmap
from aiojmap.core import request_errors
from aiojmap.runtime import JSONObject
from transport.support import SESSION_URL, Wire, echo

URN = "urn:ietf:params:jmap:error:"


def _api(wire: Wire, response: httpx.Response) -> None:
    wire.api.mock(side_effect=None, return_value=response)


async def test_a_refused_token_says_what_the_server_takes(
    wire: Wire, client: aiojmap.Client
) -> None:
    """401 is an AuthenticationError with the challenge and advice."""
    challenge = 'Bearer realm="JMAP", Basic realm="JMAP"'
    response = httpx.Response(401, headers={"WWW-Authenticate": challenge}, text="no")
    wire.session.mock(side_effect=None, return_value=response)
    with pytest.raises(aiojmap.AuthenticationError, match="Bearer and Basic") as caught:
        await client.session()
    assert (caught.value.status, caught.value.challenge) == (401, challenge)


async def test_a_refused_token_needs_no_challenge(wire: Wire, client: aiojmap.Client) -> None:
    """401 without WWW-Authenticate is an AuthenticationError too."""
    wire.session.mock(side_effect=None, return_value=httpx.Response(401))
    with pytest.raises(aiojmap.AuthenticationError) as caught:
        await client.session()
    assert caught.value.challenge == ""


async def test_the_text_of_a_403_is_quoted(wire: Wire, client: aiojmap.Client) -> None:
    """403 is an AuthorizationError with what the server says in plain text."""
    said = "Disallowed capabilities: urn:ietf:params:jmap:mail"
    _api(wire, httpx.Response(403, text=f"{said}\n", headers={"Content-Type": "text/plain"}))
    with pytest.raises(aiojmap.AuthorizationError, match="Disallowed capabilities") as caught:
        await echo(client)
    assert (caught.value.status, caught.value.text) == (403, said)


@pytest.mark.parametrize("status", [404, 410])
async def test_a_host_without_jmap_is_named(
    wire: Wire, client: aiojmap.Client, status: int
) -> None:
    """404 at a host's well-known URL asks whether it is the right host."""
    page = httpx.Response(status, html="<html>Not here</html>")
    wire.session.mock(side_effect=None, return_value=page)
    with pytest.raises(aiojmap.NotFoundError, match=r"jmap\.example.*right one") as caught:
        await client.session()
    assert caught.value.status == status


async def test_a_404_of_the_api_is_no_matter_of_the_host(
    wire: Wire, client: aiojmap.Client
) -> None:
    """404 at the apiUrl names that URL."""
    _api(wire, httpx.Response(404))
    with pytest.raises(aiojmap.NotFoundError, match=r"jmap\.example/api"):
        await echo(client)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("unknownCapability", request_errors.UnknownCapability),
        ("notJSON", request_errors.NotJSON),
        ("notRequest", request_errors.NotRequest),
        ("limit", request_errors.Limit),
    ],
)
@pytest.mark.parametrize("type_", ["application/problem+json", "application/json", "text/plain"])
async def test_each_problem_of_the_rfc_has_its_class(
    wire: Wire,
    client: aiojmap.Client,
    name: str,
    error: type[aiojmap.RequestError],
    type_: str,
) -> None:
    """A problem document is the error of its type, with its members, under any media type."""
    problem: JSONObject = {
        "type": f"{URN}{name}",
        "status": 400,
        "detail": "what is wrong",
        "x-more": [1],
    }
    _api(wire, httpx.Response(400, json=problem, headers={"Content-Type": type_}))
    with pytest.raises(error, match="what is wrong") as caught:
        await echo(client)
    assert (type(caught.value), caught.value.members) == (error, problem)


async def test_a_limit_is_named(wire: Wire, client: aiojmap.Client) -> None:
    """The error of a limit says which one it is."""
    problem: JSONObject = {"type": f"{URN}limit", "limit": "maxCallsInRequest", "status": 400}
    _api(wire, httpx.Response(400, json=problem))
    with pytest.raises(request_errors.Limit, match="maxCallsInRequest") as caught:
        await echo(client)
    assert caught.value.limit == "maxCallsInRequest"


@pytest.mark.parametrize("status", [400, 413, 429, 500, 503])
async def test_an_unknown_problem_survives(wire: Wire, client: aiojmap.Client, status: int) -> None:
    """A problem of a type not known keeps its type, its members and the status."""
    problem: JSONObject = {"type": "https://vendor.example/odd", "detail": "odd", "more": {"a": 1}}
    _api(wire, httpx.Response(status, json=problem))
    with pytest.raises(aiojmap.RequestError, match="odd") as caught:
        await echo(client)
    error = caught.value
    assert (error.type, error.members, error.status) == (problem["type"], problem, status)


ODD_BODIES = {
    "empty": b"",
    "blank": b" \r\n ",
    "html": b"<!DOCTYPE html><html><body>Bad gateway</body></html>",
    "binary": bytes(range(256)),
    "not utf-8": b"caf\xe9",
    "huge text": b"x" * 1_000_000,
    "huge html": b"<p>" + b"x" * 1_000_000,
    "huge json": b'{"detail": "' + b"x" * 1_000_000 + b'"}',
    "cut json": b'{"type": "urn:ietf:params:jmap:err',
    "deep json": b"[" * 100_000,
    "nan": b'{"type": NaN}',
    "null": b"null",
    "array": b"[1]",
    "number": b"3",
    "empty object": b"{}",
    "null type": b'{"type": null}',
    "odd type": b'{"type": ["limit"], "detail": {"a": 1}, "title": 3}',
    "odd members": b'{"type": "urn:ietf:params:jmap:error:limit", "limit": 3, "detail": []}',
    "huge detail": b'{"type": "about:blank", "detail": "' + b"x" * 1_000_000 + b'"}',
    "huge type": b'{"type": "' + b"x" * 1_000_000 + b'"}',
}


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 418, 429, 500, 503, 599])
@pytest.mark.parametrize("body", ODD_BODIES.values(), ids=ODD_BODIES)
async def test_no_body_hides_the_status(
    wire: Wire, client: aiojmap.Client, status: int, body: bytes
) -> None:
    """Whatever the body of a failure is, the error has the status and the request fails."""
    _api(wire, httpx.Response(status, content=body))
    with pytest.raises(aiojmap.HTTPError) as caught:
        await echo(client)
    assert caught.value.status == status


@pytest.mark.parametrize("body", ODD_BODIES.values(), ids=ODD_BODIES)
async def test_a_body_is_quoted_in_part(wire: Wire, client: aiojmap.Client, body: bytes) -> None:
    """However large the body of a failure is, the error's message is short."""
    _api(wire, httpx.Response(400, content=body))
    with pytest.raises(aiojmap.HTTPError) as caught:
        await echo(client)
    assert len(str(caught.value)) < 1000


@pytest.mark.parametrize("name", ["html", "binary", "huge html"])
async def test_pages_and_bytes_are_not_quoted(
    wire: Wire, client: aiojmap.Client, name: str
) -> None:
    """HTML and binary bodies are left out of the error."""
    _api(wire, httpx.Response(500, content=ODD_BODIES[name]))
    with pytest.raises(aiojmap.HTTPError) as caught:
        await echo(client)
    assert caught.value.text == ""


@pytest.mark.parametrize("status", [300, 301, 302, 303, 304, 307, 308])
async def test_the_api_is_not_redirected(
    wire: Wire, client: aiojmap.Client, router: respx.MockRouter, status: int
) -> None:
    """A redirect of the API is an error, with a Location or without."""
    _api(wire, httpx.Response(status))
    with pytest.raises(aiojmap.ProtocolError, match="redirect"):
        await echo(client)
    assert router.calls.call_count == 2


async def test_an_error_names_the_url(wire: Wire, client: aiojmap.Client) -> None:
    """The error of a failed request says which URL was asked."""
    wire.session.mock(side_effect=None, return_value=httpx.Response(500, text="no"))
    with pytest.raises(aiojmap.HTTPError, match=f"{SESSION_URL} answered 500"):
        await client.session()
