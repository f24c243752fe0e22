"""From a JMAP server to its authorization server, over documents as providers publish them."""

from __future__ import annotations

from collections.abc import Mapping

import httpx
import pytest

import aiojmap
from aiojmap import oauth
from aiojmap.runtime import JSON

HOST = "https://api.fastmail.com"
WELL_KNOWN = f"{HOST}/.well-known"
RESOURCE: dict[str, JSON] = {
    "resource": f"{HOST}/jmap/session",
    "authorization_servers": [HOST],
    "scopes_supported": ["urn:ietf:params:oauth:scope:mail", "offline_access"],
    "bearer_methods_supported": ["header"],
}
SERVER: dict[str, JSON] = {
    "issuer": HOST,
    "registration_endpoint": f"{HOST}/oauth/register",
    "authorization_endpoint": f"{HOST}/oauth/authorize",
    "token_endpoint": f"{HOST}/oauth/refresh",
    "scopes_supported": ["urn:ietf:params:oauth:scope:mail", "offline_access"],
    "response_types_supported": ["code"],
    "grant_types_supported": ["authorization_code", "refresh_token"],
    "token_endpoint_auth_methods_supported": ["none"],
    "code_challenge_methods_supported": ["S256"],
    "authorization_response_iss_parameter_supported": True,
    "revocation_endpoint": f"{HOST}/oauth/revoke",
    "revocation_endpoint_auth_methods_supported": ["none"],
}
UNAUTHORIZED = httpx.Response(
    401,
    headers={
        "WWW-Authenticate": "Bearer resource_metadata="
        f'"{WELL_KNOWN}/oauth-protected-resource/jmap/session"'
    },
)
FASTMAIL: dict[str, httpx.Response] = {
    f"{WELL_KNOWN}/jmap": httpx.Response(301, headers={"Location": "/jmap/session"}),
    f"{HOST}/jmap/session": UNAUTHORIZED,
    f"{WELL_KNOWN}/oauth-protected-resource/jmap/session": httpx.Response(200, json=RESOURCE),
    f"{WELL_KNOWN}/oauth-authorization-server": httpx.Response(200, json=SERVER),
}


async def discovered(
    answers: Mapping[str, httpx.Response], server: str = "api.fastmail.com"
) -> tuple[oauth.Resource, list[str]]:
    """What is found, and which URLs were asked for it."""
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        assert "authorization" not in request.headers
        return answers.get(str(request.url), httpx.Response(404))

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        return await oauth.discover(server, http_client=http), asked


async def test_fastmail_is_found_by_its_host() -> None:
    """Four requests: its well-known path, the session, and the two documents."""
    found, asked = await discovered(FASTMAIL)

    assert found.url == found.identifier == f"{HOST}/jmap/session"
    assert found.server.issuer == HOST
    assert found.server.token_endpoint == f"{HOST}/oauth/refresh"
    assert found.server.device_authorization_endpoint is None
    assert asked == list(FASTMAIL)


async def test_metadata_of_the_whole_server_counts_for_its_session() -> None:
    """If it is where that of the whole server has to be."""
    place = f"{WELL_KNOWN}/oauth-protected-resource"
    answers = {
        **FASTMAIL,
        f"{HOST}/jmap/session": httpx.Response(401),
        place: httpx.Response(200, json={**RESOURCE, "resource": HOST}),
    }
    del answers[f"{place}/jmap/session"]
    found, _ = await discovered(answers)

    assert (found.url, found.identifier) == (f"{HOST}/jmap/session", HOST)


@pytest.mark.parametrize(
    ("url", "answer", "message"),
    [
        (
            f"{WELL_KNOWN}/jmap",
            httpx.Response(302, headers={"Location": "https://evil.example/"}),
            "redirects to 'https://evil.example/', another server",
        ),
        (
            f"{WELL_KNOWN}/jmap",
            httpx.Response(302, headers={"Location": "http://api.fastmail.com/"}),
            "another server",
        ),
        (
            f"{HOST}/jmap/session",
            httpx.Response(
                401,
                headers={"WWW-Authenticate": 'Bearer resource_metadata="https://evil.example/m"'},
            ),
            "on another server: it is not used",
        ),
        (
            f"{HOST}/jmap/session",
            httpx.Response(
                401,
                headers={"WWW-Authenticate": 'Bearer resource_metadata="http://127.0.0.1:22/"'},
            ),
            "on this machine",
        ),
        (
            f"{WELL_KNOWN}/oauth-protected-resource/jmap/session",
            httpx.Response(302, headers={"Location": f"{HOST}/elsewhere"}),
            "redirects, which is not followed",
        ),
        (
            f"{WELL_KNOWN}/oauth-authorization-server",
            httpx.Response(302, headers={"Location": f"{HOST}/elsewhere"}),
            "redirects, which is not followed",
        ),
        (
            f"{WELL_KNOWN}/oauth-authorization-server",
            httpx.Response(200, text="{}", headers={"Content-Type": "text/plain"}),
            "text/plain instead of JSON",
        ),
        (
            f"{WELL_KNOWN}/oauth-authorization-server",
            httpx.Response(200, json=[]),
            "what is no JSON object",
        ),
        (
            f"{WELL_KNOWN}/oauth-protected-resource/jmap/session",
            httpx.Response(200, json={**RESOURCE, "authorization_servers": ["http://[::1]:1"]}),
            "on this machine",
        ),
    ],
)
async def test_a_chain_that_leads_astray_is_refused(
    url: str, answer: httpx.Response, message: str
) -> None:
    """Nothing of what a server says leads to where it has no say."""
    with pytest.raises(oauth.MetadataError) as caught:
        await discovered({**FASTMAIL, url: answer})

    assert message in str(caught.value)


async def test_redirects_without_end_are_refused() -> None:
    """After five."""
    again = httpx.Response(302, headers={"Location": "/.well-known/jmap"})

    with pytest.raises(aiojmap.ProtocolError, match="more than 5 redirects"):
        await discovered({f"{WELL_KNOWN}/jmap": again})


async def test_a_server_without_oauth_says_what_else_there_is() -> None:
    """A token or a password."""
    answers = {f"{WELL_KNOWN}/jmap": httpx.Response(401, headers={"WWW-Authenticate": "Basic"})}

    with pytest.raises(oauth.MetadataError, match="use a token or a password"):
        await discovered(answers)


@pytest.mark.parametrize(
    ("server", "message"),
    [
        ("me@example.com", "an address is no server"),
        ("http://jmap.example", "unencrypted"),
        ("https://me:pw@jmap.example", "user name or password"),
        ("https://jmap.example\\@evil.example", "is not a URL"),
        ("https://jmap..example", "names no host"),
        ("ftp://jmap.example", "neither https nor http"),
    ],
)
async def test_odd_spellings_of_servers_are_refused(server: str, message: str) -> None:
    """Before anything is sent."""
    with pytest.raises(aiojmap.ConfigurationError) as caught:
        await discovered({}, server)

    assert message in str(caught.value)
