"""SearchSnippet/get (RFC 8621, section 5)."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.runtime import JSON

from .differing import Expected
from .messages import draft, new_mailbox, unique
from .raw import ask, error_of, outcome, raw

pytestmark = pytest.mark.about("SearchSnippet")


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


async def snippet(client: aiojmap.Client, condition: JSON, *, subject: str, body: str) -> JSON:
    """The subject and preview of the snippet of an email, for a filter."""
    email = await client.email.create(draft(await new_mailbox(client), subject, body))
    answer = await ask(client, "SearchSnippet/get", filter=condition, emailIds=[email.id])
    (item,) = answer["list"]
    assert item["emailId"] == email.id
    return item["subject"], item["preview"]


SNIPPETS: dict[str, tuple[JSON, str | None, str | None]] = {
    "any case": ({"subject": "mOUNTAIN"}, "A <mark>mountain</mark> in May", None),
    "two words": (
        {"subject": "mountain may"},
        "A <mark>mountain</mark> in <mark>May</mark>",
        None,
    ),
    "text": (
        {"text": "river"},
        None,
        "Down by the <mark>river</mark> we sat.",
    ),
    "not what is not wanted": (
        {"operator": "NOT", "conditions": [{"subject": "mountain"}]},
        None,
        None,
    ),
    "no search for words": ({"hasKeyword": "$seen"}, None, None),
    "one of two": (
        {"operator": "OR", "conditions": [{"subject": "mountain"}, {"body": "absent"}]},
        "A <mark>mountain</mark> in May",
        None,
    ),
}


@pytest.mark.succeeds("SearchSnippet/get")
@pytest.mark.parametrize("case", SNIPPETS)
async def test_what_was_looked_for_is_marked(client: aiojmap.Client, case: str) -> None:
    """The words of the filter are marked where they were looked for, and only there."""
    condition, subject, preview = SNIPPETS[case]

    found = await snippet(
        client, condition, subject="A mountain in May", body="Down by the river we sat."
    )

    assert found == (subject, preview)


@pytest.mark.succeeds("SearchSnippet/get")
async def test_markup_in_a_message_is_text_in_a_snippet(client: aiojmap.Client) -> None:
    """What looks like HTML is escaped around the marks."""
    found = await snippet(
        client, {"body": "river"}, subject="<b>&", body='1 < 2 & "river" <script> is here'
    )

    assert "<mark>river</mark>" in found[1]
    assert "&lt;script&gt;" in found[1]
    assert "1 &lt; 2 &amp;" in found[1]


@pytest.mark.succeeds("SearchSnippet/get")
async def test_without_a_filter_nothing_is_marked(client: aiojmap.Client) -> None:
    """A snippet without a filter has no subject and no preview."""
    found = await snippet(client, None, subject="A mountain", body="A river")

    assert found == (None, None)


@pytest.mark.succeeds("SearchSnippet/get")
async def test_emails_that_are_not_there_have_no_snippets(client: aiojmap.Client) -> None:
    """Ids that no email has are listed apart; no ids are no error."""
    missing = await client.search_snippet.get(filter=mail.EmailFilter(), email_ids=["no", "none"])
    nothing = await client.search_snippet.get(filter=mail.EmailFilter(), email_ids=[])

    assert (missing.list, sorted(missing.not_found)) == ([], ["no", "none"])
    assert (nothing.list, nothing.not_found) == ([], [])


@pytest.mark.fails("SearchSnippet/get")
@pytest.mark.parametrize(
    "arguments",
    [{}, {"emailIds": "all"}, {"emailIds": [], "filter": "all"}, {"emailIds": [], "colour": 1}],
    ids=["missing", "text", "filter", "unknown"],
)
async def test_wrong_arguments_are_refused(
    client: aiojmap.Client, arguments: dict[str, JSON]
) -> None:
    """What section 5.1 does not have: invalidArguments."""
    assert await error_of(client, "SearchSnippet/get", **arguments) == "invalidArguments"
