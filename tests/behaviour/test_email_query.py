"""Searching for emails: Email/query, Email/queryChanges and Email/changes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.core import method_errors

from .messages import draft, found, imported, message, new_email, new_emails, new_mailbox, unique

pytestmark = pytest.mark.about("Email")


def inside(box: str) -> mail.EmailFilter:
    return mail.EmailFilter(in_mailbox=box)


@pytest.mark.succeeds("Email/query")
async def test_emails_are_sorted_by_several_criteria(client: aiojmap.Client) -> None:
    """The first criterion counts most: flagged ones first, each group newest first."""
    box = await new_mailbox(client)
    emails = await new_emails(client, box, 4)
    flag = mail.EmailPatch(keywords=aiojmap.merge({"$flagged": True}))
    await client.email.set(update={emails[0]: flag, emails[2]: flag})

    answer = await client.email.query(
        filter=inside(box),
        sort=[mail.EmailSort.has_keyword("$flagged").desc(), mail.EmailSort.received_at.desc()],
        calculate_total=True,
    )

    assert answer.ids == [emails[2], emails[0], emails[3], emails[1]]
    assert answer.total == 4


@pytest.mark.succeeds("Email/query")
@pytest.mark.parametrize("by", ["subject", "from", "to", "size", "sentAt"])
async def test_emails_are_sorted_by_each_standard_property(client: aiojmap.Client, by: str) -> None:
    """What section 4.4.2 of RFC 8621 lists puts emails in order, up and down."""
    box = await new_mailbox(client)
    made: list[str] = []
    for number, letter in enumerate("abc"):
        new = draft(box, f"{letter} {unique('Subject')}", "long " * (100 * number))
        new.from_ = [mail.EmailAddress(name=f"{letter} name", email="z@example.org")]
        new.to = [mail.EmailAddress(email=f"{letter}@example.org")]
        new.sent_at = datetime(2026, 1, 1 + number, tzinfo=UTC)
        made.append((await client.email.create(new)).id)
    criterion: aiojmap.Comparator[mail.EmailId] = aiojmap.Comparator(by)

    up, down = await client.send(
        client.email.query(filter=inside(box), sort=[criterion.asc()]),
        client.email.query(filter=inside(box), sort=[criterion.desc()]),
    )

    assert up.ids == made
    assert down.ids == made[::-1]


@pytest.mark.succeeds("Email/query")
async def test_conditions_are_joined_by_and_or_and_not(client: aiojmap.Client) -> None:
    """Filters put together with the operators find what Python's sets would."""
    box = await new_mailbox(client)
    one, two, three = await new_emails(client, box, 3)
    keywords = mail.EmailPatch(keywords={"$seen": True})
    await client.email.set(update={one: keywords, two: keywords})
    seen = mail.EmailFilter(has_keyword="$seen")
    late = mail.EmailFilter(after=datetime(2026, 1, 2, tzinfo=UTC))
    early = mail.EmailFilter(before=datetime(2026, 1, 2, tzinfo=UTC))

    both, either, neither = await client.send(
        client.email.query(filter=inside(box) & seen & late),
        client.email.query(filter=inside(box) & (~seen | early)),
        client.email.query(filter=inside(box) & ~(seen | early)),
    )

    assert both.ids == [two]
    assert set(either.ids) == {one, three}
    assert neither.ids == [three]


@pytest.mark.succeeds("Email/query")
async def test_emails_are_found_by_what_the_server_keeps_of_them(client: aiojmap.Client) -> None:
    """Size, keywords, attachments, and being in other mailboxes too are conditions."""
    box, other = await new_mailbox(client), await new_mailbox(client)
    small = await new_email(client, box)
    large = await new_email(client, box, "words " * 500)
    await client.email.update(
        small.id,
        mail.EmailPatch(
            mailbox_ids=aiojmap.merge({other: True}), keywords=aiojmap.merge({"$seen": True})
        ),
    )

    expected = [
        (mail.EmailFilter(min_size=2000), [large.id]),
        (mail.EmailFilter(max_size=2000), [small.id]),
        (mail.EmailFilter(not_keyword="$seen"), [large.id]),
        (mail.EmailFilter(some_in_thread_have_keyword="$seen"), [small.id]),
        (mail.EmailFilter(none_in_thread_have_keyword="$seen"), [large.id]),
        (mail.EmailFilter(all_in_thread_have_keyword="$seen"), [small.id]),
        (mail.EmailFilter(in_mailbox_other_than=[box]), [small.id]),
        (mail.EmailFilter(has_attachment=True), []),
    ]
    answers = await client.send(
        [client.email.query(filter=inside(box) & condition) for condition, _ in expected]
    )

    assert [answer.ids for answer in answers] == [ids for _, ids in expected]


