"""Mailboxes as a test sees them, without a client."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from testing.support import LETTER, events

import aiojmap
from aiojmap import mail
from aiojmap.testing import MailboxHandle, Server


async def test_mail_is_put_into_a_mailbox(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """It is there for clients, with its keywords and its date, and counted."""
    box = jmap_server.mailbox("Projects")
    state = (await jmap_client.mailbox.get(ids=[])).state
    at = datetime(2026, 5, 4, 12, tzinfo=UTC)

    id_ = box.put(LETTER, keywords=["$seen", "News"], received_at=at)

    email = (await jmap_client.email.get(ids=[id_])).list[0]
    assert email.mailbox_ids == {box.id: True}
    assert email.keywords == {"$seen": True, "news": True}
    assert email.received_at == at
    (found,) = (await jmap_client.mailbox.get(ids=[box.id])).list
    assert (found.total_emails, found.unread_emails) == (1, 0)
    assert (await jmap_client.mailbox.changes(since_state=state)).updated == [box.id]


async def test_messages_of_the_standard_library() -> None:
    """An EmailMessage goes in as it would be sent, by `put` and by `receive`."""
    server = Server(seeded=False)
    message = EmailMessage()
    message["Subject"] = "Grüße"
    message["From"] = "kim@example.net"
    message.set_content("Hallo!\n")

    server.mailbox().put(message)
    server.receive(message)

    first, second = server.mailbox().emails
    assert first.subject == second.subject == "Grüße"
    assert [part.value for part in first.body_values.values()] == ["Hallo!\n"]


async def test_what_is_in_a_mailbox(jmap_server: Server, jmap_client: aiojmap.Client) -> None:
    """It is what a client finds, newest first."""
    inbox = jmap_server.mailbox()
    found = jmap_client.email.query(
        filter=mail.EmailFilter(in_mailbox=inbox.id), sort=[mail.EmailSort.received_at.desc()]
    )
    emails = (await jmap_client.email.get(ids=found.ids, properties=["subject"])).list

    assert inbox.email_ids == (await found).ids
    assert inbox.subjects == [email.subject for email in emails]
    assert [email.id for email in inbox.emails] == inbox.email_ids
    assert isinstance(inbox.emails[0].attachments, list)


async def test_mail_that_is_put_is_told_of(jmap_server: Server) -> None:
    """Event streams say that emails and the counts of the mailbox have changed."""
    async with (
        jmap_server.http_client() as http,
        events(http, jmap_server.token, types="Email,Mailbox") as stream,
    ):
        jmap_server.mailbox("archive").put(LETTER)

        event = await stream.next()
        assert event is not None
        assert event.changed[jmap_server.account_id].keys() == {"Email", "Mailbox"}


def test_mailboxes_of_others() -> None:
    """A mailbox is found for whoever has it, by its role before its name."""
    server = Server()
    server.add_person("kim@example.com")

    assert server.mailbox("inbox", "kim@example.com").emails == []
    assert server.mailbox("Archive").id == server.mailbox("archive").id
    assert repr(server.mailbox("archive")) == "<MailboxHandle: Archive>"


def test_a_mailbox_that_is_not_there() -> None:
    """The error says which name may have been meant."""
    with pytest.raises(LookupError, match="no mailbox 'inbx'; did you mean 'inbox'"):
        Server(seeded=False).mailbox("inbx")


def test_the_inbox_of_the_fixture(jmap_inbox: MailboxHandle, jmap_server: Server) -> None:
    """`jmap_inbox` is the Inbox of `jmap_server`, and has mail in it."""
    assert jmap_inbox.id == jmap_server.mailbox("inbox").id
    assert jmap_inbox.subjects
