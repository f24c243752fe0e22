"""All the methods, names, patches and answers with their types: read by type checkers, never run.

A line marked `E:` must be an error for both; every other line must be none.
"""

from __future__ import annotations

from datetime import datetime
from typing import assert_type

import aiojmap
from aiojmap import core, mail, submission, vacationresponse
from aiojmap.core import (
    ChangesResponse,
    CopyResponse,
    GetResponse,
    QueryChangesResponse,
    QueryResponse,
    SetResponse,
)
from aiojmap.runtime import JSON

HEADER = mail.Email.header
SUBJECT = HEADER("Subject").as_text


@aiojmap.view(mail.Email)
class Listing:
    subject: str | None
    list_id: str | None = aiojmap.named(HEADER("List-Id").as_text)
    posts: list[list[str] | None] = aiojmap.named(HEADER("List-Post").as_urls.all)
    wrong: int = aiojmap.named(HEADER("List-Id").as_text)  # E: a text


async def headers(client: aiojmap.Client, part: mail.EmailBodyPart) -> None:
    answer = await client.email.get(ids=["e"], properties=["id", SUBJECT, HEADER("To").all])
    email = answer.list[0]
    assert_type(email[HEADER("A")], str | None)
    assert_type(email[HEADER("A").all], list[str])
    assert_type(email[HEADER("A").as_raw], str | None)
    assert_type(email[HEADER("A").as_text], str | None)
    assert_type(email[HEADER("A").as_text.all], list[str])
    assert_type(email[HEADER("A").as_addresses], list[mail.EmailAddress] | None)
    assert_type(email[HEADER("A").as_addresses.all], list[list[mail.EmailAddress]])
    assert_type(email[HEADER("A").as_grouped_addresses], list[mail.EmailAddressGroup] | None)
    assert_type(email[HEADER("A").as_message_ids], list[str] | None)
    assert_type(email[HEADER("A").as_message_ids.all], list[list[str] | None])
    assert_type(email[HEADER("A").as_date], datetime | None)
    assert_type(email[HEADER("A").as_date.all], list[datetime | None])
    assert_type(email[HEADER("A").as_urls], list[str] | None)
    assert_type(part[mail.EmailBodyPart.header("Content-Type")], str | None)
    email["header:A"]  # E: a plain string has no type
    email[mail.EmailBodyPart.header("A")]  # E: of a part, not of an email
    HEADER("A").as_yaml  # E: no such form
    HEADER("A").all.all  # E: once is enough
    body = mail.EmailBodyPart.header("Content-Type")
    client.email.get(ids=["e"], properties=[body])  # E: of a part, not of an email
    client.email.get(ids=["e"], body_properties=["partId", body])
    client.email.get(ids=["e"], body_properties=[SUBJECT])  # E: of an email, not of a part
    client.email.parse(blob_ids=["b"], properties=["subject", SUBJECT], body_properties=[body])

    draft = mail.EmailCreate(mailbox_ids={"m": True})
    draft[SUBJECT] = "Hello"
    draft[HEADER("Resent-To").as_addresses] = [mail.EmailAddress(email="a@example.com")]
    draft[HEADER("X-Tag").as_text.all] = ["a", "b"]
    draft[SUBJECT] = 5  # E: a text
    draft[HEADER("X-Date").as_date] = "2024-05-01"  # E: a time
    draft[body] = "text/plain"  # E: of a part, not of an email
    part[body] = "text/plain"

    listed = await client.email.get(ids=["e"], properties=Listing)
    assert_type(listed.list[0].list_id, str | None)
    assert_type(listed.list[0].posts, list[list[str] | None])


