"""Metadata documents: what the profile demands of them, each failure with its own sentence."""

from __future__ import annotations

import pytest

from aiojmap import oauth
from aiojmap.oauth._document import Document
from aiojmap.oauth._issuer import (
    authorization_server_urls,
    check_issuer,
    protected_resource_urls,
    resource_matches,
)
from aiojmap.oauth._metadata import authorization_server, authorization_servers
from aiojmap.runtime import JSON, JSONObject
from oauth.support import ISSUER, SESSION

SERVER: JSONObject = {
    "issuer": ISSUER,
    "authorization_endpoint": "https://auth.example/authorize",
    "token_endpoint": "https://auth.example/token",
    "registration_endpoint": "https://auth.example/register",
    "response_types_supported": ["code", "token"],
    "grant_types_supported": ["authorization_code", "refresh_token"],
    "token_endpoint_auth_methods_supported": ["none"],
    "code_challenge_methods_supported": ["S256"],
    "authorization_response_iss_parameter_supported": True,
    "scopes_supported": ["a"],
}
RESOURCE: JSONObject = {"resource": SESSION, "authorization_servers": [ISSUER]}
PLACE = "https://api.example/.well-known/oauth-protected-resource/jmap/session"


def changed(document: JSONObject, changes: dict[str, JSON]) -> Document:
    """The document with other members; those that are None are missing."""
    return Document(
        {name: value for name, value in {**document, **changes}.items() if value is not None}
    )


def test_a_document_of_the_profile_is_read() -> None:
    """What Fastmail publishes has just these members."""
    found = authorization_server(changed(SERVER, {}), ISSUER, "https://x.example")

    assert found.token_endpoint == "https://auth.example/token"
    assert found.revocation_endpoint is None
    assert found.scopes_supported == ("a",)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"issuer": f"{ISSUER}/"}, "character by character"),
        ({"issuer": "https://AUTH.example/acme"}, "character by character"),
        ({"issuer": "https://evil.example"}, "is about the issuer 'https://evil.example'"),
        ({"issuer": None}, "is about the issuer ''"),
        ({"issuer": [ISSUER]}, "is about the issuer ''"),
        ({"response_types_supported": ["token"]}, "response_types_supported has to have code"),
        ({"grant_types_supported": ["authorization_code"]}, "has to have refresh_token"),
        ({"grant_types_supported": None}, "has to have authorization_code, but it has nothing"),
        ({"code_challenge_methods_supported": ["plain"]}, "has to have S256, but it has plain"),
        ({"code_challenge_methods_supported": None}, "has to have S256, but it has nothing"),
        ({"authorization_response_iss_parameter_supported": False}, "pass for another"),
        ({"authorization_response_iss_parameter_supported": "true"}, "pass for another"),
        ({"token_endpoint": None}, "has no token_endpoint"),
        ({"authorization_endpoint": None}, "has no authorization_endpoint"),
        ({"token_endpoint": "http://auth.example/token"}, "unencrypted"),
        ({"token_endpoint": "http://127.0.0.1/token"}, "on this machine"),
        ({"token_endpoint": "javascript:alert(1)"}, "token_endpoint of"),
        ({"token_endpoint": "//auth.example/token"}, "token_endpoint of"),
        ({"token_endpoint": "https://me@auth.example/token"}, "user name or password"),
        ({"token_endpoint": "https://auth.example\\@evil.example/"}, "is not a URL"),
        ({"token_endpoint": "https://auth.example/token#x"}, "has a fragment"),
        ({"authorization_endpoint": "file:///etc/passwd"}, "names no host"),
        ({"authorization_endpoint": "file://host/etc"}, "neither https nor http"),
        ({"revocation_endpoint": "http://auth.example/"}, "the revocation_endpoint of"),
        ({"revocation_endpoint": 7}, "the revocation_endpoint of"),
    ],
)
def test_what_does_not_fit_the_profile_is_refused(changes: dict[str, JSON], message: str) -> None:
    """Each with a sentence of its own."""
    with pytest.raises(oauth.MetadataError) as caught:
        authorization_server(changed(SERVER, changes), ISSUER, "https://x.example")

    assert message in str(caught.value)


