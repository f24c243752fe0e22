"""PushSubscription as a user sees it: read by type checkers, never run."""

from __future__ import annotations

from datetime import datetime
from typing import assert_type

from trial_push_subscription import paper

import aiojmap


class Client(aiojmap.Client, paper.ClientMethods):
    """A client with the methods of the part."""


async def subscribing(client: Client) -> None:
    new = paper.PushSubscriptionCreate(device_client_id="d", url="https://example.com", types=None)
    made = await client.push_subscription.create(new)
    assert_type(made, paper.PushSubscription)
    assert_type(made.expires, datetime | None)
    await client.push_subscription.update("p", paper.PushSubscriptionPatch(expires=None))
    await client.push_subscription.destroy("p")
    client.push_subscription.get(account_id="A")  # E: it has no account
