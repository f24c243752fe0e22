"""`aiojmap login` and `aiojmap logout`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TextIO

from .. import oauth, tokens
from .._connection.http import OpenHTTP
from .._connection.secret import Secret
from .._discovery.addresses import is_address
from .._discovery.location import Location
from .credentials import key_of
from .tables import clean

CLIENT: Final = oauth.ClientInfo(name="aiojmap", software_id="aiojmap-command")
SCOPES: Final = ("urn:ietf:params:oauth:scope:mail", "offline_access")


async def log_in(
    server: str,
    *,
    scopes: Iterable[str] | None,
    trusted: Iterable[str],
    device: bool,
    browser: bool,
    out: TextIO,
) -> None:
    """Get a grant by OAuth, and keep it in the keyring."""
    url = await _session_url(server, trusted)
    store, key, asked = oauth.KeyringStore(), key_of(server), tuple(scopes or SCOPES)

    def show_code(code: oauth.DeviceCode) -> None:
        _say(out, f"On any device, open {code.verification_uri} and type in: {code.user_code}")

    def show_url(address: str) -> None:
        _say(out, f"Open this in a browser of this machine: {address}")

    if device:
        grant = await oauth.login_on_device(
            url,
            client=CLIENT,
            scopes=asked,
            store=store,
            key=key,
            show=show_code,
            allow_narrower=True,
        )
    else:
        grant = await oauth.login(
            url,
            client=CLIENT,
            scopes=asked,
            store=store,
            key=key,
            login_hint=server if is_address(server) else None,
            open_url=None if browser else show_url,
            allow_narrower=True,
        )
    _say(out, f"Logged in to {grant.url} as {key}; access is kept in the keyring.")
    if grant.missing:
        _say(out, f"Not granted, though asked for: {', '.join(grant.missing)}.")


async def keep_token(server: str, token: Secret, out: TextIO) -> None:
    """Keep an API token in the keyring."""
    await tokens.store_token(key_of(server), token)
    _say(out, f"The token for {key_of(server)} is kept in the keyring.")


async def log_out(server: str, out: TextIO) -> None:
    """Give up what was kept for a server: revoke a grant, remove a token."""
    key, store = key_of(server), oauth.KeyringStore()
    granted = await store.load(key) is not None
    kept = await tokens.forget_token(key)
    if granted:
        await oauth.logout(store, key)
        _say(out, f"Logged out of {key}: the server was told, and the keyring has it no longer.")
    if kept:
        _say(
            out,
            f"The token for {key} is no longer in the keyring. It still works: revoke it in the "
            "settings of the account.",
        )
    if not granted and not kept:
        _say(out, f"Nothing was kept for {key}.")


async def _session_url(server: str, trusted: Iterable[str]) -> str:
    """Where to begin; of an address, what discovery finds and may be trusted."""
    http = OpenHTTP()
    try:
        return await Location(server, trusted_origins=trusted).url(http)
    finally:
        await http.aclose()


def _say(out: TextIO, text: str) -> None:
    # Whole, for it may have a long address in it; without what steers a terminal.
    out.write(clean(text, None) + "\n")
    out.flush()
