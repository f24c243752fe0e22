"""What people agree to: the consent page, its answer, and the callback to the client."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from testing.oauth_client import MAIL, MASKED, OFFLINE, REDIRECT_URI, OAuth, answer, registered

from aiojmap.testing import SCRIPT, Misdirected, Sins


def question(page: httpx.Response) -> str:
    """The id of the question that a page asks."""
    found = re.search(r'name="question" value="([^"]+)"', page.text)
    assert page.status_code == 200
    assert found is not None
    return found[1]


async def decide(oauth: OAuth, fields: dict[str, str | list[str]]) -> httpx.Response:
    """Send the form of the consent page."""
    url = f"{oauth.authorization.issuer}/authorize/decision"
    return await oauth.http.post(url, data=fields)


async def test_consent_comes_back_to_the_client_with_code_state_and_iss() -> None:
    """And with nothing else."""
    async with registered() as oauth:
        url = oauth.authorization.consent(oauth.url(), "kim@example.com")

        assert url.startswith(f"{REDIRECT_URI}?")
        assert answer(url).keys() == {"code", "state", "iss"}
        assert answer(url)["state"] == "state-1"
        assert answer(url)["iss"] == oauth.authorization.issuer


async def test_the_form_of_the_page_does_the_same() -> None:
    """Somebody in a browser is sent on with 303 and a code."""
    async with registered() as oauth:
        page = await oauth.http.get(oauth.url())
        fields: dict[str, str | list[str]] = {
            "question": question(page),
            "email": "kim@example.com",
            "scope": [MAIL, OFFLINE],
            "decision": "allow",
        }
        done = await decide(oauth, fields)
        await oauth.redeem(answer(done.headers["Location"])["code"])

        assert done.status_code == 303
        assert [grant.email for grant in oauth.authorization.grants] == ["kim@example.com"]
        assert oauth.authorization.grants[0].scopes == (MAIL, OFFLINE)


async def test_only_the_scopes_that_stay_ticked_are_granted() -> None:
    """People may agree to less than they are asked for."""
    async with registered() as oauth:
        url = oauth.authorization.consent(oauth.url(), scopes=[MAIL, MASKED])
        await oauth.redeem(answer(url)["code"])

        assert oauth.authorization.grants[0].scopes == (MAIL,)


async def test_a_denial_comes_back_as_an_error() -> None:
    """With state and iss, without a code."""
    async with registered() as oauth:
        found = answer(oauth.authorization.consent(oauth.url(), allow=False))

        assert found["error"] == "access_denied"
        assert found.keys() == {"error", "error_description", "state", "iss"}


async def test_the_page_shows_who_there_is_and_what_is_asked() -> None:
    """Names are escaped, the one hinted at is chosen, nobody else may frame or keep the page."""
    async with registered() as oauth:
        page = await oauth.http.get(oauth.url(login_hint="Kim@example.com"))

        assert "Kim &lt;b&gt;Bold&lt;/b&gt;" in page.text
        assert "<b>Bold" not in page.text
        assert 'value="kim@example.com" checked' in page.text
        assert 'value="robin@example.com" checked' not in page.text
        assert f'value="{MAIL}" checked' in page.text
        assert MASKED not in page.text
        assert page.headers["Cache-Control"] == "no-store"
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]


async def test_a_form_without_the_cookie_of_its_page_is_refused() -> None:
    """Another site cannot answer in somebody's name."""
    async with registered() as oauth:
        id_ = question(await oauth.http.get(oauth.url()))
        oauth.http.cookies.clear()
        fields: dict[str, str | list[str]] = {
            "question": id_,
            "email": "kim@example.com",
            "scope": MAIL,
            "decision": "allow",
        }

        assert (await decide(oauth, fields)).status_code == 400


async def test_a_form_with_the_cookie_of_another_browser_is_refused() -> None:
    """Nor with a page that was shown to the attacker."""
    async with registered() as oauth:
        id_ = question(await oauth.http.get(oauth.url()))
        oauth.http.cookies.clear()
        await oauth.http.get(oauth.url())
        fields: dict[str, str | list[str]] = {
            "question": id_,
            "email": "kim@example.com",
            "scope": MAIL,
            "decision": "allow",
        }

        assert (await decide(oauth, fields)).status_code == 400


