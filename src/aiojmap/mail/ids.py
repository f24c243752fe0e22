# Generated from rfc8621_mail.toml by `aiojmap-codegen generate`. Do not edit.
"""Names for ids, by the type of what they identify; every one of them is a plain string."""

from typing import NewType

MailboxId = NewType("MailboxId", str)
"""The id of a Mailbox."""

ThreadId = NewType("ThreadId", str)
"""The id of a Thread."""

EmailId = NewType("EmailId", str)
"""The id of an Email."""
