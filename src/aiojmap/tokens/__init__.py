"""Tokens in the keyring of the system, which the extra `keyring` brings.

    token = await tokens.token_from_keyring("me@fastmail.com")
    async with aiojmap.Client("me@fastmail.com", token=token) as client:
        ...

A token that rotates is given to a client as a function; see `aiojmap.Bearer`.
"""

from ._keyring import SERVICE, Keyring, forget_token, store_token, token_from_keyring

__all__ = ["SERVICE", "Keyring", "forget_token", "store_token", "token_from_keyring"]