async def test_a_page_is_answered_once() -> None:
    """The form cannot be sent again."""
    async with registered() as oauth:
        fields: dict[str, str | list[str]] = {
            "question": question(await oauth.http.get(oauth.url())),
            "email": "kim@example.com",
            "decision": "deny",
        }

        assert (await decide(oauth, fields)).status_code == 303
        assert (await decide(oauth, fields)).status_code == 400


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "nobody"},
        {"client_id": None},
        {"redirect_uri": "http://127.0.0.1:49152/other"},
        {"redirect_uri": "http://127.0.0.1/callback"},
        {"redirect_uri": "http://127.0.0.1:1/callback@evil.example/"},
        {"redirect_uri": None},
    ],
)
async def test_nobody_is_sent_to_a_place_that_is_not_registered(
    changes: dict[str, str | None],
) -> None:
    """They read what is wrong instead."""
    async with registered() as oauth:
        page = await oauth.http.get(oauth.url(**changes))

        assert page.status_code == 400
        assert "Location" not in page.headers
        with pytest.raises(Misdirected):
            oauth.authorization.consent(oauth.url(**changes))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"state": None}, "invalid_request"),
        ({"scope": None}, "invalid_scope"),
        ({"scope": "urn:ietf:params:oauth:scope:calendars"}, "invalid_scope"),
        ({"resource": "https://evil.example/jmap/session"}, "invalid_target"),
    ],
)
async def test_a_wrong_request_comes_back_as_an_error(
    changes: dict[str, str | None], code: str
) -> None:
    """The client is told, where it is registered."""
    async with registered() as oauth:
        answered = await oauth.http.get(oauth.url(**changes))

        assert answered.status_code == 303
        assert answer(answered.headers["Location"])["error"] == code
        assert answer(answered.headers["Location"])["iss"] == oauth.authorization.issuer


async def test_a_parameter_that_is_there_twice_is_an_error() -> None:
    """But `resource` may be repeated."""
    async with registered() as oauth:
        twice = oauth.authorization.consent(f"{oauth.url()}&state=x")
        resources = oauth.authorization.consent(f"{oauth.url()}&resource={oauth.server.url}")

        assert answer(twice)["error"] == "invalid_request"
        assert "code" in answer(resources)


async def test_a_client_registered_by_hand_has_its_uris_matched_exactly() -> None:
    """A web application is sent people to one address alone."""
    async with registered() as oauth:
        uri = "https://app.example/callback?a=b"
        oauth.client_id = oauth.authorization.register([uri], name="Web").client_id
        url = oauth.authorization.consent(oauth.url(redirect_uri=uri))

        assert url.startswith(f"{uri}&code=")
        with pytest.raises(Misdirected):
            oauth.authorization.consent(oauth.url(redirect_uri="https://app.example/callback"))


async def test_a_url_of_another_server_is_not_answered() -> None:
    """Consent is for what this server would be asked."""
    async with registered() as oauth:
        with pytest.raises(LookupError):
            oauth.authorization.consent("https://evil.example/authorize?client_id=x")


@pytest.mark.parametrize(
    ("sins", "expected"),
    [
        (Sins(missing_iss=True), {"iss": None}),
        (Sins(wrong_iss=True), {"iss": ["https://other.example"]}),
        (Sins(missing_state=True), {"state": None}),
        (Sins(wrong_state=True), {"state": ["state-1x"]}),
        (Sins(missing_code=True), {"code": None}),
        (Sins(authorization_error="server_error"), {"error": ["server_error"], "code": None}),
        (
            Sins(authorization_error="x", error_text=SCRIPT),
            {"error_description": [SCRIPT], "error_uri": [SCRIPT]},
        ),
    ],
)
async def test_sins_of_the_callback(sins: Sins, expected: dict[str, list[str] | None]) -> None:
    """Each changes the callback as it says."""
    async with registered(sins) as oauth:
        query = parse_qs(urlsplit(oauth.authorization.consent(oauth.url())).query)

        assert {name: query.get(name) for name in expected} == expected


async def test_a_callback_with_two_codes() -> None:
    """One of them is good."""
    async with registered(Sins(doubled_code=True)) as oauth:
        query = parse_qs(urlsplit(oauth.authorization.consent(oauth.url())).query)

        assert len(query["code"]) == 2
