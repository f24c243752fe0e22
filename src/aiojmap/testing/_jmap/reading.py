"""JSON as a server must read it: strictly, and never falling over (RFC 7493)."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from ...runtime import JSON

MAX_DEPTH = 150


class NotJSON(ValueError):
    """The text is not JSON, or not I-JSON."""


def read(data: bytes) -> JSON:
    """Read a document, refusing what RFC 7493 forbids and what nests too deeply."""
    try:
        value: JSON = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_object,
            parse_float=_float,
            parse_constant=_refuse,
        )
    except NotJSON:
        raise
    except RecursionError:
        raise NotJSON("it nests too deeply") from None
    except ValueError as error:
        raise NotJSON(str(error)) from None
    _check(value)
    return value


def _object(pairs: list[tuple[str, JSON]]) -> dict[str, JSON]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotJSON("an object has two members of the same name")
    return found


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise NotJSON(f"{text[:40]} is out of range")
    return value


def _refuse(constant: str) -> NoReturn:
    raise NotJSON(f"{constant} is no JSON value")


def _check(document: JSON) -> None:
    level: list[JSON] = [document]
    depth = 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise NotJSON("it nests too deeply")
        below: list[JSON] = []
        for value in level:
            if isinstance(value, str):
                _check_text(value)
            elif isinstance(value, list):
                below.extend(value)
            elif isinstance(value, dict):
                below.extend(value)
                below.extend(value.values())
        level = below


def _check_text(value: str) -> None:
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        raise NotJSON("a string holds half a surrogate pair")