async def every_method(client: aiojmap.Client) -> None:
    assert_type((await client.core.echo({"a": [1, None]})).members["a"], JSON)
    assert_type(
        await client.blob.copy(from_account_id="a", account_id="b", blob_ids=["x"]),
        core.BlobCopyResponse,
    )
    pushes = await client.push_subscription.get()
    assert_type(pushes, core.PushSubscriptionGetResponse[core.PushSubscription])
    assert_type(pushes.list[0].expires, datetime | None)
    pushes.state  # E: subscriptions have no state
    client.push_subscription.get(account_id="a")  # E: nor an account
    pushes.list[0].url  # E: never returned
    keys = core.PushKeys(p256dh="p", auth="a")
    push = core.PushSubscriptionCreate(device_client_id="d", url="https://x.example", keys=keys)
    assert_type(await client.push_subscription.create(push), core.PushSubscription)
    core.PushSubscriptionPatch(url="https://x.example")  # E: immutable

    assert_type(await client.mailbox.query_changes(since_query_state="s"), QueryChangesResponse)
    assert_type(await client.thread.changes(since_state="s"), ChangesResponse)
    copied = await client.email.copy(
        from_account_id="a",
        create={"c": mail.EmailCopy(id="e", mailbox_ids={"m": True}, keywords={"$seen": True})},
    )
    assert_type(copied, CopyResponse[mail.Email])
    mail.EmailCopy(id="e", subject="x")  # E: a copy cannot change the message
    imported = client.email.import_(
        emails={"i": mail.EmailImport(blob_id="b", mailbox_ids={"m": True})}
    )
    mail.EmailImport(mailbox_ids={"m": True})  # E: blob_id is missing
    assert_type((await imported).created, dict[str, mail.Email])
    identity = client.identity.create(submission.IdentityCreate(email="a@example.com"))
    sent = client.email_submission.create(
        submission.EmailSubmissionCreate(email_id=imported.created_id("i"), identity_id=identity.id)
    )
    assert_type(await sent, submission.EmailSubmission)
    parsed = await client.email.parse(blob_ids=["b"])
    assert_type(parsed, mail.EmailParseResponse[mail.Email])
    assert_type(parsed.parsed["b"].subject, str | None)
    viewed = await client.email.parse(blob_ids=["b"], properties=Listing)
    assert_type(viewed.parsed["b"].list_id, str | None)
    snippets = await client.search_snippet.get(
        filter=mail.EmailFilter(text="x"), email_ids=client.email.query(limit=3).ids
    )
    assert_type(snippets.list[0].preview, str | None)
    client.search_snippet.get(filter=mail.MailboxFilter(name="x"), email_ids=[])  # E: of Mailbox

    assert_type(await client.identity.set(destroy=["i"]), SetResponse[submission.Identity])
    found = await client.email_submission.query(
        filter=submission.EmailSubmissionFilter(undo_status="pending"),
        sort=[submission.EmailSubmissionSort.sent_at.desc()],
    )
    assert_type(found, QueryResponse)
    assert_type(
        await client.email_submission.get(ids=found.ids), GetResponse[submission.EmailSubmission]
    )
    away = await client.vacation_response.get()
    assert_type(away.list[0].from_date, datetime | None)
    patch = vacationresponse.VacationResponsePatch(is_enabled=True, subject=None)
    assert_type(await client.vacation_response.update("singleton", patch), None)
    client.vacation_response.create  # E: there is always one


async def references(client: aiojmap.Client) -> None:
    changes = client.email.changes(since_state="s")
    client.email.get(ids=changes.created)
    client.email.get(ids=changes.updated)
    client.mailbox.get(ids=changes.updated)  # E: ids of Email
    boxes = client.mailbox.changes(since_state="s")
    client.mailbox.get(ids=boxes.updated, properties=boxes.updated_properties)
    submissions = client.email_submission.query()
    got = client.email_submission.get(ids=submissions.ids)
    client.email.get(ids=got.list.email_id)
    client.identity.get(ids=got.list.identity_id)
    client.thread.get(ids=got.list.thread_id)
    client.identity.get(ids=got.list.email_id)  # E: ids of Email
    snippets = client.search_snippet.get(email_ids=["e"])
    client.email.get(ids=snippets.list.email_id)
    client.email.parse(blob_ids=client.email.get(ids=["e"]).list.blob_id)
    client.email.parse(blob_ids=got.list.email_id)  # E: ids of Email
    client.email.parse(blob_ids=client.email.get(ids=["e"]).list.attachments.blob_id)  # E: or null
    client.core.echo({"ids": changes.created, "n": 1})
    client.email_submission.set(
        on_success_update_email={"#s": mail.EmailPatch(keywords=aiojmap.merge({"$draft": None}))},
        on_success_destroy_email=["#s"],
    )
    client.email_submission.set(on_success_update_email={"#s": mail.MailboxPatch()})  # E: of Email


async def patches(client: aiojmap.Client) -> None:
    patch = aiojmap.from_pointers(mail.EmailPatch, {"keywords/$seen": True, "mailboxIds/m": None})
    assert_type(patch, mail.EmailPatch)
    aiojmap.from_pointers(mail.Email, {"keywords/$seen": True})  # E: no patch
    await client.email.update("e", patch)
    mail.MailboxPatch(total_emails=5)  # E: set by the server
    mail.MailboxPatch(name=None, parent_id=None, sort_order=1)
    submission.EmailSubmissionPatch(undo_status="canceled")
    submission.EmailSubmissionPatch(email_id="e")  # E: immutable
