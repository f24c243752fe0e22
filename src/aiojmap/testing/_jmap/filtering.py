"""Filters: operators and conditions, made into one test (RFC 8620, section 5.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .failures import MethodFailure, invalid_arguments
from .shapes import Mismatch, check, hints_of

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject
    from .datatype import DataType, Matcher


def compiled(type_: DataType, filter_: JSON) -> Matcher:
    """A test for the records that a filter finds."""
    if filter_ is None:
        return lambda _: True
    if not isinstance(filter_, dict):
        raise invalid_arguments("filter: must be an object")
    if "operator" in filter_:
        return _operator(type_, filter_)
    matchers = [_condition(type_, name, value) for name, value in filter_.items()]
    return lambda record: all(matches(record) for matches in matchers)


def names(filter_: JSON) -> set[str]:
    """The conditions that occur anywhere in a filter."""
    if not isinstance(filter_, dict):
        return set()
    conditions = filter_.get("conditions")
    if "operator" not in filter_ or not isinstance(conditions, list):
        return set(filter_)
    return {name for item in conditions for name in names(item)}


def _operator(type_: DataType, filter_: JSONObject) -> Matcher:
    conditions = filter_.get("conditions")
    if set(filter_) != {"operator", "conditions"} or not isinstance(conditions, list):
        raise invalid_arguments("filter: an operator has an array of conditions and nothing else")
    if any(item is None for item in conditions):
        raise invalid_arguments("filter: a condition must be an object")
    matchers = [compiled(type_, item) for item in conditions]
    operator = filter_["operator"]
    if operator == "AND":
        return lambda record: all(matches(record) for matches in matchers)
    if operator == "OR":
        return lambda record: any(matches(record) for matches in matchers)
    if operator == "NOT":
        return lambda record: not any(matches(record) for matches in matchers)
    raise invalid_arguments("filter: the operator must be AND, OR or NOT")


def _condition(type_: DataType, name: str, value: JSON) -> Matcher:
    conditions = type_.classes.filter
    hint = hints_of(conditions).get(name) if conditions else None
    if hint is None:
        raise MethodFailure("unsupportedFilter", f"there is no condition {name!r}")
    try:
        check(value, hint)
    except Mismatch as problem:
        raise invalid_arguments(f"filter: {name}: {problem}") from None
    matcher = type_.matcher(name, value)
    if matcher is None:
        raise MethodFailure("unsupportedFilter", f"the condition {name!r} is not supported")
    return matcher
