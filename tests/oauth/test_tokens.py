"""Answers of the token endpoint."""

from __future__ import annotations

import json

import pytest

from aiojmap import oauth
from aiojmap._connection.secret import Secret
from aiojmap.oauth._form import ClientAuthentication, FormRequest
from aiojmap.oauth._tokens import MAX_LIFETIME, Tokens, tokens

REFRESH = "canary-refresh-5512"
ANSWER = {"access_token": "canary-access-1", "token_type": "Bearer", "expires_in": 3600}


def request(secret: str | None = None) -> FormRequest:
    """A refresh."""
    client = ClientAuthentication("client-1")
    if secret is not None:
        client = ClientAuthentication("client-1", "client_secret_post", Secret.of_text(secret))
    return FormRequest(
        "https://auth.example/token", {"refresh_token": Secret.of_text(REFRESH)}, client
    )


def judged(status: int = 200, /, **changes: object) -> Tokens | oauth.OAuthError:
    """What an answer is worth; members that are None are missing."""
    document = {name: item for name, item in {**ANSWER, **changes}.items() if item is not None}
    return tokens(request(), status, json.dumps(document).encode())


@pytest.mark.parametrize("kind", ["Bearer", "bearer", "BEARER"])
def test_a_bearer_token_is_taken(kind: str) -> None:
    """The type's letters may be large or small."""
    found = judged(token_type=kind, refresh_token=REFRESH, scope="b a b")

    assert found == Tokens(
        access_token=Secret("canary-access-1"),
        refresh_token=Secret.of_text(REFRESH),
        lifetime=3600,
        scopes=("a", "b"),
    )


@pytest.mark.parametrize(
    ("value", "lifetime"),
    [
        (0, 0),
        (10, 10),
        ("3600", 3600),
        (1e300, MAX_LIFETIME),
        (10**400, None),
        (-5, None),
        (True, None),
        ("soon", None),
        ([3600], None),
        (None, None),
    ],
)
def test_the_lifetime_is_a_number_or_not_known(value: object, lifetime: float | None) -> None:
    """Odd values do not break anything: then a 401 tells the end."""
    found = judged(expires_in=value)

    assert isinstance(found, Tokens)
    assert found.lifetime == lifetime


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"token_type": "mac"}, "of type mac, but only Bearer"),
        ({"token_type": "DPoP"}, "of type DPoP"),
        ({"token_type": None}, "of type nothing"),
        ({"access_token": None}, "without an access_token"),
        ({"access_token": ""}, "without an access_token"),
        ({"access_token": 7}, "without an access_token"),
        ({"access_token": "canary\nx"}, "no header can hold"),
        ({"access_token": "canary ä"}, "no header can hold"),
    ],
)
def test_what_is_no_usable_token_is_an_error(changes: dict[str, object], message: str) -> None:
    """It says what is wrong and does not show the token."""
    found = judged(**changes)

    assert isinstance(found, oauth.TokenError)
    assert message in str(found)
    assert "canary" not in str(found)


@pytest.mark.parametrize(
    ("status", "error", "kind", "message"),
    [
        (400, "invalid_grant", oauth.LoginRequired, "revoked, has expired, or was used before"),
        (400, "invalid_client", oauth.LoginRequired, "no longer knows this client"),
        (401, "invalid_client", oauth.LoginRequired, "no longer knows this client"),
        (400, "unauthorized_client", oauth.TokenError, "unauthorized_client"),
        (400, "invalid_request", oauth.TokenError, "HTTP 400, invalid_request"),
        (500, "invalid_grant", oauth.TokenError, "HTTP 500"),
        (503, None, oauth.TokenError, "HTTP 503, without saying why"),
        (302, None, oauth.TokenError, "HTTP 302"),
    ],
)
def test_errors_have_classes(
    status: int, error: str | None, kind: type[oauth.OAuthError], message: str
) -> None:
    """What a new login helps against is LoginRequired; what is of now is not."""
    found = judged(status, error=error, token_type=None)

    assert type(found) is kind
    assert message in str(found)


def test_a_wrong_secret_of_the_client_does_not_end_grants() -> None:
    """A mistake in a configuration must not log all users out."""
    body = json.dumps({"error": "invalid_client"}).encode()

    assert type(tokens(request("wrong-secret"), 401, body)) is oauth.TokenError


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"\xff", b'{"a":' * 5000])
def test_what_is_no_object_is_an_error(body: bytes) -> None:
    """Whatever comes, it is an error of ours."""
    assert type(tokens(request(), 200, body)) is oauth.TokenError


def test_errors_do_not_repeat_what_was_sent() -> None:
    """A server that quotes the refresh token and the secret gets them into no message."""
    secret = "canary-client-secret"
    for member in ("error", "error_description"):
        body = json.dumps({"error": "x", member: f"{REFRESH} {secret}"}).encode()
        found = tokens(request(secret), 400, body)
        assert isinstance(found, oauth.OAuthError)
        assert "canary" not in f"{found!r} {vars(found)}"
        assert "(hidden)" in str(found)


def test_a_secret_can_go_into_the_header() -> None:
    """With client_secret_basic, the id and the secret are encoded as in a form, then as Basic."""
    client = ClientAuthentication("a:b", "client_secret_basic", Secret.of_text("c d"))
    made = FormRequest("https://auth.example/token", {"x": "y"}, client)

    assert made.fields() == {"x": "y"}
    assert made.authorization == Secret("YSUzQWI6Yytk")
