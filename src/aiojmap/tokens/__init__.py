"""Tokens in the keyring of the system, which the extra `keyring` brings.

    token = await tokens.token_from_keyring("me@fastmail.com")
    async with aiojmap.Client("me@fastmail.com", token=token) as client:
        ...

`aiojmap login me@fastmail.com --prompt` puts one there. A token that rotates is given to a client
as a function; see `aiojmap.Bearer`. The grants of OAuth are kept by `aiojmap.oauth`.
"""

from ._keyring import SERVICE, Keyring, forget_token, store_token, token_from_keyring

__all__ = ["SERVICE", "Keyring", "forget_token", "store_token", "token_from_keyring"]
