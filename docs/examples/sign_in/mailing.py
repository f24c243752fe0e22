"""What the application does with the mail of a user: it lists the ten newest subjects."""

from __future__ import annotations

from datetime import datetime

import aiojmap
from aiojmap import mail


@aiojmap.view(mail.Email)
class Line:
    received_at: datetime
    subject: str | None


# Just what this needs is asked for, and nothing more.
SCOPES = aiojmap.required_scopes(mail.EmailQueryCall, mail.EmailGetCall)


async def newest(client: aiojmap.Client) -> list[str]:
    """The subjects of the ten newest mails, newest first."""
    found = client.email.query(sort=[mail.EmailSort.received_at.desc()], limit=10)
    emails = await client.email.get(ids=found.ids, properties=Line)
    lines = sorted(emails.list, key=lambda line: line.received_at, reverse=True)
    return [line.subject or "(no subject)" for line in lines]
