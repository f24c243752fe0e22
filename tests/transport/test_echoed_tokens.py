"""Servers that repeat the credentials in what they say: errors do not."""

from __future__ import annotations

import base64
import json
import traceback
from collections.abc import Iterator

import httpx
import pytest

import aiojmap
from transport.support import HOST, TOKEN, Wire, echo, http_client

PASSWORD = "canary/pass word"
BASIC = base64.b64encode(f"me:{PASSWORD}".encode()).decode()
BODIES = [
    "bad token {}",
    "<html>bad token {}</html>",
    '{{"type": "about:blank", "detail": "bad token {}"}}',
    '{{"type": "urn:ietf:params:jmap:error:limit", "limit": "{}", "more": ["{}"]}}',
    '{{"{}": 1, "type": "{}"}}',
]


def texts(error: BaseException) -> Iterator[str]:
    """All that an error says, and those it came from."""
    yield "".join(traceback.format_exception(error))
    yield repr((error.args, vars(error)))
    for other in (error.__cause__, error.__context__):
        if other is not None:
            yield from texts(other)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 500])
@pytest.mark.parametrize("body", BODIES)
async def test_a_token_in_the_body_of_a_failure_is_hidden(
    wire: Wire, client: aiojmap.Client, body: str, status: int
) -> None:
    """The body of a failure is kept without the token in it."""
    response = httpx.Response(status, text=body.format(TOKEN, TOKEN))
    wire.api.mock(side_effect=None, return_value=response)
    with pytest.raises(aiojmap.HTTPError) as caught:
        await echo(client)
    assert TOKEN not in "".join(texts(caught.value))


async def test_a_token_in_the_challenge_is_hidden(wire: Wire, client: aiojmap.Client) -> None:
    """The challenge of a 401 is kept without the token in it."""
    challenge = f'Bearer error="invalid_token", error_description="{TOKEN} is unknown"'
    response = httpx.Response(401, headers={"WWW-Authenticate": challenge})
    wire.api.mock(side_effect=None, return_value=response)
    with pytest.raises(aiojmap.AuthenticationError) as caught:
        await echo(client)
    assert TOKEN not in "".join(texts(caught.value))


async def test_a_token_spelled_with_escapes_is_hidden(wire: Wire) -> None:
    """JSON may write the same token in another way, such as with an escaped slash."""
    token = "canary/with/slashes"
    body = b'{"type": "about:blank", "detail": "bad token canary\\/with\\/slashes"}'
    wire.session.mock(side_effect=None, return_value=httpx.Response(400, content=body))
    async with http_client() as shared:
        client = aiojmap.Client(HOST, token=token, http_client=shared)
        with pytest.raises(aiojmap.HTTPError) as caught:
            await client.session()
    assert token not in "".join(texts(caught.value))


@pytest.mark.parametrize("canary", [BASIC, PASSWORD, f"me:{PASSWORD}"])
@pytest.mark.parametrize("status", [400, 401, 403])
async def test_a_password_in_the_body_of_a_failure_is_hidden(
    wire: Wire, canary: str, status: int
) -> None:
    """With Basic, the password is hidden as well as what the header held."""
    problem = {"type": "about:blank", "detail": f"wrong: {canary}"}
    response = httpx.Response(status, content=json.dumps(problem).encode())
    wire.session.mock(side_effect=None, return_value=response)
    async with http_client() as shared:
        client = aiojmap.Client(HOST, auth=aiojmap.Basic("me", PASSWORD), http_client=shared)
        with pytest.raises(aiojmap.HTTPError) as caught:
            await client.session()
    assert canary not in "".join(texts(caught.value))


@pytest.mark.parametrize("location", ["javascript:{}", "https://evil.example/{}", "https://{}@e/"])
async def test_a_token_in_a_refused_redirect_is_hidden(
    wire: Wire, client: aiojmap.Client, location: str
) -> None:
    """The target of a redirect is not quoted with the token in it."""
    response = httpx.Response(302, headers={"Location": location.format(TOKEN)})
    wire.session.mock(side_effect=None, return_value=response)
    with pytest.raises(aiojmap.JMAPError) as caught:
        await client.session()
    assert TOKEN not in "".join(texts(caught.value))


async def test_a_token_in_a_page_with_200_is_hidden(wire: Wire, client: aiojmap.Client) -> None:
    """The text of a page in place of JSON is not kept with the error, nor where it came from."""
    page = httpx.Response(200, html=f"<html>your token is {TOKEN}</html>")
    wire.api.mock(side_effect=None, return_value=page)
    with pytest.raises(aiojmap.ProtocolError) as caught:
        await echo(client)
    assert TOKEN not in "".join(texts(caught.value))
