"""Who may come in: bearer tokens and passwords (RFC 6750, RFC 7617)."""

from __future__ import annotations

import base64
import binascii
import hmac

import attrs


@attrs.frozen(kw_only=True)
class Credentials:
    """What the server accepts in Authorization."""

    token: str = attrs.field(repr=False)
    username: str
    password: str = attrs.field(repr=False)

    def accept(self, authorization: str | None) -> bool:
        """Whether an Authorization field lets its sender in."""
        scheme, _, given = (authorization or "").strip().partition(" ")
        value = given.strip()
        if scheme.lower() == "bearer":
            return _same(value, self.token)
        if scheme.lower() != "basic":
            return False
        try:
            pair = base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            return False
        return hmac.compare_digest(pair, f"{self.username}:{self.password}".encode())


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())
