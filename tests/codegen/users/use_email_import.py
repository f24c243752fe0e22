"""Email/import as a user calls it: read by type checkers, never run."""

from __future__ import annotations

from typing import assert_type

from trial_email_import import paper

import aiojmap
from aiojmap import mail


class Client(aiojmap.Client, paper.ClientMethods):
    """A client with the methods of the part."""


async def importing(client: Client) -> None:
    message = paper.EmailImport(blob_id="b", mailbox_ids={"in": True})
    answer = await paper.EmailMethods(client).import_(emails={"m": message})
    assert_type(answer.created, dict[str, mail.Email] | None)
    assert_type(answer.old_state, str | None)
