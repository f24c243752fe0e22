"""What Email/get shows of an email (RFC 8621, section 4.2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from ...mail import EmailBodyPart
from .._jmap.context import texts, whole
from .._jmap.failures import invalid_arguments
from .._message import headers

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject

_LISTS = frozenset(["textBody", "htmlBody", "attachments"])


def fields_of(record: JSONObject) -> list[headers.Field]:
    """The header fields of an email or of a body part."""
    found = record["headers"]
    items = found if isinstance(found, list) else []
    return [(str(item["name"]), str(item["value"])) for item in items if isinstance(item, dict)]


@attrs.frozen(kw_only=True)
class EmailView:
    """The arguments that say how bodies are shown."""

    body_properties: tuple[str, ...]
    text: bool
    html: bool
    every: bool
    max_bytes: int

    @staticmethod
    def check(arguments: JSONObject) -> None:
        """Refuse unknown properties of body parts, and malformed header properties."""
        for name in texts(arguments, "bodyProperties"):
            if name not in EmailBodyPart.properties_by_json:
                _check_header(name)
        for name in texts(arguments, "properties"):
            if name.startswith("header:"):
                _check_header(name)

    @classmethod
    def of(cls, arguments: JSONObject) -> EmailView:
        """The view that the arguments of a call ask for."""
        return cls(
            body_properties=tuple(texts(arguments, "bodyProperties")),
            text=bool(arguments.get("fetchTextBodyValues")),
            html=bool(arguments.get("fetchHTMLBodyValues")),
            every=bool(arguments.get("fetchAllBodyValues")),
            max_bytes=whole(arguments, "maxBodyValueBytes") or 0,
        )

    def select(self, record: JSONObject, names: Iterable[str]) -> JSONObject:
        """Properties of an email by name."""
        found: JSONObject = {}
        for name in names:
            if name.startswith("header:"):
                found[name] = _header(record, name)
            elif name == "bodyValues":
                found[name] = self._values(record)
            elif name == "bodyStructure":
                found[name] = self._part(record[name])
            elif name in _LISTS:
                parts = record[name]
                found[name] = (
                    [self._part(part) for part in parts] if isinstance(parts, list) else []
                )
            else:
                found[name] = record[name]
        return found

    def _part(self, part: JSON) -> JSON:
        if not isinstance(part, dict):
            return None
        found: JSONObject = {}
        for name in self.body_properties:
            if name.startswith("header:"):
                found[name] = _header(part, name)
            elif name != "subParts":
                found[name] = part[name]
        children = part["subParts"]
        # A structure is of no use without what is inside, so a multipart always has that.
        if isinstance(children, list):
            found["subParts"] = [self._part(child) for child in children]
        elif "subParts" in self.body_properties:
            found["subParts"] = None
        return found

    def _values(self, record: JSONObject) -> JSONObject:
        values = record["bodyValues"]
        if not isinstance(values, dict):
            return {}
        wanted: dict[str, str] = {}
        for shown, name in ((self.text, "textBody"), (self.html, "htmlBody")):
            parts = record[name]
            if shown and isinstance(parts, list):
                wanted.update(_leaves(parts))
        if self.every:
            wanted.update(_leaves([record["bodyStructure"]]))
        return {
            part_id: self._cut(values[part_id], wanted[part_id])
            for part_id in sorted(wanted)
            if part_id in values
        }

    def _cut(self, value: JSON, type_: str) -> JSON:
        if not isinstance(value, dict) or not self.max_bytes:
            return value
        data = str(value["value"]).encode()
        if len(data) <= self.max_bytes:
            return value
        text = data[: self.max_bytes].decode("utf-8", "ignore")
        if type_ == "text/html" and text.rfind("<") > text.rfind(">"):
            text = text[: text.rfind("<")]
        return {**value, "value": text, "isTruncated": True}


def _check_header(name: str) -> None:
    if headers.parse_property(name) is None:
        raise invalid_arguments(f"{name!r} is no property, or of a form not for its field")


def _header(record: JSONObject, name: str) -> JSON:
    wanted = headers.parse_property(name)
    return None if wanted is None else headers.value(fields_of(record), wanted)


def _leaves(parts: list[JSON]) -> dict[str, str]:
    """The types of the parts that are no multiparts, by part id."""
    found: dict[str, str] = {}
    for part in parts:
        if not isinstance(part, dict):
            continue
        children = part["subParts"]
        if isinstance(children, list):
            found.update(_leaves(children))
        else:
            found[str(part["partId"])] = str(part["type"])
    return found
