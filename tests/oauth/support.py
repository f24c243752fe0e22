"""What the tests of OAuth share: canaries, times, grants, and a token endpoint that rotates."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import attrs

from aiojmap import oauth
from aiojmap._connection.secret import Secret
from aiojmap.oauth._form import FormRequest
from aiojmap.oauth._grant import Grant
from aiojmap.oauth._keeping import Kept
from aiojmap.oauth._metadata import AuthorizationServer, Resource
from aiojmap.oauth._renewal import Renewal
from aiojmap.oauth._terms import Terms
from aiojmap.oauth._tokens import Tokens

MAIL = "urn:ietf:params:oauth:scope:mail"
MASKED = "https://www.fastmail.com/dev/maskedemail"
OFFLINE = "offline_access"
ISSUER = "https://auth.example/acme"
SESSION = "https://api.example/jmap/session"
NOW = 1_800_000_000.0
KEY = "me@example.com"

RESOURCE = Resource(
    url=SESSION,
    identifier=SESSION,
    server=AuthorizationServer(
        issuer=ISSUER,
        authorization_endpoint="https://auth.example/authorize",
        token_endpoint="https://auth.example/token",
        registration_endpoint="https://auth.example/register",
        revocation_endpoint="https://auth.example/revoke",
        device_authorization_endpoint="https://auth.example/device",
        scopes_supported=(MAIL, OFFLINE),
        token_endpoint_auth_methods_supported=("none",),
    ),
)
CLIENT = oauth.Registration(
    issuer=ISSUER, client_id="client-1", redirect_uris=("http://127.0.0.1/cb", "http://[::1]/cb")
)


@attrs.define
class Clock:
    """A time that goes on when it is told to."""

    now: float = NOW

    def __call__(self) -> float:
        return self.now


def terms() -> Terms:
    """Who and what a grant of the tests is for."""
    return Terms.of(RESOURCE, CLIENT, (MAIL, OFFLINE))


def grant(number: int = 0, *, lifetime: float | None = 3600, refresh: bool = True) -> Grant:
    """A grant with the tokens access-N and refresh-N, issued now."""
    return Grant.begun(terms(), given(number, lifetime=lifetime, refresh=refresh), NOW)


def given(number: int, *, lifetime: float | None = 3600, refresh: bool = True) -> Tokens:
    """The tokens with a number."""
    return Tokens(
        access_token=Secret(f"access-token-{number}"),
        refresh_token=Secret.of_text(f"refresh-token-{number}") if refresh else None,
        lifetime=lifetime,
        scopes=None,
    )


async def turn() -> None:
    """Give way once."""
    await asyncio.sleep(0)


class Rotating:
    """A token endpoint that takes each refresh token once, and ends the grant if it comes again.

    `before` and `after` are awaited before and after a token is taken, such as to fail.
    """

    def __init__(self) -> None:
        self.number = 0
        self.requests = 0
        self.revoked = False
        self.lifetime: float | None = 3600
        self.before: Callable[[], Awaitable[None]] = turn
        self.after: Callable[[], Awaitable[None]] = turn

    async def __call__(self, request: FormRequest) -> Tokens:
        self.requests += 1
        await self.before()
        token = request.fields()["refresh_token"]
        if self.revoked or token != f"refresh-token-{self.number}":
            self.revoked = True
            raise oauth.LoginRequired("the server does not accept it", error="invalid_grant")
        self.number += 1
        answer = given(self.number, lifetime=self.lifetime)
        await self.after()
        return answer


class SlowStore(oauth.MemoryStore):
    """A store that gives way at every step, counts, and fails when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.saved: list[str] = []
        self.failures: list[Exception] = []

    async def load(self, key: str) -> Secret | None:
        await turn()
        return await super().load(key)

    async def save(self, key: str, document: Secret) -> None:
        await turn()
        if self.failures:
            raise self.failures.pop(0)
        await super().save(key, document)
        self.saved.append(document.reveal())
        await turn()


@attrs.define
class Setting:
    """A grant in a store, its renewal, the endpoint and the time."""

    store: SlowStore
    endpoint: Rotating
    clock: Clock
    noted: list[Grant]

    @classmethod
    async def made(cls, first: Grant | None = None) -> Setting:
        """With a grant that is kept."""
        setting = cls(SlowStore(), Rotating(), Clock(), [])
        await Kept(setting.store, KEY).save(first or grant())
        setting.store.saved.clear()
        return setting

    def renewal(self) -> Renewal:
        """Another one, as in another process."""
        return Renewal(
            Kept(self.store, KEY),
            self.endpoint,
            client_secret=None,
            now=self.clock,
            margin=60,
            noted=self.noted.append,
        )

    async def kept(self) -> Grant:
        """What the store has."""
        found = await Kept(self.store, KEY).load()
        assert isinstance(found, Grant)
        return found
