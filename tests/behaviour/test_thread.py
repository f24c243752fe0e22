"""The methods of Thread (RFC 8621, section 3)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.core import method_errors

from .differing import Expected
from .messages import draft, message, new_email, new_mailbox, unique
from .raw import error_of, outcome, raw
from .serving import Served

pytestmark = pytest.mark.about("Thread")


async def conversation(client: aiojmap.Client, box: str) -> tuple[list[str], list[str]]:
    """The ids and the threads of an email and two replies to it, made newest first."""
    subject, word = unique("Talk"), unique("").strip()
    ids = [f"{number}.{word}@example.org" for number in range(3)]
    made: list[mail.Email] = []
    for number in (2, 1, 0):
        new = draft(box, f"{'Re: ' if number else ''}{subject}")
        new.message_id = [ids[number]]
        new.references = ids[:number] or None
        new.in_reply_to = ids[:number][-1:] or None
        new.received_at = datetime(2026, 1, 1 + number, tzinfo=UTC)
        made.insert(0, await client.email.create(new))
    return [email.id for email in made], [email.thread_id for email in made]


@pytest.mark.succeeds("Thread/get")
async def test_replies_are_in_one_thread_oldest_first(client: aiojmap.Client) -> None:
    """The emails of a thread come in the order they were received, whichever was made first."""
    emails, threads = await conversation(client, await new_mailbox(client))

    answer = await client.thread.get(ids=[threads[0], "nothing"])

    assert len(set(threads)) == 1
    (thread,) = answer.list
    assert thread.id == threads[0]
    assert thread.email_ids == emails
    assert answer.not_found == ["nothing"]


@pytest.mark.succeeds("Email/query", "Email/get", "Thread/get")
async def test_a_whole_thread_is_fetched_from_one_of_its_emails(client: aiojmap.Client) -> None:
    """Query, thread and emails of the thread go in one request, each referring to the last."""
    box = await new_mailbox(client)
    emails, _ = await conversation(client, box)

    found = client.email.query(filter=mail.EmailFilter(in_mailbox=box), limit=1)
    first = client.email.get(ids=found.ids, properties=["threadId"])
    thread = client.thread.get(ids=first.list.thread_id)
    whole = client.email.get(ids=thread.list.email_ids, properties=["references"])
    *_, answer = await client.send(found, first, thread, whole)

    by_id = {email.id: len(email.references or []) for email in answer.list}
    assert [by_id[id] for id in emails] == [0, 1, 2]


async def test_not_all_threads_come_at_once(client: aiojmap.Client, expected: Expected) -> None:
    """Thread/get without ids is for all of them, if the server gives all of them at once."""
    assert await outcome(client.thread.get()) == expected("/get of everything")


@pytest.mark.fails("Thread/get")
async def test_ids_of_the_wrong_type_are_no_arguments(client: aiojmap.Client) -> None:
    """Thread/get with a string for ids fails with InvalidArguments."""
    call = await raw(client, mail.ThreadGetCall, ids="all")

    with pytest.raises(method_errors.InvalidArguments, match="Thread/get"):
        await call


@pytest.mark.succeeds("Thread/changes")
async def test_threads_are_created_updated_and_destroyed_with_their_emails(
    client: aiojmap.Client,
) -> None:
    """A first email makes a thread, a reply changes it, and it goes with its last email."""
    box = await new_mailbox(client)
    lone = await new_email(client, box)
    state = (await client.thread.get(ids=[])).state
    _, threads = await conversation(client, box)

    grown = await client.thread.changes(since_state=state)
    await client.email.destroy(lone.id)
    shrunk = await client.thread.changes(since_state=grown.new_state)

    assert threads[0] in grown.created
    assert grown.old_state == state
    assert lone.thread_id in shrunk.destroyed


@pytest.mark.fails("Thread/changes")
async def test_no_changes_at_most_are_no_argument(client: aiojmap.Client) -> None:
    """maxChanges must be above zero: Thread/changes fails with InvalidArguments."""
    state = (await client.thread.get(ids=[])).state

    with pytest.raises(method_errors.InvalidArguments, match="Thread/changes"):
        await client.thread.changes(since_state=state, max_changes=0)


@pytest.mark.succeeds("Email/set")
async def test_other_subjects_are_other_threads(client: aiojmap.Client) -> None:
    """An answer under another subject begins a thread of its own (section 3)."""
    box, word = await new_mailbox(client), unique("")[1:]
    first, second = draft(box, f"One {word}"), draft(box, f"Two {word}")
    first.message_id = [f"{word}@example.org"]
    second.in_reply_to = second.references = first.message_id

    one, two = await client.email.create(first), await client.email.create(second)

    assert one.thread_id != two.thread_id


@pytest.mark.succeeds("Email/set")
@pytest.mark.parametrize(
    "subject", ["Re: {}", "RE: {}", "Re: Re: {}", "Fwd: {}", "Re[2]: {}", "[list] {}", "  {} "]
)
async def test_what_replies_and_lists_add_makes_no_other_subject(
    client: aiojmap.Client, subject: str
) -> None:
    """The subjects of a thread are the same without what is put before them."""
    box, word = await new_mailbox(client), unique("")[1:]
    first, second = draft(box, f"Talk {word}"), draft(box, subject.format(f"Talk {word}"))
    first.message_id = [f"{word}@example.org"]
    second.references = first.message_id

    one, two = await client.email.create(first), await client.email.create(second)

    assert one.thread_id == two.thread_id


@pytest.mark.succeeds("Email/set")
@pytest.mark.parametrize("field", ["references", "in_reply_to"])
async def test_one_field_is_enough_to_belong_to_a_thread(
    client: aiojmap.Client, field: str
) -> None:
    """In-Reply-To or References: either of them names the thread."""
    box, word = await new_mailbox(client), unique("")[1:]
    first, second = draft(box, f"Talk {word}"), draft(box, f"Re: Talk {word}")
    first.message_id = [f"{word}@example.org"]
    setattr(second, field, first.message_id)

    one, two = await client.email.create(first), await client.email.create(second)

    assert one.thread_id == two.thread_id


@pytest.mark.succeeds("Email/set")
async def test_emails_of_one_subject_alone_are_no_thread(client: aiojmap.Client) -> None:
    """The same subject without a reference is not enough."""
    box, subject = await new_mailbox(client), unique("Same")

    one, two = [await client.email.create(draft(box, subject)) for _ in range(2)]

    assert one.thread_id != two.thread_id


@pytest.mark.succeeds("Thread/get")
async def test_a_thread_is_in_all_mailboxes(client: aiojmap.Client) -> None:
    """A thread holds its emails wherever they lie."""
    box, other = await new_mailbox(client), await new_mailbox(client)
    emails, threads = await conversation(client, box)

    await client.email.update(emails[1], mail.EmailPatch(mailbox_ids={other: True}))

    (thread,) = (await client.thread.get(ids=[threads[0]])).list
    assert thread.email_ids == emails


@pytest.mark.succeeds("Thread/get")
async def test_a_thread_loses_its_destroyed_emails(client: aiojmap.Client) -> None:
    """What is destroyed is not in the thread any more, which goes with its last email."""
    emails, threads = await conversation(client, await new_mailbox(client))

    await client.email.destroy(emails[1])
    (left,) = (await client.thread.get(ids=[threads[0]])).list
    await client.email.set(destroy=[emails[0], emails[2]])

    assert left.email_ids == [emails[0], emails[2]]
    assert (await client.thread.get(ids=[threads[0]])).not_found == [threads[0]]


@pytest.mark.succeeds("Thread/changes")
async def test_a_reply_updates_its_thread(client: aiojmap.Client) -> None:
    """A thread that gets another email is updated, and none is created."""
    box, word = await new_mailbox(client), unique("")[1:]
    first, second = draft(box, f"Talk {word}"), draft(box, f"Re: Talk {word}")
    first.message_id = [f"{word}@example.org"]
    second.references = first.message_id
    one = await client.email.create(first)
    state = (await client.thread.get(ids=[])).state
    await client.email.create(second)

    changes = await client.thread.changes(since_state=state)

    assert one.thread_id in changes.updated
    assert one.thread_id not in changes.created + changes.destroyed


@pytest.mark.fails("Thread/changes")
async def test_a_state_that_was_none_has_no_changes(
    client: aiojmap.Client, expected: Expected
) -> None:
    """A text that no state was called by is an error of the call."""
    outcome = await error_of(client, "Thread/changes", sinceState="never")

    assert outcome == expected("the error of an unknown state")


@pytest.mark.succeeds("Thread/get")
async def test_mail_from_outside_joins_its_thread(server: Served, client: aiojmap.Client) -> None:
    """An answer that arrives is in the thread of what it answers."""
    box, word = await new_mailbox(client), unique("")[1:]
    first = draft(box, f"Talk {word}")
    first.message_id = [f"{word}@example.org"]
    sent = await client.email.create(first)
    raw = message(f"Subject: Re: Talk {word}", f"In-Reply-To: <{word}@example.org>")

    await server.deliver(raw, server.alice, "robin@example.org")

    (thread,) = (await client.thread.get(ids=[sent.thread_id])).list
    assert len(thread.email_ids) == 2


@pytest.mark.fails("Thread/get")
async def test_an_unknown_property_is_no_argument(client: aiojmap.Client) -> None:
    """A property that Thread does not have: invalidArguments."""
    outcome = await error_of(client, "Thread/get", ids=[], properties=["colour"])

    assert outcome == "invalidArguments"
