"""Logging in with a browser, from a host to a client, against a server that does things wrong."""

from __future__ import annotations

import asyncio
import webbrowser
from collections.abc import Awaitable, Callable
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from transport.support import http_client

import aiojmap
from aiojmap import oauth
from aiojmap.testing import SCRIPT, AuthorizationServer, Server, Sins
from oauth.people import Somebody
from oauth.support import MAIL, MASKED, OFFLINE

Browser = Callable[[str], Awaitable[None]]


async def logged_in(
    server: Server,
    browser: Browser,
    store: oauth.MemoryStore | None = None,
    *,
    scopes: frozenset[str] = frozenset({MAIL}),
    allow_narrower: bool = False,
) -> oauth.Grant:
    """Log in as a program does."""
    async with http_client() as shared:
        return await oauth.login(
            server.url,
            client="My tool",
            scopes=scopes,
            store=oauth.MemoryStore() if store is None else store,
            key="me",
            open_url=browser,
            allow_narrower=allow_narrower,
            patience=20,
            http_client=shared,
        )


async def test_from_a_host_to_a_connected_client(server: Server, somebody: Somebody) -> None:
    """Metadata, registration, consent, callback, tokens: then mailboxes."""
    store = oauth.MemoryStore()
    grant = await logged_in(server, somebody, store)

    async with aiojmap.Client(grant.url, auth=oauth.OAuth(store, "me")) as client:
        boxes = await client.mailbox.get()

    assert boxes.list
    assert set(grant.scopes) == {MAIL, OFFLINE}
    assert grant.missing == ()
    status, page = await somebody.came_back()
    assert status == 200
    assert "You can close this window" in page


async def test_what_was_asked_is_what_the_profile_wants(
    server: Server, authorization: AuthorizationServer, somebody: Somebody
) -> None:
    """The client is public, is registered for its scopes, and names the resource."""
    await logged_in(server, somebody)

    (client,) = authorization.clients.values()
    (granted,) = authorization.grants
    assert (client.name, client.secret, client.dynamic) == ("My tool", None, True)
    assert set(client.scopes) == {MAIL, OFFLINE}
    assert granted.resources == (f"{server.url}/jmap/session",)
    assert {urlsplit(uri).hostname for uri in client.redirect_uris} == {"127.0.0.1", "::1"}


async def test_an_expired_token_is_renewed_with_a_client_in_use(server: Server) -> None:
    """Fifty calls at once after the end of the token cause one refresh, and no error."""
    lifetime = timedelta(seconds=3)
    async with AuthorizationServer(server, access_token_lifetime=lifetime) as authorization:
        store = oauth.MemoryStore()
        grant = await logged_in(server, Somebody(authorization), store)
        # What the server has forgotten, it answers with 401.
        (granted,) = authorization.grants
        async with aiojmap.Client(grant.url, auth=oauth.OAuth(store, "me")) as client:
            await client.session()
            authorization._grants._realm.grants.clear()
            calls = [client.core.echo({"n": n}) for n in range(50)]
            await asyncio.gather(*(_awaited(call) for call in calls))

    assert granted.refreshes == 1


async def _awaited(call: Awaitable[object]) -> object:
    return await call


SINS: list[tuple[Sins, type[aiojmap.JMAPError], str]] = [
    (Sins(resource_mismatch=True), oauth.MetadataError, "have to be identical"),
    (Sins(no_authorization_servers=True), oauth.MetadataError, "names no authorization server"),
    (Sins(challenge="http://127.0.0.1:9/x"), oauth.MetadataError, "on another server"),
    (Sins(issuer_mismatch=True), oauth.MetadataError, "character by character"),
    (Sins(metadata_redirect=True), oauth.MetadataError, "redirects, which is not followed"),
    (Sins(metadata_html=True), oauth.MetadataError, "text/html instead of JSON"),
    (Sins(no_metadata=True), oauth.MetadataError, "has no metadata"),
    (Sins(no_s256=True), oauth.MetadataError, "has to have S256, but it has plain"),
    (Sins(no_iss_supported=True), oauth.MetadataError, "could pass for another"),
    (Sins(no_public_clients=True), oauth.MetadataError, "no clients without a secret"),
    (Sins(no_registration=True), oauth.MetadataError, "registers no clients by itself"),
    (Sins(http_endpoints=True), oauth.MetadataError, "unencrypted"),
    (Sins(huge_documents=2_000_000), aiojmap.ProtocolError, "more than 1048576 octets"),
    (Sins(registration_refused=True), oauth.RegistrationError, "invalid_client_metadata"),
    (
        Sins(registered_redirect_uris=("https://evil.example/",)),
        oauth.RegistrationError,
        "other redirect URIs",
    ),
    (Sins(no_client_id=True), oauth.RegistrationError, "without a client_id"),
    (Sins(missing_iss=True), oauth.CallbackRefused, "does not say which server"),
    (Sins(wrong_iss=True), oauth.CallbackRefused, "was asked"),
    (Sins(missing_code=True), oauth.CallbackRefused, "has no code"),
    (Sins(doubled_code=True), oauth.CallbackRefused, "cannot be read"),
    (Sins(authorization_error="server_error"), oauth.AuthorizationDenied, "try again later"),
    (Sins(token_error="invalid_grant"), oauth.LoginRequired, "Log in again"),
    (Sins(token_error="invalid_request", echo=True), oauth.TokenError, "invalid_request"),
    (Sins(token_html=True), oauth.TokenError, "gave no token (HTTP 200"),
    (Sins(token_redirect="https://evil.example/"), oauth.TokenError, "HTTP 307"),
    (Sins(busy=1), oauth.TokenError, "HTTP 503"),
    (Sins(token_type="mac"), oauth.TokenError, "only Bearer is used"),
    (Sins(granted_scope="other"), oauth.ScopeNotGranted, "did not grant"),
    (Sins(no_refresh_token=True), oauth.ScopeNotGranted, "without a refresh token"),
]


