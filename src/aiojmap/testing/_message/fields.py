"""The header fields that a client asks for when it creates an Email (RFC 8621, section 4.6)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from ...mail import EmailAddress, EmailAddressGroup
from ...runtime import Date
from .._jmap.failures import invalid_properties
from .._jmap.shapes import Mismatch, check
from . import headers

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject

_HINTS: Final[Mapping[str, object]] = {
    "asRaw": str,
    "asText": str,
    "asAddresses": list[EmailAddress],
    "asGroupedAddresses": list[EmailAddressGroup],
    "asMessageIds": list[str],
    "asDate": Date,
    "asURLs": list[str],
}
_FOLDED: Final = re.compile(r"[^\x00-\x08\x0a-\x1f\x7f]*(\r?\n[ \t][^\x00-\x08\x0a-\x1f\x7f]*)*")


class Fields:
    """Header fields to write, each with one or several values."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[str, list[str]]] = {}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._values

    def get(self, name: str) -> str | None:
        """The last value of a field."""
        _, values = self._values.get(name.lower(), (name, []))
        return values[-1] if values else None

    def put(self, name: str, values: list[str]) -> None:
        """Add a field."""
        self._values[name.lower()] = (name, values)

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values, in the order they were added."""
        return [(name, value) for name, values in self._values.values() for value in values]


def given_fields(sent: JSONObject, *, owner: str | None = None) -> Fields:
    """The fields that the properties of an Email, or of a part in `owner`, stand for.

    Raises `SetFailure` naming the properties that cannot be written.
    """
    found = Fields()
    wrong: dict[str, str] = {}
    origins: dict[str, str] = {}
    for name, value in sent.items():
        prop = _property(name, top=owner is None)
        if prop is None:
            if name == "headers" or name.startswith("header:"):
                wrong[name] = "cannot be set"
            continue
        problem = _refused(prop, value, top=owner is None)
        field = prop.field.lower()
        if problem is None and field in origins:
            problem = f"stands for the same field as {origins[field]}"
            wrong[origins[field]] = problem
        if problem is not None:
            wrong[name] = problem
        elif value is not None:
            origins[field] = name
            found.put(prop.field, _written(prop, value))
    if wrong:
        description = "; ".join(f"{name}: {problem}" for name, problem in wrong.items())
        raise invalid_properties([owner] if owner else wrong, description)
    return found


def written(form: str, value: JSON) -> str:
    """A field's value from one of the parsed forms."""
    return headers.WRITERS[form](value)


def _property(name: str, *, top: bool) -> headers.HeaderProperty | None:
    if top and name in headers.CONVENIENCES:
        field, form = headers.CONVENIENCES[name]
        return headers.HeaderProperty(field, form, all=False)
    return headers.parse_property(name)


def _refused(prop: headers.HeaderProperty, value: JSON, *, top: bool) -> str | None:
    field = prop.field.lower()
    if top and field.startswith("content-"):
        return "belongs to a body part"
    if field == "content-transfer-encoding":
        return "is the server's to choose"
    if value is None:
        return None
    hint = _HINTS[prop.form]
    try:
        check(value, list[hint] if prop.all else hint)  # type: ignore[valid-type]  # made at run time
    except Mismatch as problem:
        return str(problem)
    if not all(_FOLDED.fullmatch(text) for text in _written(prop, value)):
        return "has control characters, or line ends that are no folds"
    return None


def _written(prop: headers.HeaderProperty, value: JSON) -> list[str]:
    items = value if prop.all and isinstance(value, list) else [value]
    return [written(prop.form, item) for item in items]
