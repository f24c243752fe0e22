"""The authorization server as tests and examples use it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from datetime import timedelta
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import attrs

from .._listener import Listener
from .._realm import find_member
from .application import OAuthApplication
from .authorizing import Refused
from .clients import DEVICE_GRANT, OAuthClient
from .codes import Codes
from .consenting import Consenting
from .devices import Devices
from .endpoints import Endpoints
from .grants import OFFLINE, Grants, OAuthGrant
from .resource import ProtectedResource
from .sins import Sins

if TYPE_CHECKING:
    from .._received import Received
    from .._server import Server


@attrs.frozen
class _Running:
    listener: Listener
    issuer: str
    consenting: Consenting


class AuthorizationServer:
    """An OAuth authorization server for the people of a `Server`, over HTTP on loopback.

    It follows the profile of open public clients (draft-ietf-mailmaint-oauth-public): metadata,
    open registration, codes with PKCE and `iss`, refresh tokens that rotate, revocation; and the
    device grant (RFC 8628). Its tokens are good at the server, which says so in its 401s.

        async with Server() as server, server.authorization_server() as authorization:
            callback = authorization.consent(url, server.email)

    People are not asked for a password: they say who they are.

    Args:
        server: The JMAP server; it has to run, on a port, before this one is entered.
        sins: What is done wrong on purpose.
        path: The path of the issuer, such as `/acme`.
        scopes: The scopes offered; all that the capabilities of the server need if left out,
            and `offline_access`.
        access_token_lifetime: How long access tokens are good, by the clock of the server.
        code_lifetime: How long authorization codes are good.
        device_code_lifetime: How long device codes are good.
        device_interval: How many seconds are to be between two questions of a device.
        token_source: Where the unguessable part of codes and tokens comes from.
    """

    def __init__(
        self,
        server: Server,
        *,
        sins: Sins | None = None,
        path: str = "",
        scopes: Iterable[str] | None = None,
        access_token_lifetime: timedelta = timedelta(hours=1),
        code_lifetime: timedelta = timedelta(minutes=10),
        device_code_lifetime: timedelta = timedelta(minutes=10),
        device_interval: int = 5,
        token_source: Callable[[], str] = secrets.token_urlsafe,
    ) -> None:
        self.sins = Sins() if sins is None else sins
        """What it does wrong; to be changed at any time."""
        self.requests: list[Received] = []
        """Every request that came, oldest first."""
        self.clients: dict[str, OAuthClient] = {}
        """The clients that are registered, by their ids; one that is taken out is forgotten."""
        self._server = server
        self._realm = realm = server._realm
        self._path = path
        offered = {*realm.scopes.values(), OFFLINE} if scopes is None else {*scopes}
        self._scopes = tuple(sorted(offered))
        self._token_source = token_source
        self._grants = Grants(
            realm, self.sins, lifetime=access_token_lifetime, token_source=token_source
        )
        self._codes = Codes(
            self._grants,
            self.sins,
            clock=realm.now,
            lifetime=code_lifetime,
            token_source=token_source,
        )
        self._devices = Devices(
            self._grants,
            self.sins,
            clock=realm.now,
            lifetime=device_code_lifetime,
            interval=device_interval,
            token_source=token_source,
        )
        self._running: _Running | None = None

    @property
    def issuer(self) -> str:
        """The issuer identifier: `http://127.0.0.1`, a port and the path. None before it runs."""
        return self._entered.issuer

    @property
    def scopes(self) -> tuple[str, ...]:
        """The scopes that are offered."""
        return self._scopes

    @property
    def grants(self) -> list[OAuthGrant]:
        """What people have allowed and clients have fetched tokens for, oldest first."""
        return self._grants.all

    def register(
        self,
        redirect_uris: Iterable[str],
        *,
        name: str = "A registered application",
        scopes: Iterable[str] | None = None,
        secret: str | None = None,
    ) -> OAuthClient:
        """Register a client by hand, as is done with web applications.

        Args:
            redirect_uris: Where it may have people sent to, each to be matched exactly.
            name: What people read on the consent page.
            scopes: Those it may ask for; all that are offered if left out.
            secret: What it is to show at the token endpoint; nothing, for a public client.
        """
        client = OAuthClient(
            client_id=f"client-{self._token_source()}",
            name=name,
            redirect_uris=tuple(redirect_uris),
            scopes=self._scopes if scopes is None else tuple(scopes),
            grant_types=("authorization_code", "refresh_token", DEVICE_GRANT),
            secret=secret,
        )
        self.clients[client.client_id] = client
        return client

    def consent(
        self,
        url: str,
        email: str | None = None,
        *,
        allow: bool = True,
        scopes: Iterable[str] | None = None,
    ) -> str:
        """Answer an authorization request as somebody would in a browser.

        Args:
            url: Where the client sends them: the authorization endpoint with the request.
            email: Who they are; the person the server was made with if left out.
            allow: Whether they let the client in.
            scopes: Those that they agree to; all that the client asks for if left out.

        Returns the URL that they are sent to, which is the client's own. Raises `LookupError` for
        a URL or an address that is none of this server's, and `Misdirected` (a `ValueError`) when
        it would show them an error instead.
        """
        consenting = self._entered.consenting
        parts = urlsplit(url)
        if f"{parts.scheme}://{parts.netloc}{parts.path}" != f"{self.issuer}/authorize":
            raise LookupError("that is not the authorization endpoint of this server")
        member = find_member(self._realm.members, email or self._server.email)
        try:
            request = consenting.read(parts.query)
        except Refused as refused:
            return consenting.refused(refused)
        agreed = request.scopes if scopes is None else tuple(scopes)
        return consenting.decide(request, member, agreed, allow=allow)

    def consent_device(
        self,
        user_code: str,
        email: str | None = None,
        *,
        allow: bool = True,
        scopes: Iterable[str] | None = None,
    ) -> None:
        """Answer the request of a device as somebody would in a browser.

        Args:
            user_code: The code that the device shows.
            email: Who they are; the person the server was made with if left out.
            allow: Whether they let the device in.
            scopes: Those that they agree to; all that it asks for if left out.

        Raises `LookupError` for an address, and `Misdirected` (a `ValueError`) for a code, that
        the server does not know.
        """
        member = find_member(self._realm.members, email or self._server.email)
        device = self._devices.waiting(user_code)
        agreed = device.scopes if scopes is None else tuple(scopes)
        self._entered.consenting.decide_device(device, member, agreed, allow=allow)

    def revoke(self, grant: OAuthGrant) -> None:
        """Take a grant back, as people do in the settings of their account."""
        self._grants.revoke(grant)

    @property
    def _entered(self) -> _Running:
        if self._running is None:
            raise RuntimeError(
                "the authorization server does not run: enter it with `async with` first"
            )
        return self._running

    async def __aenter__(self) -> AuthorizationServer:
        if self._running is not None:
            raise RuntimeError("the authorization server runs already")
        base = self._server.url
        if self._server._home is not None:
            raise RuntimeError("the server runs in a loop of its own: enter it with `async with`")
        if not base.startswith("http://127.0.0.1:"):
            raise RuntimeError("an authorization server is for a server that listens on a port")
        listener = Listener()
        issuer = f"{listener.url}{self._path}"
        resource = ProtectedResource(issuer, self._scopes, self.sins)

        def covers(url: str) -> bool:
            return resource.covers_url(base, url)

        consenting = Consenting(
            issuer=issuer,
            realm=self._realm,
            sins=self.sins,
            clients=self.clients,
            codes=self._codes,
            devices=self._devices,
            covers=covers,
            token_source=self._token_source,
        )
        endpoints = Endpoints(
            issuer=issuer,
            sins=self.sins,
            clients=self.clients,
            codes=self._codes,
            devices=self._devices,
            grants=self._grants,
            covers=covers,
            token_source=self._token_source,
        )
        application = OAuthApplication(
            issuer=issuer,
            path=self._path,
            scopes=self._scopes,
            sins=self.sins,
            received=self.requests,
            consenting=consenting,
            endpoints=endpoints,
        )
        await listener.start(application.asgi())
        self._realm.resource = resource
        self._running = _Running(listener, issuer, consenting)
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        running, self._running = self._running, None
        self._realm.resource = None
        if running is not None:
            await running.listener.stop()
