"""VacationResponse as a user sees it: read by type checkers, never run."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import assert_type

from trial_vacation_response import paper

import aiojmap


class Client(aiojmap.Client, paper.ClientMethods):
    """A client with the methods of the part."""


async def leaving(client: Client) -> None:
    answer = await client.vacation_response.get()
    assert_type(answer.list[0].to_date, datetime | None)
    patch = paper.VacationResponsePatch(is_enabled=True, from_date=datetime.now(UTC))
    await client.vacation_response.update("singleton", patch)
    print(client.vacation_response.destroy)  # E: there is one
