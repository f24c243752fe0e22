"""The conditions of Email/query, one by one (RFC 8621, section 4.4.1)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.runtime import JSON

from .differing import Expected
from .messages import draft, found, imported, message, new_email, new_emails, new_mailbox, unique
from .raw import ask, error_of

pytestmark = pytest.mark.about("Email")

Filter = mail.EmailFilter


async def matching(client: aiojmap.Client, box: str, *filters: JSON) -> list[list[str]]:
    """The ids in a mailbox that each of the filters finds, oldest first."""
    results: list[list[str]] = []
    for item in filters:
        both: JSON = {"operator": "AND", "conditions": [{"inMailbox": box}, item]}
        sort: JSON = [{"property": "receivedAt"}]
        results.append((await ask(client, "Email/query", filter=both, sort=sort))["ids"])
    return results


@pytest.mark.succeeds("Email/query")
async def test_a_condition_without_properties_finds_everything(client: aiojmap.Client) -> None:
    """An empty condition is always true."""
    box = await new_mailbox(client)
    emails = await new_emails(client, box, 2)

    assert await matching(client, box, {}) == [emails]


@pytest.mark.succeeds("Email/query")
async def test_a_moment_is_after_itself_and_not_before(client: aiojmap.Client) -> None:
    """after includes the moment, before does not."""
    box = await new_mailbox(client)
    one, two, three = await new_emails(client, box, 3)
    moment = "2026-01-02T12:00:00Z"

    after, before, both = await matching(
        client,
        box,
        {"after": moment},
        {"before": moment},
        {"after": moment, "before": "2026-01-03T12:00:00Z"},
    )

    assert (after, before, both) == ([two, three], [one], [two])


@pytest.mark.succeeds("Email/query")
async def test_a_size_is_at_least_itself_and_not_less(client: aiojmap.Client) -> None:
    """minSize includes the size, maxSize does not."""
    box = await new_mailbox(client)
    email = await new_email(client, box)
    size = email.size

    answers = await matching(
        client,
        box,
        {"minSize": size},
        {"minSize": size + 1},
        {"maxSize": size},
        {"maxSize": size + 1},
    )

    assert answers == [[email.id], [], [], [email.id]]


@pytest.mark.succeeds("Email/query")
async def test_keywords_are_looked_for_in_any_case(client: aiojmap.Client) -> None:
    """hasKeyword and notKeyword do not tell upper from lower case."""
    box = await new_mailbox(client)
    email = await new_email(client, box)
    await client.email.update(email.id, mail.EmailPatch(keywords={"$Flagged": True, "ToDo": True}))

    answers = await matching(
        client,
        box,
        {"hasKeyword": "$flagged"},
        {"hasKeyword": "$FLAGGED"},
        {"hasKeyword": "todo"},
        {"hasKeyword": "absent"},
        {"notKeyword": "TODO"},
        {"notKeyword": "absent"},
    )

    assert answers == [[email.id], [email.id], [email.id], [], [], [email.id]]


@pytest.mark.succeeds("Email/query")
async def test_attachments_are_looked_for(client: aiojmap.Client) -> None:
    """hasAttachment true and false divide the emails of a mailbox."""
    box = await new_mailbox(client)
    plain = await new_email(client, box)
    blob = await client.upload(b"x", type="application/x-a")
    new = draft(box, unique("Attached"))
    new.attachments = [mail.EmailBodyPart(blob_id=blob.blob_id, type="application/x-a")]
    attached = await client.email.create(new)

    answers = await matching(client, box, {"hasAttachment": True}, {"hasAttachment": False})

    assert answers == [[attached.id], [plain.id]]


@pytest.mark.succeeds("Email/query")
async def test_other_mailboxes_are_those_not_listed(client: aiojmap.Client) -> None:
    """inMailboxOtherThan finds what is in some mailbox besides those."""
    box, other = await new_mailbox(client), await new_mailbox(client)
    alone, both = await new_emails(client, box, 2)
    await client.email.update(both, mail.EmailPatch(mailbox_ids={box: True, other: True}))

    answers = await matching(
        client,
        box,
        {"inMailboxOtherThan": [box]},
        {"inMailboxOtherThan": [other]},
        {"inMailboxOtherThan": [box, other]},
        {"inMailboxOtherThan": []},
    )

    assert answers == [[both], [alone, both], [], [alone, both]]


@pytest.mark.succeeds("Email/query")
async def test_the_keywords_of_a_thread_are_those_of_its_emails(client: aiojmap.Client) -> None:
    """all, some, and none of the emails of a thread, wherever they lie, have a keyword."""
    box, other = await new_mailbox(client), await new_mailbox(client)
    threads: dict[str, list[str]] = {}
    for name, seen in (("all", 2), ("some", 1), ("none", 0)):
        word = unique("")[1:]
        for number in range(2):
            new = draft(box if not number else other, f"Talk {word}")
            new.message_id = [f"{number}.{word}@example.org"]
            new.references = [f"0.{word}@example.org"] if number else None
            new.received_at = datetime(2026, 1, 1 + len(threads), tzinfo=UTC)
            new.keywords = {"$seen": True} if number < seen else {}
            threads.setdefault(name, []).append((await client.email.create(new)).id)
    first = {name: ids[0] for name, ids in threads.items()}

    answers = await matching(
        client,
        box,
        {"allInThreadHaveKeyword": "$seen"},
        {"someInThreadHaveKeyword": "$seen"},
        {"noneInThreadHaveKeyword": "$seen"},
    )

    assert answers == [[first["all"]], [first["all"], first["some"]], [first["none"]]]


@pytest.mark.succeeds("Email/query")
async def test_operators_are_nested(client: aiojmap.Client) -> None:
    """NOT is true if none of its conditions is; operators hold operators."""
    box = await new_mailbox(client)
    one, two, three = await new_emails(client, box, 3)
    for id_, keyword in ((one, "a"), (two, "b")):
        await client.email.update(id_, mail.EmailPatch(keywords={keyword: True}))
    a: JSON = {"hasKeyword": "a"}
    b: JSON = {"hasKeyword": "b"}

    answers = await matching(
        client,
        box,
        {"operator": "NOT", "conditions": [a, b]},
        {"operator": "OR", "conditions": [a, b]},
        {"operator": "AND", "conditions": [a, b]},
        {"operator": "NOT", "conditions": [{"operator": "NOT", "conditions": [a]}]},
        {"operator": "NOT", "conditions": [{"operator": "OR", "conditions": [a, b]}]},
        {"operator": "OR", "conditions": [{"operator": "NOT", "conditions": [a]}, a]},
    )

    assert answers == [[three], [one, two], [], [one], [three], [one, two, three]]


@pytest.mark.succeeds("Email/query")
async def test_several_properties_of_a_condition_are_joined_by_and(
    client: aiojmap.Client,
) -> None:
    """A condition is true if each of its properties is."""
    box = await new_mailbox(client)
    one, two = await new_emails(client, box, 2)
    await client.email.update(two, mail.EmailPatch(keywords={"a": True}))

    answers = await matching(
        client,
        box,
        {"hasKeyword": "a", "after": "2026-01-02T00:00:00Z"},
        {"hasKeyword": "a", "before": "2026-01-02T00:00:00Z"},
        {"notKeyword": "a", "before": "2026-01-02T00:00:00Z"},
    )

    assert answers == [[two], [], [one]]


WORDS: dict[str, tuple[JSON, bool]] = {
    "from by name": ({"from": "ROBIN"}, True),
    "from by address": ({"from": "robin@example.org"}, True),
    "from somebody else": ({"from": "ann"}, False),
    "to by name": ({"to": "Ann"}, True),
    "to by address": ({"to": "ann@example.net"}, True),
    "cc": ({"cc": "carl"}, True),
    "cc is not to": ({"to": "carl"}, False),
    "bcc": ({"bcc": "dora"}, True),
    "a word of the subject": ({"subject": "mountain"}, True),
    "words of the subject": ({"subject": "mountain evening"}, True),
    "a phrase of the subject": ({"subject": '"mountain in the"'}, True),
    "a phrase that is none": ({"subject": '"the mountain evening"'}, False),
    "a word of the text": ({"body": "RIVER"}, True),
    "a word of the text is not in the subject": ({"subject": "river"}, False),
    "a word anywhere": ({"text": "river"}, True),
    "a name anywhere": ({"text": "carl"}, True),
    "a word that is nowhere": ({"text": "absent"}, False),
    "a header field": ({"header": ["X-Colour"]}, True),
    "a header field in any case": ({"header": ["x-colour"]}, True),
    "a header field with a text": ({"header": ["X-Colour", "dark"]}, True),
    "a header field with another text": ({"header": ["X-Colour", "light"]}, False),
    "an absent header field": ({"header": ["X-Absent"]}, False),
}


@pytest.mark.succeeds("Email/query")
@pytest.mark.parametrize("case", WORDS)
async def test_words_are_looked_for_where_they_stand(client: aiojmap.Client, case: str) -> None:
    """Each of the conditions on text looks into its own part of the message."""
    condition, matches = WORDS[case]
    box, word = await new_mailbox(client), unique("")[1:]
    raw = message(
        f"Subject: A mountain in the evening {word}",
        "To: Ann Lee <ann@example.net>",
        "Cc: Carl <carl@example.net>",
        "Bcc: dora@example.net",
        "X-Colour: dark green",
        body="Down by the river.",
    )
    email = await imported(client, box, raw)
    await found(client, Filter(subject=word))

    assert await matching(client, box, condition) == [[email.id] if matches else []]


@pytest.mark.fails("Email/query")
@pytest.mark.parametrize(
    "condition",
    [
        {"subject": 1},
        {"before": "yesterday"},
        {"before": "2026-01-01T00:00:00+01:00"},
        {"minSize": "big"},
        {"hasAttachment": "yes"},
        {"inMailboxOtherThan": "all"},
        {"header": []},
        {"header": ["a", "b", "c"]},
        {"operator": "XOR", "conditions": [{}]},
        {"operator": "AND"},
        {"operator": "AND", "conditions": ["a"]},
        [],
        "all",
    ],
    ids=str,
)
async def test_what_is_no_condition_is_no_argument(client: aiojmap.Client, condition: JSON) -> None:
    """A condition of the wrong form: invalidArguments."""
    assert await error_of(client, "Email/query", filter=condition) == "invalidArguments"


@pytest.mark.fails("Email/query")
async def test_an_unknown_condition_is_refused(client: aiojmap.Client, expected: Expected) -> None:
    """A condition that Email does not have is an error of the call."""
    outcome = await error_of(client, "Email/query", filter={"colour": "red"})

    assert outcome == expected("the error of an unknown condition")


async def test_a_mailbox_that_is_not_there_has_no_emails(
    client: aiojmap.Client, expected: Expected
) -> None:
    """An id that no mailbox has is in no email."""
    outcome = await error_of(client, "Email/query", filter={"inMailbox": "nothing"})

    assert outcome == expected("the outcome of a search in no mailbox")
