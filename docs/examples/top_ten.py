"""List the ten newest mails of the Inbox.

Runs on an embedded server; with JMAP_TOKEN set, on the account it opens (JMAP_HOST says
where; Fastmail by default).
"""

import asyncio
from datetime import datetime

import aiojmap
from aiojmap import mail
from aiojmap.testing import account


@aiojmap.view(mail.Email)
class Summary:
    received_at: datetime
    from_: list[mail.EmailAddress] | None
    subject: str | None


async def top_ten(client: aiojmap.Client) -> list[Summary]:
    """The ten newest mails of the Inbox."""
    inboxes = await client.mailbox.query(filter=mail.MailboxFilter(role="inbox"))
    if not inboxes.ids:
        raise LookupError("this account has no Inbox")
    newest = client.email.query(
        filter=mail.EmailFilter(in_mailbox=inboxes.ids[0]),
        sort=[mail.EmailSort.received_at.desc()],
        limit=10,
    )
    # A reference to the result of the query: both calls go in one request.
    emails = await client.email.get(ids=newest.ids, properties=Summary)
    return sorted(emails.list, key=lambda email: email.received_at, reverse=True)


def line(email: Summary) -> str:
    """One mail as one line of text."""
    sender = (email.from_ or [mail.EmailAddress(name=None, email="nobody")])[0]
    who = sender.name or sender.email
    return f"{email.received_at:%Y-%m-%d %H:%M}  {who:<24.24}  {email.subject or '(no subject)'}"


async def main() -> None:
    async with account() as client:
        await client.session()
        before = client.http_requests
        for email in await top_ten(client):
            print(line(email))
        print(f"\nFound the Inbox and read it in {client.http_requests - before} HTTP requests,")
        print(f"after {before} for the session.")


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except aiojmap.JMAPError as error:
        raise SystemExit(str(error)) from None
