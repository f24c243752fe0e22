"""The data types of RFC 8620, section 1, as annotations that both a checker and we understand."""

import enum
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Final, Protocol, TypeAlias, TypeVar

import attrs

K_co = TypeVar("K_co", covariant=True)
V_co = TypeVar("V_co", covariant=True)


class Items(Protocol[K_co, V_co]):
    """A mapping to be read: unlike `Mapping`, also covariant in its keys."""

    def items(self) -> AbstractSet[tuple[K_co, V_co]]:
        """The keys with their values."""
        ...


MAX_SAFE: Final = 2**53 - 1


@attrs.frozen
class IntegerRange:
    """Which whole numbers are allowed."""

    low: int
    high: int


@attrs.frozen
class DateForm:
    """How a point in time is written: in UTC only, or with any offset."""

    utc: bool


@attrs.frozen
class NullProperties:
    """Which properties of a record an answer may have as null although their type has none.

    They count as absent then.
    """

    names: tuple[str, ...]


Int: TypeAlias = Annotated[int, IntegerRange(-MAX_SAFE, MAX_SAFE)]
"""A whole number that a double can hold exactly."""

UnsignedInt: TypeAlias = Annotated[int, IntegerRange(0, MAX_SAFE)]
"""An `Int` that is not below zero."""

Date: TypeAlias = Annotated[datetime, DateForm(utc=False)]
"""A point in time with an offset from UTC; always an aware datetime."""

UTCDate: TypeAlias = Annotated[datetime, DateForm(utc=True)]
"""A point in time in UTC; always an aware datetime."""


class JSONForm(enum.Enum):
    """Marks annotations whose values pass through as they are."""

    VALUE = "value"
    OBJECT = "object"


if TYPE_CHECKING:
    JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"
    """Any value of JSON, as the standard library reads it."""

    JSONObject: TypeAlias = "dict[str, JSON]"
    """Any object of JSON."""
else:
    # At run time a marker: the recursive alias could not be resolved from other modules.
    JSON = Annotated[object, JSONForm.VALUE]
    JSONObject = Annotated[dict, JSONForm.OBJECT]
