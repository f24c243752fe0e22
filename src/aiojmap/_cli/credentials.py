"""Where the command gets its token: the environment, the keyring, a prompt; never an argument."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping
from typing import Final, TextIO

from .._connection.auth import Auth, Bearer
from .._connection.secret import Secret
from .._model.errors import ConfigurationError
from ..tokens import token_from_keyring

HINT: Final = (
    "put a token into JMAP_TOKEN, or keep one in the keyring by 'aiojmap login ADDRESS --prompt'"
)

Ask = Callable[[str], str]
"""A function that asks for a secret without showing it."""


async def kept_credentials(server: str, environ: Mapping[str, str]) -> Auth:
    """The credentials for a server; raises `ConfigurationError` if there are none."""
    given = environ.get("JMAP_TOKEN", "").strip()
    return Bearer(given or await token_from_keyring(server))


def asked_token(server: str, terminal: TextIO, ask: Ask = getpass.getpass) -> Secret:
    """A token that a person types in; raises `ConfigurationError` without a terminal."""
    if not terminal.isatty():
        raise ConfigurationError(f"nobody can be asked for a token here: {HINT}")
    return Secret(ask(f"API token for {server}: ").strip())
