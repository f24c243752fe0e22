"""Logging in by a code that is typed in on another device."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx
import pytest
from testing.support import ManualClock

import aiojmap
from aiojmap import oauth
from aiojmap.oauth._device import DeviceCode, device_code, polled
from aiojmap.oauth._form import ClientAuthentication, FormRequest
from aiojmap.testing import AuthorizationServer, Server, Sins
from oauth.support import MAIL, OFFLINE

REQUEST = FormRequest("https://auth.example/device", {}, ClientAuthentication("client-1"))
ANSWER = {
    "device_code": "canary-device-1",
    "user_code": "WDJB-MJHT",
    "verification_uri": "https://auth.example/go",
    "expires_in": 900,
}


class Times:
    """Sleeping that takes no time: the clocks of both sides go on instead."""

    def __init__(self) -> None:
        self.server = ManualClock()
        self.slept: list[float] = []
        self.then: Callable[[], object] = lambda: None

    def clock(self) -> float:
        """The seconds that have passed."""
        return sum(self.slept)

    async def sleep(self, seconds: float) -> None:
        """Let them pass."""
        self.slept.append(seconds)
        self.server.move(seconds=seconds)
        self.then()


async def logged_in(
    server: Server, times: Times, store: oauth.MemoryStore, http: httpx.AsyncClient
) -> oauth.Grant:
    """Log in, showing the code to nobody."""
    return await oauth.login_on_device(
        server.url,
        client="Television",
        scopes={MAIL},
        store=store,
        key="me",
        show=lambda code: None,
        http_client=http,
        clock=times.clock,
        sleep=times.sleep,
    )


async def test_from_a_code_to_a_connected_client(http: httpx.AsyncClient) -> None:
    """Asked every five seconds until somebody has typed it in; then it is like any grant."""
    times, store = Times(), oauth.MemoryStore()
    shown: list[DeviceCode] = []
    async with Server(clock=times.server) as server, AuthorizationServer(server) as authorization:

        def type_it_in() -> None:
            if len(times.slept) == 3:
                authorization.consent_device(shown[0].user_code)

        times.then = type_it_in
        grant = await oauth.login_on_device(
            server.url,
            client="Television",
            scopes={MAIL},
            store=store,
            key="me",
            show=shown.append,
            http_client=http,
            clock=times.clock,
            sleep=times.sleep,
        )
        async with aiojmap.Client(grant.url, auth=oauth.OAuth(store, "me")) as client:
            assert (await client.mailbox.get()).list

    assert times.slept == [5, 5, 5]
    assert set(grant.scopes) == {MAIL, OFFLINE}
    assert shown[0].verification_uri.endswith("/device")


@pytest.mark.parametrize(
    ("sins", "kind", "message"),
    [
        (Sins(slow_down_forever=True), oauth.LoginTimeout, "before the code expired"),
        (Sins(expired_device_code=True), oauth.LoginTimeout, "before the code expired"),
        (Sins(verification_uri="http://evil.example/"), oauth.MetadataError, "unencrypted"),
        (
            Sins(left_out=("device_authorization_endpoint",)),
            oauth.MetadataError,
            "has no device grant: log in with a browser",
        ),
        (Sins(token_error="invalid_request"), oauth.TokenError, "invalid_request"),
    ],
)
async def test_what_a_server_does_wrong_is_told(
    sins: Sins, kind: type[oauth.OAuthError], message: str, http: httpx.AsyncClient
) -> None:
    """And the wait ends."""
    times, store = Times(), oauth.MemoryStore()
    async with Server(clock=times.server) as server, AuthorizationServer(server, sins=sins):
        with pytest.raises(kind) as caught:
            await logged_in(server, times, store, http)

    assert type(caught.value) is kind
    assert message in str(caught.value)
    assert times.clock() <= 600
    assert await store.load("me") is None


async def test_who_is_told_to_slow_down_asks_less_and_less_often(
    http: httpx.AsyncClient,
) -> None:
    """Five seconds more with each (section 3.5)."""
    times = Times()
    sins = Sins(slow_down_forever=True)
    async with Server(clock=times.server) as server, AuthorizationServer(server, sins=sins):
        with pytest.raises(oauth.LoginTimeout):
            await logged_in(server, times, oauth.MemoryStore(), http)

    assert times.slept[:4] == [5, 10, 15, 20]


async def test_a_person_who_says_no_ends_the_wait(http: httpx.AsyncClient) -> None:
    """With the next question."""
    times, codes = Times(), list[DeviceCode]()
    async with Server(clock=times.server) as server, AuthorizationServer(server) as authorization:
        times.then = lambda: authorization.consent_device(codes[0].user_code, allow=False)
        with pytest.raises(oauth.AuthorizationDenied):
            await oauth.login_on_device(
                server.url,
                client="Television",
                scopes={MAIL},
                store=oauth.MemoryStore(),
                key="me",
                show=codes.append,
                http_client=http,
                clock=times.clock,
                sleep=times.sleep,
            )

    assert len(times.slept) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"device_code": ""},
        {"user_code": None},
        {"user_code": "A\x1b[2J"},
        {"user_code": "A" * 100},
        {"user_code": " "},
        {"user_code": "\uff37\uff24"},
        {"verification_uri": None},
        {"verification_uri": "javascript:x"},
        {"verification_uri": "https://auth.example/\x1b[2J"},
        {"verification_uri_complete": "http://auth.example/"},
        {"expires_in": None},
        {"expires_in": "soon"},
    ],
)
def test_codes_that_must_not_be_shown_are_refused(changes: dict[str, object]) -> None:
    """What a person sees is plain text and an https address."""
    found = device_code(REQUEST, 200, json.dumps({**ANSWER, **changes}).encode())

    assert isinstance(found, oauth.OAuthError)
    assert "canary" not in str(found)


@pytest.mark.parametrize(
    ("interval", "found"), [(None, 5), (0, 1), (2, 2), (1e9, 300), ("7", 7), (-1, 5)]
)
def test_the_interval_stays_within_reason(interval: object, found: float) -> None:
    """Five seconds if the server does not say."""
    code = device_code(REQUEST, 200, json.dumps({**ANSWER, "interval": interval}).encode())

    assert isinstance(code, DeviceCode)
    assert code.interval == found
    assert "canary" not in repr(code)


def test_a_pending_answer_counts_with_an_error_status_alone() -> None:
    """Status 200 means tokens or nothing."""
    body = json.dumps({"error": "authorization_pending"}).encode()

    assert isinstance(polled(REQUEST, 200, body, 5), oauth.TokenError)
    assert not isinstance(polled(REQUEST, 400, body, 5), oauth.OAuthError)