@pytest.mark.succeeds("Email/query")
async def test_emails_are_found_by_their_words(client: aiojmap.Client) -> None:
    """Text is looked for in the fields of the message and in its body, each by its condition.

    Cyrus indexes new mail after a moment, so the first search is repeated until it finds it.
    """
    box = await new_mailbox(client)
    subject, body, name, list_id = (unique("").strip() for _ in range(4))
    raw = message(
        f"Subject: About {subject}",
        f"To: {name} <to@example.org>",
        f"List-Id: <{list_id}.example.org>",
        body=f"It says {body} here.",
    )
    email = await imported(client, box, raw)
    await found(client, mail.EmailFilter(text=subject))

    answers = await client.send(
        [
            client.email.query(filter=inside(box) & condition)
            for condition in (
                mail.EmailFilter(text=body),
                mail.EmailFilter(subject=subject),
                mail.EmailFilter(body=body),
                mail.EmailFilter(to=name),
                mail.EmailFilter(from_="robin"),
                mail.EmailFilter(header=["List-Id"]),
                mail.EmailFilter(header=["List-Id", list_id]),
                mail.EmailFilter(subject=body),
                mail.EmailFilter(body=subject),
                mail.EmailFilter(header=["List-Post"]),
            )
        ]
    )

    assert [answer.ids for answer in answers] == [[email.id]] * 7 + [[]] * 3


@pytest.mark.succeeds("Email/query")
async def test_collapsed_threads_have_their_first_email_only(client: aiojmap.Client) -> None:
    """With collapseThreads each thread is in the results once, by the email that sorts first."""
    box = await new_mailbox(client)
    subject, parent = unique("Talk"), f"{unique('')[1:]}@example.org"
    first = draft(box, subject)
    first.message_id = [parent]
    first.received_at = datetime(2026, 1, 1, tzinfo=UTC)
    reply = draft(box, f"Re: {subject}")
    reply.in_reply_to = reply.references = [parent]
    reply.received_at = datetime(2026, 1, 2, tzinfo=UTC)
    one, two = await client.email.create(first), await client.email.create(reply)
    alone = await new_email(client, box)
    newest = [mail.EmailSort.received_at.desc()]

    spread, collapsed = await client.send(
        client.email.query(filter=inside(box), sort=newest),
        client.email.query(filter=inside(box), sort=newest, collapse_threads=True),
    )

    assert spread.ids == [alone.id, two.id, one.id]
    assert collapsed.ids == [alone.id, two.id]


@pytest.mark.succeeds("Email/query")
async def test_a_query_starts_at_a_position_or_at_an_anchor(client: aiojmap.Client) -> None:
    """Positions count from either end, and an anchor with an offset gives the same window."""
    box = await new_mailbox(client)
    emails = await new_emails(client, box, 5)
    sort = [mail.EmailSort.received_at.asc()]

    ahead, back, near = await client.send(
        client.email.query(filter=inside(box), sort=sort, position=1, limit=2),
        client.email.query(filter=inside(box), sort=sort, position=-2),
        client.email.query(
            filter=inside(box), sort=sort, anchor=emails[3], anchor_offset=-2, limit=2
        ),
    )

    assert (ahead.ids, ahead.position) == (emails[1:3], 1)
    assert (back.ids, back.position) == (emails[3:], 3)
    assert (near.ids, near.position) == (emails[1:3], 1)


@pytest.mark.fails("Email/query")
async def test_an_anchor_that_is_no_result_is_told_so(client: aiojmap.Client) -> None:
    """An email that is not among the results is no anchor: AnchorNotFound."""
    box, other = await new_mailbox(client), await new_mailbox(client)
    await new_email(client, box)
    elsewhere = await new_email(client, other)

    with pytest.raises(method_errors.AnchorNotFound, match="Email/query"):
        await client.email.query(filter=inside(box), anchor=elsewhere.id)


