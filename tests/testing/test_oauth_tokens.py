"""Tokens: got for a code, accepted by the JMAP server, renewed, and revoked."""

from __future__ import annotations

import base64

import httpx
import pytest
from testing.oauth_client import (
    MAIL,
    MASKED,
    OFFLINE,
    VERIFIER,
    error,
    loaded,
    registered,
)

import aiojmap
from aiojmap import core
from aiojmap.testing import Sins

CORE = "urn:ietf:params:jmap:core"


async def test_a_code_gives_tokens_that_open_the_account_of_whoever_agreed() -> None:
    """They say their type, lifetime and scope."""
    async with registered() as oauth:
        answered = await oauth.redeem(oauth.code("kim@example.com"))
        tokens = loaded(answered)
        session = loaded(await oauth.session(tokens["access_token"]))

        assert (tokens["token_type"], tokens["expires_in"]) == ("Bearer", 3600)
        assert tokens["scope"] == f"{MAIL} {OFFLINE}"
        assert answered.headers["Cache-Control"] == "no-store"
        assert session["username"] == "kim@example.com"


async def test_a_token_is_for_the_capabilities_of_its_scope() -> None:
    """The mail scope is for all of mail, and masked addresses have one of their own."""
    async with registered() as oauth:
        mail = loaded(await oauth.session((await oauth.tokens())["access_token"]))
        masked = await oauth.tokens(scope=MASKED)
        other = loaded(await oauth.session(masked["access_token"]))

        assert MASKED not in str(mail["capabilities"])
        assert "urn:ietf:params:jmap:submission" in str(mail["capabilities"])
        assert str(other["capabilities"]).count("urn:ietf") == 1
        assert MASKED in str(other["capabilities"])


async def test_without_offline_access_there_is_no_refresh_token() -> None:
    """The scope has to be asked for."""
    async with registered() as oauth:
        assert "refresh_token" not in await oauth.tokens(scope=MAIL)


async def test_an_access_token_expires() -> None:
    """Then the 401 says that it is invalid, and where to learn how to get another."""
    async with registered() as oauth:
        token = (await oauth.tokens())["access_token"]
        oauth.clock.move(seconds=3599)
        before = await oauth.session(token)
        oauth.clock.move(seconds=1)
        after = await oauth.session(token)

        assert (before.status_code, after.status_code) == (200, 401)
        assert 'error="invalid_token", resource_metadata=' in after.headers["WWW-Authenticate"]


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "code-wrong"},
        {"code_verifier": "x" * 43},
        {"code_verifier": None},
        {"redirect_uri": "http://127.0.0.1:1/callback"},
        {"redirect_uri": None},
    ],
)
async def test_a_code_is_not_given_for_less_than_was_asked(changes: dict[str, str | None]) -> None:
    """It needs the verifier and the redirect URI of its request."""
    async with registered() as oauth:
        assert error(await oauth.redeem(oauth.code(), **changes)) == "invalid_grant"
        assert oauth.authorization.grants == []


async def test_a_code_is_for_the_client_that_asked() -> None:
    """Another one cannot use it, and one that is not registered cannot do anything."""
    async with registered() as oauth:
        other = oauth.authorization.register(["https://app.example/"])

        foreign = await oauth.redeem(oauth.code(), client_id=other.client_id)
        unknown = await oauth.redeem(oauth.code(), client_id="nobody")

        assert error(foreign) == "invalid_grant"
        assert error(unknown) == "invalid_client"


async def test_a_code_expires() -> None:
    """After ten minutes, no sooner."""
    async with registered() as oauth:
        codes = oauth.code(), oauth.code()
        oauth.clock.move(minutes=9, seconds=59)
        in_time = await oauth.redeem(codes[0])
        oauth.clock.move(seconds=1)

        assert in_time.status_code == 200
        assert error(await oauth.redeem(codes[1])) == "invalid_grant"


async def test_a_code_that_is_used_again_takes_the_tokens_with_it() -> None:
    """Somebody else must have it."""
    async with registered() as oauth:
        code = oauth.code()
        token = loaded(await oauth.redeem(code))["access_token"]

        assert error(await oauth.redeem(code)) == "invalid_grant"
        assert (await oauth.session(token)).status_code == 401
        assert oauth.authorization.grants[0].revoked


async def test_a_refresh_gives_new_tokens_and_the_old_access_token_goes_on() -> None:
    """The refresh token is another one."""
    async with registered() as oauth:
        old = await oauth.tokens()
        new = loaded(await oauth.refresh(old["refresh_token"]))

        assert new["refresh_token"] != old["refresh_token"]
        assert new["access_token"] != old["access_token"]
        assert (await oauth.session(old["access_token"])).status_code == 200
        assert (await oauth.session(new["access_token"])).status_code == 200
        assert oauth.authorization.grants[0].refreshes == 1


async def test_a_refresh_token_that_is_used_again_ends_the_grant() -> None:
    """Neither the tokens of the thief nor those of the owner are good then."""
    async with registered() as oauth:
        old = await oauth.tokens()
        new = loaded(await oauth.refresh(old["refresh_token"]))

        assert error(await oauth.refresh(old["refresh_token"])) == "invalid_grant"
        assert error(await oauth.refresh(new["refresh_token"])) == "invalid_grant"
        assert (await oauth.session(new["access_token"])).status_code == 401


