"""Grants in the keyring of the system, by the extra `keyring`."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Final, Protocol, TypeVar, cast

from .._connection.secret import Secret
from .._model.errors import ConfigurationError
from ._errors import StoreError
from ._file_lock import default_directory, file_lock, lock_path

R = TypeVar("R")
INSTALL: Final = (
    "the keyring of the system needs a package that is not here: pip install 'aiojmap[keyring]'"
)
# What encrypts, and asks the system and not a terminal for the key.
_TRUSTED: Final = ("macOS", "Windows", "SecretService", "libsecret", "kwallet")
_NO_KEYRING: Final = ("keyring.backends.fail", "keyring.backends.null")


class KeyringBackend(Protocol):
    """What is needed of a backend of the package keyring."""

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Keep it no longer."""
        ...


class KeyringStore:
    """Keeps grants in the keyring of the system: for programs that a person runs.

    Needs the extra `keyring`. `service` is the name that the keyring shows. Only the keyrings of
    macOS, Windows, GNOME and KDE are used; another one is used if it is given as `backend`, but
    never one that keeps nothing or plain files. Lock files are in `lock_directory`, by default
    one of the user's, and hold nothing. Raises `ConfigurationError`, when it is first used, if
    there is no such keyring.
    """

    def __init__(
        self,
        service: str = "aiojmap",
        *,
        backend: KeyringBackend | None = None,
        lock_directory: Path | None = None,
    ) -> None:
        self._service = service
        self._given = backend
        self._checked: KeyringBackend | None = None
        self._directory = lock_directory

    async def load(self, key: str) -> Secret | None:
        """The document of a key, None if there is none."""
        return await self._done("read", lambda backend: _read(backend, self._service, key))

    async def save(self, key: str, document: Secret) -> None:
        """Keep a document instead of the former one."""
        await self._done(
            "written",
            lambda backend: backend.set_password(self._service, key, document.reveal()),
            document,
        )

    async def delete(self, key: str) -> None:
        """Keep it no longer; no error if there is none."""
        await self._done("written", lambda backend: _delete(backend, self._service, key))

    def lock(self, key: str) -> AbstractAsyncContextManager[None]:
        """Hold a key alone, while the context lasts."""
        directory = self._directory or default_directory()
        return file_lock(lock_path(directory, f"{self._service}\0{key}"))

    async def _done(
        self, what: str, work: Callable[[KeyringBackend], R], secret: Secret | None = None
    ) -> R:
        """The result of work in a thread: keyrings wait for the system, and for people."""
        found, problem, refused = await asyncio.to_thread(self._attempt, work, secret)
        if refused:
            raise ConfigurationError(problem)
        if problem:
            raise StoreError(f"the keyring of the system could not be {what}: {problem}")
        return cast("R", found)

    def _attempt(
        self, work: Callable[[KeyringBackend], R], secret: Secret | None
    ) -> tuple[R | None, str, bool]:
        """The result, or what was wrong and whether it always will be; never raises."""
        try:
            if self._checked is None:
                self._checked = _backend(self._given)
            return work(self._checked), "", False
        except ConfigurationError as error:
            return None, str(error), True
        except Exception as error:  # noqa: BLE001, RUF100  # whatever a backend raises
            said = str(error)[:200]
            said = secret.hidden_in(said) if secret else said
            return None, f"{type(error).__name__}: {said}", False

    def __repr__(self) -> str:
        return f"KeyringStore({self._service!r})"


def _read(backend: KeyringBackend, service: str, key: str) -> Secret | None:
    text = backend.get_password(service, key)
    return Secret.of_text(text) if text else None


def _delete(backend: KeyringBackend, service: str, key: str) -> None:
    if backend.get_password(service, key) is not None:
        backend.delete_password(service, key)


def _backend(given: KeyringBackend | None) -> KeyringBackend:
    """The backend to use, if it keeps secrets as they should be kept."""
    if given is None:
        try:
            module = importlib.import_module("keyring")
        except ImportError:
            raise ConfigurationError(INSTALL) from None
        get = cast("Callable[[], KeyringBackend]", module.get_keyring)
        found = get()
    else:
        found = given
    candidates = list(_chained(found)) or [found]
    problems = [_problem(one, trusted=given is not None) for one in candidates]
    for one, problem in zip(candidates, problems, strict=True):
        if not problem:
            return one
    raise ConfigurationError(problems[0])


def _chained(backend: KeyringBackend) -> Iterable[KeyringBackend]:
    """Those that a backend passes on to."""
    if type(backend).__module__ != "keyring.backends.chainer":
        return ()
    return cast("Iterable[KeyringBackend]", getattr(backend, "backends", ()))


def _problem(backend: KeyringBackend, *, trusted: bool) -> str:
    """Why a backend is not used, empty if it is."""
    module, name = type(backend).__module__, type(backend).__qualname__
    if module in _NO_KEYRING:
        return (
            "there is no keyring on this system (no Secret Service, KWallet, macOS or Windows "
            "one): set one up, or keep the grant in a store of your own, such as a CallbackStore"
        )
    if "plaintext" in name.lower():
        return (
            f"the keyring {module}.{name} keeps passwords in a plain file, which is refused: use "
            "the keyring of the system, or a store of your own"
        )
    if not trusted and module.partition("keyring.backends.")[2].split(".")[0] not in _TRUSTED:
        return (
            f"the keyring {module}.{name} is not one of the system; if it keeps secrets well, "
            "give it: KeyringStore(backend=...)"
        )
    return ""
