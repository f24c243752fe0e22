"""An OAuth client made of plain requests, to ask the authorization server with."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
from collections.abc import AsyncGenerator, Mapping
from typing import cast
from urllib.parse import parse_qs, urlencode, urlsplit

import attrs
import httpx
from testing.support import ManualClock

from aiojmap.runtime import JSON, JSONObject
from aiojmap.testing import AuthorizationServer, Server, Sins

MAIL = "urn:ietf:params:oauth:scope:mail"
MASKED = "https://www.fastmail.com/dev/maskedemail"
OFFLINE = "offline_access"
DEVICE = "urn:ietf:params:oauth:grant-type:device_code"
VERIFIER = "verifier-" + "v" * 40
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest())
REDIRECT_URI = "http://127.0.0.1:49152/callback"

METADATA: Mapping[str, JSON] = {
    "redirect_uris": ["http://127.0.0.1/callback"],
    "token_endpoint_auth_method": "none",
    "grant_types": ["authorization_code", "refresh_token", DEVICE],
    "response_types": ["code"],
    "scope": f"{MAIL} {OFFLINE} {MASKED}",
    "client_name": "A test",
}


def answer(url: str) -> dict[str, str]:
    """The parameters of a callback, each of which is there once."""
    found = parse_qs(urlsplit(url).query, strict_parsing=True)
    return {name: value for name, (value,) in found.items()}


@attrs.define
class OAuth:
    """A client that is registered, and the two servers it talks to."""

    http: httpx.AsyncClient
    server: Server
    authorization: AuthorizationServer
    clock: ManualClock
    client_id: str = ""

    async def register(self, **changes: JSON) -> httpx.Response:
        """Register; what is None is left out."""
        document = {**METADATA, **changes}
        body = {name: value for name, value in document.items() if value is not None}
        return await self.http.post(f"{self.authorization.issuer}/register", json=body)

    def url(self, **changes: str | None) -> str:
        """The URL of an authorization request; what is None is left out."""
        fields: dict[str, str | None] = {
            "client_id": self.client_id,
            "redirect_uri": REDIRECT_URI,
            "response_type": "code",
            "scope": f"{MAIL} {OFFLINE}",
            "state": "state-1",
            "code_challenge": CHALLENGE.rstrip(b"=").decode(),
            "code_challenge_method": "S256",
            "resource": f"{self.server.url}/jmap/session",
        }
        fields.update(changes)
        query = {name: value for name, value in fields.items() if value is not None}
        return f"{self.authorization.issuer}/authorize?{urlencode(query)}"

    def code(self, email: str | None = None, **changes: str | None) -> str:
        """The code that comes of somebody's consent."""
        return answer(self.authorization.consent(self.url(**changes), email))["code"]

    async def post(self, endpoint: str, fields: Mapping[str, str]) -> httpx.Response:
        """Send a form to an endpoint."""
        return await self.http.post(f"{self.authorization.issuer}{endpoint}", data={**fields})

    async def redeem(self, code: str, /, **changes: str | None) -> httpx.Response:
        """Ask for the tokens of a code."""
        fields: dict[str, str | None] = {
            "grant_type": "authorization_code",
            "client_id": self.client_id,
            "redirect_uri": REDIRECT_URI,
            "code": code,
            "code_verifier": VERIFIER,
        }
        fields.update(changes)
        given = {name: value for name, value in fields.items() if value is not None}
        return await self.post("/token", given)

    async def tokens(self, email: str | None = None, **changes: str | None) -> JSONObject:
        """The tokens of somebody who has agreed."""
        return loaded(await self.redeem(self.code(email, **changes)))

    async def refresh(self, token: JSON, **more: str) -> httpx.Response:
        """Ask for new tokens."""
        fields = {"grant_type": "refresh_token", "client_id": self.client_id, **more}
        return await self.post("/token", {**fields, "refresh_token": str(token)})

    async def session(self, token: JSON) -> httpx.Response:
        """The session that a token opens."""
        headers = {"Authorization": f"Bearer {token}"}
        return await self.http.get(f"{self.server.url}/jmap/session", headers=headers)


def loaded(response: httpx.Response, status: int = 200) -> JSONObject:
    """The JSON object of a response with a status."""
    assert response.status_code == status, response.text
    return cast("JSONObject", json.loads(response.content))


def error(response: httpx.Response, status: int = 400) -> JSON:
    """The code of the error in a response."""
    return loaded(response, status)["error"]


@contextlib.asynccontextmanager
async def registered(
    sins: Sins | None = None, *, path: str = "", device_interval: int = 5
) -> AsyncGenerator[OAuth]:
    """A client that is registered with an authorization server, whose clock does not go."""
    clock = ManualClock()
    async with (
        Server(clock=clock) as server,
        AuthorizationServer(
            server, sins=sins, path=path, device_interval=device_interval
        ) as authorization,
        server.http_client() as http,
    ):
        server.add_person("kim@example.com", name="Kim <b>Bold</b>")
        oauth = OAuth(http, server, authorization, clock)
        if sins is None:
            oauth.client_id = str(loaded(await oauth.register(), 201)["client_id"])
        else:
            oauth.client_id = authorization.register(
                ["http://127.0.0.1/callback"], name="A test"
            ).client_id
        yield oauth
