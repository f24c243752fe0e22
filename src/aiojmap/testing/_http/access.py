"""Who may come in: bearer tokens and passwords (RFC 6750, RFC 7617)."""

from __future__ import annotations

import base64
import binascii
import hmac

from .._realm import Grant, Realm


def admitted(realm: Realm, authorization: str | None) -> Grant | None:
    """What an Authorization field grants; None if its sender may not come in."""
    scheme, _, given = (authorization or "").strip().partition(" ")
    value = given.strip()
    if scheme.lower() == "bearer":
        grant = next((found for token, found in realm.grants.items() if _same(value, token)), None)
        if grant is None or grant.expires_at is None or realm.now() < grant.expires_at:
            return grant
        return None
    if scheme.lower() != "basic":
        return None
    try:
        pair = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return None
    for email, member in realm.members.items():
        expected = f"{member.username}:{member.password}".encode()
        if hmac.compare_digest(pair, expected):
            return realm.passwords[email]
    return None


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())
