"""Where the command gets its credentials: the environment, the keyring, a prompt; no argument."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping
from typing import Final, TextIO

import attrs

from .. import oauth, tokens
from .._connection.auth import Auth, Bearer
from .._connection.client import DEFAULT_HOST
from .._connection.origins import origin_of, start_url
from .._connection.secret import Secret
from .._discovery.addresses import is_address, read_address
from .._model.errors import ConfigurationError, TokenStoreError

HINT: Final = "put one into JMAP_TOKEN, or run 'aiojmap login' with the address"

Ask = Callable[[str], str]
"""A function that asks for a secret without showing it."""


class NoToken(ConfigurationError):
    """There are no credentials for a server, so that a person has to be asked."""

    def __init__(self, message: str, server: str) -> None:
        super().__init__(message)
        self.server = server


@attrs.frozen
class Access:
    """A server, and credentials for it."""

    server: str
    auth: Auth


def key_of(server: str) -> str:
    """The name in the keyring for an address, host or URL, however it was typed."""
    if is_address(server):
        return read_address(server).text
    return str(origin_of(start_url(server))).removeprefix("https://")


async def kept_access(named: str | None, environ: Mapping[str, str]) -> Access:
    """The credentials for the server named, or for that of the environment.

    A token of the environment is for the server of the environment: for another one it is used
    only if the environment names none. Raises `NoToken` if there are none.
    """
    host = environ.get("JMAP_HOST", "").strip()
    token = environ.get("JMAP_TOKEN", "").strip()
    server = named or host or DEFAULT_HOST
    key = key_of(server)
    if token and (not named or (host and key_of(host) == key)):
        return Access(server, Bearer(token))
    try:
        return await _from_keyring(server, key)
    except (ConfigurationError, TokenStoreError, oauth.StoreError) as error:
        reason = str(error)
    if token and not host:
        return Access(server, Bearer(token))
    raise NoToken(f"there is no token for {key}: {HINT} ({reason})", server)


def asked_token(server: str, terminal: TextIO, ask: Ask = getpass.getpass) -> Secret:
    """A token that a person types in; raises `ConfigurationError` without a terminal."""
    if not terminal.isatty():
        raise ConfigurationError(f"nobody can be asked for a token here: {HINT}")
    return Secret(ask(f"API token for {server}: ").strip())


async def _from_keyring(server: str, key: str) -> Access:
    store = oauth.KeyringStore()
    if await store.load(key) is not None:
        grant = oauth.OAuth(store, key)
        return Access((await grant.grant()).url, grant)
    return Access(server, Bearer(await tokens.token_from_keyring(key)))
