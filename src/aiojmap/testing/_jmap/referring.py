"""Result references: arguments taken from earlier answers (RFC 8620, section 3.7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..._model.pointer import PointerError, evaluate
from .failures import MethodFailure, invalid_arguments

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject

Response = tuple[str, "JSONObject", str]


def resolve(arguments: JSONObject, responses: Sequence[Response]) -> JSONObject:
    """The arguments with every reference replaced by what it stands for."""
    found: JSONObject = {}
    for name, value in arguments.items():
        if not name.startswith("#"):
            found[name] = value
        elif name[1:] in arguments:
            raise invalid_arguments(f"both {name[1:]!r} and {name!r} are given")
        else:
            found[name[1:]] = _evaluated(name, value, responses)
    return found


def _evaluated(name: str, reference: JSON, responses: Sequence[Response]) -> JSON:
    if not isinstance(reference, dict):
        raise invalid_arguments(f"{name}: must be a ResultReference")
    result_of, expected, path = (reference.get(key) for key in ("resultOf", "name", "path"))
    if not (isinstance(result_of, str) and isinstance(expected, str) and isinstance(path, str)):
        raise invalid_arguments(f"{name}: resultOf, name and path must be strings")
    first = next((item for item in responses if item[2] == result_of), None)
    if first is None:
        raise _unresolved(name, f"no call before this one has the id {result_of!r}")
    if first[0] != expected:
        raise _unresolved(name, f"the response to {result_of!r} is {first[0]!r}")
    try:
        return evaluate(first[1], path)
    except PointerError as error:
        raise _unresolved(name, str(error)) from None


def _unresolved(name: str, problem: str) -> MethodFailure:
    return MethodFailure("invalidResultReference", f"{name}: {problem}")