@pytest.mark.parametrize(
    "issuer",
    ["https://auth.example", "https://auth.example/", "https://auth.example/a/b", ISSUER],
)
def test_right_issuers_are_taken(issuer: str) -> None:
    """With and without a path; a slash alone is no path."""
    check_issuer(issuer)


@pytest.mark.parametrize(
    "issuer",
    [
        "http://auth.example",
        "https://auth.example/acme/",
        "https://auth.example?x",
        "https://auth.example/?",
        "https://auth.example#",
        "https://auth.example/a/../b",
        "https://auth.example/./b",
        "https://auth.example/a/..",
        "https://auth.example/%61cme",
        "https://auth.example/%2e%2e/b",
        "https://auth.example/%7Eme",
        "https://user@auth.example",
        "https://auth.example.:443\\x",
        "https://\u0430uth.example",
        "auth.example",
        "",
    ],
)
def test_odd_spellings_of_issuers_are_refused(issuer: str) -> None:
    """Two spellings of one issuer could not be told apart from two issuers."""
    with pytest.raises(oauth.MetadataError):
        check_issuer(issuer)


@pytest.mark.parametrize(
    ("issuer", "urls"),
    [
        (
            "https://auth.example",
            (
                "https://auth.example/.well-known/oauth-authorization-server",
                "https://auth.example/.well-known/openid-configuration",
            ),
        ),
        (
            "https://auth.example/",
            (
                "https://auth.example/.well-known/oauth-authorization-server",
                "https://auth.example/.well-known/openid-configuration",
            ),
        ),
        (
            ISSUER,
            (
                "https://auth.example/.well-known/oauth-authorization-server/acme",
                "https://auth.example/acme/.well-known/openid-configuration",
            ),
        ),
    ],
)
def test_metadata_is_looked_for_where_it_has_to_be(issuer: str, urls: tuple[str, str]) -> None:
    """First by RFC 8414, which puts its part before the path, then by OpenID."""
    assert authorization_server_urls(issuer) == urls


def test_metadata_of_a_resource_is_looked_for_with_its_path_first() -> None:
    """Then for the whole server, each with the resource that it has to be about."""
    assert protected_resource_urls(SESSION) == [
        (PLACE, SESSION),
        ("https://api.example/.well-known/oauth-protected-resource", "https://api.example"),
    ]


@pytest.mark.parametrize(
    ("named", "requested", "place", "same"),
    [
        (SESSION, SESSION, PLACE, True),
        ("https://api.example/", "https://api.example", "x", True),
        (f"{SESSION}/", SESSION, PLACE, False),
        ("https://api.example", SESSION, f"{PLACE[:-13]}", True),
        ("https://api.example", SESSION, PLACE, False),
        ("https://evil.example", SESSION, "https://evil.example/x", False),
        ("https://api.example.evil.example", SESSION, PLACE, False),
        ("https://api.example/jmap", SESSION, f"{PLACE[:-8]}", True),
        ("https://api.example/jm", SESSION, f"{PLACE[:-10]}", False),
        ("https://API.example", SESSION, f"{PLACE[:-13]}", False),
        ("", SESSION, PLACE, False),
        ("::", SESSION, PLACE, False),
    ],
)
def test_metadata_has_to_be_about_the_resource(
    named: str, requested: str, place: str, same: bool
) -> None:
    """About the very URL, or about a part of the server around it, from its one right place."""
    assert resource_matches(named, requested, place) is same


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"resource": None}, "does not say which resource"),
        ({"resource": "https://evil.example"}, "is about 'https://evil.example'"),
        ({"authorization_servers": None}, "names no authorization server"),
        ({"authorization_servers": []}, "names no authorization server"),
        ({"authorization_servers": [1]}, "names no authorization server"),
        ({"authorization_servers": ["http://auth.example"]}, "unencrypted"),
        ({"authorization_servers": ["http://localhost:8080"]}, "on this machine"),
        ({"bearer_methods_supported": ["body"]}, "Authorization header"),
        ({"dpop_bound_access_tokens_required": True}, "DPoP"),
    ],
)
def test_metadata_of_a_resource_is_judged(changes: dict[str, JSON], message: str) -> None:
    """What cannot be used says why."""
    with pytest.raises(oauth.MetadataError) as caught:
        authorization_servers(changed(RESOURCE, changes), SESSION, PLACE)

    assert message in str(caught.value)
