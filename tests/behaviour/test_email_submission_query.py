"""Finding submissions, and what has become of them (RFC 8621, sections 7.2 to 7.4)."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import mail, submission
from aiojmap.core import method_errors
from aiojmap.runtime import JSON

from .differing import Expected
from .messages import draft, new_mailbox, unique
from .raw import ask, error_of
from .serving import Account

pytestmark = pytest.mark.about("EmailSubmission")

Filter = submission.EmailSubmissionFilter


async def sent(client: aiojmap.Client, account: Account) -> submission.EmailSubmission:
    """A submission of an email of its own, as it is read."""
    new = draft(await new_mailbox(client), unique("Letter"))
    new.from_ = new.to = [mail.EmailAddress(email=account.address)]
    email = await client.email.create(new)
    identity = (await client.identity.get()).list[0].id
    made = await client.email_submission.create(
        submission.EmailSubmissionCreate(email_id=email.id, identity_id=identity)
    )
    return (await client.email_submission.get(ids=[made.id])).list[0]


@pytest.mark.succeeds("EmailSubmission/query")
async def test_submissions_are_found_by_what_was_sent(
    client: aiojmap.Client, account: Account
) -> None:
    """Conditions on the email, the thread, the identity and the status."""
    one, two = await sent(client, account), await sent(client, account)
    ours = Filter(email_ids=[one.email_id, two.email_id])

    answers = await client.send(
        [
            client.email_submission.query(filter=condition)
            for condition in (
                ours,
                Filter(email_ids=[one.email_id]),
                Filter(thread_ids=[two.thread_id]),
                ours & Filter(identity_ids=[one.identity_id]),
                ours & Filter(identity_ids=["nobody"]),
                ours & Filter(undo_status="final"),
                ours & Filter(undo_status="canceled"),
                ours & ~Filter(email_ids=[one.email_id]),
            )
        ]
    )

    both = {one.id, two.id}
    assert [set(answer.ids) for answer in answers] == [
        both,
        {one.id},
        {two.id},
        both,
        set(),
        both,
        set(),
        {two.id},
    ]


@pytest.mark.succeeds("EmailSubmission/query")
@pytest.mark.parametrize("property", ["emailId", "threadId", "sentAt"])
async def test_submissions_are_sorted(
    client: aiojmap.Client, account: Account, property: str
) -> None:
    """The three sorts of section 7.3, up and down."""
    one, two = await sent(client, account), await sent(client, account)
    ours: JSON = {"emailIds": [one.email_id, two.email_id]}

    up, down = [
        (
            await ask(
                client,
                "EmailSubmission/query",
                filter=ours,
                sort=[{"property": property, "isAscending": ascending}, {"property": "emailId"}],
            )
        )["ids"]
        for ascending in (True, False)
    ]

    assert set(up) == set(down) == {one.id, two.id}
    if property != "sentAt":
        assert up == down[::-1]


@pytest.mark.succeeds("EmailSubmission/query")
async def test_a_part_of_the_submissions_is_given(client: aiojmap.Client, account: Account) -> None:
    """Position, limit and anchor cut the part out of the results, as everywhere."""
    made = [await sent(client, account) for _ in range(3)]
    filter = Filter(email_ids=[item.email_id for item in made])
    sort = [submission.EmailSubmissionSort.email_id.asc()]
    query = client.email_submission.query
    every = (await query(filter=filter, sort=sort)).ids

    one, last, near = await client.send(
        query(filter=filter, sort=sort, position=1, limit=1, calculate_total=True),
        query(filter=filter, sort=sort, position=-1),
        query(filter=filter, sort=sort, anchor=every[1], anchor_offset=-1, limit=2),
    )

    assert (one.ids, one.position, one.total) == (every[1:2], 1, 3)
    assert (last.ids, last.position) == (every[2:], 2)
    assert (near.ids, near.position) == (every[:2], 0)


@pytest.mark.fails("EmailSubmission/query")
async def test_an_unknown_condition_is_refused(client: aiojmap.Client, expected: Expected) -> None:
    """A condition that EmailSubmission does not have is an error of the call."""
    outcome = await error_of(client, "EmailSubmission/query", filter={"colour": "red"})

    assert outcome == expected("the error of an unknown condition")


@pytest.mark.fails("EmailSubmission/query")
@pytest.mark.parametrize(
    "arguments",
    [
        {"limit": -1},
        {"position": "first"},
        {"filter": {"emailIds": "all"}},
        {"filter": {"before": "yesterday"}},
        {"sort": "emailId"},
        {"colour": "red"},
    ],
    ids=["limit", "position", "ids", "date", "sort", "unknown"],
)
async def test_wrong_arguments_of_a_query_fail_it(
    client: aiojmap.Client, arguments: dict[str, JSON]
) -> None:
    """What is not as section 5.5 of RFC 8620 has it: invalidArguments."""
    assert await error_of(client, "EmailSubmission/query", **arguments) == "invalidArguments"


@pytest.mark.fails("EmailSubmission/query")
async def test_an_anchor_that_is_no_result_is_told_so(client: aiojmap.Client) -> None:
    """An id that is not among the results is no anchor: AnchorNotFound."""
    with pytest.raises(method_errors.AnchorNotFound):
        await client.email_submission.query(filter=Filter(email_ids=["no"]), anchor="nothing")


@pytest.mark.succeeds("EmailSubmission/changes")
async def test_what_was_forgotten_is_told_as_destroyed(
    client: aiojmap.Client, account: Account
) -> None:
    """A submission that was destroyed since is in destroyed."""
    made = await sent(client, account)
    state = (await client.email_submission.get(ids=[])).state
    await client.email_submission.destroy(made.id)

    changes = await client.email_submission.changes(since_state=state)

    assert made.id in changes.destroyed
    assert made.id not in changes.created + changes.updated


@pytest.mark.fails("EmailSubmission/changes")
async def test_a_state_that_was_none_has_no_changes(
    client: aiojmap.Client, expected: Expected
) -> None:
    """A text that no state was called by is an error of the call."""
    outcome = await error_of(client, "EmailSubmission/changes", sinceState="never")

    assert outcome == expected("the error of an unknown state")


@pytest.mark.succeeds("EmailSubmission/get")
async def test_only_the_properties_asked_for_come(client: aiojmap.Client, account: Account) -> None:
    """properties chooses, and the id comes anyway."""
    made = await sent(client, account)

    answer = await ask(client, "EmailSubmission/get", ids=[made.id], properties=["undoStatus"])

    assert answer["list"] == [{"id": made.id, "undoStatus": "final"}]


@pytest.mark.fails("EmailSubmission/get")
async def test_an_unknown_property_is_no_argument(client: aiojmap.Client) -> None:
    """A property that EmailSubmission does not have: invalidArguments."""
    outcome = await error_of(client, "EmailSubmission/get", ids=[], properties=["colour"])

    assert outcome == "invalidArguments"
