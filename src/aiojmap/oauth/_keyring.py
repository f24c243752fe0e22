"""Grants in the keyring of the system, by the extra `keyring`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TypeVar

from .._connection.secret import Secret
from .._model.errors import ConfigurationError, JMAPError
from ..tokens import SERVICE, Keyring
from ..tokens._keyring import _system_keyring
from ._errors import StoreError
from ._file_lock import default_directory, file_lock, lock_path

R = TypeVar("R")


class KeyringStore:
    """Keeps grants in the keyring of the system: for programs that a person runs.

    Needs the extra `keyring`. `service` is the name that the keyring shows. By default the best
    keyring is used of those that protect what they keep; give another one as `keyring`, but never
    one that keeps plain files, which is refused. Lock files are in `lock_directory`, by default
    one of the user's, and hold nothing.

    Raises `ConfigurationError`, when it is first used, if there is no such keyring.
    """

    def __init__(
        self,
        service: str = SERVICE,
        *,
        keyring: Keyring | None = None,
        lock_directory: Path | None = None,
    ) -> None:
        self._service = service
        self._keyring = keyring
        self._directory = lock_directory

    async def load(self, key: str) -> Secret | None:
        """The document of a key, None if there is none."""
        return await self._done("read", lambda ring: _read(ring, self._service, _name(key)))

    async def save(self, key: str, document: Secret) -> None:
        """Keep a document instead of the former one."""
        await self._done(
            "written",
            lambda ring: ring.set_password(self._service, _name(key), document.reveal()),
        )

    async def delete(self, key: str) -> None:
        """Keep it no longer; no error if there is none."""
        await self._done("written", lambda ring: _delete(ring, self._service, _name(key)))

    def lock(self, key: str) -> AbstractAsyncContextManager[None]:
        """Hold a key alone, while the context lasts."""
        directory = self._directory or default_directory()
        return file_lock(lock_path(directory, f"{self._service}\0{key}"))

    async def _done(self, what: str, work: Callable[[Keyring], R]) -> R:
        """The result of work in a thread: keyrings wait for the system, and for people."""
        outcome = await asyncio.to_thread(self._outcome, what, work)
        # Raised out here: the frames of a keyring have the tokens.
        if isinstance(outcome, JMAPError):
            raise outcome
        return outcome

    def _outcome(self, what: str, work: Callable[[Keyring], R]) -> R | JMAPError:
        try:
            if self._keyring is None:
                self._keyring = _checked(_system_keyring())
            return work(_checked(self._keyring))
        except ConfigurationError as error:
            return ConfigurationError(*error.args)
        except Exception as error:  # whatever keyrings raise
            name = type(error).__name__
        return StoreError(
            f"the grant could not be {what} in the keyring of the system ({name}): is it unlocked?"
        )

    def __repr__(self) -> str:
        return f"KeyringStore({self._service!r})"


def _name(key: str) -> str:
    """The name of an entry: another one than that of a token made by hand."""
    return f"{key} (OAuth)"


def _read(ring: Keyring, service: str, name: str) -> Secret | None:
    text = ring.get_password(service, name)
    return Secret.of_text(text) if text else None


def _delete(ring: Keyring, service: str, name: str) -> None:
    if ring.get_password(service, name) is not None:
        ring.delete_password(service, name)


def _checked(found: Keyring | JMAPError) -> Keyring:
    """A keyring, if it is one to be used."""
    if isinstance(found, JMAPError):
        raise found
    kind = type(found)
    if "plaintext" in kind.__qualname__.lower():
        raise ConfigurationError(
            f"the keyring {kind.__module__}.{kind.__qualname__} keeps passwords in a plain file: "
            "use the keyring of the system, or a store of your own, such as a CallbackStore"
        )
    return found
