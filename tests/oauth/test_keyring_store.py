"""Grants in the keyring of the system, and machines that have none."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

import aiojmap
from aiojmap import oauth
from aiojmap._connection.secret import Secret
from oauth.support import grant


class Ring:
    """A keyring in memory that notes which threads it is used from."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.threads: set[int] = set()

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept."""
        self.threads.add(threading.get_ident())
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        self.threads.add(threading.get_ident())
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Keep it no longer."""
        del self.entries[service, username]


class PlaintextKeyring(Ring):
    """One that would write a plain file."""


class Broken(Ring):
    """One that quotes what it was given."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Fail."""
        raise RuntimeError(f"locked: {password}")


async def test_a_grant_is_kept_and_deleted(tmp_path: Path) -> None:
    """Under the service and the key, and not on the event loop's thread."""
    ring = Ring()
    store = oauth.KeyringStore("my-app", keyring=ring, lock_directory=tmp_path)
    document = grant().to_json()
    async with store.lock("me"):
        await store.save("me", document)

    assert await store.load("me") == document
    assert list(ring.entries) == [("my-app", "me (OAuth)")]
    assert threading.get_ident() not in ring.threads
    await store.delete("me")
    await store.delete("me")
    assert await store.load("me") is None


async def test_a_token_made_by_hand_is_another_entry(tmp_path: Path) -> None:
    """A grant does not take its place."""
    ring = Ring()
    await aiojmap.tokens.store_token("me", "token-by-hand", keyring=ring)
    store = oauth.KeyringStore(keyring=ring, lock_directory=tmp_path)

    assert await store.load("me") is None
    await store.save("me", Secret.of_text("x"))
    found = await aiojmap.tokens.token_from_keyring("me", keyring=ring)
    assert found == Secret("token-by-hand")


async def test_a_keyring_in_a_plain_file_is_refused() -> None:
    """Even if it is given."""
    store = oauth.KeyringStore(keyring=PlaintextKeyring())

    with pytest.raises(aiojmap.ConfigurationError, match="keeps passwords in a plain file"):
        await store.save("me", grant().to_json())


async def test_what_a_keyring_raises_is_an_error_of_ours_without_tokens() -> None:
    """The error of the keyring is not even its context."""
    store = oauth.KeyringStore(keyring=Broken())

    with pytest.raises(oauth.StoreError, match="is it unlocked") as caught:
        await store.save("me", grant().to_json())

    assert "token-0" not in str(caught.value)
    assert caught.value.__context__ is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("before", "message"),
    [
        ("sys.modules['keyring'] = None", "pip install 'aiojmap[keyring]'"),
        (
            "import keyring; from keyring.backends.fail import Keyring; "
            "keyring.set_keyring(Keyring())",
            "no keyring that protects what it keeps",
        ),
        (
            "import keyring; from keyring.backends.null import Keyring; "
            "keyring.set_keyring(Keyring())",
            "no keyring that protects what it keeps",
        ),
    ],
)
def test_a_machine_without_a_keyring_says_what_to_do(before: str, message: str) -> None:
    """Nothing is kept in a plain file instead."""
    code = (
        f"import asyncio, sys; {before}\n"
        "from aiojmap import oauth\n"
        "asyncio.run(oauth.KeyringStore().load('me'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert message in done.stderr.splitlines()[-1]
