"""One grant in a store: whatever the store raises becomes an error of ours, without tokens."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, Awaitable
from typing import TypeVar

from .._connection.secret import Secret
from .._model.errors import JMAPError
from ._errors import OAuthError, StoreError, quoted
from ._grant import Ended, Grant, read_stored
from ._stores import TokenStore

R = TypeVar("R")


class Kept:
    """The document of one key."""

    def __init__(self, store: TokenStore, key: str) -> None:
        self._store = store
        self.key = key

    async def load(self) -> Grant | Ended | None:
        """What is kept; raises `StoreError` if it cannot be read."""
        stored = await self.load_text()
        found = None if stored is None else read_stored(stored)
        if isinstance(found, OAuthError):
            raise found
        return found

    async def load_text(self) -> Secret | None:
        """What is kept, as it is."""
        return await self._done("read", self._store.load(self.key))

    async def save(self, value: Grant | Ended) -> None:
        """Keep a grant, or why it ended."""
        await self.save_text(value.to_json())

    async def save_text(self, document: Secret) -> None:
        """Keep a document."""
        await self._done("written", self._store.save(self.key, document), document)

    async def delete(self) -> None:
        """Keep nothing."""
        await self._done("deleted", self._store.delete(self.key))

    @contextlib.asynccontextmanager
    async def locked(self) -> AsyncGenerator[None, None]:
        """Keep all others away from it."""
        manager = self._store.lock(self.key)
        await self._done("locked", manager.__aenter__())
        try:
            yield
        finally:
            # What was saved stays, however the work ended.
            await self._done("unlocked", manager.__aexit__(None, None, None))

    async def _done(self, what: str, work: Awaitable[R], document: Secret | None = None) -> R:
        try:
            return await work
        except JMAPError as error:
            failure: JMAPError = error
        except Exception as error:  # noqa: BLE001, RUF100  # whatever a store raises
            failure = StoreError(
                f"the grant of {self.key!r} could not be {what}: {type(error).__name__}: "
                f"{quoted(_hidden(str(error), document))}"
            )
        # Raised out here: the frames of the store have the tokens.
        raise failure.with_traceback(None)


def _hidden(text: str, document: Secret | None) -> str:
    """What a store says, without the tokens it was given; a statement of SQL may have them all."""
    if document is None:
        return text
    found = read_stored(document)
    text = document.hidden_in(text)
    return found.hide(text) if isinstance(found, Grant) else text
