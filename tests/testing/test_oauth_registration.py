"""Registration of clients: what they must say, and what they are told."""

from __future__ import annotations

import pytest
from testing.oauth_client import METADATA, OFFLINE, error, loaded, registered

from aiojmap.runtime import JSON
from aiojmap.testing import Sins


async def test_a_client_registers_and_is_told_what_for() -> None:
    """The answer has an id, and all that was said."""
    async with registered() as oauth:
        document = loaded(await oauth.register(software_id="x"), 201)

        assert document["client_id"] in oauth.authorization.clients
        assert document.items() >= {**METADATA, "software_id": "x"}.items()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("token_endpoint_auth_method", None),
        ("token_endpoint_auth_method", "client_secret_basic"),
        ("grant_types", ["authorization_code"]),
        ("grant_types", None),
        ("response_types", ["token"]),
        ("scope", ["a"]),
        ("client_uri", "http://app.example/"),
        ("logo_uri", 1),
    ],
)
async def test_wrong_client_metadata_is_refused(name: str, value: JSON) -> None:
    """The profile says what must be there."""
    async with registered() as oauth:
        assert error(await oauth.register(**{name: value})) == "invalid_client_metadata"


@pytest.mark.parametrize(
    "uri",
    [
        "https://app.example/callback",
        "http://localhost/callback",
        "http://127.0.0.1:8000/callback",
        "http://127.0.0.1.evil.example/",
        "http://127.0.0.1/../x",
        "http://127.0.0.1/#x",
        "app:/callback",
        "javascript:alert(1)",
    ],
)
async def test_a_redirect_uri_that_is_not_of_a_native_application_is_refused(uri: str) -> None:
    """Anybody can register, so no web page can be where people are sent."""
    async with registered() as oauth:
        answer = await oauth.register(redirect_uris=["http://127.0.0.1/callback", uri])

        assert error(answer) == "invalid_redirect_uri"


@pytest.mark.parametrize("uri", ["http://[::1]/", "com.example.app:/callback"])
async def test_a_redirect_uri_of_a_native_application_is_accepted(uri: str) -> None:
    """On this machine, or with a scheme of its own."""
    async with registered() as oauth:
        assert loaded(await oauth.register(redirect_uris=[uri]), 201)["redirect_uris"] == [uri]


async def test_a_body_that_is_no_json_is_refused() -> None:
    """As wrong metadata is."""
    async with registered() as oauth:
        answer = await oauth.http.post(f"{oauth.authorization.issuer}/register", content=b"{")

        assert error(answer) == "invalid_client_metadata"


async def test_sins_of_the_registration() -> None:
    """It is refused, or another one than was asked for."""
    async with registered(Sins()) as oauth:
        sins = oauth.authorization.sins
        sins.registered_redirect_uris = ("http://127.0.0.1/other",)
        sins.registered_scope = OFFLINE
        other = loaded(await oauth.register(), 201)
        sins.no_client_id = True
        nameless = loaded(await oauth.register(), 201)
        sins.registration_refused = True
        refused = await oauth.register()

        assert other["redirect_uris"] == ["http://127.0.0.1/other"]
        assert other["scope"] == OFFLINE
        assert "client_id" not in nameless
        assert error(refused) == "invalid_client_metadata"
