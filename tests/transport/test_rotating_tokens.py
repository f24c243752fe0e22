"""Tokens that rotate: asked for each request, and once more after a 401."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import httpx
import pytest

import aiojmap
from transport.support import API_URL, HOST, Wire, response_document

OLD, NEW = "canary-old-11aa22bb", "canary-new-33cc44dd"
ECHO = response_document(["Core/echo", {}, "0"])


class Vault:
    """Holds the present token, and counts who asks for it."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.asked = 0

    def __call__(self) -> str:
        self.asked += 1
        return self.token

    async def later(self) -> aiojmap.Secret:
        """The same, as an async function."""
        await asyncio.sleep(0)
        return aiojmap.Secret(self())


def only(token: str) -> Callable[[httpx.Request], httpx.Response]:
    """An API that accepts one token."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.headers["Authorization"] == f"Bearer {token}":
            return httpx.Response(200, json=ECHO)
        return httpx.Response(401, headers={"WWW-Authenticate": "Bearer"})

    return answer


@pytest.mark.parametrize("kind", ["plain", "async"])
async def test_a_token_is_asked_for_each_request(wire: Wire, kind: str) -> None:
    """Each request has the token of its time."""
    vault = Vault(OLD)
    wire.router.post(API_URL).mock(side_effect=lambda _: httpx.Response(200, json=ECHO))
    async with aiojmap.Client(HOST, token=vault if kind == "plain" else vault.later) as client:
        await client.core.echo({})
        vault.token = NEW
        await client.core.echo({})

    sent = [call.request.headers["Authorization"] for call in wire.router.calls]
    assert sent[-2:] == [f"Bearer {OLD}", f"Bearer {NEW}"]


async def test_after_a_401_the_token_is_asked_for_once_more(wire: Wire) -> None:
    """A token that has just been replaced costs one more request, and no error."""
    tokens = iter([OLD, OLD, NEW, NEW])
    wire.router.post(API_URL).mock(side_effect=only(NEW))
    async with aiojmap.Client(HOST, token=lambda: next(tokens)) as client:
        await client.session()
        before = client.http_requests
        await client.core.echo({})

    assert client.http_requests == before + 2


async def test_the_same_token_is_not_tried_again(wire: Wire) -> None:
    """A token that was refused and is still the present one is an AuthenticationError."""
    vault = Vault(OLD)
    route = wire.router.post(API_URL).mock(side_effect=only(NEW))
    async with aiojmap.Client(HOST, token=vault) as client:
        await client.session()
        with pytest.raises(aiojmap.AuthenticationError):
            await client.core.echo({})

    assert route.call_count == 1


async def test_a_fixed_token_is_not_tried_again(wire: Wire) -> None:
    """There is nothing else to try."""
    route = wire.router.post(API_URL).mock(side_effect=only(NEW))
    async with aiojmap.Client(HOST, token=OLD) as client:
        await client.session()
        with pytest.raises(aiojmap.AuthenticationError):
            await client.core.echo({})

    assert route.call_count == 1


async def test_former_tokens_are_taken_out_of_errors_too(wire: Wire) -> None:
    """A server that quotes a token of earlier does not get it into a message."""
    vault = Vault(OLD)
    said = {"type": "urn:ietf:params:jmap:error:limit", "detail": f"seen {OLD} and {NEW}"}
    wire.router.post(API_URL).mock(
        side_effect=[httpx.Response(200, json=ECHO), httpx.Response(400, json=said)]
    )
    async with aiojmap.Client(HOST, token=vault) as client:
        await client.core.echo({})
        vault.token = NEW
        with pytest.raises(aiojmap.RequestError) as caught:
            await client.core.echo({})

    assert OLD not in str(caught.value)
    assert NEW not in str(caught.value)


@pytest.mark.parametrize("wrong", ["", "with a space", "line\n"])
async def test_a_function_that_returns_no_token_is_refused(wire: Wire, wrong: str) -> None:
    """What a header cannot hold is refused before anything is sent."""
    async with aiojmap.Client(HOST, token=lambda: wrong) as client:
        with pytest.raises(aiojmap.ConfigurationError):
            await client.session()

    assert wire.router.calls.call_count == 0
