# Generated from rfc8621_mail.toml by `aiojmap-codegen generate`. Do not edit.
"""The part of a client that RFC 8621 adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiojmap.runtime import Sender

if TYPE_CHECKING:
    from aiojmap.mail.email import EmailMethods
    from aiojmap.mail.mailbox import MailboxMethods
    from aiojmap.mail.search_snippet import SearchSnippetMethods
    from aiojmap.mail.thread import ThreadMethods


class ClientMethods(Sender):
    """Adds the methods of JMAP Mail to a client."""

    @property
    def mailbox(self) -> MailboxMethods:
        """The methods of Mailbox: a named set of emails, such as a folder or a label."""
        from aiojmap.mail.mailbox import MailboxMethods

        return MailboxMethods(self)

    @property
    def thread(self) -> ThreadMethods:
        """The methods of Thread: a message and its replies."""
        from aiojmap.mail.thread import ThreadMethods

        return ThreadMethods(self)

    @property
    def email(self) -> EmailMethods:
        """The methods of Email: a message in the mail store, taken apart."""
        from aiojmap.mail.email import EmailMethods

        return EmailMethods(self)

    @property
    def search_snippet(self) -> SearchSnippetMethods:
        """The methods of SearchSnippet: where an email has the words of a search."""
        from aiojmap.mail.search_snippet import SearchSnippetMethods

        return SearchSnippetMethods(self)
