"""What mailboxes count: emails and threads, read and unread (RFC 8621, section 2)."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import mail

from .messages import draft, new_email, new_mailbox, role, unique

pytestmark = pytest.mark.about("Mailbox")

Counts = tuple[int, int, int, int]


async def counts(client: aiojmap.Client, box: str) -> Counts:
    """Emails, unread emails, threads and unread threads of a mailbox."""
    (found,) = (await client.mailbox.get(ids=[box])).list
    return found.total_emails, found.unread_emails, found.total_threads, found.unread_threads


async def talk(client: aiojmap.Client, *boxes: str) -> list[str]:
    """Emails of one thread, one in each of the mailboxes."""
    subject, parent = unique("Talk"), f"{unique('')[1:]}@example.org"
    made: list[str] = []
    for number, box in enumerate(boxes):
        new = draft(box, subject if not number else f"Re: {subject}")
        new.message_id = [f"{number}.{parent}"]
        new.references = [f"0.{parent}"] if number else None
        made.append((await client.email.create(new)).id)
    return made


@pytest.mark.succeeds("Mailbox/get")
async def test_an_empty_mailbox_counts_nothing(client: aiojmap.Client) -> None:
    """All four counts of a new mailbox are zero."""
    assert await counts(client, await new_mailbox(client)) == (0, 0, 0, 0)


@pytest.mark.succeeds("Mailbox/get")
@pytest.mark.parametrize(
    ("keyword", "unread"),
    [("$seen", 0), ("$draft", 0), ("$flagged", 1), ("$answered", 1)],
)
async def test_an_email_is_unread_unless_it_is_seen_or_a_draft(
    client: aiojmap.Client, keyword: str, unread: int
) -> None:
    """Only $seen and $draft take an email out of the unread ones."""
    box = await new_mailbox(client)
    email = await new_email(client, box)

    await client.email.update(email.id, mail.EmailPatch(keywords={keyword: True}))

    assert await counts(client, box) == (1, unread, 1, unread)


@pytest.mark.succeeds("Mailbox/get")
async def test_emails_of_one_thread_are_one_thread(client: aiojmap.Client) -> None:
    """A thread counts once in a mailbox, and is unread with its first unread email."""
    box = await new_mailbox(client)
    first, second = await talk(client, box, box)

    before = await counts(client, box)
    await client.email.update(first, mail.EmailPatch(keywords={"$seen": True}))
    half = await counts(client, box)
    await client.email.update(second, mail.EmailPatch(keywords={"$seen": True}))

    assert (before, half, await counts(client, box)) == ((2, 2, 1, 1), (2, 1, 1, 1), (2, 0, 1, 0))


@pytest.mark.succeeds("Mailbox/get")
async def test_a_thread_is_unread_in_each_of_its_mailboxes(client: aiojmap.Client) -> None:
    """An unread email in one mailbox makes the thread unread in the other as well."""
    box, other = await new_mailbox(client), await new_mailbox(client)
    first, _ = await talk(client, box, other)

    await client.email.update(first, mail.EmailPatch(keywords={"$seen": True}))

    assert await counts(client, box) == (1, 0, 1, 1)
    assert await counts(client, other) == (1, 1, 1, 1)


@pytest.mark.succeeds("Mailbox/get")
async def test_what_is_unread_in_the_trash_counts_there_alone(client: aiojmap.Client) -> None:
    """Unread emails in the trash do not make the thread unread elsewhere."""
    box, trash = await new_mailbox(client), await role(client, "trash")
    first, second = await talk(client, box, box)
    await client.email.update(first, mail.EmailPatch(keywords={"$seen": True}))

    await client.email.update(second, mail.EmailPatch(mailbox_ids={trash: True}))

    assert await counts(client, box) == (1, 0, 1, 0)


@pytest.mark.succeeds("Mailbox/get")
async def test_an_email_in_two_mailboxes_counts_in_both(client: aiojmap.Client) -> None:
    """Adding a mailbox to an email adds to its counts, and taking it away takes from them."""
    box, other = await new_mailbox(client), await new_mailbox(client)
    email = await new_email(client, box)

    await client.email.update(email.id, mail.EmailPatch(mailbox_ids=aiojmap.merge({other: True})))
    both = await counts(client, box), await counts(client, other)
    await client.email.update(email.id, mail.EmailPatch(mailbox_ids=aiojmap.merge({box: None})))

    assert both == ((1, 1, 1, 1), (1, 1, 1, 1))
    assert await counts(client, box) == (0, 0, 0, 0)
    assert await counts(client, other) == (1, 1, 1, 1)


@pytest.mark.succeeds("Mailbox/get")
async def test_a_destroyed_email_counts_no_more(client: aiojmap.Client) -> None:
    """With its emails the counts of a mailbox go."""
    box = await new_mailbox(client)
    first, second = await talk(client, box, box)

    await client.email.destroy(first)
    one = await counts(client, box)
    await client.email.destroy(second)

    assert (one, await counts(client, box)) == ((1, 1, 1, 1), (0, 0, 0, 0))
