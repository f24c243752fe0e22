"""The authorization request, and which callbacks are its answer."""

from __future__ import annotations

import base64
import hashlib
import json
from urllib.parse import parse_qsl, urlencode, urlsplit

import attrs
import pytest

import aiojmap
from aiojmap import oauth
from aiojmap._connection.secret import Secret
from oauth.support import CLIENT, ISSUER, MAIL, OFFLINE, RESOURCE, SESSION

REDIRECT = "http://127.0.0.1:4711/cb"
CODE = "canary-code-8812"


def begun(resource: oauth.Resource = RESOURCE) -> oauth.Authorization:
    """A request with known random parts."""
    numbers = iter([b"s" * 32, b"v" * 32])
    return oauth.Authorization.begin(
        resource,
        CLIENT,
        redirect_uri=REDIRECT,
        scopes={MAIL},
        token_bytes=lambda count: next(numbers),
    )


STATE = base64.urlsafe_b64encode(b"s" * 32).rstrip(b"=").decode()
VERIFIER = base64.urlsafe_b64encode(b"v" * 32).rstrip(b"=").decode()
GOOD = {"code": CODE, "state": STATE, "iss": ISSUER}


def callback(**changes: str | None) -> str:
    """A right callback with other parameters; those that are None are missing."""
    fields = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    return f"{REDIRECT}?{urlencode(fields)}"


def test_the_request_has_what_the_profile_wants() -> None:
    """PKCE with S256, state, resource, and offline_access because the server has it."""
    url = urlsplit(begun().url)
    digest = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest())

    assert f"{url.scheme}://{url.netloc}{url.path}" == RESOURCE.server.authorization_endpoint
    assert dict(parse_qsl(url.query)) == {
        "response_type": "code",
        "client_id": "client-1",
        "redirect_uri": REDIRECT,
        "scope": f"{OFFLINE} {MAIL}",
        "state": STATE,
        "code_challenge": digest.rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        "resource": SESSION,
    }


def test_two_requests_have_nothing_unguessable_in_common() -> None:
    """State and challenge are new each time, and long enough."""
    made = [
        oauth.Authorization.begin(RESOURCE, CLIENT, redirect_uri=REDIRECT, scopes={MAIL})
        for _ in range(2)
    ]
    first, second = (dict(parse_qsl(urlsplit(flow.url).query)) for flow in made)

    assert first["state"] != second["state"]
    assert first["code_challenge"] != second["code_challenge"]
    assert len(first["state"]) == len(first["code_challenge"]) == 43


def test_parameters_of_the_endpoint_stay() -> None:
    """An endpoint may have a query of its own, but none of our parameters in it."""
    server = attrs.evolve(RESOURCE.server, authorization_endpoint="https://auth.example/a?tenant=1")
    evil = attrs.evolve(RESOURCE.server, authorization_endpoint="https://auth.example/a?state=1")

    assert begun(attrs.evolve(RESOURCE, server=server)).url.startswith(
        "https://auth.example/a?tenant=1&response_type="
    )
    with pytest.raises(oauth.MetadataError, match="has parameters of ours"):
        begun(attrs.evolve(RESOURCE, server=evil))


def test_a_right_callback_gives_its_code_once() -> None:
    """A code that was used is not used again."""
    flow = begun()

    assert flow.accept(callback()) == Secret.of_text(CODE)
    with pytest.raises(oauth.CallbackRefused, match="has had its callback already"):
        flow.accept(callback())


def test_the_query_alone_is_a_callback_too() -> None:
    """A web application behind a proxy does not know its own URL."""
    assert begun().accept(callback().partition("?")[2]) == Secret.of_text(CODE)


@pytest.mark.parametrize(
    ("url", "kind", "message"),
    [
        (callback(state="x"), oauth.StateMismatch, "its state is another"),
        (callback(state=None), oauth.StateMismatch, "its state is missing"),
        (callback(state=""), oauth.StateMismatch, "its state"),
        (callback(state="ä"), oauth.StateMismatch, "its state is another"),
        (callback(state=STATE[:-1]), oauth.StateMismatch, "its state is another"),
        (callback(state="x", error="access_denied"), oauth.StateMismatch, "its state"),
        (callback(iss=None), oauth.CallbackRefused, "does not say which server"),
        (callback(iss=""), oauth.CallbackRefused, "is from ''"),
        (callback(iss="https://evil.example"), oauth.CallbackRefused, "https://evil.example"),
        (callback(iss=f"{ISSUER}/"), oauth.CallbackRefused, "was asked"),
        (callback(iss=ISSUER.upper()), oauth.CallbackRefused, "was asked"),
        (callback(iss="https://evil.example", error="x"), oauth.CallbackRefused, "evil"),
        (callback(code=None), oauth.CallbackRefused, "has no code"),
        (callback(code=""), oauth.CallbackRefused, "has no code"),
        (f"{callback()}&code=other", oauth.CallbackRefused, "cannot be read"),
        (f"{callback()}&state={STATE}", oauth.CallbackRefused, "cannot be read"),
        (f"{callback()}&iss=https://evil.example", oauth.CallbackRefused, "cannot be read"),
        (f"{callback()}&x={'y' * 20000}", oauth.CallbackRefused, "cannot be read"),
        ("http://[::1", oauth.StateMismatch, "its state is missing"),
        ("", oauth.StateMismatch, "its state is missing"),
        (callback(code=None, error="access_denied"), oauth.AuthorizationDenied, "not given"),
        (
            callback(code=None, error="invalid_scope", iss=None),
            oauth.AuthorizationDenied,
            "does not know a scope",
        ),
        (callback(error="server_error"), oauth.AuthorizationDenied, "try again later"),
    ],
)
def test_a_callback_that_is_not_the_answer_is_refused(
    url: str, kind: type[oauth.OAuthError], message: str
) -> None:
    """State first, then the issuer, then the error; the code is not given, and not shown."""
    with pytest.raises(kind) as caught:
        begun().accept(url)

    assert type(caught.value) is kind
    assert message in str(caught.value)
    assert CODE not in f"{caught.value!r} {vars(caught.value)}"


