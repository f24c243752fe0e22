"""The methods of Mailbox (RFC 8621, section 2)."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.core import method_errors, set_errors
from aiojmap.mail import set_errors as mail_set_errors

from .messages import new_email, new_emails, new_mailbox, role, unique
from .raw import raw

pytestmark = pytest.mark.about("Mailbox")

COUNTS = {"totalEmails", "unreadEmails", "totalThreads", "unreadThreads"}


@pytest.mark.succeeds("Mailbox/get")
async def test_a_mailbox_has_its_place_its_counts_and_its_rights(client: aiojmap.Client) -> None:
    """All properties of a mailbox come, each of its type."""
    parent = await new_mailbox(client)
    name = unique("Box")
    new = mail.MailboxCreate(name=name, parent_id=parent, sort_order=7, is_subscribed=True)
    made = await client.mailbox.create(new)
    await new_emails(client, made.id, 2)

    answer = await client.mailbox.get(ids=[made.id, "nothing"])

    (box,) = answer.list
    assert (box.id, box.name, box.parent_id, box.role) == (made.id, name, parent, None)
    assert (box.sort_order, box.is_subscribed) == (7, True)
    assert (box.total_emails, box.unread_emails) == (2, 2)
    assert (box.total_threads, box.unread_threads) == (2, 2)
    assert box.my_rights.may_read_items
    assert box.my_rights.may_delete
    assert answer.not_found == ["nothing"]


@pytest.mark.fails("Mailbox/get")
async def test_ids_of_the_wrong_type_are_no_arguments(client: aiojmap.Client) -> None:
    """Mailbox/get with a string for ids fails with InvalidArguments."""
    call = await raw(client, mail.MailboxGetCall, ids="all")

    with pytest.raises(method_errors.InvalidArguments, match="Mailbox/get"):
        await call


@pytest.mark.succeeds("Mailbox/changes")
async def test_new_mail_changes_the_counts_of_a_mailbox_only(client: aiojmap.Client) -> None:
    """updatedProperties names the counts after new mail, and is null after a change of name."""
    box = await new_mailbox(client)
    state = (await client.mailbox.get(ids=[])).state
    await new_email(client, box)

    counted = await client.mailbox.changes(since_state=state)
    await client.mailbox.update(box, mail.MailboxPatch(name=unique("Renamed")))
    renamed = await client.mailbox.changes(since_state=counted.new_state)

    assert (counted.created, counted.updated, counted.destroyed) == ([], [box], [])
    assert counted.updated_properties is not None
    assert set(counted.updated_properties) == COUNTS
    assert renamed.updated == [box]
    assert renamed.updated_properties is None


@pytest.mark.succeeds("Mailbox/changes", "Mailbox/get")
async def test_the_changed_counts_are_fetched_by_reference(client: aiojmap.Client) -> None:
    """updated and updatedProperties of the changes go straight into a get in the same request."""
    box = await new_mailbox(client)
    state = (await client.mailbox.get(ids=[])).state
    await new_email(client, box)

    changes = client.mailbox.changes(since_state=state)
    news = client.mailbox.get(ids=changes.updated, properties=changes.updated_properties)
    _, answer = await client.send(changes, news)

    (fetched,) = answer.list
    assert fetched.total_emails == 1
    with pytest.raises(aiojmap.PropertyNotFetched):
        _ = fetched.name


@pytest.mark.succeeds("Mailbox/changes")
async def test_changes_come_in_steps_of_max_changes(client: aiojmap.Client) -> None:
    """With max_changes a state in between is given, from which the rest can be asked for."""
    state = (await client.mailbox.get(ids=[])).state
    boxes = [await new_mailbox(client) for _ in range(3)]

    seen: list[str] = []
    more = True
    while more:
        step = await client.mailbox.changes(since_state=state, max_changes=1)
        assert len(step.created + step.updated + step.destroyed) <= 1
        seen += step.created
        state, more = step.new_state, step.has_more_changes

    assert [box for box in boxes if box in seen] == boxes


@pytest.mark.fails("Mailbox/changes")
async def test_no_changes_at_most_are_no_argument(client: aiojmap.Client) -> None:
    """maxChanges must be above zero: Mailbox/changes fails with InvalidArguments."""
    state = (await client.mailbox.get(ids=[])).state

    with pytest.raises(method_errors.InvalidArguments, match="Mailbox/changes"):
        await client.mailbox.changes(since_state=state, max_changes=0)


@pytest.mark.succeeds("Mailbox/query")
async def test_mailboxes_are_sorted_as_a_tree(client: aiojmap.Client) -> None:
    """sortAsTree puts each mailbox right before those inside it."""
    word = unique("")
    names = [f"{letter}{word}" for letter in "abc"]
    first = await client.mailbox.create(mail.MailboxCreate(name=names[0]))
    last = await client.mailbox.create(mail.MailboxCreate(name=names[1]))
    inner = await client.mailbox.create(mail.MailboxCreate(name=names[2], parent_id=first.id))
    sort = [mail.MailboxSort.name.asc()]

    tree = client.mailbox.query(sort=sort, sort_as_tree=True)
    flat = client.mailbox.query(sort=sort)
    tree_answer, flat_answer = await client.send(tree, flat)

    made = [first.id, last.id, inner.id]
    assert [id for id in flat_answer.ids if id in made] == [first.id, last.id, inner.id]
    assert [id for id in tree_answer.ids if id in made] == [first.id, inner.id, last.id]


@pytest.mark.succeeds("Mailbox/query")
async def test_a_filter_as_a_tree_leaves_out_what_is_inside_of_others(
    client: aiojmap.Client,
) -> None:
    """With filterAsTree a mailbox is found only if all those around it match, too."""
    word = unique("tree")
    outside = await new_mailbox(client)
    top = await client.mailbox.create(mail.MailboxCreate(name=f"top {word}"))
    inside = await client.mailbox.create(mail.MailboxCreate(name=f"in {word}", parent_id=top.id))
    hidden = await client.mailbox.create(mail.MailboxCreate(name=f"hid {word}", parent_id=outside))
    named = mail.MailboxFilter(name=word)

    plain = await client.mailbox.query(filter=named)
    tree = await client.mailbox.query(filter=named, filter_as_tree=True)

    assert set(plain.ids) == {top.id, inside.id, hidden.id}
    assert set(tree.ids) == {top.id, inside.id}


@pytest.mark.succeeds("Mailbox/query")
async def test_conditions_are_joined_by_and_or_and_not(client: aiojmap.Client) -> None:
    """Filters put together with the operators find what Python's sets would."""
    parent = await new_mailbox(client)
    one, two = await new_mailbox(client, parent), await new_mailbox(client, parent)
    await client.mailbox.update(one, mail.MailboxPatch(is_subscribed=True))
    await client.mailbox.update(two, mail.MailboxPatch(is_subscribed=False))
    inside = mail.MailboxFilter(parent_id=parent)
    subscribed = mail.MailboxFilter(is_subscribed=True)

    both, either, neither = await client.send(
        client.mailbox.query(filter=inside & subscribed),
        client.mailbox.query(filter=inside | mail.MailboxFilter(role="inbox")),
        client.mailbox.query(filter=inside & ~subscribed),
    )

    assert both.ids == [one]
    assert set(either.ids) == {one, two, await role(client, "inbox")}
    assert neither.ids == [two]


