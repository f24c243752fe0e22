"""Messages that are made of what a client says: Email/set create (RFC 8621, section 4.6)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.runtime import JSON

from .messages import draft, new_mailbox, unique
from .raw import ask, refused

pytestmark = pytest.mark.about("Email")


async def octets(client: aiojmap.Client, id_: str) -> bytes:
    """The message of an email as it lies there."""
    (email,) = (await client.email.get(ids=[id_], properties=["blobId"])).list
    async with client.download(email.blob_id) as stream:
        return await stream.read()


async def fields(client: aiojmap.Client, id_: str) -> dict[str, list[str]]:
    """The header fields of an email by their names in lower case."""
    (email,) = (await client.email.get(ids=[id_], properties=["headers"])).list
    found: dict[str, list[str]] = {}
    for field in email.headers:
        found.setdefault(field.name.lower(), []).append(field.value.strip())
    return found


def outline(part: mail.EmailBodyPart) -> object:
    """The types of parts, as they are nested."""
    return [part.type, *map(outline, part.sub_parts)] if part.sub_parts else part.type


async def made_of(client: aiojmap.Client, **given: JSON) -> mail.Email:
    """The email that is made of some properties, with its structure."""
    new = {"mailboxIds": {await new_mailbox(client): True}, **given}
    answer = await ask(client, "Email/set", create={"a": new})
    assert answer["created"], answer
    got = await client.email.get(
        ids=[answer["created"]["a"]["id"]],
        properties=[
            "id",
            "subject",
            "bodyStructure",
            "bodyValues",
            "textBody",
            "htmlBody",
            "attachments",
            "hasAttachment",
            "preview",
        ],
        body_properties=["partId", "blobId", "size", "name", "type", "subParts"],
        fetch_all_body_values=True,
    )
    return got.list[0]


TEXT: JSON = [{"partId": "t", "type": "text/plain"}]
HTML: JSON = [{"partId": "h", "type": "text/html"}]


@pytest.mark.succeeds("Email/set")
async def test_what_the_server_set_is_told(client: aiojmap.Client) -> None:
    """id, blobId, threadId and size of a new email are in the response."""
    new = {"mailboxIds": {await new_mailbox(client): True}, "subject": unique("New")}

    answer = await ask(client, "Email/set", create={"a": new})

    made = answer["created"]["a"]
    assert {"id", "blobId", "threadId", "size"} <= set(made)
    assert made["size"] == len(await octets(client, made["id"]))


@pytest.mark.succeeds("Email/set")
async def test_an_email_is_received_when_it_is_made_unless_it_says_so(
    client: aiojmap.Client,
) -> None:
    """receivedAt is now by default, and any other moment if asked for."""
    box = await new_mailbox(client)
    then = datetime(2020, 2, 3, 4, 5, 6, tzinfo=UTC)
    old = draft(box, unique("Old"))
    old.received_at = then

    made = await client.email.set(create={"new": draft(box, unique("New")), "old": old})

    ids = {item.id: key for key, item in made.created.items()}
    emails = (await client.email.get(ids=list(ids), properties=["receivedAt"])).list
    dates = {ids[email.id]: email.received_at for email in emails}
    assert abs(datetime.now(UTC) - dates["new"]) < timedelta(minutes=5)
    assert dates["old"] == then


@pytest.mark.succeeds("Email/set")
async def test_a_message_gets_the_fields_that_it_must_have(client: aiojmap.Client) -> None:
    """Message-ID, Date and MIME-Version are made if they are not given."""
    made = await client.email.create(draft(await new_mailbox(client), unique("Fields")))

    found = await fields(client, made.id)

    assert {"message-id", "date", "mime-version", "content-type"} <= set(found)
    assert found["mime-version"] == ["1.0"]
    assert re.fullmatch(r"<[^<>@\s]+@[^<>@\s]+>", found["message-id"][0])


@pytest.mark.succeeds("Email/set")
async def test_the_fields_that_are_given_are_kept(client: aiojmap.Client) -> None:
    """A Message-ID and a date of one's own are not made anew."""
    new = draft(await new_mailbox(client), unique("Fields"))
    new.message_id = [f"{unique('')[1:]}@example.org"]
    new.sent_at = datetime(2020, 2, 3, 4, 5, 6, tzinfo=UTC)

    made = await client.email.create(new)

    (got,) = (await client.email.get(ids=[made.id], properties=["messageId", "sentAt"])).list
    assert (got.message_id, got.sent_at) == (new.message_id, new.sent_at)


@pytest.mark.succeeds("Email/set")
async def test_the_lines_of_a_message_end_as_in_mail(client: aiojmap.Client) -> None:
    """Every line ends with CRLF, and none of the header is too long."""
    new = draft(await new_mailbox(client), "Ein langer Betreff über " + "Wörter " * 30)

    raw = await octets(client, (await client.email.create(new)).id)

    assert b"\n" not in raw.replace(b"\r\n", b"")
    head = raw.split(b"\r\n\r\n", 1)[0]
    assert max(map(len, head.split(b"\r\n"))) <= 998
    assert head.isascii()


