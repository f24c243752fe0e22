"""SearchSnippet/get as a user calls it: read by type checkers, never run."""

from __future__ import annotations

from typing import assert_type

from trial_search_snippet import paper

import aiojmap
from aiojmap import mail


class Client(aiojmap.Client, paper.ClientMethods):
    """A client with the methods of the part."""


async def searching(client: Client) -> None:
    search = mail.EmailFilter(text="foo")
    found = client.email.query(filter=search)
    answer = await client.search_snippet.get(filter=search, email_ids=found.ids)
    assert_type(answer.list, list[paper.SearchSnippet])
    assert_type(answer.not_found, list[str] | None)
    client.search_snippet.get(email_ids=client.mailbox.query().ids)  # E: ids of Mailbox
