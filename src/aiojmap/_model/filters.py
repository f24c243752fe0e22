"""Filters of queries, joined with `&`, `|` and `~` (RFC 8620, section 5.5)."""

from __future__ import annotations

import typing
from collections.abc import Sequence
from typing import Generic, Literal, NoReturn, TypeGuard, TypeVar, cast

from .records import Record

T = TypeVar("T")
Operator = Literal["AND", "OR", "NOT"]


class Filter(Generic[T]):
    """Which records a query finds; T says of which type."""

    __slots__ = ()

    def __and__(self, other: Filter[T]) -> FilterOperator[T]:
        return FilterOperator("AND", [*_joined("AND", self), *_joined("AND", other)])

    def __or__(self, other: Filter[T]) -> FilterOperator[T]:
        return FilterOperator("OR", [*_joined("OR", self), *_joined("OR", other)])

    def __bool__(self) -> NoReturn:
        raise TypeError("filters are joined with &, | and ~, not with and, or and not")

    def __invert__(self) -> Filter[T]:
        return FilterOperator("NOT", [self])


class FilterOperator(Filter[T]):
    """Filters joined: all must match (AND), one at least (OR), none (NOT)."""

    __slots__ = ("conditions", "operator")

    operator: Operator
    conditions: tuple[Filter[T], ...]

    def __init__(self, operator: Operator, conditions: Sequence[Filter[T]]) -> None:
        self.operator = operator
        self.conditions = tuple(conditions)

    def __eq__(self, other: object) -> bool:
        if not is_operator(other):
            return NotImplemented
        mine = (self.operator, self.conditions)
        return mine == (other.operator, other.conditions)

    __hash__ = None  # type: ignore[assignment]  # conditions are records, which have no hash

    def __repr__(self) -> str:
        return f"FilterOperator({self.operator!r}, {list(self.conditions)!r})"


def is_operator(value: object) -> TypeGuard[FilterOperator[object]]:
    """Whether a value joins filters."""
    return isinstance(value, FilterOperator)


class FilterCondition(Record, Filter[T]):
    """What must hold for a record to be found; all that is given must hold together."""

    __slots__ = ()


def condition_of(subject: object) -> type[Record]:
    """The class of conditions for a type, which its id type stands for.

    Raises `LookupError` if none has been defined.
    """
    defined = cast("list[type[Record]]", type.__subclasses__(FilterCondition))  # pyright: ignore[reportUnknownMemberType]  # of any subject
    for cls in reversed(defined):
        for base in getattr(cls, "__orig_bases__", ()):
            if typing.get_args(base) == (subject,):
                return cls
    raise LookupError(f"no class of filter conditions is defined for {subject}")


def _joined(operator: Operator, item: Filter[T]) -> Sequence[Filter[T]]:
    if isinstance(item, FilterOperator) and item.operator == operator:
        return item.conditions
    return (item,)
