"""Logging in on another device (RFC 8628)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING

from .._connection.secret import Secret
from .._model.errors import TransportError
from ._authorization import checked_scopes
from ._device import (
    MAX_INTERVAL,
    DeviceCode,
    Pending,
    device_request,
    no_device_grant,
    poll_request,
)
from ._driver import Driver
from ._errors import LoginTimeout
from ._grant import Grant
from ._keeping import Kept
from ._login import Clock, take
from ._registering import client_info, loopback_redirect_uris, registered_client
from ._registration import ClientInfo, Registration
from ._stores import TokenStore
from ._terms import Terms
from ._tokens import Tokens

if TYPE_CHECKING:
    import httpx


async def login_on_device(
    server: str,
    *,
    client: str | ClientInfo | Registration,
    scopes: Iterable[str],
    store: TokenStore,
    key: str,
    show: Callable[[DeviceCode], Awaitable[object] | None],
    allow_narrower: bool = False,
    challenge: str | None = None,
    issuer: str | None = None,
    client_secret: str | Secret | None = None,
    http_client: httpx.AsyncClient | None = None,
    now: Clock = time.time,
    clock: Clock = time.monotonic,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> Grant:
    """Log in by a code that the person types in on another device (RFC 8628).

    For machines without a browser, where the server has this grant. `show`, plain or async, gets
    the code and the address to type it in at. The rest is as for `login`. Raises `MetadataError`
    if the server has no such grant, `LoginTimeout` when the code expires.
    """
    wanted, kept = checked_scopes(scopes), Kept(store, key)
    await kept.load_text()
    async with Driver(http_client) as driver:
        resource = await driver.resource(server, challenge, issuer)
        if resource.server.device_authorization_endpoint is None:
            raise no_device_grant(resource.server.issuer)
        if isinstance(client, Registration):
            registration = client
        else:
            # They are not used, but the profile has no client without.
            uris, info = loopback_redirect_uris(), client_info(client)
            registration = await registered_client(
                driver, resource.server, info, uris, wanted, device=True
            )
        secret = client_secret or registration.client_secret
        terms, request = device_request(resource, registration, wanted, secret)
        code = await driver.device_code(request)
        deadline = clock() + code.lifetime
        waiting = show(code)
        if waiting is not None:
            await waiting
        found = await _polled(driver, terms, code, secret, deadline, clock, sleep)
        grant = Grant.begun(terms, found, now())
        await take(driver, grant, kept, secret, allow_narrower=allow_narrower)
        return grant


async def _polled(
    driver: Driver,
    terms: Terms,
    code: DeviceCode,
    client_secret: str | Secret | None,
    deadline: float,
    clock: Clock,
    sleep: Callable[[float], Awaitable[object]],
) -> Tokens:
    """Ask until somebody has authorized, as often as the server likes it."""
    interval = code.interval
    while clock() + interval < deadline:
        await sleep(interval)
        try:
            found = await driver.poll(poll_request(terms, code, client_secret), interval)
        except TransportError:
            # A server that does not answer is asked less and less (section 3.5).
            interval = min(2 * interval, MAX_INTERVAL)
            continue
        if not isinstance(found, Pending):
            return found
        interval = found.interval
    raise LoginTimeout("nobody authorized before the code expired: get another")
