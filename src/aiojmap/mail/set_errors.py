# Generated from rfc8621_mail.toml by `aiojmap-codegen generate`. Do not edit.
"""Errors about one record: RFC 8621."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from aiojmap.runtime import SetError


class MailboxHasChild(SetError):
    """There are still mailboxes inside it.

    RFC 8621, section 2.5.
    """

    error_type: ClassVar[str | None] = "mailboxHasChild"
    hint: ClassVar[str | None] = "Move or destroy those first."


class MailboxHasEmail(SetError):
    """There are still emails in it.

    RFC 8621, section 2.5.
    """

    error_type: ClassVar[str | None] = "mailboxHasEmail"
    hint: ClassVar[str | None] = "Move them away, or set onDestroyRemoveEmails."


class BlobNotFound(SetError):
    """A body part refers to a blob that does not exist.

    RFC 8621, section 4.6.
    """

    error_type: ClassVar[str | None] = "blobNotFound"
    hint: ClassVar[str | None] = "Upload the content again and use the new blob id."

    @property
    def not_found(self) -> list[str]:
        """The member `notFound` of the error."""
        return self._strings("notFound")


class TooManyKeywords(SetError):
    """The email would have more keywords than the server allows.

    RFC 8621, section 4.6.
    """

    error_type: ClassVar[str | None] = "tooManyKeywords"


class TooManyMailboxes(SetError):
    """The email would be in more mailboxes than the server allows.

    RFC 8621, section 4.6.
    """

    error_type: ClassVar[str | None] = "tooManyMailboxes"
    hint: ClassVar[str | None] = "The limit is maxMailboxesPerEmail of the account."


class InvalidEmail(SetError):
    """The blob is no valid message, and the server does not mend it.

    RFC 8621, section 4.8.
    """

    error_type: ClassVar[str | None] = "invalidEmail"


ALL: Mapping[str, type[SetError]] = MappingProxyType(
    {
        "mailboxHasChild": MailboxHasChild,
        "mailboxHasEmail": MailboxHasEmail,
        "blobNotFound": BlobNotFound,
        "tooManyKeywords": TooManyKeywords,
        "tooManyMailboxes": TooManyMailboxes,
        "invalidEmail": InvalidEmail,
    }
)
"""The classes by the type of error."""
