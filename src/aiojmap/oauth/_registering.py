"""Registering a client, and knowing it again for a while (RFC 7591)."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from .._connection.secret import Secret
from .._model.errors import ConfigurationError
from .._model.json import dumps
from .._model.types import JSONObject
from ._document import Document
from ._driver import Driver
from ._errors import StoreError
from ._keeping import Kept
from ._metadata import OFFLINE_ACCESS, AuthorizationServer
from ._receiver import unguessable_path
from ._registration import (
    ClientInfo,
    Registration,
    check_redirect_uri,
    registration_document,
    registration_endpoint,
)
from ._stores import TokenStore

VERSION: Final = 1
VALID_FOR: Final = 3000.0
"""A server keeps a client that nobody has authorized yet for an hour; a login takes a while too."""


def client_info(client: str | ClientInfo) -> ClientInfo:
    """What a client tells of itself; a str is its name."""
    return ClientInfo(name=client) if isinstance(client, str) else client


async def registered_client(
    driver: Driver,
    server: AuthorizationServer,
    client: ClientInfo,
    redirect_uris: tuple[str, ...],
    scopes: frozenset[str],
    *,
    device: bool = False,
) -> Registration:
    """Register a client for these scopes, and for offline_access if the server has it."""
    for uri in redirect_uris:
        check_redirect_uri(uri)
    endpoint = registration_endpoint(server)
    asked = scopes | ({OFFLINE_ACCESS} & set(server.scopes_supported))
    document = registration_document(client, redirect_uris, asked, device=device)
    return await driver.register(endpoint, document, server.issuer, redirect_uris)


def loopback_redirect_uris() -> tuple[str, ...]:
    """Where a program on the person's machine may listen."""
    path = unguessable_path()
    return (f"http://127.0.0.1{path}", f"http://[::1]{path}")


class Registrations:
    """The registrations that a store has, by issuer.

    One is used again only while no grant has come of it and the server surely still knows it: a
    client that is unknown shows in the browser, where no program can do anything about it. A store
    that has no place for them does without.
    """

    def __init__(self, store: TokenStore, issuer: str, now: Callable[[], float]) -> None:
        # A name that can be one of a file, too.
        self._kept = Kept(store, f"registration-{quote(issuer, safe='')}")
        self._issuer = issuer
        self._now = now

    async def find(self, document: JSONObject) -> Registration | None:
        """One that was made by the same document, but for its redirect URIs, a short while ago."""
        stored = None
        with contextlib.suppress(StoreError):
            stored = await self._kept.load_text()
        found = None if stored is None else Document.of(stored.reveal().encode("utf-8", "replace"))
        if found is None or found.number("version") != VERSION:
            return None
        at, uris = found.number("at"), found.texts("redirect_uris")
        if at is None or not at <= self._now() < at + VALID_FOR or not uris:
            return None
        if found.text("sent") != _sent(document):
            return None
        try:
            return Registration(
                issuer=self._issuer, client_id=found.text("client_id"), redirect_uris=uris
            )
        except ConfigurationError:
            return None

    async def keep(self, registration: Registration, document: JSONObject) -> None:
        """Keep one for the next try."""
        kept: JSONObject = {
            "version": VERSION,
            "client_id": registration.client_id,
            "redirect_uris": list(registration.redirect_uris),
            "at": self._now(),
            "sent": _sent(document),
        }
        with contextlib.suppress(StoreError):
            await self._kept.save_text(Secret.of_text(dumps(kept).decode()))

    async def forget(self) -> None:
        """Keep it no longer."""
        with contextlib.suppress(StoreError):
            await self._kept.delete()


def _sent(document: JSONObject) -> str:
    rest = {name: document[name] for name in sorted(document) if name != "redirect_uris"}
    return dumps(rest).decode()