@pytest.mark.fails("Email/query")
@pytest.mark.parametrize(
    "criterion",
    [aiojmap.Comparator("colour"), mail.EmailSort.subject.asc(collation="i;x-unheard-of")],
    ids=["property", "collation"],
)
async def test_emails_cannot_be_sorted_by_anything(
    client: aiojmap.Client, criterion: aiojmap.Comparator[mail.EmailId]
) -> None:
    """A property or a collation the server does not know fails with UnsupportedSort."""
    with pytest.raises(method_errors.UnsupportedSort, match="Email/query"):
        await client.email.query(sort=[criterion])


@pytest.mark.succeeds("Email/queryChanges")
async def test_the_results_of_an_email_query_are_kept_up_to_date(client: aiojmap.Client) -> None:
    """Taking out what was removed and putting in what was added gives the new results."""
    box = await new_mailbox(client)
    emails = await new_emails(client, box, 3)
    sort = [mail.EmailSort.received_at.desc()]
    known = await client.email.query(filter=inside(box), sort=sort)
    await client.email.destroy(emails[1])
    new = await new_email(client, box)

    changes, now = await client.send(
        client.email.query_changes(
            filter=inside(box),
            sort=sort,
            since_query_state=known.query_state,
            calculate_total=True,
        ),
        client.email.query(filter=inside(box), sort=sort),
    )

    assert known.can_calculate_changes
    assert (changes.old_query_state, changes.new_query_state) == (
        known.query_state,
        now.query_state,
    )
    ids = [id for id in known.ids if id not in changes.removed]
    for item in changes.added:
        ids.insert(item.index, item.id)
    assert ids == now.ids == [new.id, emails[2], emails[0]]
    assert changes.total == 3


@pytest.mark.fails("Email/queryChanges")
async def test_email_query_changes_need_a_state_of_the_query(client: aiojmap.Client) -> None:
    """A state that no query gave fails with CannotCalculateChanges."""
    with pytest.raises(method_errors.CannotCalculateChanges, match="Email/queryChanges"):
        await client.email.query_changes(since_query_state="never")


@pytest.mark.fails("Email/queryChanges")
async def test_more_query_changes_than_wanted_are_told_so(client: aiojmap.Client) -> None:
    """With more changes than max_changes the call fails with TooManyChanges."""
    box = await new_mailbox(client)
    known = await client.email.query(filter=inside(box))
    await new_emails(client, box, 3)

    with pytest.raises(method_errors.TooManyChanges, match="Email/queryChanges"):
        await client.email.query_changes(
            filter=inside(box), since_query_state=known.query_state, max_changes=1
        )


@pytest.mark.succeeds("Email/changes", "Email/get")
async def test_changed_emails_are_fetched_by_reference(client: aiojmap.Client) -> None:
    """The ids that Email/changes gives go into gets in the same request."""
    box = await new_mailbox(client)
    old, gone = await new_emails(client, box, 2)
    state = (await client.email.get(ids=[])).state
    new = await new_email(client, box)
    await client.email.update(old, mail.EmailPatch(keywords={"$flagged": True}))
    await client.email.destroy(gone)

    changes = client.email.changes(since_state=state)
    created = client.email.get(ids=changes.created, properties=["subject"])
    updated = client.email.get(ids=changes.updated, properties=["keywords"])
    answer, news, olds = await client.send(changes, created, updated)

    assert new.id in answer.created
    assert (answer.updated, answer.destroyed) == ([old], [gone])
    assert new.subject in [email.subject for email in news.list]
    assert [email.keywords["$flagged"] for email in olds.list] == [True]
    assert answer.new_state != state
    assert not answer.has_more_changes


@pytest.mark.fails("Email/changes")
async def test_no_changes_at_most_are_no_argument(client: aiojmap.Client) -> None:
    """maxChanges must be above zero: Email/changes fails with InvalidArguments."""
    state = (await client.email.get(ids=[])).state

    with pytest.raises(method_errors.InvalidArguments, match="Email/changes"):
        await client.email.changes(since_state=state, max_changes=0)
