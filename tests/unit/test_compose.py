"""Messages composed from what a person says about them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from unit.support import FakeClient

import aiojmap
from aiojmap import mail
from aiojmap.runtime import JSON, JSONObject

PICTURE = aiojmap.UploadedBlob(account_id="A1", blob_id="B1", type="image/png", size=3)
INVOICE = aiojmap.UploadedBlob(account_id="A1", blob_id="B2", type="application/pdf", size=4)

LOGO = aiojmap.inline(PICTURE, cid="logo", name="logo.png")
FILE = aiojmap.attachment(INVOICE, name="invoice.pdf")
LOGO_FILE = aiojmap.attachment(PICTURE)
WITH_LOGO = '<p>Hi <img src="cid:logo">'

TEXT_PART: JSON = {"partId": "text", "type": "text/plain"}
HTML_PART: JSON = {"partId": "html", "type": "text/html"}
LOGO_PART: JSON = {
    "blobId": "B1",
    "type": "image/png",
    "disposition": "inline",
    "cid": "logo",
    "name": "logo.png",
}
FILE_PART: JSON = {
    "blobId": "B2",
    "type": "application/pdf",
    "disposition": "attachment",
    "name": "invoice.pdf",
}


def multipart(kind: str, *parts: JSON) -> JSON:
    """Parts that belong together, as JSON."""
    return {"type": f"multipart/{kind}", "subParts": list(parts)}


def values(**texts: str) -> JSON:
    """The values of parts, as JSON."""
    return {name: {"value": text} for name, text in texts.items()}


def body(draft: mail.EmailCreate) -> JSONObject:
    """What a message says besides where it is put, as JSON."""
    whole = aiojmap.encode(draft)
    assert isinstance(whole, dict)
    assert (whole.pop("mailboxIds"), whole.pop("keywords")) == (
        {"m": True},
        {"$draft": True, "$seen": True},
    )
    return whole


def test_a_message_can_be_empty() -> None:
    """A draft begins somewhere."""
    assert body(aiojmap.compose(mailbox_ids=["m"])) == {}


def test_a_text_is_the_text_body() -> None:
    """Nothing else is said of it."""
    assert body(aiojmap.compose(mailbox_ids=["m"], text="Hi!")) == {
        "bodyValues": values(text="Hi!"),
        "textBody": [TEXT_PART],
    }


def test_html_is_the_html_body() -> None:
    """Nothing else is said of it."""
    assert body(aiojmap.compose(mailbox_ids=["m"], html="<p>Hi!")) == {
        "bodyValues": values(html="<p>Hi!"),
        "htmlBody": [HTML_PART],
    }


def test_text_and_html_are_two_bodies() -> None:
    """The server makes alternatives of them."""
    assert body(aiojmap.compose(mailbox_ids=["m"], text="Hi!", html="<p>Hi!")) == {
        "bodyValues": values(text="Hi!", html="<p>Hi!"),
        "textBody": [TEXT_PART],
        "htmlBody": [HTML_PART],
    }


def test_an_empty_text_is_a_text() -> None:
    """None is the lack of one."""
    assert body(aiojmap.compose(mailbox_ids=["m"], text="")) == {
        "bodyValues": values(text=""),
        "textBody": [TEXT_PART],
    }


def test_attachments_stay_in_the_flat_form() -> None:
    """In their order; how they are arranged is the server's to say."""
    draft = aiojmap.compose(
        mailbox_ids=["m"], text="Hi!", html="<p>Hi!", attachments=[FILE, LOGO_FILE]
    )

    assert body(draft) == {
        "bodyValues": values(text="Hi!", html="<p>Hi!"),
        "textBody": [TEXT_PART],
        "htmlBody": [HTML_PART],
        "attachments": [
            FILE_PART,
            {"blobId": "B1", "type": "image/png", "disposition": "attachment"},
        ],
    }


def test_an_attachment_can_be_all_there_is() -> None:
    """A message needs no text."""
    assert body(aiojmap.compose(mailbox_ids=["m"], attachments=[FILE])) == {
        "attachments": [FILE_PART]
    }


def test_an_inline_image_is_related_to_the_html() -> None:
    """Servers may arrange the flat form as they like, so the structure is given."""
    assert body(aiojmap.compose(mailbox_ids=["m"], html=WITH_LOGO, inline=[LOGO])) == {
        "bodyValues": values(html=WITH_LOGO),
        "bodyStructure": multipart("related", HTML_PART, LOGO_PART),
    }


