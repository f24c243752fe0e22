"""Making, changing and destroying emails: Email/set (RFC 8621, section 4.6)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.core import method_errors, set_errors
from aiojmap.mail import set_errors as mail_set_errors
from aiojmap.runtime import AnyPropertyName

from .messages import draft, new_email, new_emails, new_mailbox, unique

pytestmark = pytest.mark.about("Email")


def header(name: str) -> mail.EmailHeaderName:
    return mail.Email.header(name)


@pytest.mark.succeeds("Email/set", "Email/get")
async def test_header_fields_are_written_in_all_their_forms(client: aiojmap.Client) -> None:
    """Each of the seven forms of a header field goes in as a value and comes back as it was.

    Cyrus puts a space in front of a raw value.
    """
    new = draft(await new_mailbox(client), unique("Written"))
    raw, text, colour = header("X-Raw").as_raw, header("X-Text").as_text, header("X-Colour")
    addresses, groups = header("X-Who").as_addresses, header("X-Groups").as_grouped_addresses
    ids, date, urls = header("X-Ids").as_message_ids, header("X-When").as_date, header("X-At")
    ann = mail.EmailAddress(name="Änn", email="ann@example.org")
    moment = datetime(2026, 1, 5, 10, tzinfo=timezone(timedelta(hours=2)))
    new[raw] = " as it stands"
    new[text] = "Grüße"
    new[addresses] = [ann]
    new[groups] = [mail.EmailAddressGroup(name="Friends", addresses=[ann])]
    new[ids] = ["a@example.org", "b@example.org"]
    new[date] = moment
    new[urls.as_urls] = ["https://example.org/", "mailto:list@example.org"]
    new[colour.as_text.all] = ["red", "grün"]

    made = await client.email.create(new)

    names: list[AnyPropertyName[mail.Email]] = [
        raw,
        text,
        addresses,
        groups,
        ids,
        date,
        urls.as_urls,
        colour.as_text.all,
    ]
    (got,) = (await client.email.get(ids=[made.id], properties=names)).list
    assert (got[raw] or "").strip() == "as it stands"
    assert got[text] == "Grüße"
    assert got[addresses] == [ann]
    assert got[groups] == [mail.EmailAddressGroup(name="Friends", addresses=[ann])]
    assert got[ids] == ["a@example.org", "b@example.org"]
    assert got[date] == moment
    assert got[urls.as_urls] == ["https://example.org/", "mailto:list@example.org"]
    assert got[colour.as_text.all] == ["red", "grün"]


@pytest.mark.succeeds("Email/set", "Email/get")
async def test_a_message_with_two_bodies_and_an_attachment_is_made(client: aiojmap.Client) -> None:
    """Text, HTML and an uploaded file go in, and come back as bodies, values and attachment."""
    blob = await client.upload(b"col1,col2\n", type="text/csv")
    new = mail.EmailCreate(
        mailbox_ids={await new_mailbox(client): True},
        keywords={"$draft": True, "label": True},
        subject=unique("Grüße"),
        from_=[mail.EmailAddress(name="Röbin", email="robin@example.org")],
        to=[mail.EmailAddress(email="ann@example.org")],
        received_at=datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC),
        body_values={
            "plain": mail.EmailBodyValue(value="Schöne\nGrüße"),
            "rich": mail.EmailBodyValue(value="<p>Schöne Grüße</p>"),
        },
        text_body=[mail.EmailBodyPart(part_id="plain", type="text/plain")],
        html_body=[mail.EmailBodyPart(part_id="rich", type="text/html")],
        attachments=[
            mail.EmailBodyPart(
                blob_id=blob.blob_id, type="text/csv", name="täble.csv", disposition="attachment"
            )
        ],
    )

    made = await client.email.create(new)

    (got,) = (await client.email.get(ids=[made.id], fetch_all_body_values=True)).list
    assert (got.subject, got.from_, got.received_at) == (new.subject, new.from_, new.received_at)
    assert {"$draft", "label"} <= set(got.keywords)
    values = {part.type: got.body_values[part.part_id or ""].value for part in got.text_body}
    values |= {part.type: got.body_values[part.part_id or ""].value for part in got.html_body}
    assert values["text/plain"].rstrip("\n") == "Schöne\nGrüße"
    assert values["text/html"].rstrip("\n") == "<p>Schöne Grüße</p>"
    (table,) = got.attachments
    assert (table.name, table.type, table.size) == ("täble.csv", "text/csv", 10)
    assert got.has_attachment


@pytest.mark.succeeds("Email/set", "Email/get")
async def test_a_message_is_made_of_a_tree_of_parts(client: aiojmap.Client) -> None:
    """bodyStructure, with a header field of a part, makes the message that it describes."""
    kind, note = "multipart/related", mail.EmailBodyPart.header("X-Note").as_text
    inner = mail.EmailBodyPart(part_id="1", type="text/html", cid="text@example.org")
    inner[note] = "a note"
    new = mail.EmailCreate(
        mailbox_ids={await new_mailbox(client): True},
        subject=unique("Tree"),
        body_structure=mail.EmailBodyPart(type=kind, sub_parts=[inner]),
        body_values={"1": mail.EmailBodyValue(value="<p>Hi</p>")},
    )

    made = await client.email.create(new)

    (got,) = (
        await client.email.get(
            ids=[made.id],
            properties=["bodyStructure"],
            body_properties=["type", "cid", "subParts", note],
        )
    ).list
    (part,) = got.body_structure.sub_parts or []
    assert (got.body_structure.type, part.type, part.cid) == (kind, "text/html", "text@example.org")
    assert part[note] == "a note"


@pytest.mark.succeeds("Email/set")
async def test_a_merge_moves_an_email_and_changes_single_keywords(client: aiojmap.Client) -> None:
    """Entries of mailboxIds and keywords change one by one; the others stay."""
    box, other, third = [await new_mailbox(client) for _ in range(3)]
    email = await new_email(client, box)
    first = mail.EmailPatch(
        mailbox_ids=aiojmap.merge({other: True}), keywords={"$seen": True, "label": True}
    )
    second = mail.EmailPatch(
        mailbox_ids=aiojmap.merge({box: None, third: True}),
        keywords=aiojmap.merge({"$flagged": True, "$seen": None}),
    )

    await client.email.update(email.id, first)
    await client.email.update(email.id, second)

    (got,) = (await client.email.get(ids=[email.id], properties=["mailboxIds", "keywords"])).list
    assert got.mailbox_ids == {other: True, third: True}
    assert got.keywords == {"$flagged": True, "label": True}


@pytest.mark.succeeds("Email/set")
async def test_keywords_as_a_whole_are_replaced(client: aiojmap.Client) -> None:
    """A plain map, or None for the default, takes the place of all keywords."""
    email = await new_email(client, await new_mailbox(client))

    await client.email.update(email.id, mail.EmailPatch(keywords={"one": True, "two": True}))
    await client.email.update(email.id, mail.EmailPatch(keywords={"three": True}))
    (replaced,) = (await client.email.get(ids=[email.id], properties=["keywords"])).list
    await client.email.update(email.id, mail.EmailPatch(keywords=None))
    (cleared,) = (await client.email.get(ids=[email.id], properties=["keywords"])).list

    assert replaced.keywords == {"three": True}
    assert cleared.keywords == {}


@pytest.mark.succeeds("Mailbox/set", "Email/set")
async def test_an_email_is_made_in_a_mailbox_of_the_same_request(client: aiojmap.Client) -> None:
    """A creation reference may be a key of mailboxIds."""
    box = client.mailbox.create(mail.MailboxCreate(name=unique("Box")))
    new = draft("", unique("Inside"))
    new.mailbox_ids = {box.id: True}
    email = client.email.create(new)

    made_box, made = await client.send(box, email)

    (got,) = (await client.email.get(ids=[made.id], properties=["mailboxIds"])).list
    assert got.mailbox_ids == {made_box.id: True}


@pytest.mark.succeeds("Email/query", "Email/set")
async def test_what_a_query_finds_is_destroyed_in_the_same_request(client: aiojmap.Client) -> None:
    """The ids of a query are the destroy argument of a /set."""
    box = await new_mailbox(client)
    emails = await new_emails(client, box, 3)
    found = client.email.query(filter=mail.EmailFilter(in_mailbox=box))
    gone = client.email.set(destroy=found.ids)

    _, answer = await client.send(found, gone)

    left = await client.email.get(ids=emails, properties=["id"])
    assert set(answer.destroyed) == set(emails)
    assert set(left.not_found) == set(emails)


@pytest.mark.fails("Email/set")
async def test_refused_emails_say_what_is_wrong_with_each(client: aiojmap.Client) -> None:
    """A mailbox or blob that is not there, or no mailbox at all, is told record by record."""
    box = await new_mailbox(client)
    nowhere, unattached = draft("nothing", unique("Nowhere")), draft(box, unique("Attached"))
    unattached.attachments = [mail.EmailBodyPart(blob_id="Gnothing", type="text/plain")]
    email = await new_email(client, box)

    answer = await client.email.set(
        create={"nowhere": nowhere, "unattached": unattached, "good": draft(box, unique("Good"))},
        update={
            email.id: mail.EmailPatch(mailbox_ids={}),
            "nothing": mail.EmailPatch(keywords={}),
        },
    )

    assert list(answer.created) == ["good"]
    error, missing = answer.not_created["nowhere"], answer.not_created["unattached"]
    assert isinstance(error, set_errors.InvalidProperties)
    assert error.properties == ["mailboxIds"]
    assert isinstance(missing, mail_set_errors.BlobNotFound)
    assert missing.not_found == ["Gnothing"]
    assert isinstance(answer.not_updated[email.id], set_errors.InvalidProperties)
    assert isinstance(answer.not_updated["nothing"], set_errors.NotFound)


@pytest.mark.fails("Email/set")
async def test_an_email_has_so_many_keywords_and_no_more(client: aiojmap.Client) -> None:
    """Beyond the limit of the server: TooManyKeywords."""
    email = await new_email(client, await new_mailbox(client))
    keywords = {f"label{number}": True for number in range(150)}

    with pytest.raises(mail_set_errors.TooManyKeywords, match="Email/set update"):
        await client.email.update(email.id, mail.EmailPatch(keywords=keywords))


@pytest.mark.fails("Email/set")
async def test_emails_of_another_state_stay_as_they_are(client: aiojmap.Client) -> None:
    """With a state that is not the current one nothing is done: StateMismatch."""
    email = await new_email(client, await new_mailbox(client))
    old = (await client.email.get(ids=[])).state
    await client.email.update(email.id, mail.EmailPatch(keywords={"$seen": True}))

    with pytest.raises(method_errors.StateMismatch, match="Email/set"):
        await client.email.set(if_in_state=old, destroy=[email.id])

    assert (await client.email.get(ids=[email.id], properties=["id"])).not_found == []
