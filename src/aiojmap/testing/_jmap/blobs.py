"""Blobs: octets by an id made from them (RFC 8620, section 6)."""

from __future__ import annotations

import hashlib


class Blobs:
    """The blobs of an account."""

    def __init__(self) -> None:
        self._data: dict[str, bytes] = {}

    def add(self, data: bytes) -> str:
        """Keep octets and return their id; the same octets always get the same one."""
        id_ = f"B{hashlib.sha256(data).hexdigest()[:40]}"
        self._data[id_] = data
        return id_

    def get(self, id_: str) -> bytes | None:
        """The octets with an id."""
        return self._data.get(id_)
