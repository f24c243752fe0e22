"""Finding mailboxes: Mailbox/query, and what has become of a state (RFC 8621, section 2.3)."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.core import method_errors
from aiojmap.runtime import JSON

from .differing import Expected
from .messages import new_mailbox, role, unique
from .raw import ask, error_of

pytestmark = pytest.mark.about("Mailbox")


@pytest.mark.succeeds("Mailbox/query")
async def test_a_name_is_found_by_a_part_of_it(client: aiojmap.Client) -> None:
    """The condition on the name looks for a text in it, in whatever case."""
    name = unique("Grüße An Alle")
    made = await client.mailbox.create(mail.MailboxCreate(name=name))
    word = name.rpartition(" ")[2]

    for text in (name, word[2:], word.upper(), f"aLLe {word[:4]}"):
        found = await client.mailbox.query(filter=mail.MailboxFilter(name=text))
        assert found.ids == [made.id], text


@pytest.mark.succeeds("Mailbox/query")
async def test_mailboxes_at_the_top_have_no_parent(client: aiojmap.Client) -> None:
    """null as parentId finds what lies in no other mailbox."""
    top = await new_mailbox(client)
    inside = await new_mailbox(client, top)

    found = (await ask(client, "Mailbox/query", filter={"parentId": None}))["ids"]

    assert (top in found, inside in found) == (True, False)


@pytest.mark.succeeds("Mailbox/query")
async def test_mailboxes_are_told_apart_by_having_a_role(client: aiojmap.Client) -> None:
    """hasAnyRole, and null as role."""
    box, inbox = await new_mailbox(client), await role(client, "inbox")

    found = [
        (await ask(client, "Mailbox/query", filter=filter))["ids"]
        for filter in ({"hasAnyRole": True}, {"hasAnyRole": False}, {"role": None})
    ]

    assert [(box in ids, inbox in ids) for ids in found] == [
        (False, True),
        (True, False),
        (True, False),
    ]


@pytest.mark.succeeds("Mailbox/query")
async def test_all_properties_of_a_condition_must_match(client: aiojmap.Client) -> None:
    """Several properties in one condition are joined by and; none at all matches everything."""
    parent = await new_mailbox(client)
    name = unique("Box")
    made = await client.mailbox.create(mail.MailboxCreate(name=name, parent_id=parent))
    inside = mail.MailboxFilter(parent_id=parent)

    both = await client.mailbox.query(filter=mail.MailboxFilter(parent_id=parent, name=name))
    none = await client.mailbox.query(filter=mail.MailboxFilter(parent_id=parent, name="absent"))
    every = await client.mailbox.query(filter=inside & mail.MailboxFilter())

    assert (both.ids, none.ids, every.ids) == ([made.id], [], [made.id])


@pytest.mark.succeeds("Mailbox/query")
async def test_mailboxes_are_sorted_by_order_and_name(client: aiojmap.Client) -> None:
    """The two sorts of section 2.3, up and down, one after the other."""
    parent = await new_mailbox(client)
    made = {}
    for name, order in (("b", 1), ("a", 2), ("c", 1)):
        new = mail.MailboxCreate(name=name, parent_id=parent, sort_order=order)
        made[name] = (await client.mailbox.create(new)).id
    inside = mail.MailboxFilter(parent_id=parent)
    by = mail.MailboxSort

    name, order, both = await client.send(
        client.mailbox.query(filter=inside, sort=[by.name.desc()]),
        client.mailbox.query(filter=inside, sort=[by.sort_order.asc(), by.name.asc()]),
        client.mailbox.query(filter=inside, sort=[by.sort_order.desc(), by.name.desc()]),
    )

    assert name.ids == [made[key] for key in "cba"]
    assert order.ids == [made[key] for key in "bca"]
    assert both.ids == [made[key] for key in "acb"]


@pytest.mark.fails("Mailbox/query")
@pytest.mark.parametrize(
    "arguments",
    [
        {"limit": -1},
        {"limit": "all"},
        {"position": 1.5},
        {"calculateTotal": "yes"},
        {"colour": "red"},
        {"sortAsTree": "yes"},
        {"filter": {"name": 1}},
        {"filter": {"hasAnyRole": "yes"}},
        {"filter": {"operator": "XOR", "conditions": []}},
        {"filter": {"operator": "AND"}},
        {"filter": "all"},
        {"sort": "name"},
        {"sort": [{"isAscending": True}]},
        {"sort": [{"property": "name", "isAscending": "yes"}]},
    ],
    ids=str,
)
async def test_wrong_arguments_of_a_query_fail_it(
    client: aiojmap.Client, arguments: dict[str, JSON]
) -> None:
    """What is not as section 5.5 of RFC 8620 has it: invalidArguments."""
    assert await error_of(client, "Mailbox/query", **arguments) == "invalidArguments"


@pytest.mark.fails("Mailbox/query")
async def test_an_unknown_condition_is_refused(client: aiojmap.Client, expected: Expected) -> None:
    """A condition that Mailbox does not have is an error of the call."""
    outcome = await error_of(client, "Mailbox/query", filter={"colour": "red"})

    assert outcome == expected("the error of an unknown condition")


@pytest.mark.succeeds("Mailbox/query")
async def test_a_limit_of_none_gives_none(client: aiojmap.Client) -> None:
    """limit 0 is a valid limit, which the total does not depend on."""
    await new_mailbox(client)

    answer = await client.mailbox.query(limit=0, calculate_total=True)

    assert answer.ids == []
    assert answer.total is not None
    assert answer.total >= 1


@pytest.mark.succeeds("Mailbox/query")
async def test_a_position_before_the_start_is_the_start(client: aiojmap.Client) -> None:
    """A negative position that reaches beyond the first result starts with that."""
    parent = await new_mailbox(client)
    box = await new_mailbox(client, parent)

    answer = await client.mailbox.query(filter=mail.MailboxFilter(parent_id=parent), position=-9)

    assert (answer.ids, answer.position) == ([box], 0)


@pytest.mark.succeeds("Mailbox/query")
async def test_a_position_after_the_end_gives_nothing(
    client: aiojmap.Client, expected: Expected
) -> None:
    """A position beyond the last result is no error, and there is nothing there."""
    parent = await new_mailbox(client)
    await new_mailbox(client, parent)

    answer = await client.mailbox.query(filter=mail.MailboxFilter(parent_id=parent), position=9)

    assert answer.ids == []
    assert answer.position == expected("the position after the end")


@pytest.mark.fails("Mailbox/query")
async def test_an_anchor_that_is_no_result_is_told_so(client: aiojmap.Client) -> None:
    """A mailbox that is not among the results is no anchor: AnchorNotFound."""
    parent = await new_mailbox(client)
    await new_mailbox(client, parent)

    with pytest.raises(method_errors.AnchorNotFound, match="Mailbox/query"):
        await client.mailbox.query(filter=mail.MailboxFilter(parent_id=parent), anchor="nothing")


@pytest.mark.succeeds("Mailbox/query")
async def test_a_tree_within_a_tree_is_sorted_level_by_level(client: aiojmap.Client) -> None:
    """Below each mailbox come those inside it, sorted, and then its next sibling."""
    parent = await new_mailbox(client)
    made: dict[str, str] = {}
    for name, above in (("b", parent), ("a", parent), ("z", "a"), ("y", "a"), ("x", "b")):
        new = mail.MailboxCreate(name=name, parent_id=made.get(above, above))
        made[name] = (await client.mailbox.create(new)).id

    answer = await client.mailbox.query(sort=[mail.MailboxSort.name.asc()], sort_as_tree=True)

    ours = {id: name for name, id in made.items()}
    assert [ours[id] for id in answer.ids if id in ours] == ["a", "y", "z", "b", "x"]


@pytest.mark.succeeds("Mailbox/changes")
async def test_what_came_and_went_between_two_states_is_not_told(client: aiojmap.Client) -> None:
    """A mailbox that was made and destroyed since is in no list (RFC 8620, section 5.2)."""
    state = (await client.mailbox.get(ids=[])).state
    gone = await new_mailbox(client)
    await client.mailbox.destroy(gone)

    changes = await client.mailbox.changes(since_state=state)

    assert gone not in changes.created + changes.updated


@pytest.mark.succeeds("Mailbox/changes")
async def test_what_was_made_and_changed_is_told_as_made(client: aiojmap.Client) -> None:
    """A mailbox that is new is in created alone, whatever became of it."""
    state = (await client.mailbox.get(ids=[])).state
    box = await new_mailbox(client)
    await client.mailbox.update(box, mail.MailboxPatch(sort_order=3))

    changes = await client.mailbox.changes(since_state=state)

    assert box in changes.created
    assert box not in changes.updated


@pytest.mark.succeeds("Mailbox/changes")
async def test_since_the_present_state_nothing_has_changed(client: aiojmap.Client) -> None:
    """Changes since now: three empty lists, and the same state again."""
    state = (await client.mailbox.get(ids=[])).state

    changes = await client.mailbox.changes(since_state=state)

    assert (changes.created, changes.updated, changes.destroyed) == ([], [], [])
    assert (changes.old_state, changes.new_state) == (state, state)
    assert not changes.has_more_changes


@pytest.mark.fails("Mailbox/changes")
async def test_a_state_that_was_none_has_no_changes(
    client: aiojmap.Client, expected: Expected
) -> None:
    """A text that no state was called by is an error of the call."""
    outcome = await error_of(client, "Mailbox/changes", sinceState="never")

    assert outcome == expected("the error of an unknown state")


@pytest.mark.succeeds("Mailbox/get")
async def test_ids_named_twice_come_once(client: aiojmap.Client) -> None:
    """An id that is asked for twice is in one list, once (RFC 8620, section 5.1)."""
    box = await new_mailbox(client)

    answer = await ask(client, "Mailbox/get", ids=[box, box, "nothing", "nothing"])

    assert [item["id"] for item in answer["list"]] == [box]
    assert answer["notFound"] == ["nothing"]


@pytest.mark.succeeds("Mailbox/get")
async def test_the_id_comes_whether_it_is_asked_for_or_not(client: aiojmap.Client) -> None:
    """properties chooses what comes besides the id (RFC 8620, section 5.1)."""
    box = await new_mailbox(client)

    answer = await ask(client, "Mailbox/get", ids=[box], properties=[])

    assert answer["list"] == [{"id": box}]


@pytest.mark.fails("Mailbox/get")
async def test_an_unknown_property_is_no_argument(client: aiojmap.Client) -> None:
    """A property that Mailbox does not have: invalidArguments."""
    outcome = await error_of(client, "Mailbox/get", ids=[], properties=["colour"])

    assert outcome == "invalidArguments"
