"""The order of emails, and the part of them that a query gives (RFC 8621, section 4.4.2)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.core import method_errors
from aiojmap.runtime import JSON

from .differing import Expected
from .messages import draft, new_email, new_emails, new_mailbox, unique
from .raw import ask, error_of

pytestmark = pytest.mark.about("Email")

Sort = mail.EmailSort


def inside(box: str) -> mail.EmailFilter:
    """What is in a mailbox."""
    return mail.EmailFilter(in_mailbox=box)


@pytest.mark.succeeds("Email/query")
async def test_subjects_are_compared_without_what_replies_add(client: aiojmap.Client) -> None:
    """Sorting by subject leaves out Re: and the like (RFC 5256, section 2.1)."""
    box = await new_mailbox(client)
    made: dict[str, str] = {}
    for subject in ("Re: b", "c", "a", "Fwd: d"):
        made[subject] = (await client.email.create(draft(box, subject))).id

    answer = await client.email.query(filter=inside(box), sort=[Sort.subject.asc()])

    assert answer.ids == [made[subject] for subject in ("a", "Re: b", "c", "Fwd: d")]


@pytest.mark.succeeds("Email/query")
async def test_names_come_before_addresses_in_sorting(client: aiojmap.Client) -> None:
    """Sorting by from takes the name, or the address where there is none."""
    box = await new_mailbox(client)
    made: dict[str, str] = {}
    for name, address in (("Mia", "z@x.org"), (None, "a@x.org"), ("Zoe", "b@x.org")):
        new = draft(box, unique("From"))
        new.from_ = [mail.EmailAddress(name=name, email=address)]
        made[address] = (await client.email.create(new)).id

    answer = await client.email.query(filter=inside(box), sort=[aiojmap.Comparator("from")])

    assert answer.ids == [made[address] for address in ("a@x.org", "z@x.org", "b@x.org")]


@pytest.mark.succeeds("Email/query")
@pytest.mark.parametrize("ascending", [True, False])
async def test_emails_with_a_keyword_come_first_or_last(
    client: aiojmap.Client, ascending: bool
) -> None:
    """Without the keyword is less than with it."""
    box = await new_mailbox(client)
    emails = await new_emails(client, box, 3)
    await client.email.update(emails[1], mail.EmailPatch(keywords={"$flagged": True}))
    by = Sort.has_keyword("$flagged")

    answer = await client.email.query(
        filter=inside(box), sort=[by.asc() if ascending else by.desc(), Sort.received_at.asc()]
    )

    flagged, others = [emails[1]], [emails[0], emails[2]]
    assert answer.ids == (others + flagged if ascending else flagged + others)


@pytest.mark.succeeds("Email/query")
async def test_emails_of_threads_with_a_keyword_come_first(client: aiojmap.Client) -> None:
    """someInThreadHaveKeyword looks at the other emails of the thread."""
    box, other, word = await new_mailbox(client), await new_mailbox(client), unique("")[1:]
    one, two = draft(box, f"Talk {word}"), draft(other, f"Re: Talk {word}")
    one.message_id, two.references = [f"{word}@example.org"], [f"{word}@example.org"]
    one.received_at = datetime(2026, 1, 9, tzinfo=UTC)
    two.keywords = {"$seen": True}
    first = (await client.email.create(one)).id
    await client.email.create(two)
    alone = (await new_emails(client, box, 1))[0]
    by = Sort.some_in_thread_have_keyword("$seen")

    up = await client.email.query(filter=inside(box), sort=[by.asc()])
    down = await client.email.query(filter=inside(box), sort=[by.desc()])

    assert (up.ids, down.ids) == ([alone, first], [first, alone])


@pytest.mark.succeeds("Email/query")
async def test_later_criteria_break_ties(client: aiojmap.Client) -> None:
    """What is the same by the first criterion is told apart by the second."""
    box = await new_mailbox(client)
    made: list[str] = []
    for subject, day in (("b", 1), ("a", 2), ("b", 3), ("a", 4)):
        new = draft(box, subject)
        new.received_at = datetime(2026, 1, day, tzinfo=UTC)
        made.append((await client.email.create(new)).id)

    answer = await client.email.query(
        filter=inside(box), sort=[Sort.subject.asc(), Sort.received_at.desc()]
    )

    assert answer.ids == [made[3], made[1], made[2], made[0]]


@pytest.mark.succeeds("Email/query")
@pytest.mark.parametrize("sort", [None, []], ids=["null", "empty"])
async def test_without_a_sort_the_order_is_the_same_each_time(
    client: aiojmap.Client, sort: JSON
) -> None:
    """The server's own order is one that stays."""
    box = await new_mailbox(client)
    emails = await new_emails(client, box, 4)

    answers = [
        (await ask(client, "Email/query", filter={"inMailbox": box}, sort=sort))["ids"]
        for _ in range(3)
    ]

    assert answers[0] == answers[1] == answers[2]
    assert sorted(answers[0]) == sorted(emails)


