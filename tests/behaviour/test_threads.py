"""Threads on the embedded server."""

from __future__ import annotations

from aiojmap import mail
from aiojmap.testing import Server

from .embedded import Clock, box, client_of, message, upload


def received(server: Server, raw: bytes) -> str:
    """The id of the email that comes of a message."""
    id_ = server.receive(raw)
    assert id_ is not None
    return id_


async def test_a_reply_joins_the_thread_and_another_subject_does_not() -> None:
    """A thread needs a message id in common and the same subject without prefixes."""
    async with Server(seeded=False) as server, client_of(server) as client:
        first = received(server, message("The pear  tree", "Message-ID: <1@x>"))
        reply = received(server, message("AW: [list] the Pear tree", "References: <0@x> <1@x>"))
        other = received(server, message("Re: Something else", "In-Reply-To: <1@x>"))

        emails = (await client.email.get(ids=[first, reply, other])).list

        ids = [email.thread_id for email in emails]
        assert ids[0] == ids[1] != ids[2]
        thread = (await client.thread.get(ids=[ids[0]])).list[0]
        assert thread.email_ids == [first, reply]


async def test_a_thread_is_in_the_order_of_arrival_whenever_its_emails_came_in() -> None:
    """Emails of a thread go by receivedAt, oldest first."""
    clock = Clock()
    async with Server(seeded=False, clock=clock) as server, client_of(server) as client:
        newer = received(server, message("Tree", "Message-ID: <2@x>"))
        older = message(
            "Tree", "In-Reply-To: <2@x>", "Received: by b; Mon, 02 Mar 2026 10:00:00 +0000"
        )
        blob, inbox = await upload(client, older), (await box(client, "inbox")).id
        asked = mail.EmailImport(blob_id=blob, mailbox_ids={inbox: True})
        made = (await client.email.import_(emails={"k": asked})).created["k"]

        thread = (await client.thread.get(ids=[made.thread_id])).list[0]

        assert thread.email_ids == [made.id, newer]


async def test_a_message_that_belongs_to_two_threads_makes_them_one() -> None:
    """The emails of the shorter thread are destroyed, and made again in the longer one."""
    async with Server(seeded=False) as server, client_of(server) as client:
        one = received(server, message("Tree", "Message-ID: <1@x>"))
        two = received(server, message("Tree", "Message-ID: <2@x>", "References: <1@x>"))
        lone = received(server, message("Tree", "Message-ID: <3@x>"))
        before = await client.email.get(ids=[one, lone], properties=["threadId", "blobId"])
        mailboxes = await client.mailbox.get()
        last = received(server, message("Re: Tree", "References: <2@x> <3@x>"))

        changes = await client.email.changes(since_state=before.state)
        threads = await client.thread.get(ids=[email.thread_id for email in before.list])

        assert changes.destroyed == [lone]
        assert changes.updated == []
        (again,) = set(changes.created) - {last}
        assert threads.list[0].email_ids == [one, two, again, last]
        assert threads.not_found == [before.list[1].thread_id]
        email = (await client.email.get(ids=[again], properties=["blobId", "subject"])).list[0]
        assert (email.blob_id, email.subject) == (before.list[1].blob_id, "Tree")
        inbox = await box(client, "inbox")
        assert (inbox.total_emails, inbox.total_threads) == (4, 1)
        assert (await client.mailbox.get()).state != mailboxes.state


async def test_imports_that_join_threads_are_told_with_the_ids_they_end_up_with() -> None:
    """The ids in the answer of one Email/import can all be fetched."""
    async with Server(seeded=False) as server, client_of(server) as client:
        inbox = (await box(client, "inbox")).id
        texts = {
            "a": message("Tree", "Message-ID: <1@x>"),
            "b": message("Tree", "Message-ID: <2@x>"),
            "c": message("Tree", "References: <1@x> <2@x>"),
        }
        emails = {
            key: mail.EmailImport(blob_id=await upload(client, raw), mailbox_ids={inbox: True})
            for key, raw in texts.items()
        }

        made = (await client.email.import_(emails=emails)).created

        fetched = await client.email.get(ids=[email.id for email in made.values()])
        assert fetched.not_found == []
        assert len({email.thread_id for email in fetched.list}) == 1
