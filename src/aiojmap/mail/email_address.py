# Generated from rfc8621_mail.toml by `aiojmap-codegen generate`. Do not edit.
"""A name and the address that goes with it. RFC 8621, section 4.1.2.3."""

from __future__ import annotations

from aiojmap.runtime import (
    NOT_FETCHED,
    Record,
    prop,
    record,
)


@record
class EmailAddress(Record):
    """A name and the address that goes with it.

    RFC 8621, section 4.1.2.3.
    """

    name: str | None = prop("name", default=NOT_FETCHED, fallback=None)
    """The name of the person, or null if none is given. `String|null`, section 4.1.2.3."""
    email: str = prop("email")
    """The address, which may be malformed in drafts and broken messages. `String`, section 4.1.2.3.
    """
