"""Email/parse as a user calls it: read by type checkers, never run."""

from __future__ import annotations

from typing import assert_type

from trial_email_parse import paper

import aiojmap
from aiojmap import mail


class Client(aiojmap.Client, paper.ClientMethods):
    """A client with the methods of the part."""


async def parsing(client: Client) -> None:
    messages = paper.EmailMethods(client)
    answer = await messages.parse(blob_ids=["b"], properties=["subject"])
    assert_type(answer.parsed, dict[str, mail.Email] | None)
    messages.parse(blob_ids=["b"], properties=["subjct"])  # E: no such property
