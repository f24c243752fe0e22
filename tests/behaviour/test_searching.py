"""Email/query and SearchSnippet/get on the embedded server."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.core import method_errors
from aiojmap.mail import EmailFilter
from aiojmap.testing import Server

from .embedded import Clock, box, client_of, message

LONG = "word " * 200


@pytest.fixture
async def found() -> AsyncIterator[aiojmap.Client]:
    """A client for an account with a few messages, one a minute."""
    clock = Clock()
    async with Server(seeded=False, clock=clock) as server, client_of(server) as client:
        for raw in (
            message("Invoice 7", "X-Kind: bill", body="The sum for your <garden> & house."),
            message("Re: Lunch", "Cc: Bo <bo@b.example>", body="Business as usual: don't be late."),
            message("=?utf-8?q?Caf=C3=A9?=", "Content-Type: text/html", body=HTML),
            message("Long", body=f"{LONG}needle & thread {LONG}"),
            message(
                "会議の件", "Content-Type: text/plain; charset=utf-8", body="明日の会議は三時です"
            ),
        ):
            server.receive(raw)
            clock.forward(minutes=1)
        yield client


HTML = '<head><title>secret</title></head><p>Big <b>sale</b><img alt="poster"></p><style>x</style>'


async def subjects(
    client: aiojmap.Client, filter: aiojmap.Filter[mail.EmailId]
) -> list[str | None]:
    """The subjects of what a filter finds."""
    ids = client.email.query(filter=filter).ids
    return [
        email.subject for email in (await client.email.get(ids=ids, properties=["subject"])).list
    ]


@pytest.mark.parametrize(
    ("filter_", "expected"),
    [
        (EmailFilter(text="invoice"), ["Invoice 7"]),
        (EmailFilter(text="GARDEN sum"), ["Invoice 7"]),
        (EmailFilter(text="garden lunch"), []),
        (EmailFilter(body="business"), ["Re: Lunch"]),
        (EmailFilter(body="bus"), ["Re: Lunch"]),
        (EmailFilter(body="siness"), []),
        (EmailFilter(body="'bus'"), []),
        (EmailFilter(body='"as usual"'), ["Re: Lunch"]),
        (EmailFilter(body='"usual as"'), []),
        (EmailFilter(body='"don\\\'t be"'), ["Re: Lunch"]),
        (EmailFilter(subject="café"), ["Café"]),
        (EmailFilter(body="poster sale"), ["Café"]),
        (EmailFilter(body="secret"), []),
        (EmailFilter(subject="会議"), ["会議の件"]),
        (EmailFilter(body="会議"), ["会議の件"]),
        (EmailFilter(cc="bo@b.example"), ["Re: Lunch"]),
        (EmailFilter(from_="nobody"), []),
        (EmailFilter(header=["x-kind"]), ["Invoice 7"]),
        (EmailFilter(header=["X-Kind", "ILL"]), ["Invoice 7"]),
        (EmailFilter(header=["X-Kind", "letter"]), []),
        (EmailFilter(min_size=1000), ["Long"]),
        (~EmailFilter(text="the") & ~EmailFilter(text="会議"), ["Re: Lunch", "Café", "Long"]),
    ],
)  # fmt: skip
async def test_a_filter_finds(
    found: aiojmap.Client, filter_: aiojmap.Filter[mail.EmailId], expected: list[str]
) -> None:
    """Words, phrases, fields and sizes, each as a person would expect."""
    assert await subjects(found, filter_) == expected


async def test_dates_of_a_filter_begin_with_the_moment_itself(found: aiojmap.Client) -> None:
    """`after` includes its moment, `before` does not."""
    moment = Clock().now.replace(minute=1)

    assert await subjects(found, EmailFilter(after=moment) & EmailFilter(before=moment)) == []
    assert len(await subjects(found, EmailFilter(after=moment))) == 4
    assert await subjects(found, EmailFilter(before=moment)) == ["Invoice 7"]


async def test_collapsed_threads_count_and_page_as_one(found: aiojmap.Client) -> None:
    """position, anchor and total are of the collapsed list."""
    ids = (await found.email.query(collapse_threads=True)).ids
    after = await found.email.query(
        collapse_threads=True, anchor=ids[2], anchor_offset=-1, limit=2, calculate_total=True
    )

    assert (after.ids, after.position, after.total) == (ids[1:3], 1, 5)
    last = await found.email.query(collapse_threads=True, position=-1)
    assert (last.ids, last.position) == (ids[-1:], 4)


async def test_changes_of_a_collapsed_query_bring_the_list_up_to_date() -> None:
    """A newer email of a thread takes the place of the older one."""
    clock = Clock()
    async with Server(seeded=False, clock=clock) as server, client_of(server) as client:
        for subject in ("Tree", "House"):
            server.receive(message(subject, f"Message-ID: <{subject}@x>"))
            clock.forward(minutes=1)
        newest = [mail.EmailSort.received_at.desc()]
        before = await client.email.query(sort=newest, collapse_threads=True)
        new = server.receive(message("Re: Tree", "In-Reply-To: <Tree@x>"))

        changes = await client.email.query_changes(
            sort=newest, collapse_threads=True, since_query_state=before.query_state
        )

        ids = [id_ for id_ in before.ids if id_ not in changes.removed]
        for item in changes.added:
            ids.insert(item.index, item.id)
        after = await client.email.query(sort=newest, collapse_threads=True)
        assert ids == after.ids == [new, before.ids[0]]
        assert changes.new_query_state == after.query_state


async def test_a_search_shows_where_its_words_are(found: aiojmap.Client) -> None:
    """Words are marked and the rest is HTML; what has none of the words is null."""
    filter_ = EmailFilter(text="invoice") | EmailFilter(text="garden")
    ids = found.email.query(filter=filter_).ids

    snippets = await found.search_snippet.get(filter=filter_, email_ids=ids)

    assert [(item.subject, item.preview) for item in snippets.list] == [
        (
            "<mark>Invoice</mark> 7",
            "The sum for your &lt;<mark>garden</mark>&gt; &amp; house.",
        )
    ]
    assert not snippets.not_found


async def test_a_snippet_is_the_part_around_the_words_and_short(found: aiojmap.Client) -> None:
    """The preview has at most 255 octets, and the words in it."""
    filter_ = EmailFilter(body='"needle & thread"')
    ids = (await found.email.query(filter=filter_)).ids

    snippets = await found.search_snippet.get(filter=filter_, email_ids=[*ids, "none"])

    (snippet,) = snippets.list
    assert snippet.preview is not None
    assert "<mark>needle &amp; thread</mark>" in snippet.preview
    assert len(snippet.preview.encode()) <= 255
    assert snippet.subject is None
    assert snippets.not_found == ["none"]


async def test_what_is_excluded_is_not_marked(found: aiojmap.Client) -> None:
    """Words under NOT are no words to show."""
    filter_ = EmailFilter(subject="invoice") & ~EmailFilter(text="sum")
    ids = (await found.email.query()).ids

    snippets = await found.search_snippet.get(filter=filter_, email_ids=ids[:1])

    assert (snippets.list[0].subject, snippets.list[0].preview) == (
        "<mark>Invoice</mark> 7",
        None,
    )


async def test_a_filter_that_no_query_takes_gives_no_snippets(found: aiojmap.Client) -> None:
    """An unknown condition is unsupportedFilter here as there."""
    arguments: aiojmap.JSONObject = {
        "accountId": next(iter((await found.session()).accounts)),
        "filter": {"mood": "good"},
        "emailIds": [],
    }

    with pytest.raises(method_errors.UnsupportedFilter):
        await found.call(
            "SearchSnippet/get", arguments, capability=mail.MailAccountCapability.uri, effect="read"
        )


async def test_the_inbox_is_searched_without_what_is_elsewhere_too(found: aiojmap.Client) -> None:
    """inMailboxOtherThan leaves out what is in those mailboxes only."""
    inbox = (await box(found, "inbox")).id
    trash = (await box(found, "trash")).id
    ids = (await found.email.query()).ids
    await found.email.update(ids[0], mail.EmailPatch(mailbox_ids={inbox: True, trash: True}))

    other = await found.email.query(filter=EmailFilter(in_mailbox_other_than=[inbox]))

    assert other.ids == [ids[0]]
