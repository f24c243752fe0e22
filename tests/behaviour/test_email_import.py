"""Emails out of messages that are there: Email/import (RFC 8621, section 4.8)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

import aiojmap
from aiojmap import mail, submission
from aiojmap.core import set_errors
from aiojmap.mail import set_errors as mail_set_errors
from aiojmap.runtime import JSON

from .differing import Expected
from .messages import draft, imported, message, new_mailbox, unique
from .raw import ask, error_of, refused
from .serving import Account

pytestmark = pytest.mark.about("Email")


@pytest.mark.succeeds("Email/import", "Email/get", "Email/parse")
async def test_an_imported_message_is_read_parsed_and_downloaded_as_it_was(
    client: aiojmap.Client,
) -> None:
    """The email, what parse makes of its blob, and the octets of the blob are the same message."""
    box, subject = await new_mailbox(client), unique("Imported")
    octets = message(f"Subject: {subject}", "Date: Mon, 05 Jan 2026 10:00:00 +0000", body="Hello!")
    blob = await client.upload(octets, type="message/rfc822")
    new = mail.EmailImport(
        blob_id=blob.blob_id,
        mailbox_ids={box: True},
        keywords={"$flagged": True},
        received_at=datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC),
    )

    made = (await client.email.import_(emails={"m": new})).created["m"]
    got, parsed = await client.send(
        client.email.get(ids=[made.id], fetch_text_body_values=True),
        client.email.parse(blob_ids=[made.blob_id], fetch_text_body_values=True),
    )
    async with client.download(made.blob_id, type="message/rfc822") as stream:
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
async def test_an_import_is_sent_in_the_same_request(
    client: aiojmap.Client, account: Account
) -> None:
    """The id of an imported email can be used before it is known."""
    identity = (await client.identity.get()).list[0]
    octets = message(
        f"Subject: {unique('Soon')}",
        "To: somebody@example.org",
        "Date: Mon, 05 Jan 2026 10:00:00 +0000",
        sender=account.address,
    )
    blob = await client.upload(octets, type="message/rfc822")
    new = mail.EmailImport(blob_id=blob.blob_id, mailbox_ids={await new_mailbox(client): True})
    made = client.email.import_(emails={"m": new})
    sending = client.email_submission.create(
        submission.EmailSubmissionCreate(email_id=made.created_id("m"), identity_id=identity.id)
    )

    answer, sent = await client.send(made, sending)

    (got,) = (await client.email_submission.get(ids=[sent.id])).list
    assert got.email_id == answer.created["m"].id


@pytest.mark.fails("Email/import")
async def test_a_message_that_is_there_already_is_told_with_its_id(client: aiojmap.Client) -> None:
    """Each message is in a mailbox once: AlreadyExists, with the id it has."""
    box, octets = await new_mailbox(client), message(f"Subject: {unique('Twice')}")
    first = await imported(client, box, octets)

    with pytest.raises(set_errors.AlreadyExists, match="Email/import") as raised:
        await imported(client, box, octets)

    assert raised.value.existing_id == first.id


@pytest.mark.fails("Email/import")
async def test_refused_imports_say_what_is_wrong_with_each(client: aiojmap.Client) -> None:
    """No such blob, no such mailbox, or no message: each is told, and none is made."""
    box = await new_mailbox(client)
    good = await client.upload(message(f"Subject: {unique('Good')}"), type="message/rfc822")
    bad = await client.upload(b"\0\1 is no message", type="application/octet-stream")

    answer = await client.email.import_(
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


@pytest.mark.succeeds("Email/import")
async def test_an_import_is_received_now_unless_it_says_so(
    client: aiojmap.Client, expected: Expected
) -> None:
    """receivedAt is that of the topmost Received field, or now (section 4.8)."""
    box = await new_mailbox(client)
    trace = "Received: from a by b; Mon, 02 Feb 2026 03:04:05 +0000"
    traced = await imported(client, box, message(f"Subject: {unique('Old')}", trace))
    plain = await imported(client, box, message(f"Subject: {unique('New')}"))

    emails = (await client.email.get(ids=[traced.id, plain.id], properties=["receivedAt"])).list

    dates = {email.id: email.received_at for email in emails}
    assert abs(datetime.now(UTC) - dates[plain.id]) < timedelta(minutes=5)
    then = datetime(2026, 2, 2, 3, 4, 5, tzinfo=UTC)
    assert (dates[traced.id] == then) == expected("that of the trace")


@pytest.mark.succeeds("Email/import")
async def test_several_messages_are_imported_at_once(client: aiojmap.Client) -> None:
    """Each message becomes an email of its own, with its blob and its size."""
    box = await new_mailbox(client)
    raws = [message(f"Subject: {unique('Many')}") for _ in range(3)]
    blobs = [await client.upload(raw, type="message/rfc822") for raw in raws]

    answer = await client.email.import_(
        emails={
            str(number): mail.EmailImport(blob_id=blob.blob_id, mailbox_ids={box: True})
            for number, blob in enumerate(blobs)
        }
    )

    assert [answer.created[str(number)].size for number in range(3)] == [len(raw) for raw in raws]
    assert len({item.id for item in answer.created.values()}) == 3


@pytest.mark.succeeds("Email/import")
async def test_an_imported_reply_joins_its_thread(client: aiojmap.Client) -> None:
    """An import is put into the thread that its header names."""
    box, word = await new_mailbox(client), unique("")[1:]
    first = draft(box, f"Talk {word}")
    first.message_id = [f"{word}@example.org"]
    one = await client.email.create(first)

    two = await imported(
        client, box, message(f"Subject: Re: Talk {word}", f"In-Reply-To: <{word}@example.org>")
    )

    assert two.thread_id == one.thread_id


@pytest.mark.succeeds("Email/import")
async def test_keywords_of_an_import_are_put_in_lower_case(client: aiojmap.Client) -> None:
    """Keywords are kept in lower case, as everywhere."""
    box = await new_mailbox(client)
    email = await imported(client, box, message(f"Subject: {unique('K')}"), ["$Seen", "ToDo"])

    (got,) = (await client.email.get(ids=[email.id], properties=["keywords"])).list

    assert set(got.keywords) == {"$seen", "todo"}


@pytest.mark.fails("Email/import")
@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"mailboxIds": {}}, "mailboxIds"),
        ({"mailboxIds": None}, "mailboxIds"),
        ({"blobId": None}, "blobId"),
        ({"keywords": {"a b": True}}, "keywords"),
        ({"receivedAt": "yesterday"}, "receivedAt"),
    ],
    ids=["no mailbox", "null", "no blob", "keyword", "date"],
)
async def test_a_wrong_property_of_an_import_is_named(
    client: aiojmap.Client, given: dict[str, JSON], name: str
) -> None:
    """What cannot be imported so: invalidProperties."""
    blob = await client.upload(message(f"Subject: {unique('No')}"), type="message/rfc822")
    box = await new_mailbox(client)
    new = {"blobId": blob.blob_id, "mailboxIds": {box: True}, **given}

    answer = await ask(client, "Email/import", emails={"m": new})

    type_, names = refused(answer, "m")
    assert type_ == "invalidProperties"
    assert str(names[0]).partition("/")[0] == name


@pytest.mark.fails("Email/import")
async def test_emails_must_be_a_map(client: aiojmap.Client) -> None:
    """An array of emails to import: invalidArguments."""
    assert await error_of(client, "Email/import", emails=[]) == "invalidArguments"


@pytest.mark.fails("Email/import")
async def test_nothing_is_imported_into_another_state(
    client: aiojmap.Client, expected: Expected
) -> None:
    """With a state that is not the present one: stateMismatch."""
    outcome = await error_of(client, "Email/import", ifInState="never", emails={})

    assert outcome == expected("the outcome in another state")
