"""Blob/copy as a user calls it: read by type checkers, never run."""

from __future__ import annotations

from typing import assert_type

from trial_blob_copy import paper

import aiojmap


class Client(aiojmap.Client, paper.ClientMethods):
    """A client with the methods of the part."""


async def copying(client: Client) -> None:
    answer = await client.blob.copy(from_account_id="A", account_id="B", blob_ids=["b"])
    assert_type(answer.copied, dict[str, str] | None)
    assert_type(answer.not_copied, dict[str, aiojmap.SetError] | None)
