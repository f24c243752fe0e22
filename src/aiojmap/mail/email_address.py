# Generated from rfc8621_mail.toml by `aiojmap-codegen generate`. Do not edit.
"""A name and the address that goes with it. RFC 8621, section 4.1.2.3."""

from __future__ import annotations

from collections.abc import Sequence

from aiojmap.runtime import (
    NOT_FETCHED,
    Record,
    Refs,
    Value,
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


class EmailAddressRefs(Refs):
    """What can be referred to in each EmailAddress of an answer."""

    __slots__ = ()

    name = Value[Sequence[str | None]]("name")
    email = Value[Sequence[str]]("email")