def test_a_text_is_the_alternative_of_html_with_its_images() -> None:
    """It is beside them, not among them."""
    draft = aiojmap.compose(mailbox_ids=["m"], text="Hi!", html=WITH_LOGO, inline=[LOGO])

    assert body(draft)["bodyStructure"] == multipart(
        "alternative", TEXT_PART, multipart("related", HTML_PART, LOGO_PART)
    )


def test_attachments_come_after_html_with_its_images() -> None:
    """Without a text there is no alternative."""
    draft = aiojmap.compose(
        mailbox_ids=["m"], html=WITH_LOGO, inline=[LOGO], attachments=[FILE, FILE]
    )

    assert body(draft)["bodyStructure"] == multipart(
        "mixed", multipart("related", HTML_PART, LOGO_PART), FILE_PART, FILE_PART
    )


def test_attachments_come_after_all_that_is_shown() -> None:
    """The whole message, with two images."""
    html = f"{WITH_LOGO}<img src='cid:b'>"
    second = aiojmap.inline("B3", type="image/gif", cid="b")

    draft = aiojmap.compose(
        mailbox_ids=["m"], text="Hi!", html=html, inline=[LOGO, second], attachments=[FILE]
    )

    second_part: JSON = {
        "blobId": "B3",
        "type": "image/gif",
        "disposition": "inline",
        "cid": "b",
    }
    assert body(draft) == {
        "bodyValues": values(text="Hi!", html=html),
        "bodyStructure": multipart(
            "mixed",
            multipart(
                "alternative", TEXT_PART, multipart("related", HTML_PART, LOGO_PART, second_part)
            ),
            FILE_PART,
        ),
    }


def test_line_ends_are_those_of_jmap() -> None:
    """The server writes those of mail."""
    draft = aiojmap.compose(mailbox_ids=["m"], text="a\r\nb\nc", html="<p>\r\n")

    assert body(draft)["bodyValues"] == values(text="a\nb\nc", html="<p>\n")


def test_recipients_are_strings_or_records_one_or_several() -> None:
    """Each property gets a list."""
    draft = aiojmap.compose(
        mailbox_ids=["m"],
        from_=mail.EmailAddress(name="Me", email="me@example.com"),
        sender="secretary@example.com",
        to=["Ann <ann@example.com>", mail.EmailAddress(email="bob@example.com")],
        cc='"Doe, Jane" <jane@example.com>',
        bcc=("x@example.com",),
        reply_to=[],
    )

    assert body(draft) == {
        "from": [{"name": "Me", "email": "me@example.com"}],
        "sender": [{"name": None, "email": "secretary@example.com"}],
        "to": [{"name": "Ann", "email": "ann@example.com"}, {"email": "bob@example.com"}],
        "cc": [{"name": "Doe, Jane", "email": "jane@example.com"}],
        "bcc": [{"name": None, "email": "x@example.com"}],
    }


def test_the_other_fields_are_written_as_given() -> None:
    """Message ids lose their angle brackets."""
    draft = aiojmap.compose(
        mailbox_ids=["m"],
        subject="",
        sent_at=datetime(2026, 1, 2, tzinfo=UTC),
        message_id="<1@example.com>",
        in_reply_to="2@example.com",
        references=[" <3@example.com> ", "2@example.com"],
    )

    assert body(draft) == {
        "subject": "",
        "sentAt": "2026-01-02T00:00:00Z",
        "messageId": ["1@example.com"],
        "inReplyTo": ["2@example.com"],
        "references": ["3@example.com", "2@example.com"],
    }


def test_headers_are_given_by_form() -> None:
    """Their names and the types of their values belong together."""
    header = mail.Email.header
    draft = aiojmap.compose(
        mailbox_ids=["m"],
        headers=[
            header("X-Campaign").as_text.of("spring"),
            header("X-Raw").of(" as is"),
            header("List-Help").as_urls.of(["https://example.com"]),
            header("Comments").as_text.all.of(["one", "two"]),
        ],
    )

    assert body(draft) == {
        "header:X-Campaign:asText": "spring",
        "header:X-Raw": " as is",
        "header:List-Help:asURLs": ["https://example.com"],
        "header:Comments:asText:all": ["one", "two"],
    }
    assert draft[header("X-Campaign").as_text] == "spring"


