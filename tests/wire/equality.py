"""Equality of JSON, which is stricter than that of Python: `true` is not 1."""

from __future__ import annotations

from aiojmap._model.decoding import member


def difference(expected: object, found: object, path: str = "$") -> str | None:
    """Where two JSON values differ first, and how; None if they are equal."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in [*expected, *(key for key in found if key not in expected)]:
            where = f"{path}{member(key)}"
            if key not in found:
                return f"{where} is missing"
            if key not in expected:
                return f"{where} was added"
            inside = difference(expected[key], found[key], where)
            if inside:
                return inside
        return None
    if isinstance(expected, list) and isinstance(found, list):
        for index, (one, other) in enumerate(zip(expected, found, strict=False)):
            inside = difference(one, other, f"{path}[{index}]")
            if inside:
                return inside
        if len(expected) != len(found):
            return f"{path} has {len(found)} items instead of {len(expected)}"
        return None
    if _kind(expected) is _kind(found) and expected == found:
        return None
    return f"{path} is {found!r} instead of {expected!r}"


def _kind(value: object) -> type[object]:
    # JSON has one type of number; names made at run time are strings too.
    if isinstance(value, str):
        return str
    return float if type(value) is int else type(value)
