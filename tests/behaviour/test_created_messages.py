"""Messages that the embedded server writes: blobs, sizes, fields and parts agree."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

import pytest

import aiojmap
from aiojmap import mail
from aiojmap.core import set_errors as core_errors
from aiojmap.testing import Server

from .embedded import box, client_of

TEXT = "Dear Ada,\r\nthe pear tree…\n\nRobin"
REPORT = b"Reporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; y\r\nAction: failed\r\n"


async def octets(client: aiojmap.Client, blob_id: str) -> bytes:
    """The octets of a blob."""
    async with client.download(blob_id, name="x") as stream:
        return b"".join([piece async for piece in stream])


@pytest.mark.parametrize(
    ("type_", "data"),
    [
        ("image/png", bytes(range(256))),
        ("text/csv", b"a;b\n1;2\n"),
        ("message/rfc822", b"From: a@b\nSubject: LF \xff only\n\nText\n"),
        ("message/delivery-status", REPORT),
        ("message/partial", b"no fields at all"),
        ("application/x-empty", b""),
    ],
)
async def test_an_attachment_comes_back_octet_for_octet(type_: str, data: bytes) -> None:
    """Whatever its type, with the size that it was uploaded with."""
    async with Server(seeded=False) as server, client_of(server) as client:
        drafts = (await box(client, "drafts")).id
        blob = await client.upload(data, type=type_)
        part = mail.EmailBodyPart(blob_id=blob.blob_id, type=type_, name="größe.dat")

        made = await client.email.create(
            mail.EmailCreate(mailbox_ids={drafts: True}, attachments=[part])
        )

        email_ = (await client.email.get(ids=[made.id], properties=["attachments", "size"])).list[0]
        (found,) = email_.attachments
        assert (found.type, found.size, found.name) == (type_, len(data), "größe.dat")
        assert found.blob_id == blob.blob_id
        assert await octets(client, blob.blob_id) == data
        assert email_.size == made.size == len(await octets(client, made.blob_id))


async def test_a_draft_is_what_other_software_reads() -> None:
    """The standard library finds the same fields and texts in the message."""
    async with Server(seeded=False) as server, client_of(server) as client:
        drafts = (await box(client, "drafts")).id
        draft = mail.EmailCreate(
            mailbox_ids={drafts: True},
            from_=[mail.EmailAddress(name='Robin "R" Väle', email="robin@example.com")],
            subject="Pear trees, " + "x" * 100,
            in_reply_to=["1@x"],
            body_values={
                "t": mail.EmailBodyValue(value=TEXT),
                "h": mail.EmailBodyValue(value="<p>Hi</p>"),
            },
            text_body=[mail.EmailBodyPart(part_id="t", type="text/plain")],
            html_body=[mail.EmailBodyPart(part_id="h", type="text/html")],
        )
        draft[mail.Email.header("X-Note").as_text] = "größer"

        made = await client.email.create(draft)

        raw = await octets(client, made.blob_id)
        read = email.message_from_bytes(raw, _class=EmailMessage, policy=email.policy.SMTP)
        assert isinstance(read, EmailMessage)
        assert read["Subject"] == draft.subject
        assert read["From"].addresses[0].display_name == 'Robin "R" Väle'
        assert (read["In-Reply-To"], read["X-Note"]) == ("<1@x>", "größer")
        assert read["Message-ID"]
        assert read["Date"]
        plain, html = read.get_body(("plain",)), read.get_body(("html",))
        assert plain is not None
        assert html is not None
        assert plain.get_content().splitlines() == TEXT.splitlines()
        assert html.get_content().strip() == "<p>Hi</p>"
        assert b"\n" not in raw.replace(b"\r\n", b"")
        shown = await client.email.get(ids=[made.id], fetch_all_body_values=True)
        values = [item.value for item in shown.list[0].body_values.values()]
        assert values == [TEXT.replace("\r\n", "\n"), "<p>Hi</p>"]


async def test_attachments_are_limited_together() -> None:
    """More than maxSizeAttachmentsPerEmail is tooLarge, with the limit."""
    async with Server(seeded=False) as server, client_of(server) as client:
        drafts = (await box(client, "drafts")).id
        limit = (
            await client.account_capability(mail.MailAccountCapability)
        ).max_size_attachments_per_email
        blob = await client.upload(b"x" * (limit // 3), type="image/png")
        part = mail.EmailBodyPart(blob_id=blob.blob_id, type="image/png")

        with pytest.raises(core_errors.TooLarge):
            await client.email.create(
                mail.EmailCreate(mailbox_ids={drafts: True}, attachments=[part] * 4)
            )
