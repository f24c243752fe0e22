# Generated from rfc8620_core.toml by `aiojmap-codegen generate`. Do not edit.
"""Errors about one call: RFC 8620."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from aiojmap.runtime import MethodError


class ServerUnavailable(MethodError):
    """Something the server needs is out of reach for the moment.

    RFC 8620, section 3.6.2.
    """

    error_type: ClassVar[str | None] = "serverUnavailable"
    hint: ClassVar[str | None] = "Try again later."


class ServerFail(MethodError):
    """The server failed in an unforeseen way and changed nothing.

    RFC 8620, section 3.6.2.
    """

    error_type: ClassVar[str | None] = "serverFail"


class ServerPartialFail(MethodError):
    """Only part of the changes were made.

    RFC 8620, section 3.6.2.
    """

    error_type: ClassVar[str | None] = "serverPartialFail"
    hint: ClassVar[str | None] = "Read the state again before anything else."


class UnknownMethod(MethodError):
    """The server does not know the method.

    RFC 8620, section 3.6.2.
    """

    error_type: ClassVar[str | None] = "unknownMethod"


class InvalidArguments(MethodError):
    """An argument is missing, of the wrong type or otherwise wrong.

    RFC 8620, section 3.6.2.
    """

    error_type: ClassVar[str | None] = "invalidArguments"


class InvalidResultReference(MethodError):
    """A result reference could not be resolved.

    RFC 8620, section 3.6.2.
    """

    error_type: ClassVar[str | None] = "invalidResultReference"
    hint: ClassVar[str | None] = "Look at the error of the call referred to."


class Forbidden(MethodError):
    """The permissions do not allow the call.

    RFC 8620, section 3.6.2.
    """

    error_type: ClassVar[str | None] = "forbidden"


class AccountNotFound(MethodError):
    """There is no such account.

    RFC 8620, section 3.6.2.
    """

    error_type: ClassVar[str | None] = "accountNotFound"
    hint: ClassVar[str | None] = "Take an id from the accounts of the session."


class AccountNotSupportedByMethod(MethodError):
    """The account does not have this data type.

    RFC 8620, section 3.6.2.
    """

    error_type: ClassVar[str | None] = "accountNotSupportedByMethod"


class AccountReadOnly(MethodError):
    """The account cannot be changed.

    RFC 8620, section 3.6.2.
    """

    error_type: ClassVar[str | None] = "accountReadOnly"


class RequestTooLarge(MethodError):
    """The call names more records than the server takes at once.

    RFC 8620, section 5.1.
    """

    error_type: ClassVar[str | None] = "requestTooLarge"
    hint: ClassVar[str | None] = "Send fewer at once."


class CannotCalculateChanges(MethodError):
    """The server cannot say what has changed since that state.

    RFC 8620, section 5.2.
    """

    error_type: ClassVar[str | None] = "cannotCalculateChanges"
    hint: ClassVar[str | None] = "Fetch everything anew."


class StateMismatch(MethodError):
    """The state is not the one that ifInState asked for.

    RFC 8620, section 5.3.
    """

    error_type: ClassVar[str | None] = "stateMismatch"
    hint: ClassVar[str | None] = "Read the state again, then decide anew."


class FromAccountNotFound(MethodError):
    """There is no such account to copy from.

    RFC 8620, section 5.4.
    """

    error_type: ClassVar[str | None] = "fromAccountNotFound"


class FromAccountNotSupportedByMethod(MethodError):
    """The account to copy from does not have this data type.

    RFC 8620, section 5.4.
    """

    error_type: ClassVar[str | None] = "fromAccountNotSupportedByMethod"


class AnchorNotFound(MethodError):
    """The anchor is not among the results.

    RFC 8620, section 5.5.
    """

    error_type: ClassVar[str | None] = "anchorNotFound"
    hint: ClassVar[str | None] = "Start the query again without it."


class UnsupportedSort(MethodError):
    """The server cannot sort by one of the properties or collations.

    RFC 8620, section 5.5.
    """

    error_type: ClassVar[str | None] = "unsupportedSort"


class UnsupportedFilter(MethodError):
    """The server cannot process the filter.

    RFC 8620, section 5.5.
    """

    error_type: ClassVar[str | None] = "unsupportedFilter"
    hint: ClassVar[str | None] = "Make the search simpler."


class TooManyChanges(MethodError):
    """There are more changes than maxChanges.

    RFC 8620, section 5.6.
    """

    error_type: ClassVar[str | None] = "tooManyChanges"
    hint: ClassVar[str | None] = "Ask again with a larger maxChanges, or run the query anew."


ALL: Mapping[str, type[MethodError]] = MappingProxyType(
    {
        "serverUnavailable": ServerUnavailable,
        "serverFail": ServerFail,
        "serverPartialFail": ServerPartialFail,
        "unknownMethod": UnknownMethod,
        "invalidArguments": InvalidArguments,
        "invalidResultReference": InvalidResultReference,
        "resultReference": InvalidResultReference,
        "forbidden": Forbidden,
        "accountNotFound": AccountNotFound,
        "accountNotSupportedByMethod": AccountNotSupportedByMethod,
        "accountReadOnly": AccountReadOnly,
        "requestTooLarge": RequestTooLarge,
        "cannotCalculateChanges": CannotCalculateChanges,
        "stateMismatch": StateMismatch,
        "fromAccountNotFound": FromAccountNotFound,
        "fromAccountNotSupportedByMethod": FromAccountNotSupportedByMethod,
        "anchorNotFound": AnchorNotFound,
        "unsupportedSort": UnsupportedSort,
        "unsupportedFilter": UnsupportedFilter,
        "tooManyChanges": TooManyChanges,
    }
)
"""The classes by the type of error."""

GENERAL: Mapping[str, type[MethodError]] = MappingProxyType(
    {
        "serverUnavailable": ServerUnavailable,
        "serverFail": ServerFail,
        "serverPartialFail": ServerPartialFail,
        "unknownMethod": UnknownMethod,
        "invalidArguments": InvalidArguments,
        "invalidResultReference": InvalidResultReference,
        "resultReference": InvalidResultReference,
        "forbidden": Forbidden,
        "accountNotFound": AccountNotFound,
        "accountNotSupportedByMethod": AccountNotSupportedByMethod,
        "accountReadOnly": AccountReadOnly,
    }
)
"""The classes of the errors that any method may give."""
