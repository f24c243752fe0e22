"""SearchSnippet/get on a real server (RFC 8621, section 5)."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.core import method_errors

from .messages import draft, new_mailbox, unique
from .raw import raw


@pytest.mark.succeeds("SearchSnippet/get")
async def test_the_words_of_a_search_are_marked(alice: aiojmap.Client) -> None:
    """The subject and a piece of the text are HTML with the words in mark elements."""
    word, other = unique("").strip(), unique("").strip()
    new = draft(await new_mailbox(alice), f"Tea & {word}", f"It is about {other} < 3.")
    email = await alice.email.create(new)

    both, subject, neither = await alice.send(
        alice.search_snippet.get(
            filter=mail.EmailFilter(subject=word) & mail.EmailFilter(body=other),
            email_ids=[email.id, "nothing"],
        ),
        alice.search_snippet.get(filter=mail.EmailFilter(subject=word), email_ids=[email.id]),
        alice.search_snippet.get(filter=mail.EmailFilter(body="absent"), email_ids=[email.id]),
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
    alice: aiojmap.Client,
) -> None:
    """The ids of the query are referred to, and its filter is given again."""
    box, word = await new_mailbox(alice), unique("").strip()
    email = await alice.email.create(draft(box, f"About {word}"))
    # A condition on the mailbox needs no index, which Cyrus brings up to date after a while.
    found = alice.email.query(filter=mail.EmailFilter(in_mailbox=box))
    snippets = alice.search_snippet.get(filter=mail.EmailFilter(subject=word), email_ids=found.ids)

    _, answer = await alice.send(found, snippets)

    assert [(item.email_id, item.subject) for item in answer.list] == [
        (email.id, f"About <mark>{word}</mark>")
    ]


@pytest.mark.fails("SearchSnippet/get")
async def test_a_condition_that_is_none_is_no_argument(alice: aiojmap.Client) -> None:
    """A filter with a condition that Email does not have, sent raw, fails with InvalidArguments."""
    call = await raw(alice, mail.SearchSnippetGetCall, filter={"colour": "red"}, emailIds=[])

    with pytest.raises(method_errors.InvalidArguments, match="SearchSnippet/get"):
        await call
