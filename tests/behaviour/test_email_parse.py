"""Messages that are no emails of an account: Email/parse (RFC 8621, section 4.9)."""

from __future__ import annotations

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.core import method_errors

from .messages import imported, message, new_mailbox, unique
from .raw import raw


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
