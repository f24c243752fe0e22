"""Values that stand for the lack of one."""

import enum
from typing import Final


class UnsetType(enum.Enum):
    """The type of `UNSET`; an enum, because type checkers narrow it with `is`."""

    UNSET = "UNSET"

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "UNSET"


class NotFetchedType(enum.Enum):
    """The type of `NOT_FETCHED`."""

    NOT_FETCHED = "NOT_FETCHED"


class RequiredType(enum.Enum):
    """The type of `REQUIRED`."""

    REQUIRED = "REQUIRED"


UNSET: Final = UnsetType.UNSET
"""Left out of what is sent; `None` is sent as null."""

NOT_FETCHED: Final = NotFetchedType.NOT_FETCHED
"""Leaves a property of a record empty: reading it raises `PropertyNotFetched`."""

REQUIRED: Final = RequiredType.REQUIRED
"""Marks a property that must be given."""
