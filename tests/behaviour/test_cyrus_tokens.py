"""Tokens on a real server: wrong ones, expired ones, and ones that rotate."""

from __future__ import annotations

import base64
import hmac
import json
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from servers import cyrus

import aiojmap

DAY = 86_400


@pytest.fixture(scope="module")
def server(cyrus_server: cyrus.Cyrus) -> Iterator[cyrus.Cyrus]:
    """A server on which tokens are good for an hour; skipped where the common one is."""
    with cyrus.running(http_jwt_max_age="1h") as made:
        yield made


def token(server: cyrus.Cyrus, issued_at: float, user: str = "alice") -> str:
    """A token of the server's own kind, signed with its key, issued when it pleases the test."""
    pem = (server.directory / "jwt" / "key.pem").read_text(encoding="ascii")
    key = base64.b64decode("".join(re.findall(r"^[A-Za-z0-9+/=]+$", pem, re.MULTILINE)))

    def part(value: dict[str, Any] | bytes) -> str:
        raw = value if isinstance(value, bytes) else json.dumps(value).encode()
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    body = f"{part({'alg': 'HS256', 'typ': 'JWT'})}.{part({'sub': user, 'iat': int(issued_at)})}"
    return f"{body}.{part(hmac.digest(key, body.encode(), 'sha256'))}"


async def test_a_fresh_token_opens_the_account(server: cyrus.Cyrus) -> None:
    """What the other tests make is right, but for its time."""
    async with aiojmap.Client(server.base_url, token=token(server, time.time())) as client:
        session = await client.session()

    assert session.username == "alice"


@pytest.mark.parametrize("kind", ["expired", "forged", "no token at all"])
async def test_a_token_that_is_not_good_is_an_authentication_error(
    server: cyrus.Cyrus, kind: str
) -> None:
    """With the schemes the server takes, and without the token."""
    fresh, old = token(server, time.time()), token(server, time.time() - DAY)
    forged = fresh.rpartition(".")[0] + "." + old.rpartition(".")[2]
    given = {"expired": old, "forged": forged}.get(kind, "canary-9c27e1f04b")
    async with aiojmap.Client(server.base_url, token=given) as client:
        with pytest.raises(aiojmap.AuthenticationError) as caught:
            await client.session()

    assert given not in str(caught.value) + caught.value.text + caught.value.challenge
    assert "does not accept the credentials" in str(caught.value)
    assert "Bearer" in caught.value.challenge


async def test_a_token_that_rotates_is_asked_for_again_when_it_has_expired(
    server: cyrus.Cyrus,
) -> None:
    """One refusal, one new token, and the request has its answer."""
    given: list[str] = []

    async def present() -> str:
        # The first is expired; the server says so, and the next one is good.
        given.append(token(server, time.time() - (0 if given else DAY)))
        return given[-1]

    async with aiojmap.Client(server.base_url, token=present) as client:
        session = await client.session()
        boxes = await client.mailbox.get()

    assert session.username == "alice"
    assert len(boxes.list) > 0
    assert len(set(given[:2])) == 2


async def test_a_token_that_stays_bad_is_tried_twice_and_no_more(server: cyrus.Cyrus) -> None:
    """A source that only has expired tokens does not make a loop."""
    given: list[str] = []

    def present() -> str:
        given.append(token(server, time.time() - DAY - len(given)))
        return given[-1]

    async with aiojmap.Client(server.base_url, token=present) as client:
        with pytest.raises(aiojmap.AuthenticationError):
            await client.session()

        assert client.http_requests <= 3


async def test_the_well_known_place_is_found_without_a_token(server: cyrus.Cyrus) -> None:
    """A real server asks for a token there, which is what discovery looks for."""
    here = aiojmap.Provider(name="here", server=server.base_url, domains=["example.com"])
    (candidate,) = await aiojmap.discover("alice@example.com", providers=[here])

    assert candidate.is_trusted
    assert set(candidate.schemes) == {"Bearer", "Basic"}
    assert candidate.url.startswith(server.base_url)


async def test_an_address_is_enough(server: cyrus.Cyrus) -> None:
    """From an address to the mailboxes."""
    here = aiojmap.Provider(name="here", server=server.base_url, domains=["example.com"])
    fresh = token(server, time.time())
    async with aiojmap.Client("alice@example.com", token=fresh, providers=[here]) as client:
        boxes = await client.mailbox.get()

    assert {"inbox", "drafts"} <= {box.role for box in boxes.list}
