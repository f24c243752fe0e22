"""Whatever a server, a browser or a store says is a value or an error of ours."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

import aiojmap
from aiojmap import oauth
from aiojmap._connection.secret import Secret
from aiojmap.oauth._device import DeviceCode, device_code
from aiojmap.oauth._document import Document
from aiojmap.oauth._form import ClientAuthentication, FormRequest
from aiojmap.oauth._grant import Ended, Grant, read_stored
from aiojmap.oauth._metadata import AuthorizationServer, authorization_server
from aiojmap.oauth._registration import registered
from aiojmap.oauth._tokens import Tokens, tokens
from oauth.support import CLIENT, ISSUER, MAIL, RESOURCE, grant
from oauth.test_metadata import SERVER

REQUEST = FormRequest("https://auth.example/token", {}, ClientAuthentication("client-1"))
SETTINGS = settings(max_examples=60, deadline=None, derandomize=True)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
STRINGS = st.sampled_from(["Bearer", "x", "", "\n", "https://a.example/", "http://[", "//x"])


def objects(*names: str) -> st.SearchStrategy[bytes]:
    """The bytes of objects with some of these members, and others that are no JSON at all."""
    members = st.dictionaries(st.sampled_from(names), STRINGS | VALUES)
    return members.map(lambda found: json.dumps(found).encode()) | st.binary(max_size=40)


@SETTINGS
@given(
    st.sampled_from([200, 201, 302, 400, 401, 500]),
    objects("access_token", "token_type", "expires_in", "scope", "refresh_token", "error"),
)
def test_answers_of_the_token_endpoint(status: int, body: bytes) -> None:
    """Tokens or an error, and never an exception."""
    assert isinstance(tokens(REQUEST, status, body), Tokens | oauth.OAuthError)


@SETTINGS
@given(
    st.sampled_from([200, 400]),
    objects("device_code", "user_code", "verification_uri", "expires_in", "interval", "error"),
)
def test_answers_of_the_device_endpoint(status: int, body: bytes) -> None:
    """A code or an error."""
    assert isinstance(device_code(REQUEST, status, body), DeviceCode | oauth.OAuthError)


@SETTINGS
@given(
    st.sampled_from([200, 201, 400]),
    objects("client_id", "redirect_uris", "token_endpoint_auth_method", "error"),
)
def test_answers_of_the_registration_endpoint(status: int, body: bytes) -> None:
    """A registration or an error."""
    found = registered(status, body, ISSUER, ("http://127.0.0.1/cb",))

    assert isinstance(found, oauth.Registration | oauth.OAuthError)


@SETTINGS
@given(st.dictionaries(st.sampled_from([*SERVER, "revocation_endpoint"]), STRINGS | VALUES))
def test_metadata(changes: dict[str, aiojmap.runtime.JSON]) -> None:
    """The metadata, or a `MetadataError`."""
    try:
        found: object = authorization_server(Document({**SERVER, **changes}), ISSUER, "place")
    except oauth.MetadataError as error:
        found = error

    assert isinstance(found, AuthorizationServer | oauth.MetadataError)


@SETTINGS
@given(st.text() | st.text().map(lambda text: f"http://127.0.0.1/?{text}"))
def test_callbacks(text: str) -> None:
    """None but the right one gives a code."""
    flow = oauth.Authorization.begin(
        RESOURCE, CLIENT, redirect_uri="http://127.0.0.1:1/cb", scopes={MAIL}
    )
    try:
        found: object = flow.accept(text)
    except oauth.OAuthError as error:
        found = error

    assert isinstance(found, oauth.OAuthError)


@SETTINGS
@given(
    st.dictionaries(
        st.sampled_from([*json.loads(grant().to_json().reveal()), "ended"]), STRINGS | VALUES
    )
)
def test_stored_grants(changes: dict[str, object]) -> None:
    """A grant, its end, or an error."""
    text = json.dumps({**json.loads(grant().to_json().reveal()), **changes})

    found = read_stored(Secret.of_text(text))

    assert isinstance(found, Grant | Ended | oauth.OAuthError)
