"""Logging in: from a server to a grant in a store, and out again."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import time
from collections.abc import AsyncGenerator, Callable, Iterable
from typing import TYPE_CHECKING, Final

from .._connection.secret import Secret
from .._model.errors import ConfigurationError, JMAPError
from ._authorization import Authorization, RandomBytes, checked_scopes
from ._browser import Opener, shown
from ._driver import Driver
from ._errors import ScopeNotGranted
from ._grant import Grant
from ._keeping import Kept
from ._metadata import OFFLINE_ACCESS, Resource
from ._methods import methods_needing
from ._receiver import LoopbackReceiver
from ._registering import Registrations, client_info, loopback_redirect_uris, registered_client
from ._registration import ClientInfo, Registration, registration_document
from ._stores import TokenStore

if TYPE_CHECKING:
    import httpx

PATIENCE: Final = 600.0
Clock = Callable[[], float]


async def discover(
    server: str,
    *,
    challenge: str | None = None,
    issuer: str | None = None,
    http_client: httpx.AsyncClient | None = None,
) -> Resource:
    """Find the authorization server of a JMAP server, and judge its metadata.

    `server` is a host or the URL of a session, which is asked without credentials. `challenge` is
    the WWW-Authenticate field that the session's URL has answered with, if it was asked already.
    `issuer` is the authorization server if it is known from elsewhere. Redirects of metadata are
    not followed. Raises `MetadataError` for what does not fit the profile
    (draft-ietf-mailmaint-oauth-public, RFC 9728, RFC 8414), `TransportError` for no answer.
    """
    async with Driver(http_client) as driver:
        return await driver.resource(server, challenge, issuer)


async def register(
    resource: Resource,
    client: str | ClientInfo,
    *,
    redirect_uris: Iterable[str],
    scopes: Iterable[str],
    http_client: httpx.AsyncClient | None = None,
) -> Registration:
    """Register a client without a secret, for callbacks on the person's machine (RFC 7591).

    `client` is its name or more about it; `redirect_uris` are on loopback, without a port, or have
    a scheme such as com.example:/. `scopes` are all it may ever ask for. `login` does this by
    itself. Raises `RegistrationError`, `MetadataError` if the server registers nobody, and
    `ConfigurationError` for other redirect URIs.
    """
    async with Driver(http_client) as driver:
        uris, wanted = tuple(redirect_uris), checked_scopes(scopes)
        return await registered_client(
            driver, resource.server, client_info(client), uris, wanted, device=False
        )


async def login(
    server: str,
    *,
    client: str | ClientInfo | Registration,
    scopes: Iterable[str],
    store: TokenStore,
    key: str,
    login_hint: str | None = None,
    open_url: Opener | None = None,
    allow_narrower: bool = False,
    patience: float = PATIENCE,
    challenge: str | None = None,
    issuer: str | None = None,
    client_secret: str | Secret | None = None,
    http_client: httpx.AsyncClient | None = None,
    now: Clock = time.time,
    token_bytes: RandomBytes = secrets.token_bytes,
) -> Grant:
    """Log in with the browser of this machine, and keep the grant in `store` under `key`.

    For programs that a person runs. `client` is the name that the person is shown, more about it,
    or a client registered before. `login_hint` is the user name to begin with. `open_url` shows
    an address to the person, by default in the browser. The person has `patience` seconds.

    Raises `ScopeNotGranted` if less was granted than asked for, and gives the grant back, unless
    `allow_narrower`: then `grant.missing` tells. Else raises `LoginTimeout`, `AuthorizationDenied`,
    `CallbackRefused`, `TokenError`, `StoreError`, and what `discover` and `register` do.
    """
    wanted, kept = checked_scopes(scopes), Kept(store, key)
    # A store that does not work shows before anybody is asked for anything.
    await kept.load_text()
    async with Driver(http_client) as driver:
        resource = await driver.resource(server, challenge, issuer)
        registrations = Registrations(store, resource.server.issuer, now)
        registration = await _native_client(driver, resource, client, wanted, registrations)
        async with _receiver(registration) as receiver:
            flow = Authorization.begin(
                resource,
                registration,
                redirect_uri=receiver.redirect_uri,
                scopes=wanted,
                login_hint=login_hint,
                token_bytes=token_bytes,
            )
            code = await _received(receiver, flow, open_url, patience)
        secret = client_secret or registration.client_secret
        found = await driver.tokens(flow.token_request(code, secret))
        grant = Grant.begun(flow.terms, found, now())
        await take(driver, grant, kept, secret, allow_narrower=allow_narrower)
        if not isinstance(client, Registration):
            await registrations.forget()
        return grant


async def begin_login(
    server: str,
    registration: Registration,
    *,
    redirect_uri: str,
    scopes: Iterable[str],
    login_hint: str | None = None,
    issuer: str | None = None,
    http_client: httpx.AsyncClient | None = None,
) -> Authorization:
    """Begin the login of a user of a web application: send the browser to `url` of the result.

    Keep `to_json()` of it in the session of that browser until the callback comes to
    `redirect_uri`. `registration` is that of the application. Raises what `discover` does.
    """
    resource = await discover(server, issuer=issuer, http_client=http_client)
    return Authorization.begin(
        resource, registration, redirect_uri=redirect_uri, scopes=scopes, login_hint=login_hint
    )


async def finish_login(
    authorization: Authorization,
    callback: str | Secret,
    *,
    store: TokenStore,
    key: str,
    client_secret: str | Secret | None = None,
    allow_narrower: bool = False,
    http_client: httpx.AsyncClient | None = None,
    now: Clock = time.time,
) -> Grant:
    """Finish the login of a user of a web application, and keep the grant in `store` under `key`.

    `callback` is the URL that the browser came back to, or its query. Take what was kept of the
    login out of the session before, so that it cannot be used twice. Raises as `login` does.
    """
    given = callback if isinstance(callback, Secret) else Secret.of_text(callback)
    del callback
    code = authorization.accept(given)
    async with Driver(http_client) as driver:
        found = await driver.tokens(authorization.token_request(code, client_secret))
        grant = Grant.begun(authorization.terms, found, now())
        kept = Kept(store, key)
        await take(driver, grant, kept, client_secret, allow_narrower=allow_narrower)
        return grant


async def logout(
    store: TokenStore,
    key: str,
    *,
    client_secret: str | Secret | None = None,
    http_client: httpx.AsyncClient | None = None,
) -> None:
    """End a grant at the server (RFC 7009), and delete it from the store in any case.

    Does nothing if there is none. Raises `TokenError` or `TransportError`, once it is deleted, if
    the server could not be told; a server without revocation is not told.
    """
    kept = Kept(store, key)
    async with kept.locked():
        try:
            found = await kept.load()
            if isinstance(found, Grant):
                await _revoke(found, client_secret, http_client)
        finally:
            await kept.delete()


async def _give_back(driver: Driver, grant: Grant, client_secret: str | Secret | None) -> None:
    """End a grant that is not kept, as far as the server lets us."""
    request = grant.revocation_request(client_secret)
    if request is not None:
        with contextlib.suppress(JMAPError):
            await driver.revoke(request)


async def _revoke(
    grant: Grant,
    client_secret: str | Secret | None,
    http_client: httpx.AsyncClient | None,
) -> None:
    request = grant.revocation_request(client_secret)
    if request is not None:
        async with Driver(http_client) as driver:
            await driver.revoke(request)


async def _native_client(
    driver: Driver,
    resource: Resource,
    client: str | ClientInfo | Registration,
    scopes: frozenset[str],
    registrations: Registrations,
) -> Registration:
    if isinstance(client, Registration):
        return client
    uris = loopback_redirect_uris()
    info = client_info(client)
    offline = {OFFLINE_ACCESS} & set(resource.server.scopes_supported)
    document = registration_document(info, uris, scopes | offline, device=False)
    found = await registrations.find(document)
    if found is None:
        found = await registered_client(driver, resource.server, info, uris, scopes)
        await registrations.keep(found, document)
    return found


@contextlib.asynccontextmanager
async def _receiver(registration: Registration) -> AsyncGenerator[LoopbackReceiver[Secret], None]:
    """A receiver at the first of the client's redirect URIs that can be listened at."""
    if not registration.redirect_uris:
        raise ConfigurationError("a client registered by hand needs its redirect_uris")
    problems: list[ConfigurationError] = []
    async with contextlib.AsyncExitStack() as stack:
        for uri in registration.redirect_uris:
            try:
                found = await stack.enter_async_context(LoopbackReceiver[Secret](uri))
            except ConfigurationError as error:
                problems.append(error)
                continue
            yield found
            return
        raise problems[0]