@pytest.mark.parametrize(
    ("sins", "kind", "message"), SINS, ids=[f"{number}-{sin[2]}" for number, sin in enumerate(SINS)]
)
async def test_what_a_server_does_wrong_is_told(
    server: Server, sins: Sins, kind: type[aiojmap.JMAPError], message: str
) -> None:
    """Each has its class and its sentence; nothing is kept, and no code or token is shown."""
    store = oauth.MemoryStore()
    async with AuthorizationServer(server, sins=sins) as authorization:
        with pytest.raises(kind) as caught:
            await logged_in(server, Somebody(authorization), store)
        codes_used = [item for item in authorization.requests if item.path.endswith("/token")]

    assert type(caught.value) is kind
    assert message in str(caught.value)
    assert await store.load("me") is None
    if issubclass(kind, oauth.CallbackRefused | oauth.MetadataError | oauth.AuthorizationDenied):
        assert codes_used == []


async def test_the_metadata_of_openid_alone_is_enough(server: Server) -> None:
    """The profile says to look there when the other place has nothing."""
    async with AuthorizationServer(server, sins=Sins(only_openid=True)) as authorization:
        grant = await logged_in(server, Somebody(authorization))
        assert grant.issuer == authorization.issuer


async def test_an_issuer_with_a_path_is_found(server: Server) -> None:
    """Its metadata is where RFC 8414 puts it."""
    async with AuthorizationServer(server, path="/acme") as authorization:
        grant = await logged_in(server, Somebody(authorization))

    assert grant.issuer.endswith("/acme")


async def test_a_server_without_a_challenge_is_found_by_its_well_known_path(
    server: Server,
) -> None:
    """The resource's own metadata is where RFC 9728 puts it."""
    async with AuthorizationServer(server, sins=Sins(no_challenge=True)) as authorization:
        grant = await logged_in(server, Somebody(authorization))

    assert grant.url.startswith(server.url)


async def test_the_challenge_of_a_401_can_be_given(
    server: Server, authorization: AuthorizationServer
) -> None:
    """Who was refused does not have to ask the server again."""
    async with aiojmap.Client(server.url, token="not-a-token") as client:
        with pytest.raises(aiojmap.AuthenticationError) as caught:
            await client.session()

    found = await oauth.discover(f"{server.url}/jmap/session", challenge=caught.value.challenge)

    assert found.server.issuer == authorization.issuer
    assert found.url == found.identifier == f"{server.url}/jmap/session"


async def test_an_issuer_known_from_elsewhere_can_be_given(
    server: Server, authorization: AuthorizationServer
) -> None:
    """Then the resource need not say it; the issuer's metadata is judged all the same."""
    authorization.sins.no_authorization_servers = True

    found = await oauth.discover(server.url, issuer=authorization.issuer)

    assert found.server.issuer == authorization.issuer


async def test_a_person_who_says_no_ends_the_login(server: Server, somebody: Somebody) -> None:
    """Program and browser both say so."""
    somebody.allow = False

    with pytest.raises(oauth.AuthorizationDenied, match="access was not given") as caught:
        await logged_in(server, somebody)

    assert caught.value.error == "access_denied"
    status, page = await somebody.came_back()
    assert status == 400
    assert "Access was not granted" in page


async def test_html_in_an_error_does_not_get_into_the_page(
    server: Server, authorization: AuthorizationServer, somebody: Somebody
) -> None:
    """What a server says is text, and no script; the page may not run any."""
    authorization.sins.error_text = SCRIPT
    authorization.sins.authorization_error = "access_denied"

    with pytest.raises(oauth.AuthorizationDenied):
        await logged_in(server, somebody)

    _, page = await somebody.came_back()
    assert "<script" not in page
    assert "&lt;script&gt;" in page


