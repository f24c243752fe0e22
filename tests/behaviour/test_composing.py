"""Composed messages arrive as they were meant, on a real and on the embedded server."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.runtime import JSONObject

pytestmark = pytest.mark.about("Email")

MAIL = "urn:ietf:params:jmap:mail"
PNG = b"\x89PNG\r\n\x1a\n not quite"
PDF = b"%PDF-1.7 not quite"
TEXT = "Grüße!\nThe invoice is attached.\n"
HTML = '<p>Grüße! <img src="cid:logo@example.com">\nThe invoice is attached.</p>'


async def drafts_of(client: aiojmap.Client) -> str:
    """The mailbox for drafts."""
    return (await client.mailbox.query(filter=mail.MailboxFilter(role="drafts"))).ids[0]


async def fetch(
    client: aiojmap.Client,
    id_: str,
    *more: mail.EmailProperty | aiojmap.PropertyName[mail.Email, str | None],
) -> mail.Email:
    """A message with its structure and the values of its texts."""
    answer = await client.email.get(
        ids=[id_],
        properties=["bodyStructure", "bodyValues", "textBody", "htmlBody", "attachments", *more],
        body_properties=["partId", "blobId", "type", "name", "disposition", "cid", "subParts"],
        fetch_all_body_values=True,
    )
    return answer.list[0]


def outline(part: mail.EmailBodyPart) -> object:
    """The types of parts, as they are nested."""
    return [part.type, *map(outline, part.sub_parts)] if part.sub_parts else part.type


def leaves(part: mail.EmailBodyPart) -> list[mail.EmailBodyPart]:
    """The parts that have content."""
    if not part.sub_parts:
        return [part]
    return [leaf for inner in part.sub_parts for leaf in leaves(inner)]


async def content(client: aiojmap.Client, part: mail.EmailBodyPart) -> bytes:
    """The octets of a part."""
    assert part.blob_id is not None
    async with client.download(part.blob_id) as stream:
        return await stream.read()


async def test_a_whole_message_arrives_as_it_was_meant(client: aiojmap.Client) -> None:
    """Text, HTML with its image, and an attachment, each in its place and unchanged."""
    logo = await client.upload(PNG, type="image/png")
    invoice = await client.upload(PDF, type="application/pdf")
    draft = aiojmap.compose(
        mailbox_ids=await drafts_of(client),
        from_="Me <me@example.com>",
        to=["Jürgen <juergen@example.com>", '"Doe, Jane" <jane@example.com>'],
        subject="Grüße",
        text=TEXT.replace("\n", "\r\n"),
        html=HTML,
        inline=[aiojmap.inline(logo, cid="logo@example.com", name="logo.png")],
        attachments=[aiojmap.attachment(invoice, name="Rechnung März.pdf")],
        headers=[mail.Email.header("X-Campaign").as_text.of("spring")],
    )

    created = await client.email.create(draft)

    campaign = mail.Email.header("X-Campaign").as_text
    email = await fetch(client, created.id, "from", "to", "subject", "keywords", campaign)
    assert outline(email.body_structure) == [
        "multipart/mixed",
        [
            "multipart/alternative",
            "text/plain",
            ["multipart/related", "text/html", "image/png"],
        ],
        "application/pdf",
    ]
    text, html, image, attached = leaves(email.body_structure)
    assert email.body_values[text.part_id or ""].value == TEXT
    assert email.body_values[html.part_id or ""].value == HTML
    assert (image.cid, image.disposition, image.name) == ("logo@example.com", "inline", "logo.png")
    assert (attached.disposition, attached.name) == ("attachment", "Rechnung März.pdf")
    assert await content(client, image) == PNG
    assert await content(client, attached) == PDF
    assert [part.part_id for part in email.text_body] == [text.part_id]
    assert [part.part_id for part in email.html_body] == [html.part_id]
    assert email.from_ == [mail.EmailAddress(name="Me", email="me@example.com")]
    assert email.to == [
        mail.EmailAddress(name="Jürgen", email="juergen@example.com"),
        mail.EmailAddress(name="Doe, Jane", email="jane@example.com"),
    ]
    assert (email.subject, email[campaign]) == ("Grüße", "spring")
    assert {"$draft", "$seen"} <= set(email.keywords)


@pytest.mark.parametrize(
    ("text", "html", "structure"),
    [
        ("Hi!", None, "text/plain"),
        (None, "<p>Hi!", "text/html"),
        ("Hi!", "<p>Hi!", ["multipart/alternative", "text/plain", "text/html"]),
    ],
)
async def test_texts_arrive_alone_or_as_alternatives(
    client: aiojmap.Client, text: str | None, html: str | None, structure: object
) -> None:
    """The flat form is enough to say so."""
    created = await client.email.create(
        aiojmap.compose(mailbox_ids=await drafts_of(client), text=text, html=html)
    )

    email = await fetch(client, created.id)
    assert outline(email.body_structure) == structure


async def test_a_message_can_be_forwarded_with_its_files(client: aiojmap.Client) -> None:
    """Parts that were fetched are attached again, without being uploaded."""
    drafts = await drafts_of(client)
    notes = await client.upload("Grüße".encode(), type="text/plain; charset=utf-8")
    first = await client.email.create(
        aiojmap.compose(
            mailbox_ids=drafts, text="Hi!", attachments=[aiojmap.attachment(notes, name="a.txt")]
        )
    )
    received = await client.email.get(ids=[first.id], properties=["attachments"])

    second = await client.email.create(
        aiojmap.compose(
            mailbox_ids=drafts,
            text="See below",
            attachments=[aiojmap.attachment(part) for part in received.list[0].attachments],
        )
    )

    (again,) = (await fetch(client, second.id)).attachments
    assert (again.type, again.name) == ("text/plain", "a.txt")
    assert await content(client, again) == "Grüße".encode()


async def test_a_reply_is_in_the_thread_of_its_message(client: aiojmap.Client) -> None:
    """In-Reply-To and References hold it together, with the same subject."""
    drafts = await drafts_of(client)
    first = await client.email.create(
        aiojmap.compose(mailbox_ids=drafts, subject="A question", text="?")
    )
    parent = await client.email.get(
        ids=[first.id], properties=["messageId", "inReplyTo", "references", "threadId"]
    )

    reply = await client.email.create(
        aiojmap.compose(
            mailbox_ids=drafts, subject="Re: A question", text="!", in_reply_to=parent.list[0]
        )
    )

    assert reply.thread_id == parent.list[0].thread_id
    email = await fetch(client, reply.id, "inReplyTo", "references")
    assert email.in_reply_to == email.references == parent.list[0].message_id


async def test_what_is_forbidden_is_not_sent(
    client: aiojmap.Client, requests_of: Callable[[], int]
) -> None:
    """The call is refused on the line that makes it."""
    draft = aiojmap.compose(mailbox_ids="m", subject="Hi!")
    draft[mail.Email.header("Subject").as_text] = "Hello!"

    with pytest.raises(aiojmap.CallRefused, match="same header field as subject"):
        client.email.create(draft)

    assert requests_of() == 0


FORBIDDEN_EVERYWHERE: dict[str, JSONObject] = {
    "headers": {"headers": [{"name": "X-A", "value": " b"}]},
    "a field twice": {"subject": "a", "header:Subject:asText": "b"},
    "a form that is not for the field": {"header:From:asText": "me"},
    "Content-* on the email": {"header:Content-Language": " de"},
    "two forms of the body": {
        "bodyStructure": {"type": "text/plain", "partId": "t"},
        "textBody": [{"type": "text/plain", "partId": "t"}],
    },
    "a value that is cut short": {
        "bodyValues": {"t": {"value": "", "isTruncated": True}},
        "textBody": [{"type": "text/plain", "partId": "t"}],
    },
    "a part id without a value": {"textBody": [{"type": "text/plain", "partId": "x"}]},
    "HTML as the text": {"textBody": [{"type": "text/html", "partId": "t"}]},
    "an empty multipart": {"bodyStructure": {"type": "multipart/mixed", "subParts": []}},
    "a part without content": {"bodyStructure": {"type": "text/plain"}},
    "parameters of a type": {"textBody": [{"type": "text/plain; a=b", "partId": "t"}]},
    "a keyword with a space": {"keywords": {"a b": True}},
    "no mailbox": {"mailboxIds": {}},
}


@pytest.mark.parametrize("name", FORBIDDEN_EVERYWHERE)
async def test_servers_refuse_what_we_refuse(client: aiojmap.Client, name: str) -> None:
    """The check forbids nothing that they would have taken; `client.call` asks them."""
    new: JSONObject = {
        "mailboxIds": {await drafts_of(client): True},
        "bodyValues": {"t": {"value": "Hi!"}},
        **FORBIDDEN_EVERYWHERE[name],
    }
    with pytest.raises(aiojmap.CallRefused):
        aiojmap.check_email_create(aiojmap.decode(new, mail.EmailCreate))

    mail_account = (await client.session()).primary_accounts[MAIL]
    answer = await client.call(
        "Email/set", {"accountId": mail_account, "create": {"a": new}}, capability=MAIL
    )

    refused = aiojmap.unknown_members(answer)["notCreated"]
    assert isinstance(refused, dict)
    assert isinstance(refused["a"], dict)
    assert refused["a"]["type"] == "invalidProperties"
