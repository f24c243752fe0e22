"""The client side of OAuth on the authorization server of `aiojmap.testing`, sins and all."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import traceback
from collections.abc import AsyncGenerator, Callable
from datetime import timedelta

import attrs
import httpx
import pytest

import aiojmap
from aiojmap import oauth
from aiojmap.testing import SCRIPT, AuthorizationServer, OAuthGrant, Server, Sins

MAIL = "urn:ietf:params:oauth:scope:mail"
MASKED = "https://www.fastmail.com/dev/maskedemail"
OFFLINE = "offline_access"
SECRETS = re.compile(r"(?:access|refresh|code|device)-[A-Za-z0-9_-]{20,}")


@attrs.define
class Setting:
    """A server with an authorization server, and a store."""

    server: Server
    authorization: AuthorizationServer
    http: httpx.AsyncClient
    store: oauth.MemoryStore = attrs.field(factory=oauth.MemoryStore)
    browsing: list[asyncio.Task[None]] = attrs.field(factory=list)

    def browse(self, url: str, email: str | None = None) -> None:
        """Consent and go where one is sent, as a browser does."""
        callback = self.authorization.consent(url, email)
        self.browsing.append(asyncio.create_task(self._get(callback)))

    async def _get(self, url: str) -> None:
        # Where a client does not listen any more, a browser shows an error of its own.
        with contextlib.suppress(httpx.TransportError):
            await self.http.get(url)

    async def login(self, email: str | None = None, scope: str = MAIL) -> oauth.Grant:
        """Log in with a browser that consents."""
        try:
            return await oauth.login(
                self.server.url,
                client="A test",
                scopes=[scope],
                store=self.store,
                key=email or "me",
                open_url=lambda url: self.browse(url, email),
                patience=1,
                http_client=self.http,
            )
        finally:
            await asyncio.gather(*self.browsing)

    def client(self, key: str = "me") -> aiojmap.Client:
        """A client with the credentials in the store."""
        credentials = oauth.OAuth(self.store, key, http_client=self.http)
        return aiojmap.Client(self.server.url, auth=credentials, http_client=self.http)


@contextlib.asynccontextmanager
async def setting(
    sins: Sins | None = None, lifetime: timedelta = timedelta(hours=1)
) -> AsyncGenerator[Setting]:
    """Both servers, and plain HTTP."""
    async with (
        Server() as server,
        AuthorizationServer(
            server, sins=sins, access_token_lifetime=lifetime, device_interval=0
        ) as authorization,
        httpx.AsyncClient(verify=False, timeout=30) as http,
    ):
        server.add_person("kim@example.com")
        yield Setting(server, authorization, http)


async def test_somebody_logs_in_and_reads_their_mail() -> None:
    """From the host of a server to a mailbox, with nothing known before."""
    async with setting() as found:
        grant = await found.login("kim@example.com")
        async with found.client("kim@example.com") as client:
            session = await client.session()

        assert session.username == "kim@example.com"
        assert grant.issuer == found.authorization.issuer
        assert set(grant.scopes) == {MAIL, OFFLINE}
        assert [made.email for made in found.authorization.grants] == ["kim@example.com"]


async def test_tokens_are_renewed_once_they_are_revoked() -> None:
    """A 401 leads to one refresh, after which requests go on."""
    async with setting() as found:
        await found.login()
        async with found.client() as client:
            await client.session()
            (made,) = found.authorization.grants
            found.server.revoke(made.access_tokens[-1])
            await asyncio.gather(*(client.session(refresh=True) for _ in range(5)))

        assert made.refreshes == 1
        assert not made.revoked


async def test_a_grant_that_was_taken_back_needs_a_new_login() -> None:
    """The client is told so, and asks the server no more."""
    async with setting() as found:
        await found.login()
        found.authorization.revoke(found.authorization.grants[0])
        async with found.client() as client:
            with pytest.raises(oauth.LoginRequired):
                await client.session()
            asked = len(found.authorization.requests)
            with pytest.raises(oauth.LoginRequired):
                await client.session()

        assert len(found.authorization.requests) == asked


async def test_logging_out_revokes_the_grant() -> None:
    """At the server and in the store."""
    async with setting() as found:
        await found.login()
        await oauth.logout(found.store, "me", http_client=found.http)

        assert found.authorization.grants[0].revoked
        assert await found.store.load("me") is None


async def on_a_device(
    found: Setting, *, allow: bool = True, sleep: Callable[[float], None] = lambda _: None
) -> oauth.Grant:
    """Log in by a code that somebody else types in."""

    async def slept(seconds: float) -> None:
        sleep(seconds)
        await asyncio.sleep(0)

    def show(code: oauth.DeviceCode) -> None:
        found.authorization.consent_device(code.user_code, "kim@example.com", allow=allow)

    return await oauth.login_on_device(
        found.server.url,
        client="A test",
        scopes=[MAIL],
        store=found.store,
        key="me",
        show=show,
        http_client=found.http,
        sleep=slept,
    )


async def test_somebody_logs_in_on_another_device() -> None:
    """By a code, without a browser here."""
    async with setting() as found:
        await on_a_device(found)
        async with found.client() as client:
            assert (await client.session()).username == "kim@example.com"


async def test_a_device_that_is_denied_is_told_so() -> None:
    """The wait ends."""
    async with setting() as found:
        with pytest.raises(oauth.AuthorizationDenied):
            await on_a_device(found, allow=False)


async def test_a_device_code_that_has_expired_ends_the_wait() -> None:
    """With the advice to get another."""
    async with setting(Sins(expired_device_code=True)) as found:
        with pytest.raises(oauth.LoginTimeout):
            await on_a_device(found)


async def test_a_page_that_is_no_web_page_is_not_shown() -> None:
    """A device shows no javascript: to anybody."""
    async with setting(Sins(verification_uri="javascript:alert(1)")) as found:
        with pytest.raises(oauth.MetadataError):
            await on_a_device(found)


@pytest.mark.parametrize(
    ("sins", "error"),
    [
        (Sins(resource_mismatch=True), oauth.MetadataError),
        (Sins(no_authorization_servers=True), oauth.MetadataError),
        (Sins(challenge="http://127.0.0.1:1/x"), oauth.MetadataError),
        (Sins(issuer_mismatch=True), oauth.MetadataError),
        (Sins(metadata_redirect=True), oauth.MetadataError),
        (Sins(metadata_html=True), oauth.MetadataError),
        (Sins(no_metadata=True), oauth.MetadataError),
        (Sins(no_s256=True), oauth.MetadataError),
        (Sins(no_iss_supported=True), oauth.MetadataError),
        (Sins(no_public_clients=True), oauth.MetadataError),
        (Sins(no_registration=True), oauth.MetadataError),
        (Sins(http_endpoints=True), oauth.MetadataError),
        (Sins(left_out=("token_endpoint",)), oauth.MetadataError),
        (Sins(huge_documents=1 << 20), aiojmap.ProtocolError),
        (Sins(registration_refused=True), oauth.RegistrationError),
        (Sins(registered_redirect_uris=("http://127.0.0.1/x",)), oauth.RegistrationError),
        (Sins(no_client_id=True), oauth.RegistrationError),
        (Sins(missing_iss=True), oauth.CallbackRefused),
        (Sins(wrong_iss=True), oauth.CallbackRefused),
        (Sins(missing_state=True), oauth.LoginTimeout),
        (Sins(wrong_state=True), oauth.LoginTimeout),
        (Sins(missing_code=True), oauth.CallbackRefused),
        (Sins(authorization_error="x", error_text=SCRIPT), oauth.AuthorizationDenied),
        (Sins(token_error="invalid_grant", echo=True), oauth.LoginRequired),
        (Sins(token_error=SCRIPT, echo=True), oauth.TokenError),
        (Sins(token_html=True), oauth.TokenError),
        (Sins(token_redirect="http://127.0.0.1:1/"), oauth.TokenError),
        (Sins(busy=9), oauth.TokenError),
        (Sins(token_type="mac"), oauth.TokenError),
        (Sins(granted_scope=f"{MASKED} {OFFLINE}"), oauth.ScopeNotGranted),
        (Sins(granted_scope=MAIL), oauth.ScopeNotGranted),
    ],
    ids=str,
)
async def test_a_login_at_a_server_that_sins_ends_with_an_error(
    sins: Sins,
    error: type[aiojmap.JMAPError],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Of ours, with no secret in anything that is left, and nothing in the store."""
    caplog.set_level(logging.DEBUG, logger="aiojmap")
    async with setting(sins) as found:
        with pytest.raises(error) as caught:
            await found.login()
        told = "".join(traceback.format_exception(caught.value))

        assert SECRETS.search(told) is None
        assert SECRETS.search(caplog.text) is None
        assert SCRIPT not in str(caught.value)
        assert await found.store.load("me") is None


