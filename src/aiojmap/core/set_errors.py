# Generated from rfc8620_core.toml by `aiojmap-codegen generate`. Do not edit.
"""Errors about one record: RFC 8620."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from aiojmap.runtime import SetError


class Forbidden(SetError):
    """The permissions do not allow it.

    RFC 8620, section 5.3.
    """

    error_type: ClassVar[str | None] = "forbidden"


class OverQuota(SetError):
    """The account may not have more of these records, or not so large ones.

    RFC 8620, section 5.3.
    """

    error_type: ClassVar[str | None] = "overQuota"


class TooLarge(SetError):
    """The record would be larger than one may be.

    RFC 8620, section 5.3.
    """

    error_type: ClassVar[str | None] = "tooLarge"


class RateLimit(SetError):
    """Too many such records have been created lately.

    RFC 8620, section 5.3.
    """

    error_type: ClassVar[str | None] = "rateLimit"
    hint: ClassVar[str | None] = "Try again later."


class NotFound(SetError):
    """There is no record with that id.

    RFC 8620, section 5.3.
    """

    error_type: ClassVar[str | None] = "notFound"


class InvalidPatch(SetError):
    """The patch breaks the rules for patches.

    RFC 8620, section 5.3.
    """

    error_type: ClassVar[str | None] = "invalidPatch"


class WillDestroy(SetError):
    """The same call destroys the record.

    RFC 8620, section 5.3.
    """

    error_type: ClassVar[str | None] = "willDestroy"


class InvalidProperties(SetError):
    """The record would not be valid.

    RFC 8620, section 5.3.
    """

    error_type: ClassVar[str | None] = "invalidProperties"

    @property
    def properties(self) -> list[str]:
        """The member `properties` of the error."""
        return self._strings("properties")


class Singleton(SetError):
    """There is always exactly one record of this type.

    RFC 8620, section 5.3.
    """

    error_type: ClassVar[str | None] = "singleton"


class AlreadyExists(SetError):
    """The account has the record already.

    RFC 8620, section 5.4.
    """

    error_type: ClassVar[str | None] = "alreadyExists"

    @property
    def existing_id(self) -> str:
        """The member `existingId` of the error."""
        return self._string("existingId")


ALL: Mapping[str, type[SetError]] = MappingProxyType(
    {
        "forbidden": Forbidden,
        "overQuota": OverQuota,
        "tooLarge": TooLarge,
        "rateLimit": RateLimit,
        "notFound": NotFound,
        "invalidPatch": InvalidPatch,
        "willDestroy": WillDestroy,
        "invalidProperties": InvalidProperties,
        "singleton": Singleton,
        "alreadyExists": AlreadyExists,
    }
)
"""The classes by the type of error."""
