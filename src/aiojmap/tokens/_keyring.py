"""The keyring of the system, asked off the event loop."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable, Iterable
from typing import Final, Protocol, TypeVar, cast

from .._connection.secret import Secret
from .._model.errors import ConfigurationError, JMAPError, TokenStoreError

T = TypeVar("T")

SERVICE: Final = "aiojmap"
"""The name under which tokens are kept, unless another one is given."""

MISSING: Final = "keyring is not installed: pip install 'aiojmap[keyring]', or set JMAP_TOKEN"
_RECOMMENDED: Final = 1


class Keyring(Protocol):
    """What a keyring can do: a backend of the library keyring, or one of your own."""

    def get_password(self, service: str, username: str) -> str | None:
        """The password; None if there is none."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a password."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Forget a password that is kept."""
        ...


async def token_from_keyring(
    account: str, *, service: str = SERVICE, keyring: Keyring | None = None
) -> Secret:
    """The token that is kept for an account, such as a mail address.

    `keyring` is by default the system's own, of those that keep secrets encrypted; there is no
    falling back to a plain file. Raises `ConfigurationError` when there is no token or no such
    keyring, `TokenStoreError` when it cannot be read.
    """
    found = await _done(keyring, lambda ring: _secret(ring.get_password(service, account)))
    if found is None:
        raise ConfigurationError(
            f"the keyring has no token for {account!r}: store one with store_token(), or with "
            f"'aiojmap login {account} --prompt'"
        )
    return found


async def store_token(
    account: str,
    token: str | Secret,
    *,
    service: str = SERVICE,
    keyring: Keyring | None = None,
) -> None:
    """Keep a token for an account, in place of the one kept before.

    Raises as `token_from_keyring` does, and `ConfigurationError` for what is no token.
    """
    secret = token if isinstance(token, Secret) else Secret(token)
    del token  # not for the frames of errors
    await _done(keyring, lambda ring: ring.set_password(service, account, secret.reveal()))


async def forget_token(
    account: str, *, service: str = SERVICE, keyring: Keyring | None = None
) -> bool:
    """Remove the token of an account; says whether there was one.

    Raises `ConfigurationError` and `TokenStoreError` as `token_from_keyring` does.
    """

    def forget(ring: Keyring) -> bool:
        if ring.get_password(service, account) is None:
            return False
        ring.delete_password(service, account)
        return True

    return await _done(keyring, forget)


def _secret(found: str | None) -> Secret | None:
    return None if found is None else Secret(found)


async def _done(keyring: Keyring | None, work: Callable[[Keyring], T]) -> T:
    outcome = await asyncio.to_thread(_outcome, keyring, work)
    # Raised out here: the frames of a backend hold the secret.
    if isinstance(outcome, JMAPError):
        raise outcome
    return outcome


def _outcome(keyring: Keyring | None, work: Callable[[Keyring], T]) -> T | JMAPError:
    """The result of the work, or an error that holds nothing of the backend's."""
    try:
        ring = keyring or _system_keyring()
        if isinstance(ring, JMAPError):
            return ring
        return work(ring)
    except ConfigurationError as error:
        return ConfigurationError(*error.args)
    except Exception as error:  # whatever backends raise
        name = type(error).__name__
    return TokenStoreError(
        f"the keyring of the system did not do it ({name}): is it unlocked? If this machine has "
        "none, set JMAP_TOKEN"
    )


def _system_keyring() -> Keyring | JMAPError:
    """The keyring to use: the best of those that protect what they keep."""
    try:
        module = importlib.import_module("keyring")
    except ImportError:
        return ConfigurationError(MISSING)
    chosen = cast("Callable[[], Keyring]", module.get_keyring)()
    passed_on = type(chosen).__module__ == "keyring.backends.chainer"
    backends = getattr(chosen, "backends", ()) if passed_on else [chosen]
    for backend in cast("Iterable[Keyring]", backends):
        # Those that keep secrets in a file that anyone may read, or nowhere, say less.
        if cast("float", getattr(backend, "priority", 0)) >= _RECOMMENDED:
            return backend
    return ConfigurationError(
        "this machine has no keyring that protects what it keeps "
        f"(keyring found {type(chosen).__name__}): set JMAP_TOKEN, or pass a keyring of your own"
    )
