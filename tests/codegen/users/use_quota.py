"""Quotas as a user sees them: read by type checkers, never run."""

from __future__ import annotations

from typing import assert_type

from trial_quota import paper

import aiojmap


class Client(aiojmap.Client, paper.ClientMethods):
    """A client with the methods of the part."""


async def watching(client: Client) -> None:
    changes = client.quota.changes(since_state="1")
    quotas = client.quota.get(ids=changes.updated, properties=changes.updated_properties)
    changed, fetched = await client.send(changes, quotas)
    assert_type(changed.updated_properties, list[str] | None)
    assert_type(fetched.list[0].warn_limit, int | None)
    full = paper.QuotaFilter(scope="account")
    async for quota in client.quota.iterate(filter=full, sort=[paper.QuotaSort.used.desc()]):
        assert_type(quota, paper.Quota)
