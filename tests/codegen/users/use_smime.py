"""The properties of S/MIME as a user sees them: read by type checkers, never run."""

from __future__ import annotations

from datetime import datetime
from typing import assert_type

from trial_smime import mail

import aiojmap


async def reading(client: aiojmap.Client) -> None:
    emails = mail.EmailMethods(client)
    answer = await emails.get(ids=["e"], properties=["smimeStatus", "smimeVerifiedAt"])
    assert_type(answer.list[0].smime_verified_at, datetime | None)
    assert_type(answer.list[0].smime_errors, list[str] | None)
