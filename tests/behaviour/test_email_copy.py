"""Emails of another account: Email/copy (RFC 8621, section 4.7)."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.core import set_errors
from aiojmap.runtime import JSON

from .differing import Expected
from .messages import imported, message, new_mailbox, unique
from .raw import ask, error_of, refused
from .serving import Served

pytestmark = pytest.mark.about("Email")


@pytest.mark.succeeds("Email/copy", "Email/get")
async def test_an_email_is_copied_from_a_shared_account(
    server: Served, client: aiojmap.Client, bob: aiojmap.Client
) -> None:
    """The copy has the message of the original, and the mailbox and keywords it was given."""
    original = await shared_email(server, bob)
    await client.session(refresh=True)
    box = await new_mailbox(client)
    copy = mail.EmailCopy(id=original.id, mailbox_ids={box: True}, keywords={"$flagged": True})

    answer = await client.email.copy(from_account_id=server.bob.id, create={"c": copy})

    made = answer.created["c"]
    (got,) = (await client.email.get(ids=[made.id])).list
    assert (answer.from_account_id, answer.account_id) == (server.bob.id, server.alice.id)
    assert made.size == original.size
    assert got.blob_id == original.blob_id
    assert (got.mailbox_ids, "$flagged" in got.keywords) == ({box: True}, True)


@pytest.mark.fails("Email/copy")
async def test_copies_that_cannot_be_made_are_told(
    server: Served, client: aiojmap.Client, bob: aiojmap.Client, expected: Expected
) -> None:
    """No such original, and a message that is there already, each have an error of their own."""
    original = await shared_email(server, bob)
    await client.session(refresh=True)
    inside = {await new_mailbox(client): True}
    copy = mail.EmailCopy(id=original.id, mailbox_ids=inside)
    made = (await client.email.copy(from_account_id=server.bob.id, create={"c": copy})).created["c"]

    answer = await client.email.copy(
        from_account_id=server.bob.id,
        create={"again": copy, "lost": mail.EmailCopy(id="nothing", mailbox_ids=inside)},
    )

    again, lost = answer.not_created["again"], answer.not_created["lost"]
    assert isinstance(again, set_errors.AlreadyExists)
    assert again.existing_id == made.id
    assert lost.type == expected("the error of an original that is not there")


@pytest.mark.succeeds("Email/copy")
async def test_the_original_stays(
    server: Served, client: aiojmap.Client, bob: aiojmap.Client
) -> None:
    """A copy is another email: the original is where it was, as it was."""
    original = await shared_email(server, bob)
    (before,) = (await bob.email.get(ids=[original.id])).list
    await client.session(refresh=True)
    copy = mail.EmailCopy(id=original.id, mailbox_ids={await new_mailbox(client): True})

    await client.email.copy(from_account_id=server.bob.id, create={"c": copy})

    assert (await bob.email.get(ids=[original.id])).list == [before]


@pytest.mark.fails("Email/copy")
async def test_a_copy_needs_a_mailbox(
    server: Served, client: aiojmap.Client, bob: aiojmap.Client
) -> None:
    """No mailbox, or one that is not there: invalidProperties."""
    original = await shared_email(server, bob)
    await client.session(refresh=True)

    answer = await ask(
        client,
        "Email/copy",
        fromAccountId=server.bob.id,
        create={
            "none": {"id": original.id},
            "unknown": {"id": original.id, "mailboxIds": {"nothing": True}},
        },
    )

    for key in ("none", "unknown"):
        assert refused(answer, key) == ("invalidProperties", ["mailboxIds"])


@pytest.mark.fails("Email/copy")
@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"fromAccountId": "nobody", "create": {}}, "fromAccountNotFound"),
        ({"create": {}}, "invalidArguments"),
        ({"fromAccountId": "OWN", "create": {}}, "invalidArguments"),
        ({"fromAccountId": "BOB", "create": []}, "invalidArguments"),
    ],
    ids=["unknown", "missing", "the same", "no map"],
)
async def test_a_copy_is_from_another_account(
    server: Served,
    client: aiojmap.Client,
    bob: aiojmap.Client,
    arguments: dict[str, JSON],
    error: str,
) -> None:
    """Another account that is in reach must be named (RFC 8620, section 5.4)."""
    await server.shared_mailbox(bob)
    ids = {"OWN": server.alice.id, "BOB": server.bob.id}
    given = {
        name: ids.get(value, value) if isinstance(value, str) else value
        for name, value in arguments.items()
    }

    assert await error_of(client, "Email/copy", **given) == error


async def shared_email(server: Served, owner: aiojmap.Client) -> mail.Email:
    """An email of bob in a mailbox that alice may read."""
    box = await server.shared_mailbox(owner)
    return await imported(owner, box, message(f"Subject: {unique('For you')}"))
