"""SearchSnippet/get (RFC 8621, section 5)."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import mail

from .differing import Expected
from .messages import draft, new_mailbox, unique
from .raw import outcome, raw


@pytest.mark.succeeds("SearchSnippet/get")
async def test_the_words_of_a_search_are_marked(client: aiojmap.Client) -> None:
    """The subject and a piece of the text are HTML with the words in mark elements."""
    word, other = unique("").strip(), unique("").strip()
    new = draft(await new_mailbox(client), f"Tea & {word}", f"It is about {other} < 3.")
    email = await client.email.create(new)

    both, subject, neither = await client.send(
        client.search_snippet.get(
            filter=mail.EmailFilter(subject=word) & mail.EmailFilter(body=other),
            email_ids=[email.id, "nothing"],
        ),
        client.search_snippet.get(filter=mail.EmailFilter(subject=word), email_ids=[email.id]),
        client.search_snippet.get(filter=mail.EmailFilter(body="absent"), email_ids=[email.id]),
    )

    assert [
        (item.email_id, item.subject, item.preview)
        for answer in (both, subject, neither)
        for item in answer.list
    ] == [
        (
            email.id,
            f"Tea &amp; <mark>{word}</mark>",
            f"It is about <mark>{other}</mark> &lt; 3.",
        ),
        (email.id, f"Tea &amp; <mark>{word}</mark>", None),
        (email.id, None, None),
    ]
    assert both.not_found == ["nothing"]
    assert subject.not_found == []


@pytest.mark.succeeds("Email/query", "SearchSnippet/get")
async def test_snippets_of_what_a_query_finds_come_in_the_same_request(
    client: aiojmap.Client,
) -> None:
    """The ids of the query are referred to, and its filter is given again."""
    box, word = await new_mailbox(client), unique("").strip()
    email = await client.email.create(draft(box, f"About {word}"))
    # A condition on the mailbox needs no index, which Cyrus brings up to date after a while.
    found = client.email.query(filter=mail.EmailFilter(in_mailbox=box))
    snippets = client.search_snippet.get(filter=mail.EmailFilter(subject=word), email_ids=found.ids)

    _, answer = await client.send(found, snippets)

    assert [(item.email_id, item.subject) for item in answer.list] == [
        (email.id, f"About <mark>{word}</mark>")
    ]


@pytest.mark.fails("SearchSnippet/get")
async def test_a_condition_that_is_none_is_refused(
    client: aiojmap.Client, expected: Expected
) -> None:
    """A filter with a condition that Email does not have is an error of the call."""
    call = await raw(client, mail.SearchSnippetGetCall, filter={"colour": "red"}, emailIds=[])

    assert await outcome(call) == expected("the error of an unknown condition")