async def test_a_narrower_grant_is_refused_and_given_back(
    server: Server, authorization: AuthorizationServer, somebody: Somebody
) -> None:
    """The message names the methods that would not work, and the tokens are revoked."""
    store = oauth.MemoryStore()
    somebody.scopes = [MAIL, OFFLINE]

    with pytest.raises(oauth.ScopeNotGranted) as caught:
        await logged_in(server, somebody, store, scopes=frozenset({MAIL, MASKED}))

    assert caught.value.missing == (MASKED,)
    assert "these do not work: MaskedEmail/get, MaskedEmail/set" in str(caught.value)
    assert authorization.grants[0].revoked
    assert await store.load("me") is None


async def test_a_narrower_grant_can_be_allowed(server: Server, somebody: Somebody) -> None:
    """Then it is kept, says what is missing, and calls that need more are not sent."""
    store = oauth.MemoryStore()
    somebody.scopes = [MAIL, OFFLINE]
    grant = await logged_in(
        server, somebody, store, scopes=frozenset({MAIL, MASKED}), allow_narrower=True
    )

    assert grant.missing == (MASKED,)
    async with aiojmap.Client(grant.url, auth=oauth.OAuth(store, "me")) as client:
        assert (await client.mailbox.get()).list
        with pytest.raises(aiojmap.InsufficientScope, match="MaskedEmail/get needs"):
            await client.masked_email.get()


async def test_a_second_try_uses_the_first_registration(
    server: Server, authorization: AuthorizationServer, somebody: Somebody
) -> None:
    """Who closes the browser and tries again is registered once; after a login, anew."""
    store = oauth.MemoryStore()
    somebody.allow = False
    for _ in range(3):
        with pytest.raises(oauth.AuthorizationDenied):
            await logged_in(server, somebody, store)
    assert len(authorization.clients) == 1

    somebody.allow = True
    await logged_in(server, somebody, store)
    await logged_in(server, somebody, store)

    assert len(authorization.clients) == 2


async def test_a_try_with_other_scopes_is_registered_anew(
    server: Server, authorization: AuthorizationServer, somebody: Somebody
) -> None:
    """A client may ask for no more than it was registered for."""
    store = oauth.MemoryStore()
    somebody.allow = False
    for scopes in (frozenset({MAIL}), frozenset({MAIL, MASKED})):
        with pytest.raises(oauth.AuthorizationDenied):
            await logged_in(server, somebody, store, scopes=scopes)

    assert len(authorization.clients) == 2


async def test_nobody_in_time_is_told(server: Server, authorization: AuthorizationServer) -> None:
    """The wait ends, and so does the listening."""
    seen: list[str] = []
    with pytest.raises(oauth.LoginTimeout, match="nobody authorized within 0 seconds"):
        await oauth.login(
            server.url,
            client="x",
            scopes={MAIL},
            store=oauth.MemoryStore(),
            key="me",
            open_url=seen.append,
            patience=0.01,
        )

    redirect = parse_qs(urlsplit(seen[0]).query)["redirect_uri"][0]
    async with httpx.AsyncClient() as browser:
        with pytest.raises(httpx.ConnectError):
            await browser.get(redirect)


async def test_without_a_browser_the_message_says_what_to_do(
    server: Server, authorization: AuthorizationServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address can be opened by hand."""
    monkeypatch.setattr(webbrowser, "open", lambda url: False)

    with pytest.raises(aiojmap.ConfigurationError, match="pass open_url=print"):
        await oauth.login(
            server.url, client="x", scopes={MAIL}, store=oauth.MemoryStore(), key="me"
        )


async def test_the_browser_of_the_system_is_opened(
    server: Server, authorization: AuthorizationServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By default, and from a thread: the loop goes on meanwhile."""
    loop = asyncio.get_running_loop()
    somebody = Somebody(authorization)

    def opened(url: str) -> bool:
        asyncio.run_coroutine_threadsafe(somebody(url), loop).result()
        return True

    monkeypatch.setattr(webbrowser, "open", opened)
    grant = await oauth.login(
        server.url, client="x", scopes={MAIL}, store=oauth.MemoryStore(), key="me"
    )

    assert grant.missing == ()


async def test_a_store_that_does_not_work_is_told_before_anybody_is_asked(
    server: Server, authorization: AuthorizationServer
) -> None:
    """The person does not authorize for nothing."""

    async def broken(*arguments: str) -> str:
        raise OSError("no database")

    store = oauth.CallbackStore(load=broken, save=broken)
    with pytest.raises(oauth.StoreError, match="could not be read: OSError: no database"):
        await oauth.login(server.url, client="x", scopes={MAIL}, store=store, key="me")

    assert authorization.requests == []
