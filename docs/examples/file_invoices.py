"""File invoices: mail with a PDF goes from the Inbox to the mailbox Invoices, read.

Runs on an embedded server; with JMAP_TOKEN set, on the account it opens (JMAP_HOST says
where; Fastmail by default). Its tests are beside it, in test_file_invoices.py.
"""

import asyncio

import aiojmap
from aiojmap import mail
from aiojmap.testing import account


@aiojmap.view(mail.Email)
class Candidate:
    id: str
    subject: str | None
    attachments: list[mail.EmailBodyPart]


async def file_invoices(client: aiojmap.Client) -> dict[str, str]:
    """Move the invoices in the Inbox; returns what became of each, by its subject."""
    boxes = (await client.mailbox.get(properties=["name", "role"])).list
    inbox = next(box.id for box in boxes if box.role == "inbox")
    target = next((box.id for box in boxes if box.name == "Invoices"), None)
    if target is None:
        target = (await client.mailbox.create(mail.MailboxCreate(name="Invoices"))).id

    found = client.email.query(
        filter=mail.EmailFilter(in_mailbox=inbox) & mail.EmailFilter(has_attachment=True)
    )
    emails = await client.email.get(ids=found.ids, properties=Candidate)
    subjects = {
        email.id: email.subject or "(no subject)"
        for email in emails.list
        if any(part.type == "application/pdf" for part in email.attachments)
    }
    if not subjects:
        return {}
    filed = mail.EmailPatch(
        mailbox_ids=aiojmap.merge({inbox: None, target: True}),
        keywords=aiojmap.merge({"$seen": True}),
    )
    answer = await client.email.set(update=dict.fromkeys(subjects, filed))
    refused = {id: f"left where it is: {error.type}" for id, error in answer.not_updated.items()}
    return {subject: refused.get(id, "filed") for id, subject in subjects.items()}


async def main() -> None:
    async with account() as client:
        await client.session()
        before = client.http_requests
        for subject, outcome in (await file_invoices(client)).items():
            print(f"{subject}: {outcome}")
        print(f"{client.http_requests - before} HTTP requests in all.")


if __name__ == "__main__":
    asyncio.run(main())
