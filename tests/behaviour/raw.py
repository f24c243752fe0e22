"""Calls with arguments that neither a type checker nor the client would let through."""

from __future__ import annotations

import aiojmap
from aiojmap.runtime import JSON


async def outcome(call: aiojmap.Call[object]) -> str:
    """The name of the response to a call, or the type of the error it failed with."""
    try:
        await call
    except aiojmap.MethodError as error:
        return error.type
    return call.method.name


async def raw(
    client: aiojmap.Client, kind: type[aiojmap.Call[object]], **arguments: JSON
) -> aiojmap.Call[aiojmap.RawResponse]:
    """A call of the method of a generated class, in the primary account, as it is given."""
    method = kind.method
    assert method.capability is not None
    account_id = (await client.session()).primary_accounts[method.capability]
    return client.call(
        method.name,
        {"accountId": account_id, **arguments},
        capability=method.capability,
        effect=method.effect,
    )
