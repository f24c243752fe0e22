"""What Email/get says of a real message (RFC 8621, sections 4.1 and 4.2)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.core import method_errors
from aiojmap.runtime import AnyPropertyName

from .differing import Expected
from .messages import imported, message, new_email, new_mailbox, unique
from .raw import outcome, raw

pytestmark = pytest.mark.about("Email")

FIELDS = (
    "To: Friends: Ann <ann@example.org>, ben@example.org;, carl@example.net",
    "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?= from the\n mountains",
    "Date: Mon, 05 Jan 2026 10:00:00 +0200",
    "In-Reply-To: <b@example.org>",
    "References: <a@example.org> <b@example.org>",
    "List-Post: <mailto:list@example.org>, <https://example.org/post>",
    "X-Colour: red",
    "X-Colour: =?utf-8?q?gr=C3=BCn?=",
)
MIXED = (
    "--outer",
    "Content-Type: multipart/alternative; boundary=inner",
    "",
    "--inner",
    "Content-Type: text/plain; charset=iso-8859-1",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    "Sch=F6ne Gr=FC=DFe",
    "--inner",
    "Content-Type: text/html; charset=utf-8",
    "",
    '<p>Nice <img src="cid:picture@example.org"></p>',
    "--inner--",
    "--outer",
    "Content-Type: image/png; name=picture.png",
    "Content-Disposition: inline; filename=picture.png",
    "Content-ID: <picture@example.org>",
    "Content-Location: https://example.org/picture.png",
    "Content-Language: en, de-AT",
    "Content-Transfer-Encoding: base64",
    "",
    "iVBORw0KGgo=",
    "--outer",
    "Content-Type: application/octet-stream; name=octets",
    "Content-Disposition: attachment; filename=octets",
    "",
    "eight oc",
    "--outer--",
)


def header(name: str) -> mail.EmailHeaderName:
    return mail.Email.header(name)


async def whole_message(client: aiojmap.Client) -> mail.Email:
    """An email of a message that has something of everything."""
    raw_message = message(*FIELDS, body="\n".join(MIXED), type="multipart/mixed; boundary=outer")
    return await imported(client, await new_mailbox(client), raw_message, ["$seen", "label"])


@pytest.mark.succeeds("Email/get")
async def test_what_the_server_keeps_of_an_email_comes_typed(client: aiojmap.Client) -> None:
    """Ids, keywords, times with their zone, addresses, message ids: each has its type."""
    email = await whole_message(client)

    answer = await client.email.get(ids=[email.id, "nothing"])

    (got,) = answer.list
    assert answer.not_found == ["nothing"]
    assert (got.id, got.blob_id, got.thread_id) == (email.id, email.blob_id, email.thread_id)
    assert got.size == email.size
    assert {"$seen", "label"} <= set(got.keywords)
    assert list(got.mailbox_ids.values()) == [True]
    assert abs(datetime.now(UTC) - got.received_at) < timedelta(minutes=5)
    assert got.sent_at == datetime(2026, 1, 5, 10, tzinfo=timezone(timedelta(hours=2)))
    assert got.subject == "Grüße from the mountains"
    assert got.from_ == [mail.EmailAddress(name="Robin", email="robin@example.org")]
    assert [address.email for address in got.to or []] == [
        "ann@example.org",
        "ben@example.org",
        "carl@example.net",
    ]
    assert (got.cc, got.bcc, got.sender, got.reply_to) == (None, None, None, None)
    assert got.in_reply_to == ["b@example.org"]
    assert got.references == ["a@example.org", "b@example.org"]
    assert got.preview.startswith("Schöne Grüße")
    assert got.body_values == {}


@pytest.mark.succeeds("Email/get")
async def test_header_fields_are_read_in_all_their_forms(client: aiojmap.Client) -> None:
    """The seven forms of section 4.1.2, the last instance or all, and what is not there."""
    email = await whole_message(client)
    subject, colour = header("Subject"), header("X-Colour")
    names: list[AnyPropertyName[mail.Email]] = [
        subject.as_raw,
        subject.as_text,
        header("To").as_addresses,
        header("To").as_grouped_addresses,
        header("References").as_message_ids,
        header("Date").as_date,
        header("List-Post").as_urls,
        header("From"),
        colour,
        colour.all,
        colour.as_text.all,
        header("X-Nothing"),
        header("X-Nothing").all,
        header("X-Nothing").as_urls,
    ]

    (got,) = (await client.email.get(ids=[email.id], properties=names)).list

    assert got[subject.as_raw] == " =?utf-8?q?Gr=C3=BC=C3=9Fe?= from the\r\n mountains"
    assert got[subject.as_text] == "Grüße from the mountains"
    ann = mail.EmailAddress(name="Ann", email="ann@example.org")
    ben = mail.EmailAddress(name=None, email="ben@example.org")
    carl = mail.EmailAddress(name=None, email="carl@example.net")
    assert got[header("To").as_addresses] == [ann, ben, carl]
    assert got[header("To").as_grouped_addresses] == [
        mail.EmailAddressGroup(name="Friends", addresses=[ann, ben]),
        mail.EmailAddressGroup(name=None, addresses=[carl]),
    ]
    assert got[header("References").as_message_ids] == ["a@example.org", "b@example.org"]
    assert got[header("Date").as_date] == datetime(2026, 1, 5, 8, tzinfo=UTC)
    assert got[header("List-Post").as_urls] == [
        "mailto:list@example.org",
        "https://example.org/post",
    ]
    assert got[header("From")] == " Robin <robin@example.org>"
    assert got[colour] == " =?utf-8?q?gr=C3=BCn?="
    assert got[colour.all] == [" red", " =?utf-8?q?gr=C3=BCn?="]
    assert got[colour.as_text.all] == ["red", "grün"]
    assert got[header("X-Nothing")] is None
    assert got[header("X-Nothing").all] == []
    assert got[header("X-Nothing").as_urls] is None


@aiojmap.view(mail.Email)
class Posting:
    """A view with a property whose name is made at run time."""

    subject: str | None
    headers: list[mail.EmailHeader]
    post_to: list[str] | None = aiojmap.named(mail.Email.header("List-Post").as_urls)


@pytest.mark.succeeds("Email/get")
async def test_a_view_fetches_header_fields_by_attribute(client: aiojmap.Client) -> None:
    """A view may name a header field; all fields together keep their order and spelling."""
    email = await whole_message(client)

    (got,) = (await client.email.get(ids=[email.id], properties=Posting)).list

    assert got.post_to == ["mailto:list@example.org", "https://example.org/post"]
    assert [field.name for field in got.headers if field.name.startswith("X-")] == ["X-Colour"] * 2
    assert got.headers[0] == mail.EmailHeader(name="From", value=" Robin <robin@example.org>")


@pytest.mark.succeeds("Email/get")
async def test_the_structure_of_the_body_is_a_tree_of_parts(client: aiojmap.Client) -> None:
    """bodyStructure has all parts, with the properties asked for and header fields of theirs."""
    email = await whole_message(client)
    kind = mail.EmailBodyPart.header("Content-Type").as_raw

    (got,) = (
        await client.email.get(
            ids=[email.id],
            properties=["bodyStructure", "hasAttachment"],
            body_properties=["partId", "type", "subParts", "cid", "language", "location", kind],
        )
    ).list

    top = got.body_structure
    assert (top.type, top.part_id) == ("multipart/mixed", None)
    alternative, picture, octets = top.sub_parts or []
    plain, html = alternative.sub_parts or []
    assert [part.type for part in (alternative, plain, html, picture, octets)] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
        "image/png",
        "application/octet-stream",
    ]
    assert plain[kind] == " text/plain; charset=iso-8859-1"
    assert picture.cid == "picture@example.org"
    assert picture.language == ["en", "de-AT"]
    assert picture.location == "https://example.org/picture.png"
    assert not picture.sub_parts
    with pytest.raises(aiojmap.PropertyNotFetched):
        _ = plain.charset


@pytest.mark.succeeds("Email/get")
async def test_bodies_and_attachments_come_as_lists_of_parts(client: aiojmap.Client) -> None:
    """textBody, htmlBody and attachments say what to show where: an inline picture in both."""
    email = await whole_message(client)

    (got,) = (await client.email.get(ids=[email.id])).list

    assert [(part.type, part.charset) for part in got.text_body] == [
        ("text/plain", "iso-8859-1"),
        ("image/png", None),
    ]
    assert [part.type for part in got.html_body] == ["text/html", "image/png"]
    picture = got.html_body[1]
    assert (picture.name, picture.size, picture.disposition) == ("picture.png", 8, "inline")
    (octets,) = got.attachments
    assert (octets.name, octets.size, octets.disposition) == ("octets", 8, "attachment")
    assert got.has_attachment


@pytest.mark.succeeds("Email/get")
async def test_the_blob_of_a_part_is_its_decoded_content(client: aiojmap.Client) -> None:
    """A part that came in base64 is downloaded as the octets it stands for."""
    email = await whole_message(client)
    (got,) = (await client.email.get(ids=[email.id], properties=["htmlBody"])).list
    blob_id = got.html_body[1].blob_id
    assert blob_id is not None

    async with client.download(blob_id, type="image/png") as stream:
        content = await stream.read()

    assert content == b"\x89PNG\r\n\x1a\n"


@pytest.mark.succeeds("Email/get")
async def test_body_values_are_decoded_and_cut_as_asked(client: aiojmap.Client) -> None:
    """Text parts come as Python strings: those of the text, of the HTML or all, cut or whole."""
    email = await whole_message(client)

    text, html, every, cut = await client.send(
        client.email.get(ids=[email.id], fetch_text_body_values=True),
        client.email.get(ids=[email.id], fetch_html_body_values=True),
        client.email.get(ids=[email.id], fetch_all_body_values=True),
        client.email.get(ids=[email.id], fetch_text_body_values=True, max_body_value_bytes=5),
    )

    plain = text.list[0].text_body[0]
    (value,) = text.list[0].body_values.values()
    assert list(text.list[0].body_values) == [plain.part_id]
    assert (value.value, value.is_truncated, value.is_encoding_problem) == (
        "Schöne Grüße",
        False,
        False,
    )
    assert [value.value[:8] for value in html.list[0].body_values.values()] == ["<p>Nice "]
    assert len(every.list[0].body_values) == 2
    (short,) = cut.list[0].body_values.values()
    assert (short.value, short.is_truncated) == ("Schö", True)


@pytest.mark.succeeds("Email/get")
async def test_text_that_cannot_be_decoded_is_marked(client: aiojmap.Client) -> None:
    """Octets that are no text in the charset of the part: isEncodingProblem."""
    body = "--b\nContent-Type: text/plain; charset=utf-8\n"
    body += "Content-Transfer-Encoding: quoted-printable\n\nWrong =FF=FE here\n--b--"
    raw_message = message(
        f"Subject: {unique('Wrong')}", body=body, type="multipart/mixed; boundary=b"
    )
    email = await imported(client, await new_mailbox(client), raw_message)

    (got,) = (await client.email.get(ids=[email.id], fetch_text_body_values=True)).list

    (value,) = got.body_values.values()
    assert value.value.startswith("Wrong ")
    assert value.is_encoding_problem


async def test_not_all_emails_come_at_once(client: aiojmap.Client, expected: Expected) -> None:
    """Email/get without ids is for all of them, if the server gives all of them at once."""
    assert await outcome(client.email.get()) == expected("/get of everything")


@pytest.mark.fails("Email/get")
async def test_a_property_that_is_none_is_no_argument(client: aiojmap.Client) -> None:
    """A property that Email does not have, sent raw, fails with InvalidArguments."""
    email = await new_email(client, await new_mailbox(client))
    call = await raw(client, mail.EmailGetCall, ids=[email.id], properties=["colour"])

    with pytest.raises(method_errors.InvalidArguments, match="Email/get"):
        await call
