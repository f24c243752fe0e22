"""Tokens, codes and verifiers are looked for in everything that logins and renewals leave."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import itertools
import logging
import re
import traceback
import warnings
from collections.abc import Awaitable, Iterator
from urllib.parse import urlsplit

import attrs
import httpx
import pytest
from transport.support import http_client

import aiojmap
from aiojmap import oauth
from aiojmap._connection.secret import Secret
from aiojmap.testing import AuthorizationServer, Server, Sins
from oauth.support import MAIL

REDIRECT = "https://app.example/cb"
CLIENT_SECRET = "canary-secret-of-the-client"
# The id of a client is no secret.
CANARY = re.compile(r"(?<!client-)canary-\w+")

SINS = [
    Sins(),
    Sins(token_error="invalid_grant", echo=True),
    Sins(token_error="invalid_request", echo=True),
    Sins(token_error="invalid_client", echo=True),
    Sins(token_html=True),
    Sins(token_redirect="https://evil.example/"),
    Sins(busy=9),
    Sins(token_type="mac"),
    Sins(granted_scope="other"),
    Sins(no_refresh_token=True),
    Sins(wrong_iss=True),
    Sins(wrong_state=True),
    Sins(missing_state=True),
    Sins(doubled_code=True),
    Sins(revocation_refused=True),
    Sins(huge_documents=2_000_000),
]
LATER = [
    Sins(lost_refreshes=9),
    Sins(token_error="invalid_request", echo=True),
    Sins(token_error="invalid_grant", echo=True),
    Sins(busy=9),
    Sins(token_type="mac"),
]


@attrs.define
class Left:
    """What was left behind."""

    errors: list[BaseException] = attrs.field(factory=list[BaseException])
    objects: list[object] = attrs.field(factory=list[object])

    async def trying(self, work: Awaitable[object]) -> object:
        """What comes of some work, be it an error."""
        try:
            found = await work
        except aiojmap.JMAPError as error:
            self.errors.append(error)
            return None
        self.objects.append(found)
        return found


class QuotingStore(oauth.MemoryStore):
    """A store that fails now and then, and quotes what it was given."""

    fails = False

    async def save(self, key: str, document: Secret) -> None:
        """Keep it, or say all of it."""
        text = document.reveal()
        if self.fails:
            raise RuntimeError(f"INSERT {text[text.find('access_token') :]}")
        await super().save(key, document)


class Breaking(httpx.AsyncHTTPTransport):
    """Breaks off what goes to the token endpoint, and quotes it."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Pass on all else."""
        if request.url.path.endswith(("/token", "/revoke")):
            raise httpx.ReadError(f"broken off: {request.content.decode()}")
        return await super().handle_async_request(request)


async def _browser(authorization: AuthorizationServer, url: str) -> None:
    """Go back to the program with a browser that logs nothing."""
    parts = urlsplit(authorization.consent(url))
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write(
        f"GET {parts.path}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode()
    )
    await writer.drain()
    await reader.read()
    writer.close()


async def _series(left: Left, server: Server, http: httpx.AsyncClient) -> None:
    numbers = itertools.count()
    async with AuthorizationServer(
        server, token_source=lambda: f"canary-{next(numbers)}_x"
    ) as authorization:
        for sins in SINS:
            for name in attrs.fields_dict(Sins):
                setattr(authorization.sins, name, copy.copy(getattr(sins, name)))
            store = QuotingStore()
            await _native(left, server, authorization, store, http)
            await _web(left, server, authorization, store, http)
        for name in attrs.fields_dict(Sins):
            setattr(authorization.sins, name, getattr(Sins(), name))
        async with http_client(transport=Breaking()) as breaking:
            await _native(left, server, authorization, QuotingStore(), breaking)
            await _web(left, server, authorization, QuotingStore(), breaking)
            await _ended(left, server, authorization, http, breaking)
        failing = QuotingStore()
        failing.fails = True
        await _web(left, server, authorization, failing, http)
        for sins in LATER:
            await _renewals(left, server, authorization, sins, http)


async def _native(
    left: Left,
    server: Server,
    authorization: AuthorizationServer,
    store: QuotingStore,
    http: httpx.AsyncClient,
) -> None:
    async def opened(url: str) -> None:
        with contextlib.suppress(OSError):
            await _browser(authorization, url)

    left.objects.append(store)
    login = oauth.login(
        server.url,
        client="x",
        scopes={MAIL},
        store=store,
        key="me",
        open_url=opened,
        patience=0.2,
        http_client=http,
    )
    if await left.trying(login) is None:
        return
    auth = oauth.OAuth(store, "me", http_client=http)
    client = aiojmap.Client(server.url, auth=auth, http_client=http)
    left.objects.extend([auth, client, vars(auth), vars(auth._renewal)])
    await left.trying(_awaited(client.mailbox.get()))
    store.fails = True
    await left.trying(auth.renew(await auth.authorization()))
    store.fails = False
    await left.trying(oauth.logout(store, "me", http_client=http))


