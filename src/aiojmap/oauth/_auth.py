"""Credentials that renew themselves, to be handed to a client."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from .._connection.auth import REMEMBERED, Auth
from .._connection.origins import origin_of
from .._connection.secret import Secret
from .._model.errors import ConfigurationError
from ._driver import Driver
from ._form import FormRequest
from ._grant import Grant
from ._keeping import Kept
from ._renewal import Renewal
from ._stores import TokenStore
from ._tokens import Tokens

if TYPE_CHECKING:
    import httpx

MARGIN: Final = 60.0


class OAuth(Auth):
    """The grant that a store has under a key, as credentials: `Client(grant.url, auth=...)`.

    The access token is renewed `margin` seconds before it expires and after a 401, once for all
    requests that wait for it, and once for all processes that share the store. What the server
    gives is stored before it is used. Once the grant has ended, `LoginRequired` is raised, and the
    server is not asked again until somebody has logged in anew.

    One object may serve several clients of one event loop. `client_secret` is that of a client
    that has one; `http_client` is for the requests to the authorization server, and is not closed;
    `now` gives the seconds since 1970.
    """

    def __init__(
        self,
        store: TokenStore,
        key: str,
        *,
        client_secret: str | Secret | None = None,
        margin: float = MARGIN,
        http_client: httpx.AsyncClient | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        given = Secret.of_text(client_secret) if isinstance(client_secret, str) else client_secret
        self._key = key
        self._http_client = http_client
        # Access and refresh tokens.
        self._seen: deque[Secret] = deque(maxlen=2 * REMEMBERED)
        self._renewal = Renewal(
            Kept(store, key),
            self._tokens,
            client_secret=given,
            now=now,
            margin=margin,
            noted=self._note,
        )

    @property
    def scheme(self) -> str:
        return "Bearer"

    async def grant(self) -> Grant:
        """The present grant, renewed if it had to be.

        Raises `LoginRequired` if there is none any more, `StoreError` if the store fails, and
        `TransportError` or `TokenError` if the server cannot renew it now.
        """
        return await self._renewal.grant()

    async def authorization(self) -> Secret:
        return (await self._renewal.grant()).access_token

    async def renew(self, rejected: Secret) -> bool:
        return await self._renewal.renew(rejected)

    @property
    def granted_scopes(self) -> frozenset[str] | None:
        grant = self._renewal.known
        return None if grant is None else frozenset(grant.scopes)

    @property
    def by_consent(self) -> bool:
        return True

    async def check_server(self, url: str) -> None:
        grant = await self._renewal.grant()
        if origin_of(url) != origin_of(grant.url):
            raise ConfigurationError(
                f"the grant of {self._key!r} is for {origin_of(grant.url)}, and its token is not "
                f"sent to {origin_of(url)}: make the client with {grant.url}"
            )

    async def settled(self) -> None:
        await self._renewal.settled()

    def hide(self, text: str) -> str:
        for token in self._seen:
            text = token.hidden_in(text)
        return text

    async def _tokens(self, request: FormRequest) -> Tokens:
        async with Driver(self._http_client) as driver:
            return await driver.tokens(request)

    def _note(self, grant: Grant) -> None:
        for token in (grant.access_token, grant.refresh_token):
            if token is not None and token not in self._seen:
                self._seen.append(token)

    def __repr__(self) -> str:
        return f"OAuth({self._key!r}, hidden)"
