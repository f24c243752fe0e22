"""What has become of emails and of queries: /changes and /queryChanges (RFC 8620, section 5)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.core import ChangesResponse, method_errors

from .differing import Expected
from .messages import draft, new_email, new_emails, new_mailbox, unique
from .raw import error_of
from .serving import Served

pytestmark = pytest.mark.about("Email")

Patch = mail.EmailPatch


async def state_of(client: aiojmap.Client) -> str:
    """The present state of the emails."""
    return (await client.email.get(ids=[])).state


def told(changes: ChangesResponse, id_: str) -> tuple[list[str], list[str], list[str]]:
    """What is said of one email: mail may arrive at any time, and is told of as well."""
    lists = (changes.created, changes.updated, changes.destroyed)
    one, two, three = ([found for found in ids if found == id_] for ids in lists)
    return one, two, three


@pytest.mark.succeeds("Email/changes")
async def test_since_the_present_state_nothing_has_changed(client: aiojmap.Client) -> None:
    """Changes since now: three empty lists, and the same state again."""
    state = await state_of(client)

    changes = await client.email.changes(since_state=state)

    assert (changes.created, changes.updated, changes.destroyed) == ([], [], [])
    assert (changes.new_state, changes.has_more_changes) == (state, False)


@pytest.mark.succeeds("Email/changes")
async def test_what_came_and_went_is_not_told_of(client: aiojmap.Client) -> None:
    """An email that was made and destroyed since is neither created nor updated."""
    box, state = await new_mailbox(client), await state_of(client)
    email = await new_email(client, box)
    await client.email.destroy(email.id)

    changes = await client.email.changes(since_state=state)

    assert email.id not in changes.created + changes.updated


@pytest.mark.succeeds("Email/changes")
async def test_what_was_made_and_changed_is_told_as_made(client: aiojmap.Client) -> None:
    """A new email is created, whatever was done with it since."""
    box, state = await new_mailbox(client), await state_of(client)
    email = await new_email(client, box)
    await client.email.update(email.id, Patch(keywords={"a": True}))

    changes = await client.email.changes(since_state=state)

    assert told(changes, email.id) == ([email.id], [], [])


@pytest.mark.succeeds("Email/changes")
async def test_what_was_changed_and_destroyed_is_told_as_destroyed(
    client: aiojmap.Client,
) -> None:
    """An old email that was changed before it was destroyed is destroyed alone."""
    email = await new_email(client, await new_mailbox(client))
    state = await state_of(client)
    await client.email.update(email.id, Patch(keywords={"a": True}))
    await client.email.destroy(email.id)

    changes = await client.email.changes(since_state=state)

    assert told(changes, email.id) == ([], [], [email.id])


@pytest.mark.succeeds("Email/changes")
async def test_an_email_that_changed_often_is_told_once(client: aiojmap.Client) -> None:
    """However often an email changed, it is in updated once."""
    email = await new_email(client, await new_mailbox(client))
    state = await state_of(client)
    for number in range(3):
        await client.email.update(email.id, Patch(keywords={f"k{number}": True}))

    changes = await client.email.changes(since_state=state)
    assert told(changes, email.id) == ([], [email.id], [])


@pytest.mark.succeeds("Email/changes")
async def test_a_moved_email_is_an_updated_one(client: aiojmap.Client) -> None:
    """Another mailbox is a change of the email, which keeps its id."""
    box, other = await new_mailbox(client), await new_mailbox(client)
    email = await new_email(client, box)
    state = await state_of(client)
    await client.email.update(email.id, Patch(mailbox_ids={other: True}))

    changes = await client.email.changes(since_state=state)

    assert told(changes, email.id) == ([], [email.id], [])


@pytest.mark.succeeds("Email/changes")
async def test_changes_come_in_steps(client: aiojmap.Client) -> None:
    """With maxChanges each step has so many at most, and together they are all of them."""
    box, state = await new_mailbox(client), await state_of(client)
    emails = await new_emails(client, box, 5)

    created: list[str] = []
    more = True
    while more:
        step = await client.email.changes(since_state=state, max_changes=2)
        assert len(step.created + step.updated + step.destroyed) <= 2
        created += step.created
        state, more = step.new_state, step.has_more_changes

    assert sorted(id_ for id_ in created if id_ in emails) == sorted(emails)


@pytest.mark.fails("Email/changes")
async def test_a_state_that_was_none_has_no_changes(
    client: aiojmap.Client, expected: Expected
) -> None:
    """A text that no state was called by is an error of the call."""
    outcome = await error_of(client, "Email/changes", sinceState="never")

    assert outcome == expected("the error of an unknown state")


@pytest.mark.succeeds("Email/set", "Email/get")
async def test_states_are_one_chain(client: aiojmap.Client) -> None:
    """The new state of a set is the state of the next get, and the old one of the next set."""
    box = await new_mailbox(client)

    first = await client.email.set(create={"a": draft(box, unique("One"))})
    state = await state_of(client)
    second = await client.email.set(create={"a": draft(box, unique("Two"))})

    assert first.old_state != first.new_state == state == second.old_state


@pytest.mark.succeeds("Email/changes")
async def test_mail_that_arrives_is_a_change(server: Served, client: aiojmap.Client) -> None:
    """What comes from outside is created, as what a client makes is."""
    state, word = await state_of(client), unique("")[1:]
    raw = f"From: robin@example.org\r\nTo: x@y.org\r\nSubject: {word}\r\n\r\nHello\r\n"

    await server.deliver(raw.encode(), server.alice, "robin@example.org")

    changes = await client.email.changes(since_state=state)
    got = await client.email.get(ids=changes.created, properties=["subject"])
    assert word in [email.subject for email in got.list]


# ----------------------------------------------------------------- queryChanges


async def replayed(
    client: aiojmap.Client,
    filter: aiojmap.Filter[mail.EmailId],
    sort: list[aiojmap.Comparator[mail.EmailId]],
    known: list[str],
    since: str,
    **how: bool,
) -> list[str]:
    """Known results after removing and adding what changed."""
    changes = await client.email.query_changes(
        filter=filter, sort=sort, since_query_state=since, **how
    )
    ids = [id_ for id_ in known if id_ not in changes.removed]
    for item in changes.added:
        ids.insert(item.index, item.id)
    return ids


@pytest.mark.succeeds("Email/queryChanges")
@pytest.mark.parametrize("step", ["nothing", "new", "gone", "moved out", "moved in", "several"])
async def test_results_follow_what_happens(client: aiojmap.Client, step: str) -> None:
    """Whatever happens to emails, the known results become the present ones."""
    box, other = await new_mailbox(client), await new_mailbox(client)
    emails, outside = await new_emails(client, box, 4), await new_email(client, other)
    filter, sort = mail.EmailFilter(in_mailbox=box), [mail.EmailSort.received_at.desc()]
    known = await client.email.query(filter=filter, sort=sort)

    if step in ("new", "several"):
        await new_email(client, box)
    if step in ("gone", "several"):
        await client.email.destroy(emails[1])
    if step in ("moved out", "several"):
        await client.email.update(emails[2], Patch(mailbox_ids={other: True}))
    if step in ("moved in", "several"):
        await client.email.update(outside.id, Patch(mailbox_ids={box: True}))

    ids = await replayed(client, filter, sort, known.ids, known.query_state)
    assert ids == (await client.email.query(filter=filter, sort=sort)).ids


@pytest.mark.succeeds("Email/queryChanges")
async def test_the_first_of_each_thread_is_kept_up_to_date(client: aiojmap.Client) -> None:
    """With collapseThreads a reply takes the place of the email it answers."""
    box, word = await new_mailbox(client), unique("")[1:]
    first = draft(box, f"Talk {word}")
    first.message_id = [f"0.{word}@example.org"]
    reply = draft(box, f"Re: Talk {word}")
    reply.references = first.message_id
    one = await client.email.create(first)
    filter, sort = mail.EmailFilter(in_mailbox=box), [mail.EmailSort.received_at.desc()]
    known = await client.email.query(filter=filter, sort=sort, collapse_threads=True)
    reply.received_at = datetime.now(UTC) + timedelta(minutes=1)
    two = await client.email.create(reply)

    ids = await replayed(client, filter, sort, known.ids, known.query_state, collapse_threads=True)

    now = await client.email.query(filter=filter, sort=sort, collapse_threads=True)
    assert known.ids == [one.id]
    assert ids == now.ids == [two.id]


@pytest.mark.succeeds("Email/queryChanges")
async def test_the_total_is_calculated_if_wanted(client: aiojmap.Client) -> None:
    """calculateTotal gives the number of the present results."""
    box = await new_mailbox(client)
    filter = mail.EmailFilter(in_mailbox=box)
    known = await client.email.query(filter=filter)
    await new_emails(client, box, 3)

    changes = await client.email.query_changes(
        filter=filter, since_query_state=known.query_state, calculate_total=True
    )

    assert changes.total == 3


@pytest.mark.succeeds("Email/queryChanges")
async def test_a_query_that_did_not_change_has_no_changes(client: aiojmap.Client) -> None:
    """Nothing removed, nothing added."""
    box = await new_mailbox(client)
    await new_emails(client, box, 2)
    filter = mail.EmailFilter(in_mailbox=box)
    known = await client.email.query(filter=filter)

    changes = await client.email.query_changes(filter=filter, since_query_state=known.query_state)

    assert (changes.removed, changes.added) == ([], [])
    assert changes.old_query_state == changes.new_query_state == known.query_state


@pytest.mark.fails("Email/queryChanges")
async def test_changes_of_a_query_must_be_few_enough(client: aiojmap.Client) -> None:
    """More than maxChanges: TooManyChanges; fewer are told."""
    box = await new_mailbox(client)
    filter = mail.EmailFilter(in_mailbox=box)
    known = await client.email.query(filter=filter)
    emails = await new_emails(client, box, 2)

    changes = await client.email.query_changes(
        filter=filter, since_query_state=known.query_state, max_changes=20
    )
    with pytest.raises(method_errors.TooManyChanges):
        await client.email.query_changes(
            filter=filter, since_query_state=known.query_state, max_changes=1
        )

    assert sorted(item.id for item in changes.added) == sorted(emails)
