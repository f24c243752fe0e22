# Generated from rfc8621_submission.toml by `aiojmap-codegen generate`. Do not edit.
"""Errors about one record: RFC 8621."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from aiojmap.core import set_errors as core_set_errors
from aiojmap.mail import set_errors as mail_set_errors
from aiojmap.runtime import SetError


class TooLarge(core_set_errors.TooLarge):
    """The email is larger than the server sends.

    RFC 8621, section 7.5.
    """

    error_type: ClassVar[str | None] = "tooLarge"

    @property
    def max_size(self) -> int:
        """The member `maxSize` of the error."""
        return self._integer("maxSize")


class InvalidEmail(mail_set_errors.InvalidEmail):
    """The email cannot be sent as it is.

    RFC 8621, section 7.5.
    """

    error_type: ClassVar[str | None] = "invalidEmail"

    @property
    def properties(self) -> list[str]:
        """The member `properties` of the error."""
        return self._strings("properties")


class TooManyRecipients(SetError):
    """There are too many recipients for the server.

    RFC 8621, section 7.5.
    """

    error_type: ClassVar[str | None] = "tooManyRecipients"
    hint: ClassVar[str | None] = "Send it in several submissions."

    @property
    def max_recipients(self) -> int:
        """The member `maxRecipients` of the error."""
        return self._integer("maxRecipients")


class NoRecipients(SetError):
    """There is nobody to send it to.

    RFC 8621, section 7.5.
    """

    error_type: ClassVar[str | None] = "noRecipients"
    hint: ClassVar[str | None] = "Fill To, Cc or Bcc of the email, or rcptTo of the envelope."


class InvalidRecipients(SetError):
    """A recipient is no address that can be sent to.

    RFC 8621, section 7.5.
    """

    error_type: ClassVar[str | None] = "invalidRecipients"

    @property
    def invalid_recipients(self) -> list[str]:
        """The member `invalidRecipients` of the error."""
        return self._strings("invalidRecipients")


class ForbiddenMailFrom(SetError):
    """The user may not send with this return address in the envelope.

    RFC 8621, section 7.5.
    """

    error_type: ClassVar[str | None] = "forbiddenMailFrom"


class ForbiddenFrom(SetError):
    """The user may not send with this address in From.

    RFC 8621, section 7.5.
    """

    error_type: ClassVar[str | None] = "forbiddenFrom"
    hint: ClassVar[str | None] = "Use the address of an identity."


class ForbiddenToSend(SetError):
    """The user may not send at all for now; the description, if any, is meant to be shown.

    RFC 8621, section 7.5.
    """

    error_type: ClassVar[str | None] = "forbiddenToSend"


class CannotUnsend(SetError):
    """It is too late to call the submission back.

    RFC 8621, section 7.5.
    """

    error_type: ClassVar[str | None] = "cannotUnsend"


ALL: Mapping[str, type[SetError]] = MappingProxyType(
    {
        "tooLarge": TooLarge,
        "invalidEmail": InvalidEmail,
        "tooManyRecipients": TooManyRecipients,
        "noRecipients": NoRecipients,
        "invalidRecipients": InvalidRecipients,
        "forbiddenMailFrom": ForbiddenMailFrom,
        "forbiddenFrom": ForbiddenFrom,
        "forbiddenToSend": ForbiddenToSend,
        "cannotUnsend": CannotUnsend,
    }
)
"""The classes by the type of error."""
