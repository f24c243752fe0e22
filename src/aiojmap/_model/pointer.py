"""JSON pointers (RFC 6901) with the `*` of result references (RFC 8620, section 3.7)."""

import re
from collections.abc import Sequence
from typing import Final

from .types import JSON

_BAD_ESCAPE: Final = re.compile(r"~(?![01])")


class PointerError(LookupError):
    """A pointer leads nowhere; the message says at which token."""


def escape(token: str) -> str:
    """Write one token so that `/` and `~` in it are not taken for syntax."""
    return token.replace("~", "~0").replace("/", "~1")


def unescape(token: str) -> str:
    """The inverse of `escape`."""
    return token.replace("~1", "/").replace("~0", "~")


def join(*tokens: str) -> str:
    """A pointer from tokens."""
    return "".join("/" + escape(token) for token in tokens)


def split(pointer: str) -> list[str]:
    """The tokens of a pointer."""
    if not pointer:
        return []
    if not pointer.startswith("/"):
        raise PointerError(f"{pointer!r} does not begin with /")
    if _BAD_ESCAPE.search(pointer):
        raise PointerError(f"{pointer!r} has a ~ that is not written ~0")
    return [unescape(token) for token in pointer[1:].split("/")]


def evaluate(document: JSON, pointer: str) -> JSON:
    """Follow a pointer, mapping `*` over arrays and flattening what comes of it.

    Raises `PointerError` when it leads nowhere.
    """
    return _follow(document, split(pointer))


def _follow(value: JSON, tokens: Sequence[str]) -> JSON:
    for position, token in enumerate(tokens):
        if isinstance(value, dict):
            if token not in value:
                raise PointerError(f"there is no member {token!r}")
            value = value[token]
        elif isinstance(value, list):
            if token == "*":
                return _map(value, tokens[position + 1 :])
            value = _item(value, token)
        else:
            raise PointerError(f"there is nothing below {token!r}")
    return value


def _map(items: list[JSON], tokens: Sequence[str]) -> list[JSON]:
    found: list[JSON] = []
    for item in items:
        result = _follow(item, tokens)
        if isinstance(result, list):
            found.extend(result)
        else:
            found.append(result)
    return found


def _item(items: list[JSON], token: str) -> JSON:
    if not (token.isascii() and token.isdigit()) or (len(token) > 1 and token.startswith("0")):
        raise PointerError(f"{token!r} is no index of an array")
    if int(token) >= len(items):
        raise PointerError(f"the array has no item {token}")
    return items[int(token)]