async def test_a_refresh_may_ask_for_less_but_not_for_more() -> None:
    """What was agreed to is the most there is; the next refresh has all of it again."""
    async with registered() as oauth:
        old = await oauth.tokens(scope=f"{MAIL} {MASKED} {OFFLINE}")
        less = loaded(await oauth.refresh(old["refresh_token"], scope=MASKED))
        more = await oauth.refresh(less["refresh_token"], scope=f"{MAIL} x")
        again = loaded(await oauth.refresh(less["refresh_token"]))
        session = loaded(await oauth.session(less["access_token"]))

        assert less["scope"] == MASKED
        assert MAIL not in str(session["capabilities"])
        assert error(more) == "invalid_scope"
        assert again["scope"] == f"{MAIL} {MASKED} {OFFLINE}"


async def test_tokens_are_for_the_resource_that_was_agreed_to() -> None:
    """Another one is refused at the token endpoint as well."""
    async with registered() as oauth:
        refused = await oauth.redeem(oauth.code(), resource="https://evil.example/")
        other = await oauth.redeem(oauth.code(), resource=f"{oauth.server.url}/jmap/api")

        assert error(refused) == "invalid_target"
        assert error(other) == "invalid_target"


async def test_a_refresh_token_that_is_revoked_takes_the_grant_with_it() -> None:
    """Revocation says yes to a token it does not know, too."""
    async with registered() as oauth:
        tokens = await oauth.tokens()
        fields = {"client_id": oauth.client_id, "token": str(tokens["refresh_token"])}

        assert (await oauth.post("/revoke", {**fields, "token": "x"})).status_code == 200
        assert (await oauth.post("/revoke", fields)).status_code == 200
        assert (await oauth.session(tokens["access_token"])).status_code == 401
        assert error(await oauth.refresh(tokens["refresh_token"])) == "invalid_grant"


async def test_an_access_token_that_is_revoked_leaves_the_grant() -> None:
    """Another one can be had."""
    async with registered() as oauth:
        tokens = await oauth.tokens()
        fields = {"client_id": oauth.client_id, "token": str(tokens["access_token"])}
        await oauth.post("/revoke", fields)

        assert (await oauth.session(tokens["access_token"])).status_code == 401
        assert (await oauth.refresh(tokens["refresh_token"])).status_code == 200


async def test_an_access_token_that_is_alone_is_revoked_with_its_grant() -> None:
    """Nothing more could come of it."""
    async with registered() as oauth:
        tokens = await oauth.tokens(scope=MAIL)
        fields = {"client_id": oauth.client_id, "token": str(tokens["access_token"])}
        await oauth.post("/revoke", fields)

        assert oauth.authorization.grants[0].revoked


async def test_a_client_cannot_revoke_the_token_of_another() -> None:
    """It is refused, and the token stays good."""
    async with registered() as oauth:
        tokens = await oauth.tokens()
        other = oauth.authorization.register(["https://app.example/"])
        fields = {"client_id": other.client_id, "token": str(tokens["refresh_token"])}

        assert error(await oauth.post("/revoke", fields)) == "invalid_grant"
        assert (await oauth.session(tokens["access_token"])).status_code == 200


async def test_somebody_takes_a_grant_back() -> None:
    """As in the settings of an account."""
    async with registered() as oauth:
        token = (await oauth.tokens())["access_token"]
        oauth.authorization.revoke(oauth.authorization.grants[0])

        assert (await oauth.session(token)).status_code == 401


@pytest.mark.parametrize("basic", [True, False])
async def test_a_client_with_a_secret_has_to_show_it(basic: bool) -> None:
    """In the header or in the form."""
    async with registered() as oauth:
        uri = "https://app.example/"
        client = oauth.authorization.register([uri], secret="s:e/cret")
        oauth.client_id = client.client_id
        pair = base64.b64encode(f"{client.client_id}:s%3Ae%2Fcret".encode()).decode()
        code = oauth.code(redirect_uri=uri)
        without = await oauth.redeem(code, redirect_uri=uri)
        if basic:
            oauth.http.headers["Authorization"] = f"Basic {pair}"
        shown = await oauth.redeem(
            code, redirect_uri=uri, client_secret=None if basic else "s:e/cret"
        )

        assert error(without) == "invalid_client"
        assert shown.status_code == 200


async def test_a_token_request_has_to_be_a_form() -> None:
    """JSON is not taken, nor a field twice, nor a grant type that nobody knows."""
    async with registered() as oauth:
        url = f"{oauth.authorization.issuer}/token"
        as_json = await oauth.http.post(url, json={"grant_type": "authorization_code"})
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        twice = await oauth.http.post(url, content=b"code=a&code=b", headers=form)
        password = await oauth.redeem("x", grant_type="password")

        assert error(as_json) == "invalid_request"
        assert error(twice) == "invalid_request"
        assert error(password) == "unsupported_grant_type"