@pytest.mark.succeeds("Email/set")
@pytest.mark.parametrize(
    ("given", "outlined"),
    [
        ({"bodyValues": {"t": {"value": "x"}}, "textBody": TEXT}, "text/plain"),
        ({"bodyValues": {"h": {"value": "x"}}, "htmlBody": HTML}, "text/html"),
        (
            {
                "bodyValues": {"t": {"value": "x"}, "h": {"value": "x"}},
                "textBody": TEXT,
                "htmlBody": HTML,
            },
            ["multipart/alternative", "text/plain", "text/html"],
        ),
    ],
    ids=["text", "html", "both"],
)
async def test_bodies_are_put_together(
    client: aiojmap.Client, given: dict[str, JSON], outlined: object
) -> None:
    """Text and HTML stand alone, or are alternatives with the text first."""
    email = await made_of(client, **given)

    assert outline(email.body_structure) == outlined
    assert [value.value.strip() for value in email.body_values.values()] == ["x"] * len(
        email.body_values
    )


@pytest.mark.succeeds("Email/set")
async def test_attachments_come_after_the_bodies(client: aiojmap.Client) -> None:
    """With an attachment the message is mixed: the bodies first, and then what is attached."""
    blob = await client.upload(b"\x00\x01\x02", type="application/x-octets")
    attached: JSON = {"blobId": blob.blob_id, "type": "application/x-octets", "name": "a b.bin"}

    email = await made_of(
        client,
        bodyValues={"t": {"value": "x"}, "h": {"value": "x"}},
        textBody=TEXT,
        htmlBody=HTML,
        attachments=[attached],
    )

    assert outline(email.body_structure) == [
        "multipart/mixed",
        ["multipart/alternative", "text/plain", "text/html"],
        "application/x-octets",
    ]
    (part,) = email.attachments
    assert (part.name, part.size) == ("a b.bin", 3)
    assert part.blob_id is not None
    async with client.download(part.blob_id) as stream:
        assert await stream.read() == b"\x00\x01\x02"
    assert email.has_attachment


@pytest.mark.succeeds("Email/set")
@pytest.mark.parametrize(
    "value",
    ["plain", "Grüße\n", "日本語\n\nzwei", "a" * 3000, "x\n.\ny", "From me", "tab\tand  spaces"],
    ids=["plain", "umlaut", "kanji", "long line", "dot", "from", "white"],
)
async def test_a_text_comes_back_as_it_was(client: aiojmap.Client, value: str) -> None:
    """Whatever the characters and however long the lines: the value is the same."""
    email = await made_of(client, bodyValues={"t": {"value": value}}, textBody=TEXT)

    (got,) = email.body_values.values()

    assert got.value.rstrip("\n") == value.rstrip("\n")
    assert (got.is_encoding_problem, got.is_truncated) == (False, False)


@pytest.mark.succeeds("Email/set")
@pytest.mark.parametrize(
    "subject",
    ["plain", "Grüße", "日本語 " * 20, "a" * 200, "comma, and: colon", "=?utf-8?q?no?=", " x "],
    ids=["plain", "umlaut", "long kanji", "long word", "marks", "like a code", "spaces"],
)
async def test_a_subject_comes_back_as_it_was(client: aiojmap.Client, subject: str) -> None:
    """Whatever stands in the subject is there again; white space around it does not count."""
    email = await made_of(client, subject=subject)

    assert (email.subject or "").strip() == subject.strip()


@pytest.mark.succeeds("Email/set")
@pytest.mark.parametrize(
    "name",
    ["plain.txt", "täble.csv", "a b.txt", 'quo"te.txt', "日本語" * 20 + ".txt", "semi;colon.txt"],
)
async def test_the_name_of_an_attachment_comes_back(client: aiojmap.Client, name: str) -> None:
    """File names of any characters and length are kept."""
    blob = await client.upload(unique("x").encode(), type="text/csv")

    email = await made_of(
        client,
        bodyValues={"t": {"value": "x"}},
        textBody=TEXT,
        attachments=[{"blobId": blob.blob_id, "type": "text/csv", "name": name}],
    )

    assert [part.name for part in email.attachments] == [name]