async def _received(
    receiver: LoopbackReceiver[Secret], flow: Authorization, opener: Opener | None, patience: float
) -> Secret:
    """The code that comes back while the person looks at the browser."""
    browser = asyncio.create_task(shown(opener, flow.url))
    waiting = asyncio.create_task(receiver.receive(flow.accept, patience))
    try:
        # A browser that could not be opened ends the wait; one that was is left alone.
        await asyncio.wait([browser, waiting], return_when=asyncio.FIRST_EXCEPTION)
        if browser.done() and not waiting.done():
            await browser
        return await waiting
    finally:
        for task in (browser, waiting):
            task.cancel()
        await asyncio.gather(browser, waiting, return_exceptions=True)


async def take(
    driver: Driver,
    grant: Grant,
    kept: Kept,
    client_secret: str | Secret | None,
    *,
    allow_narrower: bool,
) -> None:
    """Keep a new grant, or give it back."""
    try:
        if grant.missing and not allow_narrower:
            raise _narrower(grant)
        # Not while a former grant is renewed, whose end would take this one's place.
        async with kept.locked():
            await kept.save(grant)
    except JMAPError:
        await _give_back(driver, grant, client_secret)
        raise


def _narrower(grant: Grant) -> ScopeNotGranted:
    """What to say of a grant of less than was asked for."""
    missing = ", ".join(grant.missing)
    methods = methods_needing(grant.missing)
    without = f"; without it these do not work: {', '.join(methods)}" if methods else ""
    if OFFLINE_ACCESS in grant.missing:
        without += "; without a refresh token, the login ends when the first token expires"
    return ScopeNotGranted(
        f"{grant.issuer} did not grant {missing}{without}. Ask again, or allow_narrower",
        missing=grant.missing,
    )