async def test_a_refresh_that_is_lost_was_carried_out() -> None:
    """The connection breaks off amid the answer, and the token is spent."""
    async with registered(Sins(lost_refreshes=1)) as oauth:
        token = (await oauth.tokens())["refresh_token"]

        with pytest.raises(httpx.RemoteProtocolError):
            await oauth.refresh(token)
        assert error(await oauth.refresh(token)) == "invalid_grant"
        assert oauth.authorization.grants[0].revoked


@pytest.mark.parametrize(
    ("sins", "expected"),
    [
        (Sins(token_type="mac"), {"token_type": "mac"}),
        (Sins(granted_scope=MAIL), {"scope": MAIL, "refresh_token": None}),
        (Sins(no_scope=True), {"scope": None}),
        (Sins(expires_in="soon"), {"expires_in": "soon"}),
        (Sins(no_expires_in=True), {"expires_in": None}),
        (Sins(no_refresh_token=True), {"refresh_token": None}),
    ],
)
async def test_sins_of_the_token_answer(sins: Sins, expected: dict[str, str | None]) -> None:
    """Each changes the answer as it says."""
    async with registered(sins) as oauth:
        tokens = await oauth.tokens()

        assert {name: tokens.get(name) for name in expected} == expected


async def test_sins_of_what_is_checked() -> None:
    """A code and a refresh token are good twice, and no verifier is needed."""
    sins = Sins(code_replay_allowed=True, verifier_ignored=True, refresh_reuse_allowed=True)
    async with registered(sins) as oauth:
        code = oauth.code()
        first = loaded(await oauth.redeem(code, code_verifier=None))
        second = await oauth.redeem(code)
        refreshes = [await oauth.refresh(first["refresh_token"]) for _ in range(2)]

        assert second.status_code == 200
        assert [found.status_code for found in refreshes] == [200, 200]


async def test_a_refresh_token_that_does_not_rotate() -> None:
    """There is no new one in the answer, and the old one is good again."""
    async with registered(Sins(refresh_not_rotated=True)) as oauth:
        token = (await oauth.tokens())["refresh_token"]

        assert "refresh_token" not in loaded(await oauth.refresh(token))
        assert (await oauth.refresh(token)).status_code == 200


async def test_sins_of_the_token_endpoint() -> None:
    """Busy, redirecting, a page for people, an error that quotes secrets."""
    async with registered(Sins(busy=1)) as oauth:
        sins = oauth.authorization.sins
        busy = await oauth.redeem("code-x")
        sins.token_redirect = "https://evil.example/"
        moved = await oauth.redeem("code-x")
        sins.token_redirect, sins.token_html = None, True
        page = await oauth.redeem("code-x")
        sins.token_html, sins.token_error, sins.echo = False, "server_error", True
        quoting = await oauth.redeem("code-x")

        assert (busy.status_code, busy.headers["Retry-After"]) == (503, "1")
        assert (moved.status_code, moved.headers["Location"]) == (307, "https://evil.example/")
        assert (page.status_code, page.headers["Content-Type"][:9]) == (200, "text/html")
        assert error(quoting) == "server_error"
        assert "code-x" in quoting.text
        assert VERIFIER in quoting.text


async def test_revocation_that_is_refused() -> None:
    """The token stays good."""
    async with registered(Sins(revocation_refused=True)) as oauth:
        tokens = await oauth.tokens()
        fields = {"client_id": oauth.client_id, "token": str(tokens["refresh_token"])}

        assert (await oauth.post("/revoke", fields)).status_code == 503
        assert (await oauth.session(tokens["access_token"])).status_code == 200


async def test_nothing_secret_is_in_the_repr_of_a_grant() -> None:
    """Nor in that of a client."""
    async with registered() as oauth:
        tokens = await oauth.tokens()
        client = oauth.authorization.register(["https://app.example/"], secret="much-secret")
        shown = f"{oauth.authorization.grants} {client}"

        assert str(tokens["access_token"]) not in shown
        assert str(tokens["refresh_token"]) not in shown
        assert "much-secret" not in shown


async def test_a_push_subscription_belongs_to_the_grant() -> None:
    """It outlives its access token, and is told once, whatever tokens there are besides."""
    async with registered() as oauth:
        first = await oauth.tokens(scope=f"{MAIL} {MASKED} {OFFLINE}")
        token = str(first["access_token"])
        async with aiojmap.Client(oauth.server.url, token=token) as client:
            made = await client.push_subscription.create(
                core.PushSubscriptionCreate(device_client_id="d", url="https://push.example.com/")
            )
            code = oauth.server.pushes[-1].body
            assert isinstance(code, core.PushVerification)
            await client.push_subscription.update(
                made.id, core.PushSubscriptionPatch(verification_code=code.verification_code)
            )
        less = loaded(await oauth.refresh(first["refresh_token"], scope=MASKED))
        oauth.clock.move(minutes=61)
        await oauth.refresh(less["refresh_token"], scope=MASKED)
        before = len(oauth.server.pushes)
        oauth.server.receive(b"From: kim@example.net\r\n\r\n")
        (told,) = oauth.server.pushes[before:]

        assert "Email" in str(told.body)