@pytest.mark.succeeds("Mailbox/query")
async def test_a_query_starts_at_a_position_or_at_an_anchor(client: aiojmap.Client) -> None:
    """Positions count from either end, and an anchor with an offset gives the same window."""
    parent = await new_mailbox(client)
    boxes = [
        (await client.mailbox.create(mail.MailboxCreate(name=letter, parent_id=parent))).id
        for letter in "abcd"
    ]
    inside, sort = mail.MailboxFilter(parent_id=parent), [mail.MailboxSort.name.asc()]

    ahead, back, near = await client.send(
        client.mailbox.query(filter=inside, sort=sort, position=1, limit=2, calculate_total=True),
        client.mailbox.query(filter=inside, sort=sort, position=-1),
        client.mailbox.query(filter=inside, sort=sort, anchor=boxes[2], anchor_offset=-1, limit=2),
    )

    assert (ahead.ids, ahead.position, ahead.total) == (boxes[1:3], 1, 4)
    assert (back.ids, back.position) == (boxes[3:], 3)
    assert (near.ids, near.position) == (boxes[1:3], 1)


@pytest.mark.fails("Mailbox/query")
async def test_mailboxes_cannot_be_sorted_by_anything(client: aiojmap.Client) -> None:
    """A sort the server does not know fails with UnsupportedSort."""
    with pytest.raises(method_errors.UnsupportedSort, match="Mailbox/query"):
        await client.mailbox.query(sort=[aiojmap.Comparator("colour")])


@pytest.mark.succeeds("Mailbox/queryChanges")
async def test_the_results_of_a_mailbox_query_are_kept_up_to_date(client: aiojmap.Client) -> None:
    """Taking out what was removed and putting in what was added gives the new results.

    Where it goes is not looked at: the index that Cyrus gives counts what was removed too.
    """
    parent = await new_mailbox(client)
    kept, gone = await new_mailbox(client, parent), await new_mailbox(client, parent)
    inside = mail.MailboxFilter(parent_id=parent)
    sort = [mail.MailboxSort.name.asc()]
    known = await client.mailbox.query(filter=inside, sort=sort)
    await client.mailbox.destroy(gone)
    new = await new_mailbox(client, parent)

    changes, now = await client.send(
        client.mailbox.query_changes(filter=inside, sort=sort, since_query_state=known.query_state),
        client.mailbox.query(filter=inside, sort=sort),
    )

    assert known.can_calculate_changes
    assert gone in changes.removed
    assert [item.id for item in changes.added] == [new]
    left = [id for id in known.ids if id not in changes.removed]
    assert {*left, new} == set(now.ids) == {kept, new}