WINDOWS: dict[str, tuple[dict[str, JSON], list[int], int]] = {
    "everything": ({}, [0, 1, 2, 3, 4], 0),
    "a start": ({"position": 2}, [2, 3, 4], 2),
    "a start and a limit": ({"position": 1, "limit": 2}, [1, 2], 1),
    "from the end": ({"position": -2}, [3, 4], 3),
    "from before the start": ({"position": -9}, [0, 1, 2, 3, 4], 0),
    "the first ones": ({"limit": 3}, [0, 1, 2], 0),
    "more than there are": ({"limit": 99}, [0, 1, 2, 3, 4], 0),
    "none": ({"limit": 0}, [], 0),
    "an anchor": ({"anchor": 2}, [2, 3, 4], 2),
    "before an anchor": ({"anchor": 2, "anchorOffset": -1, "limit": 3}, [1, 2, 3], 1),
    "after an anchor": ({"anchor": 2, "anchorOffset": 1}, [3, 4], 3),
    "far before an anchor": ({"anchor": 1, "anchorOffset": -9, "limit": 2}, [0, 1], 0),
    "an anchor and a position": ({"anchor": 2, "position": 4}, [2, 3, 4], 2),
}


@pytest.mark.succeeds("Email/query")
@pytest.mark.parametrize("case", WINDOWS)
async def test_a_part_of_the_results_is_given(client: aiojmap.Client, case: str) -> None:
    """Position, anchor and limit cut the part out of the results (RFC 8620, section 5.5)."""
    given, places, position = WINDOWS[case]
    box = await new_mailbox(client)
    emails = await new_emails(client, box, 5)
    window = {
        name: emails[int(str(value))] if name == "anchor" else value
        for name, value in given.items()
    }

    answer = await ask(
        client,
        "Email/query",
        filter={"inMailbox": box},
        sort=[{"property": "receivedAt"}],
        calculateTotal=True,
        **window,
    )

    assert answer["ids"] == [emails[place] for place in places]
    assert (answer["position"], answer["total"]) == (position, 5)


@pytest.mark.succeeds("Email/query")
async def test_a_part_of_collapsed_results_is_given(client: aiojmap.Client) -> None:
    """Positions, limits and the total count threads where these are collapsed."""
    box, word = await new_mailbox(client), unique("")[1:]
    made: list[str] = []
    for number in range(6):
        talk = number // 2
        new = draft(box, f"Talk {talk} {word}")
        new.message_id = [f"{number}.{word}@example.org"]
        new.references = [f"{talk * 2}.{word}@example.org"] if number % 2 else None
        new.received_at = datetime(2026, 1, 1 + number, tzinfo=UTC)
        made.append((await client.email.create(new)).id)

    answer = await client.email.query(
        filter=inside(box),
        sort=[Sort.received_at.asc()],
        collapse_threads=True,
        position=1,
        limit=1,
        calculate_total=True,
    )

    assert (answer.ids, answer.position, answer.total) == ([made[2]], 1, 3)


@pytest.mark.fails("Email/query")
@pytest.mark.parametrize(
    "arguments",
    [
        {"limit": -1},
        {"limit": "all"},
        {"position": 1.5},
        {"anchorOffset": "one"},
        {"calculateTotal": "yes"},
        {"collapseThreads": "yes"},
        {"colour": "red"},
        {"sort": "subject"},
        {"sort": [{"isAscending": True}]},
        {"sort": [{"property": "subject", "isAscending": "yes"}]},
        {"sort": [1]},
    ],
    ids=str,
)
async def test_wrong_arguments_of_a_query_fail_it(
    client: aiojmap.Client, arguments: dict[str, JSON]
) -> None:
    """What is not as section 5.5 of RFC 8620 has it: invalidArguments."""
    assert await error_of(client, "Email/query", **arguments) == "invalidArguments"


async def test_a_position_after_the_end_gives_nothing(
    client: aiojmap.Client, expected: Expected
) -> None:
    """A position beyond the last result is no error, and there is nothing there."""
    box = await new_mailbox(client)
    await new_email(client, box)

    answer = await client.email.query(filter=inside(box), position=9)

    assert answer.ids == []
    assert answer.position == expected("the position after the end")


@pytest.mark.fails("Email/query")
async def test_an_anchor_that_is_not_there_is_told_so(client: aiojmap.Client) -> None:
    """An id that no email has is no anchor: AnchorNotFound."""
    box = await new_mailbox(client)
    await new_email(client, box)

    with pytest.raises(method_errors.AnchorNotFound):
        await client.email.query(filter=inside(box), anchor="nothing")
