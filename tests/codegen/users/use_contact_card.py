"""Contact cards as a user sees them: read by type checkers, never run."""

from __future__ import annotations

from datetime import datetime
from typing import assert_type

from trial_contact_card import paper

import aiojmap


class Client(aiojmap.Client, paper.ClientMethods):
    """A client with the methods of the part."""


async def copying(client: Client) -> None:
    card = paper.ContactCardCopy(id="c", address_book_ids={"b": True})
    answer = await client.contact_card.copy(from_account_id="A", create={"k": card})
    assert_type(answer.created, dict[str, paper.ContactCard])
    assert_type(answer.created["k"].created, datetime)
    assert_type(answer.created["k"].type, str)
