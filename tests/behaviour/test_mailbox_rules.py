"""What can be done with mailboxes on the embedded server, and what cannot."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.core import set_errors
from aiojmap.mail import MailboxCreate, MailboxPatch
from aiojmap.testing import Server

from .embedded import box, client_of, message


async def test_two_mailboxes_can_swap_their_names_in_one_call() -> None:
    """What counts is the state after the call (RFC 8620, section 5.3)."""
    async with Server(seeded=False) as server, client_of(server) as client:
        a = await client.mailbox.create(MailboxCreate(name="A"))
        b = await client.mailbox.create(MailboxCreate(name="B"))

        answer = await client.mailbox.set(
            update={a.id: MailboxPatch(name="B"), b.id: MailboxPatch(name="A")}
        )

        assert not answer.not_updated
        boxes = (await client.mailbox.get(ids=[a.id, b.id])).list
        assert [item.name for item in boxes] == ["B", "A"]


async def test_a_role_moves_from_one_mailbox_to_another_in_one_call() -> None:
    """The mailbox that loses the role may come after the one that gets it."""
    async with Server(seeded=False) as server, client_of(server) as client:
        old = await box(client, "archive")
        new = await client.mailbox.create(MailboxCreate(name="Cellar"))

        answer = await client.mailbox.set(
            update={new.id: MailboxPatch(role="archive"), old.id: MailboxPatch(role=None)}
        )

        assert not answer.not_updated
        assert (await box(client, "archive")).id == new.id


@pytest.mark.parametrize(
    ("created", "wrong"),
    [
        (MailboxCreate(name="Inbox"), "name"),
        (MailboxCreate(name=""), "name"),
        (MailboxCreate(name="a\nb"), "name"),
        (MailboxCreate(name="é" * 101), "name"),
        (MailboxCreate(name="New", role="archive"), "role"),
        (MailboxCreate(name="New", role="cellar"), "role"),
        (MailboxCreate(name="New", parent_id="none"), "parentId"),
        (MailboxCreate(name="New", sort_order=2**31), "sortOrder"),
    ],
)
async def test_a_mailbox_that_cannot_be_is_refused(created: MailboxCreate, wrong: str) -> None:
    """The error names the property that is wrong."""
    async with Server(seeded=False) as server, client_of(server) as client:
        with pytest.raises(set_errors.InvalidProperties) as raised:
            await client.mailbox.create(created)

        assert raised.value.properties == [wrong]


async def test_mailboxes_are_ten_levels_deep_at_most() -> None:
    """maxMailboxDepth holds for new mailboxes and for those that are moved."""
    async with Server(seeded=False) as server, client_of(server) as client:
        depth = (await client.account_capability(mail.MailAccountCapability)).max_mailbox_depth
        assert depth is not None
        parent: str | None = None
        for level in range(depth):
            made = await client.mailbox.create(MailboxCreate(name=f"{level}", parent_id=parent))
            parent = made.id

        with pytest.raises(set_errors.InvalidProperties, match="levels"):
            await client.mailbox.create(MailboxCreate(name="below", parent_id=parent))


async def test_a_name_is_told_as_it_is_kept() -> None:
    """Names are put into Normalization Form C, and the answer says so."""
    async with Server(seeded=False) as server, client_of(server) as client:
        made = await client.mailbox.create(MailboxCreate(name="Cafe\u0301"))

        assert made.name == "Caf\u00e9"
        with pytest.raises(set_errors.InvalidProperties):
            await client.mailbox.create(MailboxCreate(name="Caf\u00e9"))


async def test_subscriptions_are_of_each_user() -> None:
    """In the account of somebody else nothing is subscribed to until one subscribes."""
    async with Server(seeded=False) as server:
        ada = server.add_person("ada@letters.example")
        server.share(server.email, ada.email, read_only=False)
        ids = {"account_id": server.account_id}
        async with client_of(server) as own, client_of(server, ada.token) as other:
            inbox = await box(other, "inbox", server.account_id)
            assert inbox.is_subscribed is False

            await other.mailbox.update(inbox.id, MailboxPatch(is_subscribed=True), **ids)
            await own.mailbox.update(inbox.id, MailboxPatch(is_subscribed=False))

            assert (await box(other, "inbox", server.account_id)).is_subscribed is True
            assert (await box(own, "inbox")).is_subscribed is False
            listed = await other.mailbox.query(filter=mail.MailboxFilter(is_subscribed=True), **ids)
            assert listed.ids == [inbox.id]


async def test_rights_are_those_of_whoever_asks() -> None:
    """A reader of a shared account may read, and nothing else."""
    async with Server(seeded=False) as server:
        ada = server.add_person("ada@letters.example")
        server.share(server.email, ada.email)
        async with client_of(server) as own, client_of(server, ada.token) as other:
            theirs = aiojmap.encode((await box(other, "archive", server.account_id)).my_rights)
            mine = aiojmap.encode((await box(own, "archive")).my_rights)

            assert isinstance(theirs, dict)
            assert isinstance(mine, dict)
            assert [name for name, may in theirs.items() if may] == ["mayReadItems"]
            assert all(mine.values())


async def test_mail_in_trash_is_counted_as_a_thread_of_its_own() -> None:
    """An unread email in the trash alone makes only the trash unread."""
    async with Server(seeded=False) as server, client_of(server) as client:
        first = server.receive(message("Tree", "Message-ID: <1@x>"))
        second = server.receive(message("Re: Tree", "In-Reply-To: <1@x>"))
        assert first is not None
        assert second is not None
        trash = (await box(client, "trash")).id
        await client.email.set(
            update={
                first: mail.EmailPatch(mailbox_ids={trash: True}),
                second: mail.EmailPatch(keywords={"$seen": True}),
            }
        )

        inbox, bin_ = await box(client, "inbox"), await box(client, "trash")

        assert (inbox.total_threads, inbox.unread_threads, inbox.unread_emails) == (1, 0, 0)
        assert (bin_.total_threads, bin_.unread_threads, bin_.unread_emails) == (1, 1, 1)


async def test_only_counts_are_named_when_only_counts_have_changed() -> None:
    """updatedProperties has the counts that changed, and is null once something else did."""
    async with Server(seeded=False) as server, client_of(server) as client:
        state = (await client.mailbox.get(ids=[])).state
        server.receive(message())

        counts = await client.mailbox.changes(since_state=state)
        await client.mailbox.update(counts.updated[0], MailboxPatch(sort_order=5))
        more = await client.mailbox.changes(since_state=state)

        assert counts.updated_properties is not None
        assert set(counts.updated_properties) == {
            "totalEmails",
            "unreadEmails",
            "totalThreads",
            "unreadThreads",
        }
        assert more.updated_properties is None


async def test_a_mailbox_is_destroyed_with_its_mail_only_if_that_is_said() -> None:
    """Mail that is elsewhere too stays there."""
    async with Server(seeded=False) as server, client_of(server) as client:
        made = await client.mailbox.create(MailboxCreate(name="Pile"))
        inbox = (await box(client, "inbox")).id
        ids = [server.receive(message(name)) or "" for name in ("a", "b")]
        await client.email.set(
            update={
                ids[0]: mail.EmailPatch(mailbox_ids={made.id: True}),
                ids[1]: mail.EmailPatch(mailbox_ids={made.id: True, inbox: True}),
            }
        )

        with pytest.raises(mail.set_errors.MailboxHasEmail):
            await client.mailbox.destroy(made.id)
        await client.mailbox.set(destroy=[made.id], on_destroy_remove_emails=True)

        left = await client.email.get(ids=ids, properties=["mailboxIds"])
        assert left.not_found == [ids[0]]
        assert left.list[0].mailbox_ids == {inbox: True}


async def test_a_family_of_mailboxes_is_destroyed_in_any_order() -> None:
    """Those inside go first when all are destroyed in one call."""
    async with Server(seeded=False) as server, client_of(server) as client:
        above = await client.mailbox.create(MailboxCreate(name="Above"))
        below = await client.mailbox.create(MailboxCreate(name="Below", parent_id=above.id))

        with pytest.raises(mail.set_errors.MailboxHasChild):
            await client.mailbox.destroy(above.id)
        answer = await client.mailbox.set(destroy=[above.id, below.id])

        assert set(answer.destroyed) == {above.id, below.id}
