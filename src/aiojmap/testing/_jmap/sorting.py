"""Sorts: comparators applied to records, with collations (RFC 8620, section 5.5)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from .failures import MethodFailure, invalid_arguments
from .shapes import Mismatch, check

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject
    from .datatype import DataType, SortKey

_STANDARD: Final = frozenset(["property", "isAscending", "collation"])


def _ascii_casemap(text: str) -> str:
    return "".join(letter.upper() if letter.isascii() else letter for letter in text)


def _unicode_casemap(text: str) -> str:
    return unicodedata.normalize("NFKD", text.casefold())


COLLATIONS: Final[Mapping[str, Callable[[str], str]]] = {
    "i;unicode-casemap": _unicode_casemap,
    "i;ascii-casemap": _ascii_casemap,
    "i;octet": str,
}


def ordered(type_: DataType, records: list[JSONObject], sort: JSON) -> list[JSONObject]:
    """Records sorted by comparators, the first of them counting most."""
    found = list(records)
    criteria = [_criterion(type_, item) for item in sort] if isinstance(sort, list) else []
    # Sorting is stable, so the least important criterion goes first.
    for key, ascending in reversed(criteria):
        found.sort(key=key, reverse=not ascending)
    return found


def names(sort: JSON) -> set[str]:
    """The properties that a sort compares."""
    items = sort if isinstance(sort, list) else []
    return {str(item.get("property")) for item in items if isinstance(item, dict)}


def _criterion(type_: DataType, comparator: JSON) -> tuple[SortKey, bool]:
    if not isinstance(comparator, dict):
        raise invalid_arguments("sort: a comparator must be an object")
    name = comparator.get("property")
    ascending = comparator.get("isAscending", True)
    collation = comparator.get("collation", "i;unicode-casemap")
    if not isinstance(name, str) or not isinstance(ascending, bool):
        raise invalid_arguments("sort: property must be a string, isAscending a boolean")
    if not isinstance(collation, str):
        raise invalid_arguments("sort: collation must be a string")
    fold = COLLATIONS.get(collation)
    if fold is None:
        raise MethodFailure("unsupportedSort", f"the collation {collation!r} is not supported")
    further = type_.comparator_arguments(name)
    for argument, hint in further.items():
        if argument not in comparator:
            raise invalid_arguments(f"sort: {name} needs {argument!r}")
        try:
            check(comparator[argument], hint)
        except Mismatch as problem:
            raise invalid_arguments(f"sort: {argument}: {problem}") from None
    key = type_.sort_key(name, comparator)
    if key is None:
        raise MethodFailure("unsupportedSort", f"sorting by {name!r} is not supported")
    unknown = set(comparator) - _STANDARD - set(further)
    if unknown:
        raise invalid_arguments(f"sort: {sorted(unknown)[0]!r} is unknown")
    return _collated(key, fold), ascending


def _collated(key: SortKey, fold: Callable[[str], str]) -> SortKey:
    def compare(record: JSONObject) -> str | int | float:
        value = key(record)
        return fold(value) if isinstance(value, str) else value

    return compare
