"""Messages that are no emails of an account: Email/parse (RFC 8621, section 4.9)."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.core import method_errors
from aiojmap.runtime import JSON

from .differing import Expected
from .messages import imported, message, new_mailbox, unique
from .raw import ask, error_of, raw

pytestmark = pytest.mark.about("Email")


@pytest.mark.succeeds("Email/parse")
async def test_blobs_are_parsed_with_the_properties_asked_for(client: aiojmap.Client) -> None:
    """parse takes names of properties; what is no message or no blob is listed.

    Cyrus 3.6 leaves out single header fields (header:Subject) here, and knows the others.
    """
    subject = unique("Parsed")
    good = await client.upload(message(f"Subject: {subject}"), type="message/rfc822")
    bad = await client.upload(b"\0\1 is no message", type="application/octet-stream")

    answer = await client.email.parse(
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
async def test_an_attached_message_is_parsed(client: aiojmap.Client) -> None:
    """The blob of a part of type message/rfc822 is a message of its own."""
    inner = unique("Inner")
    body = f"--b\nContent-Type: message/rfc822\n\nSubject: {inner}\n\nInside.\n--b--"
    octets = message(f"Subject: {unique('Outer')}", body=body, type="multipart/mixed; boundary=b")
    email = await imported(client, await new_mailbox(client), octets)

    attachments = client.email.get(ids=[email.id], properties=["attachments"])
    (blob_id,) = [part.blob_id for part in (await attachments).list[0].attachments]
    assert blob_id is not None
    parsed = (await client.email.parse(blob_ids=[blob_id], fetch_text_body_values=True)).parsed

    assert parsed[blob_id].subject == inner
    assert [value.value.rstrip() for value in parsed[blob_id].body_values.values()] == ["Inside."]


@pytest.mark.fails("Email/parse")
async def test_blob_ids_of_the_wrong_type_are_no_arguments(client: aiojmap.Client) -> None:
    """Email/parse with a string for blobIds fails with InvalidArguments."""
    call = await raw(client, mail.EmailParseCall, blobIds="all")

    with pytest.raises(method_errors.InvalidArguments, match="Email/parse"):
        await call


@pytest.mark.succeeds("Email/parse")
async def test_what_only_an_email_has_is_null_in_a_parsed_message(
    client: aiojmap.Client, expected: Expected
) -> None:
    """A message that is no email of the account has no id, thread, mailboxes or keywords."""
    blob = await client.upload(message(f"Subject: {unique('P')}"), type="message/rfc822")
    names = ["id", "threadId", "mailboxIds", "keywords", "receivedAt"]

    answer = await ask(client, "Email/parse", blobIds=[blob.blob_id], properties=names)

    parsed = answer["parsed"][blob.blob_id]
    assert [name for name in names if parsed.get(name) is None] == expected("properties of null")


@pytest.mark.succeeds("Email/parse")
async def test_a_parsed_message_has_the_properties_of_its_text(client: aiojmap.Client) -> None:
    """Without properties named, parse gives the header, the bodies and their values."""
    raw = message(f"Subject: {unique('P')}", "To: Ann <ann@example.org>", body="Hello")
    blob = await client.upload(raw, type="message/rfc822")

    answer = await client.email.parse(blob_ids=[blob.blob_id], fetch_text_body_values=True)

    parsed = answer.parsed[blob.blob_id]
    assert parsed.to == [mail.EmailAddress(name="Ann", email="ann@example.org")]
    assert [part.type for part in parsed.text_body] == ["text/plain"]
    assert [value.value.rstrip() for value in parsed.body_values.values()] == ["Hello"]
    assert (parsed.attachments, parsed.has_attachment) == ([], False)


@pytest.mark.succeeds("Email/parse")
async def test_a_header_field_of_a_parsed_message_is_read(client: aiojmap.Client) -> None:
    """Header properties work in parse as in get."""
    raw = message(f"Subject: {unique('P')}", "X-Note: =?utf-8?q?n=C3=B6?=")
    blob = await client.upload(raw, type="message/rfc822")

    answer = await ask(
        client, "Email/parse", blobIds=[blob.blob_id], properties=["header:X-Note:asText"]
    )

    assert answer["parsed"][blob.blob_id] == {"header:X-Note:asText": "nö"}


@pytest.mark.succeeds("Email/parse")
async def test_parsing_makes_no_email(client: aiojmap.Client) -> None:
    """A message that is only parsed is not in the account."""
    word = unique("")[1:]
    blob = await client.upload(message(f"Subject: {word}"), type="message/rfc822")
    state = (await client.email.get(ids=[])).state

    await client.email.parse(blob_ids=[blob.blob_id])

    assert (await client.email.get(ids=[])).state == state


@pytest.mark.fails("Email/parse")
@pytest.mark.parametrize(
    "arguments",
    [{"properties": ["colour"]}, {"properties": "id"}, {"colour": "red"}],
    ids=["property", "text", "argument"],
)
async def test_wrong_arguments_are_refused(
    client: aiojmap.Client, arguments: dict[str, JSON]
) -> None:
    """What section 4.9 does not have: invalidArguments."""
    assert await error_of(client, "Email/parse", blobIds=[], **arguments) == "invalidArguments"
