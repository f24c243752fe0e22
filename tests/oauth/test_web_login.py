"""The login of a user of a web application, which keeps its state in the session."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import oauth
from aiojmap._connection.secret import Secret
from aiojmap.oauth._driver import Driver
from aiojmap.oauth._registration import AuthMethod, check_redirect_uri
from aiojmap.testing import AuthorizationServer, Server
from oauth.support import MAIL, OFFLINE

REDIRECT = "https://app.example/oauth/callback"
SECRET = "canary-client-secret"


def registered(
    authorization: AuthorizationServer, method: AuthMethod = "none"
) -> oauth.Registration:
    """The application, as its operator has registered it by hand."""
    secret = None if method == "none" else SECRET
    client = authorization.register([REDIRECT], secret=secret)
    return oauth.Registration(
        issuer=authorization.issuer,
        client_id=client.client_id,
        redirect_uris=(REDIRECT,),
        client_secret=None if secret is None else Secret(secret),
        auth_method=method,
    )


class Database:
    """The grants of many users, as text."""

    def __init__(self) -> None:
        self.rows: dict[str, str] = {}

    async def load(self, user: str) -> str | None:
        """The text of a user."""
        return self.rows.get(user)

    async def save(self, user: str, text: str) -> None:
        """Keep it."""
        self.rows[user] = text

    def store(self) -> oauth.CallbackStore:
        """As a store of tokens."""
        return oauth.CallbackStore(load=self.load, save=self.save)


@pytest.mark.parametrize("method", ["none", "client_secret_basic", "client_secret_post"])
async def test_users_log_in_and_each_has_a_grant(
    server: Server, authorization: AuthorizationServer, method: AuthMethod
) -> None:
    """With and without a secret of the application, which neither session nor database gets."""
    client = registered(authorization, method)
    secret = None if method == "none" else SECRET
    database, session = Database(), dict[str, str]()

    flow = await oauth.begin_login(server.url, client, redirect_uri=REDIRECT, scopes={MAIL})
    session["login"] = flow.to_json().reveal()
    back = authorization.consent(flow.url)
    again = oauth.Authorization.from_json(session.pop("login"))
    grant = await oauth.finish_login(
        again, back, store=database.store(), key="user-1", client_secret=secret
    )
    auth = oauth.OAuth(database.store(), "user-1", client_secret=secret)
    async with aiojmap.Client(grant.url, auth=auth) as app:
        assert (await app.mailbox.get()).list
        before = await auth.authorization()
        assert await auth.renew(before)
        assert (await app.mailbox.get()).list

    assert set(grant.scopes) == {MAIL, OFFLINE}
    assert list(database.rows) == ["user-1"]
    assert SECRET not in f"{flow.to_json().reveal()}{database.rows}"


async def test_a_replayed_callback_gives_nothing(
    server: Server, authorization: AuthorizationServer
) -> None:
    """A code that was used is refused by the server; the same object does not even ask."""
    client = registered(authorization)
    store = Database().store()
    flow = await oauth.begin_login(server.url, client, redirect_uri=REDIRECT, scopes={MAIL})
    kept = flow.to_json()
    back = authorization.consent(flow.url)
    await oauth.finish_login(flow, back, store=store, key="user-1")
    asked = len(authorization.requests)

    with pytest.raises(oauth.CallbackRefused, match="has had its callback already"):
        await oauth.finish_login(flow, back, store=store, key="user-2")
    assert len(authorization.requests) == asked
    with pytest.raises(oauth.LoginRequired):
        await oauth.finish_login(
            oauth.Authorization.from_json(kept), back, store=store, key="user-2"
        )
    assert await store.load("user-2") is None


async def test_the_callback_of_another_user_is_refused(
    server: Server, authorization: AuthorizationServer
) -> None:
    """Nobody can have somebody else's browser finish his login."""
    client = registered(authorization)
    store = Database().store()
    mine, evil = [
        await oauth.begin_login(server.url, client, redirect_uri=REDIRECT, scopes={MAIL})
        for _ in range(2)
    ]

    with pytest.raises(oauth.StateMismatch):
        await oauth.finish_login(mine, authorization.consent(evil.url), store=store, key="user-1")
    assert authorization.grants == []


async def test_a_code_does_not_work_without_its_verifier(
    server: Server, authorization: AuthorizationServer
) -> None:
    """Who has only seen the callback cannot use it: PKCE."""
    client = registered(authorization)
    mine, other = [
        await oauth.begin_login(server.url, client, redirect_uri=REDIRECT, scopes={MAIL})
        for _ in range(2)
    ]
    code = mine.accept(authorization.consent(mine.url))
    stolen = other.token_request(code).fields()

    assert stolen["code_verifier"] != mine.token_request(code).fields()["code_verifier"]
    async with Driver(None) as driver:
        with pytest.raises(oauth.LoginRequired):
            await driver.tokens(other.token_request(code))


async def test_a_missing_secret_is_told_before_the_code_is_used(
    server: Server, authorization: AuthorizationServer
) -> None:
    """It is not stored, so the application has to give it each time."""
    client = registered(authorization, "client_secret_basic")
    flow = await oauth.begin_login(server.url, client, redirect_uri=REDIRECT, scopes={MAIL})

    with pytest.raises(aiojmap.ConfigurationError, match="give it as client_secret"):
        await oauth.finish_login(
            flow, authorization.consent(flow.url), store=Database().store(), key="user-1"
        )


def test_a_web_application_cannot_register_openly() -> None:
    """The profile is for programs on the person's machine; the message says what to do."""
    for uri in (REDIRECT, "http://app.example/", "http://localhost/", "myapp:/cb", "javascript:x"):
        with pytest.raises(aiojmap.ConfigurationError, match="registered by hand"):
            check_redirect_uri(uri)
    for uri in ("http://127.0.0.1/cb", "http://[::1]/cb", "com.example.app:/cb"):
        check_redirect_uri(uri)


@pytest.mark.parametrize(
    ("secret", "method"), [(None, "client_secret_basic"), (Secret("secret-1"), "none")]
)
def test_a_registration_has_a_secret_if_and_only_if_its_method_has(
    secret: Secret | None, method: AuthMethod
) -> None:
    """Else the server would refuse it in words that help nobody."""
    with pytest.raises(aiojmap.ConfigurationError, match="a client with a secret has"):
        oauth.Registration(issuer="x", client_id="y", client_secret=secret, auth_method=method)