async def _ended(
    left: Left,
    server: Server,
    authorization: AuthorizationServer,
    http: httpx.AsyncClient,
    breaking: httpx.AsyncClient,
) -> None:
    """Log out with a connection that breaks off."""
    store = QuotingStore()
    client = authorization.register([REDIRECT])
    known = oauth.Registration(issuer=authorization.issuer, client_id=client.client_id)
    flow = await oauth.begin_login(
        server.url, known, redirect_uri=REDIRECT, scopes={MAIL}, http_client=http
    )
    back = Secret.of_text(authorization.consent(flow.url))
    await oauth.finish_login(flow, back, store=store, key="me", http_client=http)
    await left.trying(oauth.logout(store, "me", http_client=breaking))


async def _web(
    left: Left,
    server: Server,
    authorization: AuthorizationServer,
    store: QuotingStore,
    http: httpx.AsyncClient,
) -> None:
    known = authorization.register([REDIRECT], secret=CLIENT_SECRET)
    client = oauth.Registration(
        issuer=authorization.issuer,
        client_id=known.client_id,
        redirect_uris=(REDIRECT,),
        client_secret=Secret(CLIENT_SECRET),
        auth_method="client_secret_post",
    )
    flow = await left.trying(
        oauth.begin_login(
            server.url, client, redirect_uri=REDIRECT, scopes={MAIL}, http_client=http
        )
    )
    if not isinstance(flow, oauth.Authorization):
        return
    left.objects.extend([client, flow.to_json(), flow, flow.terms])
    back = Secret.of_text(authorization.consent(flow.url))
    await left.trying(
        oauth.finish_login(
            flow,
            back,
            store=store,
            key="web",
            client_secret=client.client_secret,
            http_client=http,
        )
    )


async def _renewals(
    left: Left,
    server: Server,
    authorization: AuthorizationServer,
    sins: Sins,
    http: httpx.AsyncClient,
) -> None:
    for name in attrs.fields_dict(Sins):
        setattr(authorization.sins, name, getattr(Sins(), name))
    store = QuotingStore()

    async def opened(url: str) -> None:
        await _browser(authorization, url)

    await oauth.login(
        server.url,
        client="x",
        scopes={MAIL},
        store=store,
        key="me",
        open_url=opened,
        http_client=http,
    )
    for name in attrs.fields_dict(Sins):
        setattr(authorization.sins, name, copy.copy(getattr(sins, name)))
    auth = oauth.OAuth(store, "me", http_client=http)
    client = aiojmap.Client(server.url, auth=auth, http_client=http)
    await left.trying(client.session())
    authorization._grants._realm.grants.clear()
    left.objects.extend([auth, client])
    for _ in range(2):
        await left.trying(_awaited(client.mailbox.get()))
        await left.trying(auth.grant())


async def _awaited(work: Awaitable[object]) -> object:
    return await work


def _texts(errors: list[BaseException]) -> Iterator[str]:
    for error in errors:
        yield from (str(error), repr(error), repr(error.args), repr(vars(error)))
        yield "".join(
            traceback.TracebackException(
                type(error), error, error.__traceback__, capture_locals=True
            ).format()
        )
        yield from _texts([e for e in (error.__cause__, error.__context__) if e is not None])


async def test_no_secret_is_left_anywhere(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, server: Server
) -> None:
    """No error, traceback with local variables, object, log, warning or stream has one."""
    caplog.set_level(logging.DEBUG)
    asyncio.get_running_loop().set_debug(True)
    left = Left()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        async with http_client() as http:
            await _series(left, server, http)
    # What the servers of this test say on their own is not ours.
    logged = [
        repr(vars(record)) + record.getMessage()
        for record in caplog.records
        if not record.name.startswith(("uvicorn", "asyncio"))
    ]
    assert len(left.errors) > 20
    assert len(logged) > 100
    assert CANARY.findall("".join(_texts(left.errors))) == []
    assert CANARY.findall("".join(f"{thing} {thing!r}" for thing in left.objects)) == []
    assert CANARY.findall(f"{logged}{[str(item.message) for item in caught]}") == []
    assert CANARY.findall(f"{capfd.readouterr()}") == []