@pytest.mark.fails("Mailbox/queryChanges")
async def test_mailbox_query_changes_need_a_state_of_the_query(client: aiojmap.Client) -> None:
    """A state that no query gave fails with CannotCalculateChanges."""
    with pytest.raises(method_errors.CannotCalculateChanges, match="Mailbox/queryChanges"):
        await client.mailbox.query_changes(since_query_state="never")


@pytest.mark.succeeds("Mailbox/set")
async def test_a_tree_is_made_moved_and_destroyed_in_one_call_each(client: aiojmap.Client) -> None:
    """Records of one /set refer to each other, are changed together and destroyed together."""
    top, inner = unique("Top"), unique("Inner")
    create = client.mailbox.set(create={"top": mail.MailboxCreate(name=top)})
    inside = client.mailbox.set(
        create={"in": mail.MailboxCreate(name=inner, parent_id=create.created_id("top"))}
    )
    made, made_inside = await client.send(create, inside)
    above, below = made.created["top"].id, made_inside.created["in"].id

    moved = await client.mailbox.set(
        update={
            below: mail.MailboxPatch(parent_id=None, sort_order=3),
            above: mail.MailboxPatch(name=unique("New name")),
        }
    )
    boxes = await client.mailbox.get(ids=[below])
    destroyed = await client.mailbox.set(destroy=[above, below])

    assert set(moved.updated) == {below, above}
    assert (boxes.list[0].parent_id, boxes.list[0].sort_order) == (None, 3)
    assert set(destroyed.destroyed) == {above, below}
    assert destroyed.old_state != destroyed.new_state


@pytest.mark.succeeds("Mailbox/set")
async def test_a_mailbox_is_destroyed_with_its_emails(client: aiojmap.Client) -> None:
    """With onDestroyRemoveEmails a mailbox goes, and the emails that are nowhere else."""
    box, other = await new_mailbox(client), await new_mailbox(client)
    alone, elsewhere = await new_emails(client, box, 2)
    also = mail.EmailPatch(mailbox_ids=aiojmap.merge({other: True}))
    await client.email.update(elsewhere, also)

    answer = await client.mailbox.set(destroy=[box], on_destroy_remove_emails=True)

    left = await client.email.get(ids=[alone, elsewhere], properties=["mailboxIds"])
    assert answer.destroyed == [box]
    assert left.not_found == [alone]
    assert [email.mailbox_ids for email in left.list] == [{other: True}]


@pytest.mark.fails("Mailbox/set")
async def test_a_full_mailbox_is_not_destroyed(client: aiojmap.Client) -> None:
    """Mailboxes or emails inside keep a mailbox, each with an error of its own."""
    parent, full = await new_mailbox(client), await new_mailbox(client)
    await new_mailbox(client, parent)
    await new_email(client, full)

    answer = await client.mailbox.set(destroy=[parent, full])

    assert answer.destroyed == []
    assert isinstance(answer.not_destroyed[parent], mail_set_errors.MailboxHasChild)
    assert isinstance(answer.not_destroyed[full], mail_set_errors.MailboxHasEmail)


@pytest.mark.fails("Mailbox/set")
async def test_wrong_properties_of_mailboxes_are_named(client: aiojmap.Client) -> None:
    """A parent that is not there, one's own child as parent, an unknown mailbox: each is told."""
    parent = await new_mailbox(client)
    child = await new_mailbox(client, parent)

    answer = await client.mailbox.set(
        create={"lost": mail.MailboxCreate(name=unique("Box"), parent_id="nothing")},
        update={
            parent: mail.MailboxPatch(parent_id=child),
            "nobody": mail.MailboxPatch(sort_order=1),
        },
    )

    for error in (answer.not_created["lost"], answer.not_updated[parent]):
        assert isinstance(error, set_errors.InvalidProperties)
        assert error.properties == ["parentId"]
    assert isinstance(answer.not_updated["nobody"], set_errors.NotFound)


@pytest.mark.fails("Mailbox/set")
async def test_the_inbox_stays(client: aiojmap.Client) -> None:
    """A mailbox the user may not delete is not destroyed: Forbidden."""
    inbox = await role(client, "inbox")

    with pytest.raises(set_errors.Forbidden, match="Mailbox/set destroy"):
        await client.mailbox.destroy(inbox)
