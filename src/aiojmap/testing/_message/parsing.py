"""Messages taken apart into the properties of an Email (RFC 8621, section 4.1)."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from typing import TYPE_CHECKING, Final, cast

import attrs

from ...runtime import JSON, JSONObject
from . import headers, plain
from .bodies import Bodies
from .policy import EXACT, Part, fields_of
from .words import decode, scrubbed, unfold

if TYPE_CHECKING:
    from .._jmap.blobs import Blobs

MAX_DEPTH: Final = 40
# Python has codecs under these names that no message can mean.
_NO_CHARSETS: Final = frozenset(
    ["unicode_escape", "raw_unicode_escape", "undefined", "idna", "punycode"]
)
_ENCODINGS: Final = frozenset(["7bit", "8bit", "binary", "base64", "quoted-printable", ""])


def parse(raw: bytes, blobs: Blobs | None = None) -> JSONObject:
    """What can be read from the octets of a message; its parts become blobs, if there are any."""
    message = _message(raw)
    fields = fields_of(message)
    reader = _Reader(blobs)
    structure = reader.part(message, "text/plain")
    bodies = Bodies.of(structure)
    found: JSONObject = {
        "size": len(raw),
        "headers": headers.header_json(fields),
        "bodyStructure": structure,
        "bodyValues": reader.values,
        "textBody": [*bodies.text],
        "htmlBody": [*bodies.html],
        "attachments": [*bodies.attachments],
        "hasAttachment": any(part["disposition"] != "inline" for part in bodies.attachments),
        "preview": _preview(bodies, reader.values),
    }
    found.update(headers.conveniences(fields))
    return found


def words_of(record: JSONObject) -> str:
    """The text of all the parts of an Email, as a reader sees it."""
    values = record["bodyValues"]
    texts = _texts(record["bodyStructure"], values if isinstance(values, dict) else {})
    return "\n".join(texts)


@attrs.define
class _Reader:
    blobs: Blobs | None
    values: dict[str, JSON] = attrs.field(factory=dict[str, JSON])
    _count: int = 0

    def part(self, part: Part, implied: str, depth: int = 0) -> JSONObject:
        """An EmailBodyPart with all its properties."""
        type_ = part.media_type() if "content-type" in part else implied
        found: JSONObject = {
            "partId": None,
            "blobId": None,
            "size": 0,
            "headers": headers.header_json(fields_of(part)),
            "name": _file_name(part),
            "type": type_,
            "charset": None,
            "disposition": part.get_content_disposition(),
            "cid": _bare(part, "content-id"),
            "language": _languages(part),
            "location": _bare(part, "content-location"),
            "subParts": None,
        }
        if type_.startswith("multipart/") and part.is_multipart() and depth < MAX_DEPTH:
            inner = "message/rfc822" if type_ == "multipart/digest" else "text/plain"
            found["subParts"] = [self.part(item, inner, depth + 1) for item in _children(part)]
        else:
            self._leaf(part, type_, found)
        return found

    def _leaf(self, part: Message, type_: str, found: JSONObject) -> None:
        self._count += 1
        content = _content(part)
        if type_.startswith("multipart/"):
            # A multipart without parts, or too deep inside, is read as the text that it is.
            found["type"] = type_ = "text/plain"
        found["partId"] = part_id = str(self._count)
        found["blobId"] = None if self.blobs is None else self.blobs.add(content)
        found["size"] = len(content)
        found["charset"] = charset = _charset(part)
        if not type_.startswith("text/"):
            return
        text, problem = _decoded(content, charset or "us-ascii")
        self.values[part_id] = {
            "value": text.replace("\r\n", "\n"),
            "isEncodingProblem": problem or not _known_encoding(part),
            "isTruncated": False,
        }


def _message(raw: bytes) -> Part:
    try:
        return cast("Part", email.message_from_bytes(raw, policy=EXACT))
    except RecursionError:
        # What nests without end is read as a message with one part.
        return cast("Part", BytesHeaderParser(policy=EXACT).parsebytes(raw))


def _children(part: Message) -> list[Part]:
    return cast("list[Part]", part.get_payload()) if part.is_multipart() else []


def _content(part: Message) -> bytes:
    if part.is_multipart():
        return b"".join(child.as_bytes(policy=EXACT) for child in _children(part))
    try:
        payload = part.get_payload(decode=True)
    except (LookupError, ValueError):
        return b""
    return payload if isinstance(payload, bytes) else b""


def _encoding(part: Message) -> str:
    return str(part.get("content-transfer-encoding", "7bit")).strip().lower()


def _known_encoding(part: Message) -> bool:
    return _encoding(part) in _ENCODINGS


def _charset(part: Message) -> str | None:
    """The charset given or implied; only text has an implied one, and what has no type at all."""
    try:
        given = part.get_param("charset")
        # In the way of RFC 2231, a charset can be in another charset.
        text = given[2] if isinstance(given, tuple) else given
    except (LookupError, ValueError):
        text = None
    if isinstance(text, str) and text:
        return scrubbed(text)
    implied = "content-type" not in part or part.get_content_maintype() == "text"
    return "us-ascii" if implied else None


def _decoded(content: bytes, charset: str) -> tuple[str, bool]:
    """Text, and whether some of it could not be decoded as it should be."""
    if charset.lower().replace("-", "_") in _NO_CHARSETS:
        charset = "us-ascii"
    try:
        return scrubbed(content.decode(charset)), False
    except (LookupError, ValueError):
        pass
    # Without a charset worth its name, text that is not ASCII is most often UTF-8.
    name = "utf-8" if charset.lower() in ("us-ascii", "ascii") else charset
    try:
        text = content.decode(name, "replace")
    except (LookupError, ValueError):
        text = content.decode("utf-8", "replace")
    return scrubbed(text).replace("\0", ""), True


def _file_name(part: Message) -> str | None:
    try:
        name = part.get_filename()
    except (LookupError, ValueError):
        return None
    return scrubbed(decode(unfold(name))) if name is not None else None


def _bare(part: Message, field: str) -> str | None:
    value = part.get(field)
    if value is None:
        return None
    return re.sub(r"^<(.*)>$", r"\1", unfold(str(value)).strip())


def _languages(part: Message) -> JSON:
    value = part.get("content-language")
    if value is None:
        return None
    return [item.strip() for item in unfold(str(value)).split(",") if item.strip()]


def _preview(bodies: Bodies, values: dict[str, JSON]) -> str:
    texts = [text for part in bodies.text for text in _texts(part, values)]
    return plain.preview("\n".join(texts))


def _texts(part: JSON, values: dict[str, JSON]) -> Iterator[str]:
    if not isinstance(part, dict):
        return
    value = values.get(str(part["partId"]))
    if isinstance(value, dict):
        text = str(value["value"])
        yield plain.from_html(text) if part["type"] == "text/html" else text
    children = part["subParts"]
    for child in children if isinstance(children, list) else []:
        yield from _texts(child, values)
