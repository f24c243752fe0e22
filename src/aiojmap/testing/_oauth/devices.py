"""Devices that wait while somebody agrees in a browser elsewhere (RFC 8628)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import attrs

from .failures import Misdirected, Refusal

if TYPE_CHECKING:
    from .._realm import Member
    from .clients import OAuthClient
    from .grants import Grants, OAuthGrant
    from .sins import Sins

# No vowels, so that no words come out, and nothing that looks like something else.
_LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"
SLOWER: Final = 5


@attrs.define(kw_only=True, eq=False)
class Device:
    """A device that asked for access, and what became of it."""

    device_code: str = attrs.field(repr=False)
    user_code: str
    client: OAuthClient
    scopes: tuple[str, ...]
    resources: tuple[str, ...]
    expires_at: datetime
    interval: int
    asked_at: datetime | None = None
    denied: bool = False
    member: Member | None = None
    used: bool = False


class Devices:
    """The devices that have asked."""

    def __init__(
        self,
        grants: Grants,
        sins: Sins,
        *,
        clock: Callable[[], datetime],
        lifetime: timedelta,
        interval: int,
        token_source: Callable[[], str],
    ) -> None:
        self.lifetime = lifetime
        self._all: list[Device] = []
        self._grants = grants
        self._sins = sins
        self._clock = clock
        self._interval = interval
        self._token_source = token_source

    def add(self, client: OAuthClient, scopes: Sequence[str], resources: Sequence[str]) -> Device:
        """A device that is to be let in."""
        digest = hashlib.sha256(self._token_source().encode()).digest()
        letters = "".join(_LETTERS[octet % len(_LETTERS)] for octet in digest[:8])
        device = Device(
            device_code=f"device-{self._token_source()}",
            user_code=f"{letters[:4]}-{letters[4:]}",
            client=client,
            scopes=tuple(scopes),
            resources=tuple(resources),
            expires_at=self._clock() + self.lifetime,
            interval=self._interval,
        )
        self._all.append(device)
        return device

    def waiting(self, user_code: str) -> Device:
        """The device with a code, however it is written; raises `Misdirected` if none waits."""
        typed = "".join(letter for letter in user_code.upper() if letter in _LETTERS)
        for device in self._all:
            undecided = device.member is None and not device.denied
            same = device.user_code.replace("-", "") == typed
            if same and undecided and self._clock() < device.expires_at:
                return device
        raise Misdirected("There is no device waiting with that code.")

    def redeem(self, device_code: str, client: OAuthClient) -> OAuthGrant:
        """The grant of a device; raises `Refusal` until somebody has agreed."""
        device = next((found for found in self._all if found.device_code == device_code), None)
        if device is None or device.used or device.client.client_id != client.client_id:
            raise Refusal("invalid_grant", "the device code is not valid")
        now = self._clock()
        if now >= device.expires_at or self._sins.expired_device_code:
            raise Refusal("expired_token", "the device code has expired")
        if device.denied:
            raise Refusal("access_denied", "the user has refused")
        asked, device.asked_at = device.asked_at, now
        early = asked is not None and now < asked + timedelta(seconds=device.interval)
        if early or self._sins.slow_down_forever:
            device.interval += SLOWER
            raise Refusal("slow_down", "ask less often")
        if device.member is None:
            raise Refusal("authorization_pending", "nobody has agreed yet")
        device.used = True
        return self._grants.open(device.member, client, device.scopes, device.resources)
