"""Tokens in a keyring."""

from __future__ import annotations

import threading
import traceback

import pytest

import aiojmap
from aiojmap import oauth, tokens

TOKEN = "canary-9c27e1f04b-ring"


class Ring:
    """A keyring in memory, which notes the threads it was used from."""

    def __init__(self, failure: str = "") -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.threads: set[threading.Thread] = set()
        self._failure = failure

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept."""
        self.threads.add(threading.current_thread())
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.threads.add(threading.current_thread())
        if self._failure:
            raise RuntimeError(f"{self._failure} {password}")
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Keep it no longer."""
        del self.kept[service, username]


async def test_a_token_is_kept_read_and_forgotten() -> None:
    """For each account its own."""
    ring = Ring()
    await tokens.store_token("me@mail.example", TOKEN, keyring=ring)
    found = await tokens.token_from_keyring("me@mail.example", keyring=ring)

    assert found == aiojmap.Secret(TOKEN)
    assert await tokens.forget_token("me@mail.example", keyring=ring)
    assert not await tokens.forget_token("me@mail.example", keyring=ring)
    assert ring.kept == {}


async def test_the_loop_does_not_wait_for_the_keyring() -> None:
    """It may ask the person to unlock it."""
    ring = Ring()
    await tokens.store_token("me@mail.example", TOKEN, keyring=ring)
    await tokens.token_from_keyring("me@mail.example", keyring=ring)

    assert threading.current_thread() not in ring.threads


async def test_tokens_and_grants_do_not_take_each_others_place() -> None:
    """They have the same keys, so the names they are kept under differ."""
    ring = Ring()
    await tokens.store_token("me@mail.example", TOKEN, keyring=ring)

    assert await oauth.KeyringStore(keyring=ring).load("me@mail.example") is None


async def test_a_missing_token_is_named_with_what_to_do() -> None:
    """By its account."""
    with pytest.raises(aiojmap.ConfigurationError, match=r"login me@mail\.example --prompt"):
        await tokens.token_from_keyring("me@mail.example", keyring=Ring())


async def test_what_is_no_token_is_not_kept() -> None:
    """Such as one with its line end."""
    ring = Ring()
    with pytest.raises(aiojmap.ConfigurationError):
        await tokens.store_token("me@mail.example", f"{TOKEN}\n", keyring=ring)

    assert ring.kept == {}


async def test_an_error_of_the_keyring_has_no_token() -> None:
    """Neither in its words nor in its frames."""
    with pytest.raises(aiojmap.TokenStoreError) as caught:
        await tokens.store_token("me@mail.example", TOKEN, keyring=Ring("cannot keep"))

    trace = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    assert TOKEN not in "".join(trace.format())
    assert "RuntimeError" in str(caught.value)
