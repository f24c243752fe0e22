"""Addresses as people write them: a string such as `Me <me@example.com>`, or a record."""

from __future__ import annotations

from collections.abc import Iterable
from email.errors import HeaderParseError, NonASCIILocalPartDefect, ObsoleteHeaderDefect
from email.headerregistry import AddressHeader, HeaderRegistry
from typing import Final, TypeAlias, cast

from .. import mail
from .._model.errors import EncodeError

Address: TypeAlias = str | mail.EmailAddress
"""An address alone, one with a name (`Me <me@example.com>`), or a record with both."""

_HEADERS: Final = HeaderRegistry()
_HARMLESS: Final = (ObsoleteHeaderDefect, NonASCIILocalPartDefect)


def addresses(given: Address | Iterable[Address] | None, path: str) -> list[mail.EmailAddress]:
    """Read one address or several; raises `EncodeError` for what is none."""
    if given is None:
        return []
    if isinstance(given, (str, mail.EmailAddress)):
        return [_address(given, path)]
    return [_address(item, f"{path}[{number}]") for number, item in enumerate(given)]


def _address(given: Address, path: str) -> mail.EmailAddress:
    if not isinstance(given, str):
        return given
    found = _parsed(given)
    if found is None:
        raise EncodeError(
            f"{given!r} is not one address: write it as 'me@example.com' or "
            "'Me <me@example.com>', a name with a comma in double quotes, and give several "
            "as a list",
            path,
        )
    return found


def _parsed(text: str) -> mail.EmailAddress | None:
    """The address in a string (RFC 5322, section 3.4), if it is one and no more."""
    try:
        header = _HEADERS("To", text)
    except (HeaderParseError, IndexError):
        # The standard library stumbles over some of what is no address.
        return None
    if any(not isinstance(defect, _HARMLESS) for defect in header.defects):
        return None
    read = cast("AddressHeader", header)
    if len(read.addresses) != 1 or read.groups[0].display_name is not None:
        return None
    (found,) = read.addresses
    return mail.EmailAddress(name=found.display_name or None, email=found.addr_spec)
