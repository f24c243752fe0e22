"""A web application whose users sign in by OAuth, each to their own mail."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import AsyncGenerator
from urllib.parse import parse_qs, urlsplit

import attrs
import httpx
from mailing import SCOPES, newest
from pages import inbox, welcome
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from storage import PENDING_FOR, SIGNED_IN_FOR, Storage

import aiojmap
from aiojmap import oauth

LONGEST_FORM = 4096


@attrs.define
class SignIn:
    """The application.

    `server` is the JMAP server, at whose authorization server the application is registered by
    hand: that is how `registration` came about. `public_url` is where people find it.
    """

    server: str
    registration: oauth.Registration
    public_url: str
    storage: Storage
    http: httpx.AsyncClient

    def asgi(self) -> Starlette:
        """What a web server is to run."""
        return Starlette(
            routes=[
                Route("/", self.home, methods=["GET"]),
                Route("/sign-in", self.sign_in, methods=["POST"]),
                Route("/callback", self.callback, methods=["GET"]),
                Route("/sign-out", self.sign_out, methods=["POST"]),
            ],
            lifespan=self._lifespan,
        )

    async def home(self, request: Request) -> Response:
        """The newest mail of whoever is signed in."""
        id_ = request.cookies.get(self._cookie)
        key = await self.storage.grant_key(id_) if id_ else None
        if id_ is None or key is None:
            return welcome()
        try:
            async with aiojmap.Client(
                self.server, auth=self._credentials(key), http_client=self.http
            ) as client:
                subjects = await newest(client)
                username = (await client.session()).username
        except (oauth.LoginRequired, aiojmap.AuthenticationError):
            # The grant has ended, for example in the settings of the user's account.
            return await self._signed_out(id_, key)
        except aiojmap.JMAPError as error:
            return welcome(f"Your mail cannot be read: {error}", 502)
        return inbox(username, subjects)

    async def sign_in(self, request: Request) -> Response:
        """Send the browser to the authorization server."""
        if await self.storage.grant_key(request.cookies.get(self._cookie, "")) is not None:
            return RedirectResponse("/", 303)
        fields = parse_qs(await _body(request))
        address = fields.get("address", [""])[0].strip()
        try:
            login = await oauth.begin_login(
                self.server,
                self.registration,
                redirect_uri=f"{self.public_url}/callback",
                scopes=SCOPES,
                login_hint=address or None,
                http_client=self.http,
            )
        except aiojmap.JMAPError as error:
            return welcome(f"Nobody can sign in: {error}", 502)
        # It has the secrets of this login, so it stays here; the browser gets a name for it.
        id_ = await self.storage.begin_session(login.to_json().reveal())
        return self._with_cookie(RedirectResponse(login.url, 303), id_, PENDING_FOR)

    async def callback(self, request: Request) -> Response:
        """Take the browser back, from the login that this very browser has begun."""
        pending = await self.storage.take_pending(request.cookies.get(self._cookie, ""))
        if pending is None:
            return welcome("That login was not begun in this browser, or is over.", 400)
        key = secrets.token_urlsafe(16)
        # A new name, which nobody can have planted in the browser before. It is there before the
        # grant is: a grant without a session is taken for one that nobody uses.
        id_ = await self.storage.sign_in(key)
        try:
            await oauth.finish_login(
                oauth.Authorization.from_json(pending),
                request.url.query,
                store=self.storage.grants,
                key=key,
                client_secret=self.registration.client_secret,
                http_client=self.http,
            )
        except aiojmap.JMAPError as error:
            await self.storage.end_session(id_)
            return welcome(f"You are not signed in: {error}", 400)
        await self._end_unused_grants()
        return self._with_cookie(RedirectResponse("/", 303), id_, SIGNED_IN_FOR)

    async def sign_out(self, request: Request) -> Response:
        """End the session and the grant. SameSite keeps the forms of other sites from it."""
        id_ = request.cookies.get(self._cookie)
        key = await self.storage.grant_key(id_) if id_ else None
        if id_ is None or key is None:
            return RedirectResponse("/", 303)
        return await self._signed_out(id_, key)

    async def _signed_out(self, id_: str, key: str) -> Response:
        await self.storage.end_session(id_)
        await self._end_grant(key)
        answer = RedirectResponse("/", 303)
        answer.delete_cookie(self._cookie, secure=self._secure, httponly=True, samesite="lax")
        return answer

    async def _end_grant(self, key: str) -> None:
        # It is deleted here in any case; a server that is down cannot be told.
        with contextlib.suppress(aiojmap.JMAPError):
            await oauth.logout(
                self.storage.grants,
                key,
                client_secret=self.registration.client_secret,
                http_client=self.http,
            )

    async def _end_unused_grants(self) -> None:
        for key in await self.storage.unused_grants():
            await self._end_grant(key)

    def _credentials(self, key: str) -> oauth.OAuth:
        return oauth.OAuth(
            self.storage.grants,
            key,
            client_secret=self.registration.client_secret,
            http_client=self.http,
        )

    @property
    def _secure(self) -> bool:
        return urlsplit(self.public_url).scheme == "https"

    @property
    def _cookie(self) -> str:
        # The prefix keeps other hosts of the same domain from setting it.
        return "__Host-sign-in" if self._secure else "sign-in"

    def _with_cookie(self, answer: Response, id_: str, lifetime: float) -> Response:
        """Lax, as the browser comes back from another site; no script gets at it."""
        answer.set_cookie(
            self._cookie,
            id_,
            max_age=int(lifetime),
            secure=self._secure,
            httponly=True,
            samesite="lax",
        )
        return answer

    @contextlib.asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncGenerator[None]:
        async with self.storage.opened():
            await self._end_unused_grants()
            yield


async def _body(request: Request) -> str:
    pieces: list[bytes] = []
    async for piece in request.stream():
        pieces.append(piece)
        if sum(map(len, pieces)) > LONGEST_FORM:
            return ""
    return b"".join(pieces).decode("utf-8", "replace")
