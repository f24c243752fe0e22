"""Changing emails: keywords, mailboxes, and what stays as it is (RFC 8621, section 4.6)."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.runtime import JSON

from .messages import new_email, new_mailbox
from .raw import ask, refused
from .serving import Served

pytestmark = pytest.mark.about("Email")


async def filed(client: aiojmap.Client, id_: str) -> mail.Email:
    """The mailboxes and keywords of an email."""
    return (await client.email.get(ids=[id_], properties=["mailboxIds", "keywords"])).list[0]


IMMUTABLE: dict[str, JSON] = {
    "subject": "Another",
    "from": [{"email": "another@example.org"}],
    "receivedAt": "2020-01-01T00:00:00Z",
    "size": 1,
    "blobId": "Ganother",
    "threadId": "Tanother",
    "preview": "Another",
    "hasAttachment": True,
    "bodyValues": {},
}


@pytest.mark.fails("Email/set")
@pytest.mark.parametrize("name", IMMUTABLE)
async def test_only_keywords_and_mailboxes_are_changed(client: aiojmap.Client, name: str) -> None:
    """Every other property stays for ever: invalidProperties."""
    email = await new_email(client, await new_mailbox(client))

    answer = await ask(client, "Email/set", update={email.id: {name: IMMUTABLE[name]}})

    assert refused(answer, email.id) == ("invalidProperties", [name])


@pytest.mark.fails("Email/set")
async def test_an_unknown_property_is_not_changed(client: aiojmap.Client) -> None:
    """What an email does not have cannot be set: invalidProperties."""
    email = await new_email(client, await new_mailbox(client))

    answer = await ask(client, "Email/set", update={email.id: {"colour": "red"}})

    assert refused(answer, email.id) == ("invalidProperties", ["colour"])


@pytest.mark.succeeds("Email/set")
@pytest.mark.parametrize(
    ("patch", "keywords"),
    [
        ({"keywords": {"new": True}}, {"new"}),
        ({"keywords": {}}, set()),
        ({"keywords": None}, set()),
        ({"keywords/new": True}, {"old", "new"}),
        ({"keywords/old": None}, set()),
        ({"keywords/absent": None}, {"old"}),
        ({"keywords/a~1b": True}, {"old", "a/b"}),
        ({"keywords/NEW": True}, {"old", "new"}),
        ({"keywords": {"NEW": True, "$Seen": True}}, {"new", "$seen"}),
        ({"keywords/OLD": None}, set()),
    ],
    ids=[
        "whole",
        "empty",
        "null",
        "one more",
        "one less",
        "absent",
        "slash",
        "case",
        "cases",
        "old",
    ],
)
async def test_keywords_are_set_as_a_whole_or_one_by_one(
    client: aiojmap.Client, patch: dict[str, JSON], keywords: set[str]
) -> None:
    """A map, null for none, or pointers to single ones; in lower case, whatever they came in."""
    email = await new_email(client, await new_mailbox(client))
    await client.email.update(email.id, mail.EmailPatch(keywords={"old": True}))

    answer = await ask(client, "Email/set", update={email.id: patch})

    assert email.id in answer["updated"]
    assert set((await filed(client, email.id)).keywords) == keywords


@pytest.mark.fails("Email/set")
@pytest.mark.parametrize(
    "keywords",
    [{"a b": True}, {"": True}, {"(a)": True}, {"ä": True}, {"a": False}, {"a": 1}, ["a"], "a"],
    ids=["space", "empty", "brackets", "letter", "false", "number", "array", "text"],
)
async def test_wrong_keywords_are_refused(client: aiojmap.Client, keywords: JSON) -> None:
    """Keywords are of some ASCII characters, and true: invalidProperties."""
    email = await new_email(client, await new_mailbox(client))

    answer = await ask(client, "Email/set", update={email.id: {"keywords": keywords}})

    type_, names = refused(answer, email.id)
    assert type_ == "invalidProperties"
    assert str(names[0]).startswith("keywords")
    assert (await filed(client, email.id)).keywords == {}


@pytest.mark.fails("Email/set")
@pytest.mark.parametrize(
    "patch",
    [
        {"mailboxIds": {}},
        {"mailboxIds": None},
        {"mailboxIds": {"nothing": True}},
        {"mailboxIds/nothing": True},
        {"mailboxIds/BOX": None},
        {"mailboxIds/BOX": False},
        {"mailboxIds": {"BOX": False}},
    ],
    ids=["none", "null", "unknown", "one unknown", "not the last", "false", "map to false"],
)
async def test_an_email_is_in_a_mailbox_that_there_is(
    client: aiojmap.Client, patch: dict[str, JSON]
) -> None:
    """Neither without a mailbox, nor in one that is not there, nor half in one."""
    box = await new_mailbox(client)
    email = await new_email(client, box)
    ours: dict[str, JSON] = {
        path.replace("BOX", box): {box: False} if value == {"BOX": False} else value
        for path, value in patch.items()
    }

    answer = await ask(client, "Email/set", update={email.id: ours})

    assert refused(answer, email.id)[0] == "invalidProperties"
    assert (await filed(client, email.id)).mailbox_ids == {box: True}


@pytest.mark.succeeds("Email/set")
async def test_an_email_moves_by_single_entries(client: aiojmap.Client) -> None:
    """One entry of mailboxIds is taken out and another put in, in one patch."""
    box, other = await new_mailbox(client), await new_mailbox(client)
    email = await new_email(client, box)

    patch = {f"mailboxIds/{box}": None, f"mailboxIds/{other}": True}
    await ask(client, "Email/set", update={email.id: patch})

    assert (await filed(client, email.id)).mailbox_ids == {other: True}


@pytest.mark.fails("Email/set")
async def test_a_pointer_into_what_the_patch_replaces_is_refused(client: aiojmap.Client) -> None:
    """A property and an entry of it in one patch cannot be told apart: invalidPatch."""
    email = await new_email(client, await new_mailbox(client))

    patch = {"keywords": {"a": True}, "keywords/b": True}
    answer = await ask(client, "Email/set", update={email.id: patch})

    assert refused(answer, email.id)[0] == "invalidPatch"


@pytest.mark.fails("Email/set")
async def test_one_wrong_part_of_a_patch_keeps_all_of_it_back(client: aiojmap.Client) -> None:
    """With an unknown mailbox the keywords of the same patch are not set either."""
    email = await new_email(client, await new_mailbox(client))

    patch = {"keywords/a": True, "mailboxIds/nothing": True}
    answer = await ask(client, "Email/set", update={email.id: patch})

    assert refused(answer, email.id)[0] == "invalidProperties"
    assert (await filed(client, email.id)).keywords == {}


@pytest.mark.succeeds("Email/set")
@pytest.mark.fails("Email/set")
async def test_each_email_is_updated_for_itself(client: aiojmap.Client) -> None:
    """One refused update leaves the others of the call."""
    box = await new_mailbox(client)
    good, bad = await new_email(client, box), await new_email(client, box)

    answer = await ask(
        client,
        "Email/set",
        update={good.id: {"keywords/a": True}, bad.id: {"mailboxIds": {}}, "nothing": {}},
    )

    assert list(answer["updated"]) == [good.id]
    assert refused(answer, bad.id)[0] == "invalidProperties"
    assert refused(answer, "nothing")[0] == "notFound"
    assert (await filed(client, good.id)).keywords == {"a": True}


@pytest.mark.fails("Email/set")
async def test_what_will_be_destroyed_is_not_updated(client: aiojmap.Client) -> None:
    """An email both in update and in destroy is only destroyed."""
    email = await new_email(client, await new_mailbox(client))

    answer = await ask(
        client, "Email/set", update={email.id: {"keywords/a": True}}, destroy=[email.id]
    )

    assert refused(answer, email.id)[0] == "willDestroy"
    assert answer["destroyed"] == [email.id]


@pytest.mark.fails("Email/set")
async def test_an_email_that_is_not_there_is_not_destroyed(client: aiojmap.Client) -> None:
    """An id that no email has: notFound."""
    answer = await ask(client, "Email/set", destroy=["nothing"])

    assert refused(answer, "nothing")[0] == "notFound"


@pytest.mark.succeeds("Email/set")
async def test_a_destroyed_email_is_gone_from_all_its_mailboxes(client: aiojmap.Client) -> None:
    """destroy takes an email out of every mailbox; nothing of it is found any more."""
    box, other = await new_mailbox(client), await new_mailbox(client)
    email = await new_email(client, box)
    await client.email.update(email.id, mail.EmailPatch(mailbox_ids={box: True, other: True}))

    answer = await client.email.set(destroy=[email.id])

    assert answer.destroyed == [email.id]
    for inside in (box, other):
        assert (await client.email.query(filter=mail.EmailFilter(in_mailbox=inside))).ids == []


@pytest.mark.succeeds("Email/set")
async def test_the_message_stays_the_same_whatever_is_changed(client: aiojmap.Client) -> None:
    """Keywords and mailboxes are not part of the message: blob, size and thread stay."""
    box, other = await new_mailbox(client), await new_mailbox(client)
    email = await new_email(client, box)

    await client.email.update(
        email.id, mail.EmailPatch(mailbox_ids={other: True}, keywords={"a": True})
    )

    (got,) = (
        await client.email.get(ids=[email.id], properties=["blobId", "size", "threadId"])
    ).list
    assert (got.blob_id, got.size, got.thread_id) == (email.blob_id, email.size, email.thread_id)


@pytest.mark.succeeds("Email/set")
async def test_an_update_that_changes_nothing_is_updated(client: aiojmap.Client) -> None:
    """An empty patch, and one to what is there already, are done."""
    email = await new_email(client, await new_mailbox(client))

    answer = await ask(client, "Email/set", update={email.id: {}})

    assert email.id in answer["updated"]


@pytest.mark.succeeds("Email/get")
async def test_the_emails_of_a_shared_mailbox_are_read(
    server: Served, client: aiojmap.Client, bob: aiojmap.Client
) -> None:
    """What lies in a mailbox of bob that is shared can be found and read."""
    box = await server.shared_mailbox(bob)
    email = await new_email(bob, box)
    await client.session(refresh=True)

    found = client.email.query(account_id=server.bob.id, filter=mail.EmailFilter(in_mailbox=box))
    got = client.email.get(account_id=server.bob.id, ids=found.ids, properties=["subject"])
    await client.send(found, got)

    assert [item.subject for item in (await got).list] == [email.subject]