@pytest.mark.parametrize("given", ["m", ["m"], ("m",), {"m": True}, iter(["m"])])
def test_mailboxes_are_one_or_several_or_a_map(given: str | list[str]) -> None:
    """A string is an id, not its letters."""
    assert aiojmap.encode(aiojmap.compose(mailbox_ids=given, keywords=[])) == {
        "mailboxIds": {"m": True}
    }


def test_mailboxes_still_to_be_created_are_allowed(client: FakeClient) -> None:
    """Alone, and beside others."""
    box = client.mailbox.create(mail.MailboxCreate(name="x"))

    alone = aiojmap.compose(mailbox_ids=box.id)
    both = aiojmap.compose(mailbox_ids=[box.id, "m"])

    assert len(dict(alone.mailbox_ids.items())) == 1
    assert [*dict(both.mailbox_ids.items()).values()] == [True, True]


@pytest.mark.parametrize("given", ["$flagged", ["$flagged"], {"$flagged": True}])
def test_keywords_can_be_chosen(given: str | list[str]) -> None:
    """In place of those of a draft."""
    draft = aiojmap.compose(mailbox_ids=["m"], keywords=given)

    assert draft.keywords == {"$flagged": True}


def test_what_is_composed_can_be_changed_and_checked_again() -> None:
    """It is a record like any other."""
    draft = aiojmap.compose(mailbox_ids=["m"], text="Hi!")

    draft[mail.Email.header("X-A").as_text] = "a"
    aiojmap.check_email_create(draft)
    draft[mail.Email.header("Content-Language").as_text] = "de"

    with pytest.raises(aiojmap.CallRefused):
        aiojmap.check_email_create(draft)


PARENT: JSONObject = {"messageId": ["p@x"], "inReplyTo": None, "references": None}


@pytest.mark.parametrize(
    ("parent", "answered", "thread"),
    [
        (PARENT, ["p@x"], ["p@x"]),
        ({**PARENT, "references": ["a@x", "b@x"]}, ["p@x"], ["a@x", "b@x", "p@x"]),
        (
            {**PARENT, "references": ["a@x"], "inReplyTo": ["b@x"]},
            ["p@x"],
            ["a@x", "p@x"],
        ),
        ({**PARENT, "inReplyTo": ["b@x"]}, ["p@x"], ["b@x", "p@x"]),
        ({**PARENT, "inReplyTo": ["b@x", "c@x"]}, ["p@x"], ["p@x"]),
        ({**PARENT, "messageId": None, "references": ["a@x"]}, None, ["a@x"]),
        ({**PARENT, "messageId": None}, None, None),
    ],
)
def test_a_reply_refers_to_the_message_and_those_before_it(
    parent: JSONObject, answered: JSON, thread: JSON
) -> None:
    """RFC 5322, section 3.6.4, says which."""
    email = aiojmap.decode(parent, mail.Email)

    found = body(aiojmap.compose(mailbox_ids=["m"], in_reply_to=email))

    assert (found.get("inReplyTo"), found.get("references")) == (answered, thread)


def test_references_given_are_preferred() -> None:
    """Whoever knows better says so."""
    email = aiojmap.decode(PARENT, mail.Email)

    found = body(aiojmap.compose(mailbox_ids=["m"], in_reply_to=email, references="z@x"))

    assert found == {"inReplyTo": ["p@x"], "references": ["z@x"]}


def test_a_message_fetched_without_its_ids_says_what_to_fetch() -> None:
    """A reply that fits into no thread would be worse."""
    with pytest.raises(aiojmap.PropertyNotFetched, match="'messageId'"):
        aiojmap.compose(mailbox_ids=["m"], in_reply_to=aiojmap.decode({}, mail.Email))


def test_a_view_can_be_replied_to() -> None:
    """Any record with the three properties will do."""

    @aiojmap.view(mail.Email)
    class Threading:
        message_id: list[str] | None
        in_reply_to: list[str] | None
        references: list[str] | None

    email = aiojmap.decode(PARENT, Threading)

    assert aiojmap.compose(mailbox_ids=["m"], in_reply_to=email).references == ["p@x"]
