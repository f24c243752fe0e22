"""Blobs: octets by an id made from them (RFC 8620, section 6)."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Generator


class Blobs:
    """The blobs of an account.

    What was uploaded and is in no record yet is there for those who uploaded it alone.
    """

    def __init__(self) -> None:
        self._data: dict[str, bytes] = {}
        self._uploaders: dict[str, set[str]] = {}
        self._reader: str | None = None

    def add(self, data: bytes) -> str:
        """Keep octets of a record and return their id; the same octets always get the same one."""
        id_ = _id(data)
        self._data[id_] = data
        self._uploaders.pop(id_, None)
        return id_

    def upload(self, data: bytes, username: str) -> str:
        """Keep octets for the user who uploaded them, and return their id."""
        id_ = _id(data)
        if id_ not in self._data:
            self._data[id_] = data
            self._uploaders[id_] = set()
        if id_ in self._uploaders:
            self._uploaders[id_].add(username)
        return id_

    def get(self, id_: str) -> bytes | None:
        """The octets with an id, if the user who reads at present may see them."""
        uploaders = self._uploaders.get(id_)
        if uploaders is not None and self._reader is not None and self._reader not in uploaders:
            return None
        return self._data.get(id_)

    @contextlib.contextmanager
    def read_by(self, username: str) -> Generator[None]:
        """Let a user be the one who reads, until the end of the block."""
        before, self._reader = self._reader, username
        try:
            yield
        finally:
            self._reader = before


def _id(data: bytes) -> str:
    return f"B{hashlib.sha256(data).hexdigest()[:40]}"