def test_a_refused_callback_leaves_the_request_open() -> None:
    """Who sends a wrong callback does not end the login of the person."""
    flow = begun()
    with pytest.raises(oauth.StateMismatch):
        flow.accept(callback(state="x"))

    assert flow.accept(callback()) == Secret.of_text(CODE)


def test_text_of_the_server_is_cut_and_cannot_write_on_a_terminal() -> None:
    """Control characters are taken out of errors, and they end somewhere."""
    url = callback(error="\x1b[2Jx", error_description="\r\n\u202e" + "z" * 5000)
    with pytest.raises(oauth.AuthorizationDenied) as caught:
        begun().accept(url)

    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 500
    assert caught.value.error == "?[2Jx"


def test_the_token_request_has_the_verifier_and_the_same_redirect_uri() -> None:
    """What was hashed is shown now, to the token endpoint alone."""
    flow = begun()
    request = flow.token_request(flow.accept(callback()))

    assert request.url == RESOURCE.server.token_endpoint
    assert request.fields() == {
        "grant_type": "authorization_code",
        "code": CODE,
        "redirect_uri": REDIRECT,
        "code_verifier": VERIFIER,
        "resource": SESSION,
        "client_id": "client-1",
    }


def test_a_request_can_be_kept_as_json() -> None:
    """A web application goes on with it when the browser comes back."""
    flow = begun()
    kept = flow.to_json()
    again = oauth.Authorization.from_json(kept.reveal())

    assert again.url == flow.url
    assert again.accept(callback()) == Secret.of_text(CODE)
    assert VERIFIER in kept.reveal()
    assert VERIFIER not in f"{kept} {flow} {again!r}"


@pytest.mark.parametrize(
    "changes",
    [
        {"state": ""},
        {"verifier": None},
        {"version": 2},
        {"issuer": 3},
        {"auth_method": "x"},
        {"client_id": ""},
    ],
)
def test_what_was_kept_and_is_not_whole_is_refused(changes: dict[str, object]) -> None:
    """The person begins again."""
    document = {**json.loads(begun().to_json().reveal()), **changes}

    with pytest.raises(oauth.CallbackRefused, match="begin the login again"):
        oauth.Authorization.from_json(json.dumps(document))


def test_what_was_kept_and_sends_tokens_in_the_clear_is_refused() -> None:
    """A session that others can write in does not lead a code away."""
    document = {**json.loads(begun().to_json().reveal()), "token_endpoint": "http://evil.example/"}

    with pytest.raises(oauth.MetadataError, match="unencrypted"):
        oauth.Authorization.from_json(json.dumps(document))


@pytest.mark.parametrize("text", ["", "{", "[]", "7"])
def test_what_is_no_request_is_refused(text: str) -> None:
    """An empty session, for example."""
    with pytest.raises(oauth.CallbackRefused):
        oauth.Authorization.from_json(text)


@pytest.mark.parametrize(
    "uri",
    [
        "http://app.example/cb",
        "http://127.0.0.1.evil.example/cb",
        "http://127.0.0.1:4711/other",
        "https://app.example/cb#x",
        "/cb",
        "https://app.example/cb",
    ],
)
def test_a_redirect_uri_that_is_not_registered_is_refused(uri: str) -> None:
    """Before the server says so in the browser, where no program can read it."""
    with pytest.raises(aiojmap.ConfigurationError, match="redirect URI"):
        oauth.Authorization.begin(RESOURCE, CLIENT, redirect_uri=uri, scopes={MAIL})


@pytest.mark.parametrize("scopes", [[], ["a b"], ['a"'], [""], "mail"])
def test_what_is_no_set_of_scopes_is_refused(scopes: object) -> None:
    """A str is a likely mistake: it would be asked for letter by letter."""
    with pytest.raises(aiojmap.ConfigurationError, match="scope"):
        oauth.Authorization.begin(RESOURCE, CLIENT, redirect_uri=REDIRECT, scopes=scopes)  # type: ignore[arg-type]  # what is tested


def test_a_client_of_another_issuer_is_refused() -> None:
    """Its id would be told to who should not know it, and mean another client there."""
    other = attrs.evolve(CLIENT, issuer="https://other.example")

    with pytest.raises(oauth.MetadataError, match="registered at https://other"):
        oauth.Authorization.begin(RESOURCE, other, redirect_uri=REDIRECT, scopes={MAIL})
