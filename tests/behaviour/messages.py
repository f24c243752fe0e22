"""Mail for the behavioural tests to work on: each message and each mailbox is a new one."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime

import aiojmap
from aiojmap import mail


def unique(text: str) -> str:
    """The text with a word after it that nothing else has."""
    return f"{text} {uuid.uuid4().hex[:12]}"


async def role(client: aiojmap.Client, name: str) -> str:
    """The id of the mailbox with a role."""
    return (await client.mailbox.query(filter=mail.MailboxFilter(role=name))).ids[0]


async def new_mailbox(client: aiojmap.Client, parent: str | None = None) -> str:
    """The id of an empty mailbox."""
    made = await client.mailbox.create(mail.MailboxCreate(name=unique("Box"), parent_id=parent))
    return made.id


def draft(mailbox: str, subject: str, text: str = "Some text.") -> mail.EmailCreate:
    """A plain text email that is not made yet; more can be put into it."""
    return mail.EmailCreate(
        mailbox_ids={mailbox: True},
        subject=subject,
        body_values={"text": mail.EmailBodyValue(value=text)},
        text_body=[mail.EmailBodyPart(part_id="text", type="text/plain")],
    )


async def new_email(client: aiojmap.Client, mailbox: str, text: str = "Some text.") -> mail.Email:
    """An email with a subject of its own."""
    return await client.email.create(draft(mailbox, unique("Email"), text))


async def new_emails(client: aiojmap.Client, mailbox: str, count: int) -> list[str]:
    """The ids of emails that were received a day after one another, oldest first."""
    create: dict[str, mail.EmailCreate] = {}
    for day in range(1, count + 1):
        new = draft(mailbox, unique(f"Day {day}"))
        new.received_at = datetime(2026, 1, day, 12, tzinfo=UTC)
        create[f"day{day}"] = new
    made = await client.email.set(create=create)
    return [made.created[key].id for key in create]


def message(
    *fields: str,
    body: str = "Some text.",
    type: str = "text/plain",
    sender: str = "Robin <robin@example.org>",
) -> bytes:
    """A message in the form of RFC 5322, with a Message-ID of its own and these fields besides."""
    lines = [
        f"From: {sender}",
        f"Message-ID: <{uuid.uuid4().hex}@example.org>",
        *fields,
        "MIME-Version: 1.0",
        f"Content-Type: {type}",
        "",
        body,
        "",
    ]
    return "\r\n".join(lines).replace("\r\n", "\n").replace("\n", "\r\n").encode()


async def imported(
    client: aiojmap.Client, mailbox: str, raw: bytes, keywords: Sequence[str] = ()
) -> mail.Email:
    """The email that a message becomes: what Email/import says of it."""
    blob = await client.upload(raw, type="message/rfc822")
    new = mail.EmailImport(
        blob_id=blob.blob_id,
        mailbox_ids={mailbox: True},
        keywords=dict.fromkeys(keywords, True),
    )
    answer = await client.email.import_(emails={"message": new})
    for error in answer.not_created.values():
        raise error
    return answer.created["message"]


async def found(
    client: aiojmap.Client, filter: aiojmap.Filter[mail.EmailId], count: int = 1
) -> list[str]:
    """Wait until a search finds this many emails: servers index and deliver in their own time."""
    async with asyncio.timeout(20):
        while True:
            ids = (await client.email.query(filter=filter)).ids
            if len(ids) >= count:
                return ids
