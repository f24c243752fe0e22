"""The device grant: a code to type in elsewhere, and a device that asks until it is let in."""

from __future__ import annotations

import re

import httpx
import pytest
from testing.oauth_client import DEVICE, MAIL, OFFLINE, OAuth, error, loaded, registered

from aiojmap.runtime import JSONObject
from aiojmap.testing import Misdirected, Sins


async def ask(oauth: OAuth, scope: str = f"{MAIL} {OFFLINE}") -> JSONObject:
    """Begin to let a device in."""
    fields = {"client_id": oauth.client_id, "scope": scope}
    return loaded(await oauth.post("/device_authorization", fields))


async def poll(oauth: OAuth, device: JSONObject) -> httpx.Response:
    """Ask whether somebody has agreed."""
    fields = {"grant_type": DEVICE, "client_id": oauth.client_id}
    return await oauth.post("/token", {**fields, "device_code": str(device["device_code"])})


async def test_a_device_gets_tokens_once_somebody_has_agreed() -> None:
    """Until then it is told to wait."""
    async with registered() as oauth:
        device = await ask(oauth)
        before = await poll(oauth, device)
        oauth.authorization.consent_device(str(device["user_code"]), "kim@example.com")
        oauth.clock.move(seconds=5)
        tokens = loaded(await poll(oauth, device))
        session = loaded(await oauth.session(tokens["access_token"]))
        oauth.clock.move(seconds=5)

        assert error(before) == "authorization_pending"
        assert session["username"] == "kim@example.com"
        assert "refresh_token" in tokens
        assert error(await poll(oauth, device)) == "invalid_grant"


async def test_a_device_is_told_where_to_send_people() -> None:
    """A page on the authorization server, and a code that is short and without vowels."""
    async with registered() as oauth:
        device = await ask(oauth)

        assert device["verification_uri"] == f"{oauth.authorization.issuer}/device"
        assert str(device["verification_uri_complete"]).endswith(str(device["user_code"]))
        assert re.fullmatch(
            r"[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}", str(device["user_code"])
        )
        assert (device["interval"], device["expires_in"]) == (5, 600)


async def test_a_device_that_asks_too_often_is_slowed_down() -> None:
    """Each time by five seconds more."""
    async with registered() as oauth:
        device = await ask(oauth)
        await poll(oauth, device)
        oauth.clock.move(seconds=4)
        early = await poll(oauth, device)
        oauth.clock.move(seconds=9)
        again = await poll(oauth, device)
        oauth.clock.move(seconds=15)

        assert error(early) == "slow_down"
        assert error(again) == "slow_down"
        assert error(await poll(oauth, device)) == "authorization_pending"


async def test_a_device_that_is_denied_is_told() -> None:
    """With another error than one that waits."""
    async with registered() as oauth:
        device = await ask(oauth)
        oauth.authorization.consent_device(str(device["user_code"]), allow=False)

        assert error(await poll(oauth, device)) == "access_denied"


async def test_a_device_code_expires() -> None:
    """For the device, and for whoever types it in."""
    async with registered() as oauth:
        device = await ask(oauth)
        oauth.clock.move(minutes=10)

        assert error(await poll(oauth, device)) == "expired_token"
        with pytest.raises(Misdirected):
            oauth.authorization.consent_device(str(device["user_code"]))


async def test_people_let_a_device_in_on_a_page() -> None:
    """They type the code as they like, see it again, and agree."""
    async with registered() as oauth:
        device = await ask(oauth)
        url = str(device["verification_uri"])
        typed = str(device["user_code"]).lower().replace("-", " ")
        empty = await oauth.http.get(url)
        wrong = await oauth.http.get(url, params={"user_code": "XXXX-XXXX"})
        page = await oauth.http.get(url, params={"user_code": typed})
        found = re.search(r'name="question" value="([^"]+)"', page.text)
        assert found is not None
        fields = {
            "question": found[1],
            "email": "kim@example.com",
            "scope": MAIL,
            "decision": "allow",
        }
        done = await oauth.post("/device/decision", fields)

        assert (empty.status_code, wrong.status_code, done.status_code) == (200, 400, 200)
        assert str(device["user_code"]) in page.text
        assert "is connected" in done.text
        assert loaded(await poll(oauth, device))["scope"] == MAIL


async def test_the_page_of_a_device_is_answered_from_the_browser_it_was_shown_to() -> None:
    """Another site cannot let a device in."""
    async with registered() as oauth:
        device = await ask(oauth)
        page = await oauth.http.get(str(device["verification_uri_complete"]))
        found = re.search(r'name="question" value="([^"]+)"', page.text)
        assert found is not None
        oauth.http.cookies.clear()
        fields = {"question": found[1], "email": "kim@example.com", "decision": "allow"}

        assert (await oauth.post("/device/decision", fields)).status_code == 400
        assert error(await poll(oauth, device)) == "authorization_pending"


async def test_a_client_that_is_not_registered_for_devices_is_refused() -> None:
    """At once, and at the token endpoint."""
    async with registered() as oauth:
        document = loaded(
            await oauth.register(grant_types=["authorization_code", "refresh_token"]), 201
        )
        fields = {"client_id": str(document["client_id"]), "scope": MAIL}
        token = {**fields, "grant_type": DEVICE, "device_code": "x"}

        assert error(await oauth.post("/device_authorization", fields)) == "unauthorized_client"
        assert error(await oauth.post("/token", token)) == "unauthorized_client"


async def test_sins_against_devices() -> None:
    """Slowed down for ever, expired at once, sent to another page."""
    async with registered(Sins(slow_down_forever=True)) as oauth:
        sins = oauth.authorization.sins
        device = await ask(oauth)
        slow = await poll(oauth, device)
        sins.expired_device_code = True
        expired = await poll(oauth, device)
        sins.verification_uri = "javascript:alert(1)"

        assert error(slow) == "slow_down"
        assert error(expired) == "expired_token"
        assert (await ask(oauth))["verification_uri"] == "javascript:alert(1)"
