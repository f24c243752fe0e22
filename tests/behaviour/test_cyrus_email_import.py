"""Emails out of messages that are there: Email/import, Email/parse and Email/copy on Cyrus."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from servers.cyrus import Cyrus
from servers.cyrus_sharing import share

import aiojmap
from aiojmap import mail, submission
from aiojmap.core import method_errors, set_errors
from aiojmap.mail import set_errors as mail_set_errors

from .messages import imported, message, new_mailbox, unique
from .raw import raw


@pytest.mark.succeeds("Email/import", "Email/get", "Email/parse")
async def test_an_imported_message_is_read_parsed_and_downloaded_as_it_was(
    alice: aiojmap.Client,
) -> None:
    """The email, what parse makes of its blob, and the octets of the blob are the same message."""
    box, subject = await new_mailbox(alice), unique("Imported")
    octets = message(f"Subject: {subject}", "Date: Mon, 05 Jan 2026 10:00:00 +0000", body="Hello!")
    blob = await alice.upload(octets, type="message/rfc822")
    new = mail.EmailImport(
        blob_id=blob.blob_id,
        mailbox_ids={box: True},
        keywords={"$flagged": True},
        received_at=datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC),
    )

    made = (await alice.email.import_(emails={"m": new})).created["m"]
    got, parsed = await alice.send(
        alice.email.get(ids=[made.id], fetch_text_body_values=True),
        alice.email.parse(blob_ids=[made.blob_id], fetch_text_body_values=True),
    )
    async with alice.download(made.blob_id, type="message/rfc822") as stream:
        content = await stream.read()

    (email,), message_of_blob = got.list, parsed.parsed[made.blob_id]
    assert (made.size, content) == (len(octets), octets)
    assert email.received_at == datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert (email.mailbox_ids, "$flagged" in email.keywords) == ({box: True}, True)
    assert email.subject == message_of_blob.subject == subject
    assert email.sent_at == message_of_blob.sent_at == datetime(2026, 1, 5, 10, tzinfo=UTC)
    assert email.from_ == message_of_blob.from_
    assert email.message_id == message_of_blob.message_id
    for one in (email, message_of_blob):
        assert [value.value.rstrip() for value in one.body_values.values()] == ["Hello!"]


@pytest.mark.succeeds("Email/import", "EmailSubmission/set")
async def test_an_import_is_sent_in_the_same_request(alice: aiojmap.Client) -> None:
    """The id of an imported email can be used before it is known."""
    identity = (await alice.identity.get()).list[0]
    octets = message(f"Subject: {unique('Soon')}", "To: somebody@example.org")
    blob = await alice.upload(octets, type="message/rfc822")
    new = mail.EmailImport(blob_id=blob.blob_id, mailbox_ids={await new_mailbox(alice): True})
    made = alice.email.import_(emails={"m": new})
    sending = alice.email_submission.create(
        submission.EmailSubmissionCreate(email_id=made.created_id("m"), identity_id=identity.id)
    )

    answer, sent = await alice.send(made, sending)

    (got,) = (await alice.email_submission.get(ids=[sent.id])).list
    assert got.email_id == answer.created["m"].id


@pytest.mark.fails("Email/import")
async def test_a_message_that_is_there_already_is_told_with_its_id(alice: aiojmap.Client) -> None:
    """Cyrus keeps each message of a mailbox once: AlreadyExists, with the id it has."""
    box, octets = await new_mailbox(alice), message(f"Subject: {unique('Twice')}")
    first = await imported(alice, box, octets)

    with pytest.raises(set_errors.AlreadyExists, match="Email/import") as raised:
        await imported(alice, box, octets)

    assert raised.value.existing_id == first.id


@pytest.mark.fails("Email/import")
async def test_refused_imports_say_what_is_wrong_with_each(alice: aiojmap.Client) -> None:
    """No such blob, no such mailbox, or no message: each is told, and none is made."""
    box = await new_mailbox(alice)
    good = await alice.upload(message(f"Subject: {unique('Good')}"), type="message/rfc822")
    bad = await alice.upload(b"\0\1 is no message", type="application/octet-stream")

    answer = await alice.email.import_(
        emails={
            "no blob": mail.EmailImport(blob_id="Gnothing", mailbox_ids={box: True}),
            "no box": mail.EmailImport(blob_id=good.blob_id, mailbox_ids={"nothing": True}),
            "no message": mail.EmailImport(blob_id=bad.blob_id, mailbox_ids={box: True}),
        }
    )

    assert answer.created == {}
    for key, name in (("no blob", "blobId"), ("no box", "mailboxIds")):
        error = answer.not_created[key]
        assert isinstance(error, set_errors.InvalidProperties)
        assert error.properties == [name]
    assert isinstance(answer.not_created["no message"], mail_set_errors.InvalidEmail)


@pytest.mark.succeeds("Email/parse")
async def test_blobs_are_parsed_with_the_properties_asked_for(alice: aiojmap.Client) -> None:
    """parse takes names of properties; what is no message or no blob is listed.

    Cyrus 3.6 leaves out single header fields (header:Subject) here, and knows the others.
    """
    subject = unique("Parsed")
    good = await alice.upload(message(f"Subject: {subject}"), type="message/rfc822")
    bad = await alice.upload(b"\0\1 is no message", type="application/octet-stream")

    answer = await alice.email.parse(
        blob_ids=[good.blob_id, bad.blob_id, "Gnothing"],
        properties=["size", "preview", "headers"],
    )

    parsed = answer.parsed[good.blob_id]
    assert mail.EmailHeader(name="Subject", value=f" {subject}") in parsed.headers
    assert (parsed.preview.rstrip(), parsed.size) == ("Some text.", good.size)
    assert answer.not_parsable == [bad.blob_id]
    assert answer.not_found == ["Gnothing"]
    with pytest.raises(aiojmap.PropertyNotFetched):
        _ = parsed.subject


@pytest.mark.succeeds("Email/parse", "Email/get")
async def test_an_attached_message_is_parsed(alice: aiojmap.Client) -> None:
    """The blob of a part of type message/rfc822 is a message of its own."""
    inner = unique("Inner")
    body = f"--b\nContent-Type: message/rfc822\n\nSubject: {inner}\n\nInside.\n--b--"
    octets = message(f"Subject: {unique('Outer')}", body=body, type="multipart/mixed; boundary=b")
    email = await imported(alice, await new_mailbox(alice), octets)

    attachments = alice.email.get(ids=[email.id], properties=["attachments"])
    (blob_id,) = [part.blob_id for part in (await attachments).list[0].attachments]
    assert blob_id is not None
    parsed = (await alice.email.parse(blob_ids=[blob_id], fetch_text_body_values=True)).parsed

    assert parsed[blob_id].subject == inner
    assert [value.value.rstrip() for value in parsed[blob_id].body_values.values()] == ["Inside."]


@pytest.mark.fails("Email/parse")
async def test_blob_ids_of_the_wrong_type_are_no_arguments(alice: aiojmap.Client) -> None:
    """Email/parse with a string for blobIds fails with InvalidArguments."""
    call = await raw(alice, mail.EmailParseCall, blobIds="all")

    with pytest.raises(method_errors.InvalidArguments, match="Email/parse"):
        await call


@pytest.mark.succeeds("Email/copy", "Email/get")
async def test_an_email_is_copied_from_a_shared_account(
    cyrus_server: Cyrus, alice: aiojmap.Client, bob: aiojmap.Client
) -> None:
    """The copy has the message of the original, and the mailbox and keywords it was given."""
    original = await shared_email(cyrus_server, bob)
    await alice.session(refresh=True)
    box = await new_mailbox(alice)
    copy = mail.EmailCopy(id=original.id, mailbox_ids={box: True}, keywords={"$flagged": True})

    answer = await alice.email.copy(from_account_id="bob", create={"c": copy})

    made = answer.created["c"]
    (got,) = (await alice.email.get(ids=[made.id])).list
    assert (answer.from_account_id, answer.account_id) == ("bob", "alice")
    assert made.size == original.size
    assert got.blob_id == original.blob_id
    assert (got.mailbox_ids, "$flagged" in got.keywords) == ({box: True}, True)


@pytest.mark.fails("Email/copy")
async def test_copies_that_cannot_be_made_are_told(
    cyrus_server: Cyrus, alice: aiojmap.Client, bob: aiojmap.Client
) -> None:
    """No such original, and a message that is there already, each have an error of their own."""
    original = await shared_email(cyrus_server, bob)
    await alice.session(refresh=True)
    inside = {await new_mailbox(alice): True}
    copy = mail.EmailCopy(id=original.id, mailbox_ids=inside)
    made = (await alice.email.copy(from_account_id="bob", create={"c": copy})).created["c"]

    answer = await alice.email.copy(
        from_account_id="bob",
        create={"again": copy, "lost": mail.EmailCopy(id="nothing", mailbox_ids=inside)},
    )

    again, lost = answer.not_created["again"], answer.not_created["lost"]
    assert isinstance(again, set_errors.AlreadyExists)
    assert again.existing_id == made.id
    assert isinstance(lost, set_errors.InvalidProperties)
    assert lost.properties == ["id"]


async def shared_email(server: Cyrus, owner: aiojmap.Client) -> mail.Email:
    """An email of bob in a mailbox that alice may read."""
    name = unique("Shared")
    share(server, name)
    found = owner.mailbox.query(filter=mail.MailboxFilter(name=name))
    return await imported(owner, (await found).ids[0], message(f"Subject: {unique('For you')}"))
