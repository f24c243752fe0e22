"""JSON as Python values, read strictly (RFC 7493)."""

import json
from collections.abc import Callable
from typing import NoReturn, TypeAlias, TypeGuard

from .errors import ProtocolError
from .types import JSON, JSONObject

Hide: TypeAlias = Callable[[str], str]


def dumps(value: JSON) -> bytes:
    """Write a value as compact UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def loads(data: bytes) -> JSON:
    """Read a value; raises `ProtocolError` for what is not JSON, or nests without end."""
    value, problem = _read(data)
    if problem:
        # Raised out here: the error of json holds the whole text, which may quote a token.
        raise ProtocolError(problem)
    return value


def _read(data: bytes) -> tuple[JSON, str]:
    """The value, or what is wrong with the text."""
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_refuse), ""
    except RecursionError:
        return None, "the answer is JSON nested too deeply to read"
    except UnicodeDecodeError:
        return None, "the answer is not JSON: it is not UTF-8"
    except ValueError as error:
        return None, f"the answer is not JSON: {error}"


def hidden(value: JSON, hide: Hide) -> JSON:
    """The value with secrets taken out of every string in it."""
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, list):
        return [hidden(item, hide) for item in value]
    if isinstance(value, dict):
        return hidden_object(value, hide)
    return value


def hidden_object(value: JSONObject, hide: Hide) -> JSONObject:
    """The object with secrets taken out of every string in it, names included."""
    return {hide(key): hidden(item, hide) for key, item in value.items()}


def kind(value: object) -> str:
    """Name the kind of a value in the words of JSON, for messages."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, str):
        return "str"
    if isinstance(value, dict):
        return "object"
    if isinstance(value, list):
        return "array"
    return type(value).__name__


def is_object(value: object) -> TypeGuard[dict[str, object]]:
    """Whether a value read from JSON is an object."""
    return type(value) is dict


def is_array(value: object) -> TypeGuard[list[object]]:
    """Whether a value read from JSON is an array."""
    return type(value) is list


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON value")