@pytest.mark.succeeds("Email/set", "Email/get")
@pytest.mark.parametrize(
    "people",
    [
        [mail.EmailAddress(name="Ann", email="ann@example.org")],
        [mail.EmailAddress(name=None, email="ann@example.org")],
        [mail.EmailAddress(name="Änn Öl", email="ann@example.org")],
        [mail.EmailAddress(name="Doe, Ann", email="ann@example.org")],
        [mail.EmailAddress(name='Ann "A" Doe', email="ann@example.org")],
        [mail.EmailAddress(name=f"N{n}", email=f"n{n}@example.org") for n in range(40)],
    ],
    ids=["name", "no name", "umlaut", "comma", "quotes", "many"],
)
async def test_addresses_come_back_as_they_were(
    client: aiojmap.Client, people: list[mail.EmailAddress]
) -> None:
    """Names and addresses are kept, whatever stands in the names."""
    new = draft(await new_mailbox(client), unique("People"))
    new.to = new.cc = new.bcc = new.reply_to = people
    new.from_ = new.sender = people[:1]

    made = await client.email.create(new)

    (got,) = (await client.email.get(ids=[made.id])).list
    assert got.to == got.cc == got.bcc == got.reply_to == people
    assert got.from_ == got.sender == people[:1]


WRONG: dict[str, dict[str, JSON]] = {
    "an id": {"id": "x"},
    "a size": {"size": 1},
    "a thread": {"threadId": "x"},
    "a blob": {"blobId": "x"},
    "a preview": {"preview": "x"},
    "hasAttachment": {"hasAttachment": True},
    "an unknown property": {"colour": "red"},
    "a subject that is a number": {"subject": 1},
    "addresses that are text": {"from": "me@example.org"},
    "an address without one": {"to": [{"name": "Ann"}]},
    "a date that is none": {"sentAt": "yesterday"},
    "a moment with an offset": {"receivedAt": "2020-01-01T00:00:00+01:00"},
    "keywords that are a list": {"keywords": ["a"]},
    "an unknown form of a field": {"header:X-A:asColour": "x"},
    "a body value without a value": {"bodyValues": {"t": {}}, "textBody": TEXT},
    "a text body of two parts": {
        "bodyValues": {"t": {"value": "x"}, "u": {"value": "y"}},
        "textBody": [*TEXT, {"partId": "u", "type": "text/plain"}],
    },
    "a part by two contents": {
        "bodyValues": {"t": {"value": "x"}},
        "textBody": [{"partId": "t", "blobId": "G1", "type": "text/plain"}],
    },
    "a charset with a part id": {
        "bodyValues": {"t": {"value": "x"}},
        "textBody": [{"partId": "t", "type": "text/plain", "charset": "utf-8"}],
    },
    "a transfer encoding": {
        "bodyValues": {"t": {"value": "x"}},
        "textBody": [
            {"partId": "t", "type": "text/plain", "header:Content-Transfer-Encoding": " 8bit"}
        ],
    },
}


@pytest.mark.fails("Email/set")
@pytest.mark.parametrize("case", WRONG)
async def test_what_cannot_be_a_message_is_refused(client: aiojmap.Client, case: str) -> None:
    """What the text forbids, or the server sets: invalidProperties."""
    new = {"mailboxIds": {await new_mailbox(client): True}, **WRONG[case]}

    answer = await ask(client, "Email/set", create={"a": new})

    assert refused(answer, "a")[0] == "invalidProperties"


@pytest.mark.fails("Email/set")
async def test_every_blob_that_is_missing_is_named(client: aiojmap.Client) -> None:
    """blobNotFound lists all the blobs that are not there."""
    new = draft(await new_mailbox(client), unique("Missing"))
    new.attachments = [
        mail.EmailBodyPart(blob_id=id_, type="text/plain") for id_ in ("Gone", "Gtwo")
    ]

    answer = await client.email.set(create={"a": new})

    error = answer.not_created["a"]
    assert error.type == "blobNotFound"
    assert set(getattr(error, "not_found", [])) == {"Gone", "Gtwo"}


@pytest.mark.succeeds("Email/set")
async def test_an_email_may_be_in_several_mailboxes_from_the_start(
    client: aiojmap.Client,
) -> None:
    """Each of mailboxIds has the new email."""
    box, other = await new_mailbox(client), await new_mailbox(client)
    new = draft(box, unique("Both"))
    new.mailbox_ids = {box: True, other: True}

    made = await client.email.create(new)

    for inside in (box, other):
        found = await client.email.query(filter=mail.EmailFilter(in_mailbox=inside))
        assert found.ids == [made.id]


@pytest.mark.succeeds("Email/set")
async def test_an_email_without_a_body_can_be_made(client: aiojmap.Client) -> None:
    """A draft may be as empty as it likes: a mailbox is all it needs."""
    email = await made_of(client)

    assert email.subject is None
    assert not email.has_attachment


@pytest.mark.succeeds("Email/set", "Email/get")
async def test_the_preview_of_nothing_is_empty(client: aiojmap.Client) -> None:
    """An email without a body has a preview all the same."""
    email = await made_of(client)

    assert email.preview.strip() == ""
