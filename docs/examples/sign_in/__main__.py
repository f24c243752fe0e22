"""Sign in several users by OAuth, and list the newest mail of each.

    python docs/examples/sign_in

runs on an embedded server with two people, whom its authorization server asks for consent. With
SIGN_IN_CLIENT_ID set it runs on a real server: SIGN_IN_SERVER, SIGN_IN_ISSUER, and, if the
client has one, SIGN_IN_CLIENT_SECRET say where the application is registered; SIGN_IN_PUBLIC_URL
is its own address (its redirect URI ends in /callback), SIGN_IN_KEYS are keys of Fernet with
commas between, and SIGN_IN_DATABASE is a file. SIGN_IN_PORT is where it listens, 8000 if not
said. It needs starlette, uvicorn and cryptography.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncGenerator

import httpx
import uvicorn
from application import SignIn
from cryptography.fernet import Fernet
from storage import Storage

from aiojmap import Secret, oauth
from aiojmap.testing import Server

PORT = 8000


@contextlib.asynccontextmanager
async def embedded(public_url: str) -> AsyncGenerator[tuple[str, oauth.Registration]]:
    """A server with two people, and the application registered there."""
    secret = Secret("not-much-of-a-secret")
    async with Server() as server, server.authorization_server() as authorization:
        server.add_person("kim@example.com", name="Kim Low", seeded=True)
        callback = f"{public_url}/callback"
        client = authorization.register([callback], name="Newest mail", secret=secret.reveal())
        yield (
            server.url,
            oauth.Registration(
                issuer=authorization.issuer,
                client_id=client.client_id,
                redirect_uris=(callback,),
                client_secret=secret,
                auth_method="client_secret_basic",
            ),
        )


@contextlib.asynccontextmanager
async def configured(public_url: str) -> AsyncGenerator[tuple[str, oauth.Registration]]:
    """The server and the registration that the environment names; else embedded ones."""
    if "SIGN_IN_CLIENT_ID" not in os.environ:
        async with embedded(public_url) as found:
            yield found
        return
    secret = os.environ.get("SIGN_IN_CLIENT_SECRET")
    yield (
        os.environ["SIGN_IN_SERVER"],
        oauth.Registration(
            issuer=os.environ["SIGN_IN_ISSUER"],
            client_id=os.environ["SIGN_IN_CLIENT_ID"],
            redirect_uris=(f"{public_url}/callback",),
            client_secret=Secret(secret) if secret else None,
            auth_method="client_secret_basic" if secret else "none",
        ),
    )


async def main() -> None:
    port = int(os.environ.get("SIGN_IN_PORT", PORT))
    public_url = os.environ.get("SIGN_IN_PUBLIC_URL", f"http://127.0.0.1:{port}")
    keys = os.environ.get("SIGN_IN_KEYS") or Fernet.generate_key().decode()
    storage = Storage(os.environ.get("SIGN_IN_DATABASE", ":memory:"), keys.split(","))
    async with configured(public_url) as (server, registration), httpx.AsyncClient() as http:
        application = SignIn(server, registration, public_url, storage, http)
        print(f"Go to {public_url}")
        # The URLs of callbacks have codes in them, which belong in no log.
        config = uvicorn.Config(application.asgi(), port=port, access_log=False)
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(main())