@pytest.mark.parametrize(
    "sins",
    [
        Sins(),
        Sins(only_openid=True),
        Sins(no_challenge=True),
        Sins(no_scope=True),
        Sins(no_expires_in=True),
        Sins(expires_in="soon"),
        Sins(expires_in=-1),
        Sins(refresh_not_rotated=True),
        Sins(revocation_refused=True),
    ],
    ids=str,
)
async def test_what_is_odd_but_harmless_is_borne(sins: Sins) -> None:
    """Login, mail, and mail again after a refresh."""
    async with setting(sins) as found:
        await found.login()
        async with found.client() as client:
            await client.session()
            found.server.revoke(found.authorization.grants[0].access_tokens[-1])

            assert (await client.session(refresh=True)).username == found.server.username


async def renewed(found: Setting) -> OAuthGrant:
    """Make a client renew its token."""
    await found.login()
    (made,) = found.authorization.grants
    found.server.revoke(made.access_tokens[-1])
    async with found.client() as client:
        await client.session()
    return made


async def test_a_refresh_that_is_lost_ends_in_a_new_login_and_not_in_reuse() -> None:
    """An answer that broke off may have spent the token: the person is asked, in plain words."""
    async with setting(Sins(lost_refreshes=1)) as found:
        with pytest.raises((oauth.LoginRequired, aiojmap.TransportError)) as caught:
            await renewed(found)

        assert SECRETS.search("".join(traceback.format_exception(caught.value))) is None


async def test_a_grant_without_a_refresh_token_is_less_than_was_asked_for() -> None:
    """Whatever the scope says: it would end with its first token."""
    async with setting(Sins(no_refresh_token=True)) as found:
        with pytest.raises(oauth.ScopeNotGranted):
            await found.login()

        assert found.authorization.grants[0].revoked
