"""Making, changing and destroying mailboxes: Mailbox/set (RFC 8621, section 2.5)."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.core import method_errors
from aiojmap.runtime import JSON

from .differing import Expected
from .messages import new_mailbox, role, unique
from .raw import ask, error_of, refused
from .serving import Served

pytestmark = pytest.mark.about("Mailbox")

WRONG: dict[str, tuple[dict[str, JSON], str]] = {
    "no name": ({"name": None}, "name"),
    "an empty name": ({"name": ""}, "name"),
    "a name with a control character": ({"name": "a\u0007b"}, "name"),
    "a name that is a number": ({"name": 5}, "name"),
    "an unknown property": ({"colour": "red"}, "colour"),
    "an id": ({"id": "x"}, "id"),
    "a count": ({"totalEmails": 1}, "totalEmails"),
    "rights": ({"myRights": {}}, "myRights"),
    "an order below zero": ({"sortOrder": -1}, "sortOrder"),
    "an order that is no number": ({"sortOrder": "first"}, "sortOrder"),
    "a subscription that is no boolean": ({"isSubscribed": "yes"}, "isSubscribed"),
    "an unknown role": ({"role": "x-unheard-of"}, "role"),
    "an unknown parent": ({"parentId": "nothing"}, "parentId"),
}


@pytest.mark.fails("Mailbox/set")
@pytest.mark.parametrize("case", WRONG)
async def test_a_wrong_property_of_a_new_mailbox_is_named(
    client: aiojmap.Client, case: str
) -> None:
    """What cannot be is invalidProperties with the name of the property."""
    given, name = WRONG[case]

    answer = await ask(client, "Mailbox/set", create={"a": {"name": unique("Box"), **given}})

    assert refused(answer, "a") == ("invalidProperties", [name])
    assert answer["oldState"] == answer["newState"]


@pytest.mark.fails("Mailbox/set")
@pytest.mark.parametrize(
    ("patch", "name"),
    [
        ({"colour": "red"}, "colour"),
        ({"id": "another"}, "id"),
        ({"totalEmails": 7}, "totalEmails"),
        ({"myRights/mayDelete": False}, "myRights"),
        ({"name": ""}, "name"),
        ({"parentId": "nothing"}, "parentId"),
    ],
    ids=["unknown", "id", "count", "right", "name", "parent"],
)
async def test_a_wrong_property_of_a_patch_is_named(
    client: aiojmap.Client, patch: dict[str, JSON], name: str
) -> None:
    """What cannot be changed, or not to that, is invalidProperties."""
    box = await new_mailbox(client)

    answer = await ask(client, "Mailbox/set", update={box: patch})

    assert refused(answer, box) == ("invalidProperties", [name])


@pytest.mark.fails("Mailbox/set")
async def test_a_patch_is_applied_as_a_whole_or_not_at_all(client: aiojmap.Client) -> None:
    """With one wrong property nothing of a patch is done (RFC 8620, section 5.3)."""
    box = await new_mailbox(client)
    before = (await client.mailbox.get(ids=[box])).list

    answer = await ask(client, "Mailbox/set", update={box: {"sortOrder": 9, "totalEmails": 7}})

    assert refused(answer, box)[0] == "invalidProperties"
    assert (await client.mailbox.get(ids=[box])).list == before


@pytest.mark.succeeds("Mailbox/set")
async def test_properties_that_stay_the_same_may_be_in_a_patch(client: aiojmap.Client) -> None:
    """A property set by the server may be sent as it is (RFC 8620, section 5.3)."""
    box = await new_mailbox(client)
    name = unique("New name")

    answer = await ask(
        client, "Mailbox/set", update={box: {"id": box, "totalEmails": 0, "name": name}}
    )

    assert list(answer["updated"]) == [box]
    assert (await client.mailbox.get(ids=[box])).list[0].name == name


@pytest.mark.succeeds("Mailbox/set")
async def test_the_order_of_mailboxes_goes_back_to_its_default(
    client: aiojmap.Client, expected: Expected
) -> None:
    """null in a patch stands for the default of the property (RFC 8620, section 5.3)."""
    made = await client.mailbox.create(mail.MailboxCreate(name=unique("Box"), sort_order=7))
    fresh = await new_mailbox(client)
    await ask(client, "Mailbox/set", update={made.id: {"sortOrder": None}})

    boxes = (await client.mailbox.get(ids=[made.id, fresh], properties=["sortOrder"])).list

    orders = {box.id: box.sort_order for box in boxes}
    assert orders == {made.id: expected("after null"), fresh: expected("by default")}


@pytest.mark.succeeds("Mailbox/set")
@pytest.mark.fails("Mailbox/set")
async def test_siblings_have_names_of_their_own(client: aiojmap.Client) -> None:
    """No two mailboxes in one place have the same name; in another place it is free."""
    name, parent = unique("Name"), await new_mailbox(client)
    made = await client.mailbox.create(mail.MailboxCreate(name=name))

    answer = await ask(
        client,
        "Mailbox/set",
        create={"beside": {"name": name}, "inside": {"name": name, "parentId": parent}},
    )

    assert refused(answer, "beside") == ("invalidProperties", ["name"])
    assert list(answer["created"]) == ["inside"]
    renamed = await ask(client, "Mailbox/set", update={parent: {"name": name}})
    assert refused(renamed, parent) == ("invalidProperties", ["name"])
    moved = {answer["created"]["inside"]["id"]: {"parentId": None}}
    assert refused(await ask(client, "Mailbox/set", update=moved), *moved)[0] == "invalidProperties"
    assert made.name == name


@pytest.mark.succeeds("Mailbox/set")
async def test_names_that_differ_in_case_are_different(client: aiojmap.Client) -> None:
    """Upper and lower case make two names."""
    name = unique("name")

    answer = await client.mailbox.set(
        create={
            "lower": mail.MailboxCreate(name=name),
            "upper": mail.MailboxCreate(name=name.upper()),
        }
    )

    assert set(answer.created) == {"lower", "upper"}


@pytest.mark.succeeds("Mailbox/set")
async def test_names_are_put_in_normal_form(client: aiojmap.Client) -> None:
    """A name is Net-Unicode: an e with an accent is one character."""
    made = await client.mailbox.create(mail.MailboxCreate(name=unique("Cafe\u0301")))

    (box,) = (await client.mailbox.get(ids=[made.id], properties=["name"])).list

    assert box.name.startswith("Caf\u00e9 ")


@pytest.mark.succeeds("Mailbox/set")
async def test_two_mailboxes_change_names_in_one_call(client: aiojmap.Client) -> None:
    """What counts is the state after the call, so names can be swapped."""
    names = [unique("One"), unique("Two")]
    one, two = [(await client.mailbox.create(mail.MailboxCreate(name=name))).id for name in names]

    answer = await client.mailbox.set(
        update={
            one: mail.MailboxPatch(name=names[1]),
            two: mail.MailboxPatch(name=names[0]),
        }
    )

    boxes = (await client.mailbox.get(ids=[one, two], properties=["name"])).list
    assert set(answer.updated) == {one, two}
    assert {box.id: box.name for box in boxes} == {one: names[1], two: names[0]}


@pytest.mark.succeeds("Mailbox/set")
async def test_mailboxes_may_refer_to_those_created_after_them(client: aiojmap.Client) -> None:
    """Within one call records refer to each other in any order (RFC 8620, section 5.3)."""
    answer = await ask(
        client,
        "Mailbox/set",
        create={
            "inner": {"name": unique("Inner"), "parentId": "#outer"},
            "outer": {"name": unique("Outer")},
        },
    )

    made = {key: item["id"] for key, item in answer["created"].items()}
    (inner,) = (await client.mailbox.get(ids=[made["inner"]])).list
    assert inner.parent_id == made["outer"]


@pytest.mark.fails("Mailbox/set")
async def test_mailboxes_cannot_lie_inside_each_other(client: aiojmap.Client) -> None:
    """Two new mailboxes that name each other as parent are both refused."""
    answer = await ask(
        client,
        "Mailbox/set",
        create={
            "a": {"name": unique("A"), "parentId": "#b"},
            "b": {"name": unique("B"), "parentId": "#a"},
        },
    )

    assert refused(answer, "a") == refused(answer, "b") == ("invalidProperties", ["parentId"])


@pytest.mark.fails("Mailbox/set")
async def test_a_reference_to_what_was_not_created_is_a_wrong_property(
    client: aiojmap.Client,
) -> None:
    """A creation id that nothing was created by cannot be a parent."""
    new = {"name": unique("Box"), "parentId": "#nothing"}

    answer = await ask(client, "Mailbox/set", create={"a": new})

    assert refused(answer, "a") == ("invalidProperties", ["parentId"])


@pytest.mark.fails("Mailbox/set")
async def test_what_will_be_destroyed_is_not_updated(client: aiojmap.Client) -> None:
    """An id both in update and in destroy is only destroyed (RFC 8620, section 5.3)."""
    box = await new_mailbox(client)

    answer = await ask(client, "Mailbox/set", update={box: {"sortOrder": 4}}, destroy=[box])

    assert refused(answer, box)[0] == "willDestroy"
    assert answer["destroyed"] == [box]


@pytest.mark.succeeds("Mailbox/set")
async def test_an_id_named_twice_is_destroyed_once(client: aiojmap.Client) -> None:
    """The same id twice in destroy is the same as once."""
    box = await new_mailbox(client)

    answer = await client.mailbox.set(destroy=[box, box])

    assert (answer.destroyed, answer.not_destroyed) == ([box], {})


@pytest.mark.succeeds("Mailbox/set")
async def test_a_tree_is_destroyed_in_one_call(client: aiojmap.Client) -> None:
    """Mailboxes that lie inside each other go together, whichever is named first."""
    top = await new_mailbox(client)
    middle = await new_mailbox(client, top)
    bottom = await new_mailbox(client, middle)

    answer = await client.mailbox.set(destroy=[top, middle, bottom])

    assert set(answer.destroyed) == {top, middle, bottom}


@pytest.mark.fails("Mailbox/set")
async def test_a_mailbox_that_is_not_there_is_not_destroyed(client: aiojmap.Client) -> None:
    """An id that no mailbox has: notFound."""
    answer = await ask(client, "Mailbox/set", destroy=["nothing"])

    assert refused(answer, "nothing")[0] == "notFound"


@pytest.mark.succeeds("Mailbox/set", "Mailbox/get")
async def test_a_set_that_does_nothing_leaves_the_state(client: aiojmap.Client) -> None:
    """Without anything to do, old and new state are that of a get."""
    state = (await client.mailbox.get(ids=[])).state

    answer = await client.mailbox.set()

    assert (answer.old_state, answer.new_state) == (state, state)
    assert (answer.created, answer.updated, answer.destroyed) == ({}, {}, [])


@pytest.mark.succeeds("Mailbox/set", "Mailbox/get")
async def test_the_new_state_of_a_set_is_that_of_the_next_get(client: aiojmap.Client) -> None:
    """States are one chain: what a set ends with is what a get begins with."""
    answer = await client.mailbox.set(create={"a": mail.MailboxCreate(name=unique("Box"))})

    assert answer.old_state != answer.new_state
    assert (await client.mailbox.get(ids=[])).state == answer.new_state


@pytest.mark.succeeds("Mailbox/set")
async def test_a_set_in_its_state_is_carried_out(client: aiojmap.Client) -> None:
    """ifInState with the present state is no obstacle."""
    state = (await client.mailbox.get(ids=[])).state
    new = mail.MailboxCreate(name=unique("Box"))

    answer = await client.mailbox.set(if_in_state=state, create={"a": new})

    assert list(answer.created) == ["a"]


@pytest.mark.fails("Mailbox/set")
async def test_a_role_is_given_once(client: aiojmap.Client) -> None:
    """No two mailboxes of an account have the same role."""
    new = {"name": unique("Second"), "role": "archive"}

    answer = await ask(client, "Mailbox/set", create={"a": new})

    assert refused(answer, "a") == ("invalidProperties", ["role"])
    assert len((await client.mailbox.query(filter=mail.MailboxFilter(role="archive"))).ids) == 1


@pytest.mark.succeeds("Mailbox/set")
async def test_a_role_is_given_and_taken_away(client: aiojmap.Client) -> None:
    """A mailbox can be given a role that is free, and lose it."""
    made = await client.mailbox.create(mail.MailboxCreate(name=unique("Notes"), role="important"))
    (given,) = (await client.mailbox.get(ids=[made.id], properties=["role"])).list

    await ask(client, "Mailbox/set", update={made.id: {"role": None}})

    (taken,) = (await client.mailbox.get(ids=[made.id], properties=["role"])).list
    assert (given.role, taken.role) == ("important", None)


@pytest.mark.fails("Mailbox/set")
@pytest.mark.parametrize("patch", [{"role": None}, {"parentId": "#box"}], ids=["role", "place"])
async def test_the_inbox_keeps_its_role_and_its_place(
    client: aiojmap.Client, patch: dict[str, JSON], expected: Expected
) -> None:
    """The Inbox stays one, and where it is."""
    inbox = await role(client, "inbox")
    if "parentId" in patch:
        patch = {"parentId": await new_mailbox(client)}

    answer = await ask(client, "Mailbox/set", update={inbox: patch})

    assert refused(answer, inbox)[0] == expected("the error of changing the Inbox")
    assert await role(client, "inbox") == inbox


@pytest.mark.fails("Mailbox/set")
async def test_create_must_be_a_map(client: aiojmap.Client) -> None:
    """An array for create: invalidArguments."""
    assert await error_of(client, "Mailbox/set", create=[]) == "invalidArguments"


@pytest.mark.fails("Mailbox/set")
async def test_a_mailbox_of_somebody_else_is_not_changed(
    server: Served, client: aiojmap.Client, bob: aiojmap.Client, expected: Expected
) -> None:
    """What may only be read is not renamed, and what it was called it is still called."""
    box = await server.shared_mailbox(bob)
    (before,) = (await bob.mailbox.get(ids=[box])).list
    await client.session(refresh=True)

    outcome = await error_of(
        client, "Mailbox/set", accountId=server.bob.id, update={box: {"name": unique("Mine")}}
    )

    (after,) = (await bob.mailbox.get(ids=[box])).list
    assert outcome == expected("the outcome of a change by a reader")
    assert after.name == before.name


@pytest.mark.succeeds("Mailbox/get")
async def test_the_rights_to_a_shared_mailbox_are_those_given(
    server: Served, client: aiojmap.Client, bob: aiojmap.Client
) -> None:
    """myRights says that it may be read, and not changed."""
    box = await server.shared_mailbox(bob)
    await client.session(refresh=True)

    (seen,) = (await client.mailbox.get(account_id=server.bob.id, ids=[box])).list

    rights = seen.my_rights
    assert rights.may_read_items
    changes = (rights.may_add_items, rights.may_remove_items, rights.may_delete)
    assert {*changes, rights.may_create_child, rights.may_rename} == {False}


@pytest.mark.fails("Mailbox/set")
async def test_a_state_in_the_past_is_no_state_to_write_in(client: aiojmap.Client) -> None:
    """ifInState with a state that has passed: StateMismatch, and nothing is done."""
    state = (await client.mailbox.get(ids=[])).state
    box = await new_mailbox(client)

    with pytest.raises(method_errors.StateMismatch, match="Mailbox/set"):
        await client.mailbox.set(if_in_state=state, destroy=[box])

    assert (await client.mailbox.get(ids=[box], properties=["id"])).not_found == []
