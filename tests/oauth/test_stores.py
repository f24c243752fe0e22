"""Where grants are kept, and what becomes of a store that fails."""

from __future__ import annotations

import asyncio
import contextlib
import json
import pickle
from collections.abc import AsyncIterator

import pytest

from aiojmap import oauth
from aiojmap._connection.secret import Secret
from aiojmap.oauth._grant import Ended, Grant, read_stored
from aiojmap.oauth._keeping import Kept
from oauth.support import KEY, grant, turn

DOCUMENT = Secret.of_text('{"version":1,"ended":"canary-reason"}')


async def _none(key: str) -> str | None:
    return None


def test_a_grant_survives_its_store() -> None:
    """All of it comes back."""
    first = grant()

    assert read_stored(first.to_json()) == first


def test_the_end_of_a_grant_survives_its_store() -> None:
    """With its reason."""
    assert read_stored(Ended("revoked").to_json()) == Ended("revoked")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"version": 2}, "another version"),
        ({"version": None}, "another version"),
        ({"access_token": ""}, "no whole grant"),
        ({"access_token": "canary\n"}, "is not used"),
        ({"issued_at": "x"}, "no whole grant"),
        ({"client_id": None}, "no whole grant"),
        ({"auth_method": "magic"}, "no whole grant"),
        ({"token_endpoint": "http://evil.example/"}, "is not used"),
        ({"issuer": "https://auth.example/../x"}, "is not used"),
        ({"url": "ftp://x"}, "is not used"),
        ({"revocation_endpoint": "http://evil.example/"}, "is not used"),
    ],
)
def test_what_is_no_grant_is_told(changes: dict[str, object], message: str) -> None:
    """A store that others write in does not lead tokens away; nothing of them is shown."""
    stored = json.dumps({**json.loads(grant().to_json().reveal()), **changes})
    found = read_stored(Secret.of_text(stored))

    assert isinstance(found, oauth.StoreError)
    assert message in str(found)
    assert "canary" not in str(found)


@pytest.mark.parametrize("text", ["x", "[]", "7", '"a"', "{"])
def test_what_is_no_document_is_told(text: str) -> None:
    """Whatever the store has, it is an error of ours."""
    assert isinstance(read_stored(Secret.of_text(text)), oauth.StoreError)


@pytest.mark.parametrize("thing", [grant(), grant().to_json(), oauth.MemoryStore()])
def test_what_holds_tokens_does_not_show_them(thing: object) -> None:
    """Neither as text nor by pickle."""
    assert "token-0" not in f"{thing} {thing!r}"
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(grant())


async def test_a_memory_store_keeps_keys_apart() -> None:
    """Load, save, delete, and delete again."""
    store = oauth.MemoryStore()
    await store.save("a", DOCUMENT)

    assert await store.load("a") == DOCUMENT
    assert await store.load("b") is None
    await store.delete("a")
    await store.delete("a")
    assert await store.load("a") is None


@pytest.mark.parametrize("kind", ["memory", "callbacks"])
async def test_the_lock_of_a_key_is_held_by_one(kind: str) -> None:
    """Others wait; another key is free; a waiter that is cancelled leaves it to the next."""

    async def save(key: str, text: str) -> None: ...

    store = oauth.MemoryStore() if kind == "memory" else oauth.CallbackStore(load=_none, save=save)
    order: list[str] = []

    async def hold(name: str) -> None:
        async with store.lock("a"):
            order.append(name)
            await turn()
            order.append(name)

    cancelled = None
    async with store.lock("a"), store.lock("b"):
        first = asyncio.create_task(hold("first"))
        cancelled = asyncio.create_task(hold("cancelled"))
        second = asyncio.create_task(hold("second"))
        await turn()
        cancelled.cancel()
        await turn()
        assert order == []
    await asyncio.gather(first, second)

    assert order == ["first", "first", "second", "second"]


async def test_callbacks_are_called_with_the_key_and_the_text() -> None:
    """An empty text is nothing, and stands for a deleted one if there is no delete."""
    rows: dict[str, str] = {}

    async def load(key: str) -> str | None:
        return rows.get(key)

    async def save(key: str, text: str) -> None:
        rows[key] = text

    store = oauth.CallbackStore(load=load, save=save)
    await store.save("a", DOCUMENT)
    assert rows == {"a": DOCUMENT.reveal()}
    await store.delete("a")

    assert rows == {"a": ""}
    assert await store.load("a") is None


async def test_a_lock_and_a_delete_of_ones_own_are_used() -> None:
    """Such as an advisory lock of a database."""
    seen: list[str] = []

    async def save(key: str, text: str) -> None: ...

    async def delete(key: str) -> None:
        seen.append(f"delete {key}")

    @contextlib.asynccontextmanager
    async def lock(key: str) -> AsyncIterator[None]:
        seen.append(f"lock {key}")
        yield
        seen.append(f"unlock {key}")

    kept = Kept(oauth.CallbackStore(load=_none, save=save, delete=delete, lock=lock), "a")
    async with kept.locked():
        await kept.delete()

    assert seen == ["lock a", "delete a", "unlock a"]


@pytest.mark.parametrize("where", ["load", "save", "delete", "lock", "unlock"])
async def test_what_a_store_raises_is_an_error_of_ours_without_tokens(where: str) -> None:
    """The statement of a database may have the whole document; the error does not."""
    text = grant().to_json().reveal()

    async def fail(*arguments: str) -> None:
        raise RuntimeError(f"UPDATE grants SET text = '{text}' -- access-token-0 refresh-token-0")

    async def good(*arguments: str) -> None: ...

    @contextlib.asynccontextmanager
    async def lock(key: str) -> AsyncIterator[None]:
        if where == "lock":
            raise RuntimeError("no connection")
        yield
        if where == "unlock":
            raise RuntimeError("no connection")

    store = oauth.CallbackStore(
        load=fail if where == "load" else good,
        save=fail if where == "save" else good,
        delete=fail if where == "delete" else good,
        lock=lock,
    )

    async def use() -> None:
        kept = Kept(store, KEY)
        async with kept.locked():
            await kept.load()
            await kept.save(grant())
            await kept.delete()

    with pytest.raises(oauth.StoreError) as caught:
        await use()

    assert "RuntimeError" in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    if where == "save":
        assert "token-0" not in str(caught.value)


def test_a_grant_is_not_shown_by_what_it_is_made_of() -> None:
    """Its parts are Secrets."""
    assert isinstance(grant(), Grant)
    assert repr(grant().access_token) == "Secret(hidden)"
