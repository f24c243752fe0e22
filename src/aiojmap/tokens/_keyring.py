"""The keyring of the system, asked off the event loop."""

from __future__ import annotations

from typing import Final

from .._connection.secret import Secret
from .._model.errors import ConfigurationError
from ..oauth import KeyringBackend, KeyringStore

SERVICE: Final = "aiojmap token"
"""The name under which the keyring shows tokens, unless another one is given."""


async def token_from_keyring(
    account: str, *, service: str = SERVICE, backend: KeyringBackend | None = None
) -> Secret:
    """The token that is kept for an account, such as a mail address.

    Only keyrings of the system are used, or the `backend` given; there is no falling back to a
    plain file. Raises `ConfigurationError` when there is no token, or no such keyring, and
    `oauth.StoreError` when it cannot be read.
    """
    found = await KeyringStore(service, backend=backend).load(account)
    if found is None:
        raise ConfigurationError(
            f"the keyring has no token for {account!r}: keep one there with store_token(), or by "
            f"'aiojmap login {account} --prompt'"
        )
    return Secret(found.reveal())


async def store_token(
    account: str,
    token: str | Secret,
    *,
    service: str = SERVICE,
    backend: KeyringBackend | None = None,
) -> None:
    """Keep a token for an account, in place of the one kept before.

    Raises as `token_from_keyring` does, and `ConfigurationError` for what is no token.
    """
    secret = token if isinstance(token, Secret) else Secret(token)
    del token  # not for the frames of errors
    await KeyringStore(service, backend=backend).save(account, secret)


async def forget_token(
    account: str, *, service: str = SERVICE, backend: KeyringBackend | None = None
) -> bool:
    """Remove the token of an account; says whether there was one.

    Raises as `token_from_keyring` does.
    """
    store = KeyringStore(service, backend=backend)
    if await store.load(account) is None:
        return False
    await store.delete(account)
    return True
