"""Blob/get as a user calls it: read by type checkers, never run."""

from __future__ import annotations

from typing import assert_type

from trial_blob import paper

import aiojmap


class Client(aiojmap.Client, paper.ClientMethods):
    """A client with the methods of the part."""


async def reading(client: Client) -> None:
    answer = await client.paper_blob.get(ids=["b"], properties=["data:asText", "size"], offset=4)
    assert_type(answer.list[0].data_as_text, str | None)
    assert_type(answer.list[0].data_as_base64, str)
    assert_type(answer.list[0].is_truncated, bool)
    print(answer.state)  # E: blobs have no state
