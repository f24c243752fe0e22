"""The code users should write, with the types they get: read by mypy and pyright, never run.

A line marked `E:` must be an error for both; every other line must be none.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Protocol, assert_type

import aiojmap
from aiojmap import mail, maskedemail, submission
from aiojmap.core import ChangesResponse, GetResponse, QueryResponse, SetResponse
from aiojmap.mail import EmailGetCall, EmailQueryCall, ThreadGetCall


@aiojmap.view(mail.Email)
class EmailSummary:
    id: str
    thread_id: str
    subject: str | None
    received_at: datetime
    from_: list[mail.EmailAddress] | None


class Bar(Protocol):
    def update(self, octets: int) -> None: ...


async def reading() -> None:
    async with aiojmap.Client.from_env() as client:
        assert_type(client, aiojmap.Client)
        boxes = await client.mailbox.get()
        assert_type(boxes, GetResponse[mail.Mailbox])
        inbox = next(b for b in boxes.list if b.role == "inbox")
        assert_type(inbox, mail.Mailbox)
        assert_type(inbox.id, str)
        assert_type(inbox.parent_id, str | None)
        assert_type(inbox.my_rights.may_read_items, bool)

        found = client.email.query(
            filter=mail.EmailFilter(in_mailbox=inbox.id) & ~mail.EmailFilter(has_keyword="$seen"),
            sort=[mail.EmailSort.received_at.desc()],
            limit=10,
        )
        assert_type(found, EmailQueryCall)
        emails = client.email.get(ids=found.ids, properties=EmailSummary)
        assert_type(emails, EmailGetCall[EmailSummary])
        threads = client.thread.get(ids=emails.list.thread_id)
        assert_type(threads, ThreadGetCall[mail.Thread])
        found_r, emails_r, threads_r = await client.send(found, emails, threads)
        assert_type(found_r, QueryResponse)
        assert_type(emails_r, GetResponse[EmailSummary])
        assert_type(threads_r, GetResponse[mail.Thread])
        assert_type(emails_r.list[0].subject, str | None)
        assert_type(emails_r.list[0].received_at, datetime)
        assert_type(emails_r.list[0].from_, list[mail.EmailAddress] | None)
        assert_type(found_r.ids, list[str])
        assert_type(found_r.total, int)
        assert_type(threads_r.list[0].email_ids, list[str])
        emails_r.list[0].preview  # E: not in EmailSummary

        top = await client.email.get(
            ids=client.email.query(limit=10).ids, properties=["subject", "from"]
        )
        assert_type(top, GetResponse[mail.Email])
        assert_type(top.list[0].preview, str)

        client.thread.get(ids=emails.list.preview)  # E: strings, not ids
        client.thread.get(ids=found.ids)  # E: ids of Email, not of Thread
        client.email.get(ids=found.ids, propertiez=["subject"])  # E: no such argument
        client.email.get(ids=found.ids, properties=["subjct"])  # E: no such property
        client.email.query(filter=mail.EmailFilter(in_mailbox=found.ids))  # E: whole arguments only
        client.email.query(filter=mail.MailboxFilter(name="x"))  # E: a filter of Mailbox
        client.email.query(sort=[mail.MailboxSort.name.asc()])  # E: a sort of Mailbox
        mail.EmailFilter(in_mailbox="x") & mail.MailboxFilter(name="x")  # E: of two types


async def syncing(client: aiojmap.Client, state: str, ids: list[str]) -> None:
    changes = client.mailbox.changes(since_state=state)
    created = client.mailbox.get(ids=changes.created)
    updated = client.mailbox.get(ids=changes.updated, properties=changes.updated_properties)
    answer, _, _ = await client.send(changes, created, updated)
    assert_type(answer, mail.MailboxChangesResponse)
    assert_type(answer.updated_properties, list[str] | None)
    assert_type(await client.email.changes(since_state=state), ChangesResponse)

    moved = client.email.query_changes(since_query_state=state)
    client.email.get(ids=moved.added.id)
    client.email.get(ids=moved.removed)
    client.thread.get(ids=moved.added.id)  # E: ids of Email, not of Thread
    client.email.get(ids=client.thread.get(ids=ids).list.email_ids)
    client.mailbox.changes(since_state=created.state)
    client.mailbox.changes()  # E: sinceState is missing


async def writing(client: aiojmap.Client, drafts: mail.Mailbox, me: submission.Identity) -> None:
    draft = client.email.set(
        create={
            "draft": mail.EmailCreate(
                mailbox_ids={drafts.id: True},
                keywords={"$draft": True},
                from_=[mail.EmailAddress(email=me.email)],
                subject="Hello",
                body_values={"text": mail.EmailBodyValue(value="Hi!")},
                text_body=[mail.EmailBodyPart(part_id="text", type="text/plain")],
            )
        }
    )
    sent = client.email_submission.set(
        create={
            "send": submission.EmailSubmissionCreate(
                email_id=draft.created_id("draft"), identity_id=me.id
            )
        },
        on_success_destroy_email=["#send"],
    )
    draft_r, sent_r = await client.send(draft, sent)
    assert_type(draft_r, SetResponse[mail.Email])
    assert_type(sent_r, SetResponse[submission.EmailSubmission])
    assert_type(sent_r.not_created, dict[str, aiojmap.SetError])
    assert_type(draft_r.updated, dict[str, mail.Email | None])
    assert_type(sent.implicit_responses(mail.EmailSetCall), list[SetResponse[mail.Email]])

    other = sent.created_id("send")
    submission.EmailSubmissionCreate(email_id=other, identity_id="i")  # E: id of a submission
    submission.EmailSubmissionCreate(identity_id=me.id)  # E: email_id is missing
    mail.EmailCreate(mailbox_ids={}, id="x")  # E: set by the server

    box = client.mailbox.create(mail.MailboxCreate(name="Projects", parent_id=drafts.id))
    child = client.mailbox.create(mail.MailboxCreate(name="aiojmap", parent_id=box.id))
    inside = mail.EmailCreate(mailbox_ids={box.id: True, child.id: True, drafts.id: True})
    keywords: dict[str, bool] = {"$seen": True}
    plain = mail.EmailCreate(mailbox_ids={drafts.id: True}, keywords=keywords)
    made, _, _, _ = await client.send(
        box, child, client.email.create(inside), client.email.create(plain)
    )
    assert_type(made, mail.Mailbox)

    assert_type(
        await client.email.update(
            "id", mail.EmailPatch(keywords=aiojmap.merge({"$seen": True, "$flagged": None}))
        ),
        None,
    )
    mail.EmailPatch(subject="x")  # E: immutable
    mail.EmailPatch(keywords=aiojmap.merge({"$seen": "yes"}))  # E: not a Boolean

    masked = await client.masked_email.create(
        maskedemail.MaskedEmailCreate(
            state="enabled", for_domain="https://shop.example", description="Shop"
        )
    )
    assert_type(masked, maskedemail.MaskedEmail)
    assert_type(masked.last_message_at, datetime | None)
    maskedemail.MaskedEmailCreate(for_domain=None)  # E: null is refused


async def composing(client: aiojmap.Client, drafts: mail.Mailbox, parent: mail.Email) -> None:
    logo = aiojmap.inline(await client.upload(Path("logo.png")), cid="logo")
    assert_type(logo, mail.EmailBodyPart)
    files = [aiojmap.attachment(part) for part in parent.attachments]
    header = mail.Email.header
    assert_type(header("X-A").as_text.of("a"), aiojmap.PropertyValue[mail.Email])
    box = client.mailbox.create(mail.MailboxCreate(name="x"))
    draft = aiojmap.compose(
        mailbox_ids=[drafts.id, box.id],
        from_="me@example.com",
        to=["Ann <ann@example.com>", mail.EmailAddress(email="bob@example.com")],
        cc=parent.from_,
        in_reply_to=parent,
        headers=[header("X-A").as_text.of("a"), header("X-B").as_urls.all.of([["b"]])],
        text="Hi!",
        html="<p>",
        inline=[logo],
        attachments=[*files, aiojmap.attachment("b", type="text/plain", name="a.txt")],
    )
    assert_type(draft, mail.EmailCreate)
    client.email.create(draft)
    aiojmap.compose(mailbox_ids=box.id, to=mail.EmailAddress(email="x"), keywords={"$seen": True})
    aiojmap.compose(mailbox_ids=parent.mailbox_ids, in_reply_to="a@b", references=["c@d"])

    submission_id = client.email_submission.set().created_id("s")
    aiojmap.compose(mailbox_ids=submission_id)  # E: id of a submission
    aiojmap.compose(text="Hi!")  # E: mailbox_ids is missing
    aiojmap.compose(mailbox_ids="m", to=[b"a@b"])  # E: no address
    aiojmap.compose(mailbox_ids="m", attachments=["b"])  # E: a blob id is no part
    aiojmap.compose(mailbox_ids="m", headers={"X-A": "b"})  # E: headers are not typed
    aiojmap.compose(mailbox_ids="m", in_reply_to=drafts)  # E: a mailbox is no message
    part_header = mail.EmailBodyPart.header("X-A").as_text.of("a")
    aiojmap.compose(mailbox_ids="m", headers=[part_header])  # E: a field of a part
    header("X-A").as_text.of(["a"])  # E: a text is no list
    header("X-A").as_date.of("yesterday")  # E: a date is no text
    aiojmap.attachment("b")  # E: a blob id needs a type
    aiojmap.inline("b", type="image/png")  # E: cid is missing


async def large(client: aiojmap.Client, blob_id: str, bar: Bar) -> None:
    async for email in client.email.iterate(
        filter=mail.EmailFilter(text="invoice"), properties=EmailSummary, page_size=200
    ):
        assert_type(email, EmailSummary)
    async for whole in client.email.iterate(filter=mail.EmailFilter(text="invoice")):
        assert_type(whole, mail.Email)
    async with client.download(blob_id, name="invoice.pdf") as stream:
        async for piece in stream:
            assert_type(piece, bytes)
    blob = await client.upload(Path("big.iso"), progress=bar.update)
    assert_type(blob.blob_id, str)


async def batches(client: aiojmap.Client, state: str) -> None:
    one = client.mailbox.get()
    assert_type(await client.send(one), GetResponse[mail.Mailbox])
    assert_type(await one, GetResponse[mail.Mailbox])
    eight = await client.send(
        client.mailbox.get(),
        client.thread.get(ids=[]),
        client.email.query(),
        client.email.changes(since_state=state),
        client.identity.get(),
        client.masked_email.get(),
        client.mailbox.query(),
        client.email.get(ids=[], properties=EmailSummary),
    )
    assert_type(
        eight,
        tuple[
            GetResponse[mail.Mailbox],
            GetResponse[mail.Thread],
            QueryResponse,
            ChangesResponse,
            GetResponse[submission.Identity],
            GetResponse[maskedemail.MaskedEmail],
            QueryResponse,
            GetResponse[EmailSummary],
        ],
    )
    many = await client.send([client.thread.get(ids=[str(n)]) for n in range(20)])
    assert_type(many, list[GetResponse[mail.Thread]])


async def inspecting(client: aiojmap.Client) -> None:
    session = await client.session()
    assert_type(session.accounts["A1"].is_read_only, bool)
    limits = await client.capability(aiojmap.core.CoreCapability)
    assert_type(limits.max_objects_in_get, int)
    account = await client.account_capability(mail.MailAccountCapability)
    assert_type(account.max_mailbox_depth, int | None)
    session.accounts["A1"].is_readonly  # E: misspelt


async def sorting(client: aiojmap.Client) -> None:
    flagged = mail.EmailSort.has_keyword("$flagged").desc()
    client.email.query(sort=[flagged, mail.EmailSort.from_.asc("i;unicode-casemap")])
    client.email.query(sort=[mail.EmailSort.has_keyword])  # E: needs its keyword
    any_of = aiojmap.FilterOperator("OR", [mail.EmailFilter(text="a"), mail.EmailFilter(text="b")])
    client.email.query(filter=any_of | mail.EmailFilter(min_size=1))
