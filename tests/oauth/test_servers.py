"""Where the token of a grant goes, and where it does not; how a grant is ended."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

import aiojmap
from aiojmap import oauth
from aiojmap.testing import AuthorizationServer, Server
from oauth.people import Somebody
from oauth.support import MAIL


@pytest.fixture
async def store(server: Server, somebody: Somebody, http: httpx.AsyncClient) -> oauth.MemoryStore:
    """A store with the grant of a person."""
    made = oauth.MemoryStore()
    await oauth.login(
        server.url,
        client="x",
        scopes={MAIL},
        store=made,
        key="me",
        open_url=somebody,
        http_client=http,
    )
    return made


@pytest.fixture
async def other() -> AsyncIterator[Server]:
    """Another server, to which the token must not go."""
    async with Server() as made:
        yield made


async def test_a_client_of_another_server_does_not_get_the_token(
    store: oauth.MemoryStore, other: Server
) -> None:
    """Nothing is sent, and the message says which server it is for."""
    async with aiojmap.Client(other.url, auth=oauth.OAuth(store, "me")) as client:
        with pytest.raises(aiojmap.ConfigurationError, match="its token is not sent to") as caught:
            await client.session()

    assert other.url in str(caught.value)
    assert "make the client with http://127.0.0.1" in str(caught.value)
    assert other.requests == []


async def test_a_grant_that_is_replaced_by_one_elsewhere_stops_a_client(
    store: oauth.MemoryStore, server: Server, other: Server, http: httpx.AsyncClient
) -> None:
    """A client goes on with the server it began with, or not at all."""
    auth = oauth.OAuth(store, "me")
    async with aiojmap.Client(server.url, auth=auth) as client, AuthorizationServer(other) as there:
        await client.session()
        await oauth.login(
            other.url,
            client="x",
            scopes={MAIL},
            store=store,
            key="me",
            open_url=Somebody(there),
            http_client=http,
        )
        before = len(server.requests)
        await auth.renew(await auth.authorization())
        with pytest.raises(aiojmap.ConfigurationError, match="its token is not sent to"):
            await client.mailbox.get()

    assert len(server.requests) == before


async def test_a_revoked_grant_is_login_required_for_a_client(
    store: oauth.MemoryStore,
    server: Server,
    authorization: AuthorizationServer,
    http: httpx.AsyncClient,
) -> None:
    """The 401 leads to one refresh, whose answer is told instead of the 401."""
    async with aiojmap.Client(
        server.url, auth=oauth.OAuth(store, "me", http_client=http)
    ) as client:
        await client.session()
        authorization.revoke(authorization.grants[0])
        for _ in range(3):
            with pytest.raises(oauth.LoginRequired, match="Log in again"):
                await client.mailbox.get()
    asked = [item for item in authorization.requests if item.path.endswith("/token")]

    assert len(asked) == 2  # the code, and one refresh


async def test_logging_out_ends_the_grant_at_the_server_and_here(
    store: oauth.MemoryStore, authorization: AuthorizationServer, http: httpx.AsyncClient
) -> None:
    """Twice does no harm."""
    await oauth.logout(store, "me", http_client=http)
    await oauth.logout(store, "me", http_client=http)

    assert authorization.grants[0].revoked
    assert await store.load("me") is None


async def test_logging_out_deletes_also_if_the_server_refuses(
    store: oauth.MemoryStore, authorization: AuthorizationServer, http: httpx.AsyncClient
) -> None:
    """The message says where to end it."""
    authorization.sins.revocation_refused = True

    with pytest.raises(oauth.TokenError, match="remove it in the settings of the account"):
        await oauth.logout(store, "me", http_client=http)
    assert await store.load("me") is None


async def test_logging_out_where_nothing_can_be_revoked_deletes(
    server: Server, authorization: AuthorizationServer, somebody: Somebody, http: httpx.AsyncClient
) -> None:
    """A server without the endpoint is not told."""
    authorization.sins.left_out = ("revocation_endpoint",)
    store = oauth.MemoryStore()
    await oauth.login(
        server.url,
        client="x",
        scopes={MAIL},
        store=store,
        key="me",
        open_url=somebody,
        http_client=http,
    )
    await oauth.logout(store, "me", http_client=http)

    assert await store.load("me") is None


async def test_an_answer_that_is_lost_is_tried_again_and_explained(
    store: oauth.MemoryStore, authorization: AuthorizationServer, http: httpx.AsyncClient
) -> None:
    """A refresh whose answer never came costs the grant at a server that punishes reuse."""
    authorization.sins.lost_refreshes = 1
    auth = oauth.OAuth(store, "me", http_client=http)
    rejected = await auth.authorization()

    with pytest.raises(aiojmap.TransportError):
        await auth.renew(rejected)
    with pytest.raises(oauth.LoginRequired, match="an earlier renewal was broken off"):
        await auth.renew(rejected)


async def test_a_server_that_takes_used_tokens_again_heals_a_lost_answer(
    store: oauth.MemoryStore, authorization: AuthorizationServer, http: httpx.AsyncClient
) -> None:
    """Some do, for a while, for this very case."""
    authorization.sins.lost_refreshes = 1
    authorization.sins.refresh_reuse_allowed = True
    auth = oauth.OAuth(store, "me", http_client=http)
    rejected = await auth.authorization()

    with pytest.raises(aiojmap.TransportError):
        await auth.renew(rejected)
    assert await auth.renew(rejected)
    assert (await auth.grant()).renewing_since is None
