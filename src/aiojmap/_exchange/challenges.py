"""What a server says it wants, in WWW-Authenticate (RFC 9110, section 11.6.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

import attrs

_TOKEN: Final = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_PARAMETER: Final = re.compile(rf'({_TOKEN})[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|({_TOKEN}))')
_TOKEN68: Final = r"[A-Za-z0-9._~+/-]+=*(?=[ \t]*(?:,|$))"
_SCHEME: Final = re.compile(rf"({_TOKEN})(?:[ \t]+{_TOKEN68})?(?=[ \t,]|$)")
_BETWEEN: Final = re.compile(r"[ \t,]*")
LONGEST: Final = 8192


@attrs.frozen
class Challenge:
    """One scheme that a server takes, in small letters, with its parameters by name."""

    scheme: str
    parameters: Mapping[str, str]


def challenges(field: str) -> list[Challenge]:
    """The challenges of a field, in order; what cannot be read ends the list."""
    found: list[Challenge] = []
    parameters: dict[str, str] = {}
    position = _skipped(field, 0)
    while position < min(len(field), LONGEST):
        parameter = _PARAMETER.match(field, position)
        if parameter is not None and found:
            name, quoted, plain = parameter.groups()
            # A second one of the same name is a forgery or a mistake: the first counts.
            value = plain if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
            parameters.setdefault(name.lower(), value)
            position = _skipped(field, parameter.end())
            continue
        scheme = _SCHEME.match(field, position)
        if scheme is None or parameter is not None:
            break
        parameters = {}
        found.append(Challenge(scheme[1].lower(), parameters))
        position = _skipped(field, scheme.end())
    return found


def _skipped(field: str, position: int) -> int:
    between = _BETWEEN.match(field, position)
    assert between is not None
    return between.end()
