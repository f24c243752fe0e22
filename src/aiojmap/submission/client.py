# Generated from rfc8621_submission.toml by `aiojmap-codegen generate`. Do not edit.
"""The part of a client that RFC 8621 adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiojmap.runtime import Sender

if TYPE_CHECKING:
    from aiojmap.submission.email_submission import EmailSubmissionMethods
    from aiojmap.submission.identity import IdentityMethods


class ClientMethods(Sender):
    """Adds the methods of JMAP Mail Submission to a client."""

    @property
    def identity(self) -> IdentityMethods:
        """The methods of Identity: an address or a domain that the user may send from."""
        from aiojmap.submission.identity import IdentityMethods

        return IdentityMethods(self)

    @property
    def email_submission(self) -> EmailSubmissionMethods:
        """The methods of EmailSubmission: the sending of an email to its recipients."""
        from aiojmap.submission.email_submission import EmailSubmissionMethods

        return EmailSubmissionMethods(self)
