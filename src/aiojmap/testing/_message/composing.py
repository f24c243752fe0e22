"""Messages written from what a client sends to create an Email (RFC 8621, section 4.6)."""

from __future__ import annotations

import hashlib
import re
from email import encoders
from email.message import Message
from typing import TYPE_CHECKING, Final

import attrs

from .._jmap.failures import SetFailure, invalid_properties
from .fields import given_fields, written
from .policy import WRITING
from .writing import octets

if TYPE_CHECKING:
    from ...runtime import JSON, JSONObject
    from .._jmap.blobs import Blobs

_TYPE: Final = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+", re.ASCII)
_TOKEN: Final = re.compile(r"[\w!#$&^.+-]+", re.ASCII)
_SAFE: Final = re.compile(r"[^\x00-\x1f\x7f]*")
_LONGEST_LINE: Final = 998


def compose(
    sent: JSONObject,
    blobs: Blobs,
    now: str,
    message_id: str,
    *,
    max_attachments: int | None = None,
) -> bytes:
    """The octets of the message; raises `SetFailure` for what cannot be one."""
    fields = given_fields(sent)
    writer = _Writer(sent, blobs)
    body = writer.message()
    if max_attachments is not None and writer.attached > max_attachments:
        raise SetFailure(
            "tooLarge", "the attachments exceed maxSizeAttachmentsPerEmail", maxSize=max_attachments
        )
    if writer.missing:
        missing: list[JSON] = [*dict.fromkeys(writer.missing)]
        raise SetFailure("blobNotFound", "there are no such blobs", notFound=missing)
    clashing = [name for name in body.keys() if name in fields]  # noqa: SIM118  # no mapping
    if clashing:
        raise invalid_properties(["bodyStructure"], f"{clashing[0]} is given twice")
    if "Message-ID" not in fields:
        fields.put("Message-ID", [f"<{message_id}>"])
    if "Date" not in fields:
        fields.put("Date", [written("asDate", now)])
    made = Message(WRITING)
    if "MIME-Version" not in fields:
        made["MIME-Version"] = "1.0"
    for name, value in [*fields.pairs(), *body.items()]:
        made[name] = value
    made.set_payload(body.get_payload())
    _set_boundaries(made, message_id)
    return octets(made)


def _set_boundaries(message: Message, message_id: str) -> None:
    """Give multiparts boundaries that are the same every time."""
    for number, part in enumerate(message.walk()):
        if part.is_multipart() and part.get_boundary() is None:
            digest = hashlib.sha256(f"{message_id} {number}".encode()).hexdigest()
            part.set_boundary(f"=_{digest[:32]}")


@attrs.define
class _Writer:
    sent: JSONObject
    blobs: Blobs
    missing: list[str] = attrs.field(factory=list[str])
    attached: int = 0
    """The size of the blobs in the message, in octets."""

    def message(self) -> Message:
        """The body of the message, with the fields that belong to it."""
        structure = self.sent.get("bodyStructure")
        flat = [name for name in ("textBody", "htmlBody", "attachments") if self.sent.get(name)]
        if structure is not None:
            if flat:
                raise invalid_properties([*flat, "bodyStructure"], "give one or the other")
            return self._part(structure, "bodyStructure", "text/plain")
        bodies = [
            self._part(self._only(name, type_), name, type_)
            for name, type_ in (("textBody", "text/plain"), ("htmlBody", "text/html"))
            if self.sent.get(name) is not None
        ]
        attachments = self.sent.get("attachments")
        items = attachments if isinstance(attachments, list) else []
        has_html = self.sent.get("htmlBody") is not None
        embedded = [item for item in items if has_html and _embedded(item)]
        attached = [
            self._part(item, "attachments", "application/octet-stream", attached=True)
            for item in items
            if item not in embedded
        ]
        if embedded:
            images = [self._part(item, "attachments", "image/png") for item in embedded]
            bodies[-1] = _multipart("related", [bodies[-1], *images])
        body = _multipart("alternative", bodies) if len(bodies) > 1 else next(iter(bodies), None)
        if not attached:
            return _text("", "text/plain") if body is None else body
        return _multipart("mixed", attached if body is None else [body, *attached])

    def _only(self, name: str, type_: str) -> JSON:
        value = self.sent[name]
        if not isinstance(value, list) or len(value) != 1:
            raise invalid_properties([name], f"{name} must hold exactly one part")
        part = value[0]
        if not isinstance(part, dict) or part.get("type", type_) != type_:
            raise invalid_properties([name], f"the part in {name} must be of type {type_}")
        return part

    def _part(self, part: JSON, name: str, implied: str, *, attached: bool = False) -> Message:
        if not isinstance(part, dict):
            raise invalid_properties([name], "a part must be an object")
        fields = given_fields(part, owner=name)
        whole_type = fields.get("Content-Type")
        if whole_type is not None and (part.get("type") is not None or part.get("subParts")):
            raise invalid_properties([name], "type and header:Content-Type are one field")
        type_ = str(part.get("type") or _implied(part, implied))
        if whole_type is not None:
            type_ = whole_type.partition(";")[0].strip()
        if not _TYPE.fullmatch(type_):
            raise invalid_properties([name], f"{type_[:40]!r} is no media type")
        made = self._content(part, name, type_)
        charset = made.get_param("charset")
        _describe(made, part, name, attached=attached)
        for field, _ in fields.pairs():
            del made[field]
        for field, value in fields.pairs():
            made[field] = value
        if whole_type is not None and isinstance(charset, str):
            made.set_param("charset", charset)
        return made

    def _content(self, part: JSONObject, name: str, type_: str) -> Message:
        part_id, blob_id = part.get("partId"), part.get("blobId")
        sub_parts = part.get("subParts")
        if type_.startswith("multipart/"):
            if part_id is not None or blob_id is not None:
                raise invalid_properties([name], "a multipart has neither partId nor blobId")
            items = sub_parts if isinstance(sub_parts, list) else []
            if not items:
                raise invalid_properties([name], "a multipart has one part at least")
            parts = [self._part(item, name, "text/plain") for item in items]
            return _multipart(type_.partition("/")[2], parts)
        if sub_parts:
            raise invalid_properties([name], f"a part of type {type_} has no subParts")
        if (part_id is None) == (blob_id is None):
            raise invalid_properties([name], "a part has either a partId or a blobId")
        if part_id is not None:
            for member in ("charset", "size"):
                if part.get(member) is not None:
                    raise invalid_properties([name], f"{member} must not be given with a partId")
            return _text(self._body_value(str(part_id), name), type_)
        return self._blob(str(blob_id), type_, part.get("charset"), name)

    def _body_value(self, part_id: str, name: str) -> str:
        values = self.sent.get("bodyValues")
        value = values.get(part_id) if isinstance(values, dict) else None
        if not isinstance(value, dict):
            raise invalid_properties([name], f"bodyValues has no {part_id!r}")
        if value.get("isEncodingProblem") or value.get("isTruncated"):
            raise invalid_properties(["bodyValues"], "a value sent has no problem of that kind")
        return str(value["value"])

    def _blob(self, blob_id: str, type_: str, charset: JSON, name: str) -> Message:
        data = self.blobs.get(blob_id)
        if data is None:
            self.missing.append(blob_id)
            data = b""
        else:
            # It is in a record now: no longer for those alone who uploaded it.
            self.blobs.add(data)
        self.attached += len(data)
        if charset is not None and not _TOKEN.fullmatch(str(charset)):
            raise invalid_properties([name], "the charset is no token")
        made = Message(WRITING)
        made["Content-Type"] = type_
        if charset is not None:
            made.set_param("charset", str(charset))
        if type_.startswith("message/"):
            # An attached message goes in as it is: no other encoding is allowed (RFC 2046).
            made.set_payload(data.decode("ascii", "surrogateescape"))
            made["Content-Transfer-Encoding"] = "7bit" if data.isascii() else "8bit"
            return made
        made.set_payload(data)
        encoders.encode_base64(made)
        return made


def _embedded(part: JSON) -> bool:
    """Whether an attachment is there for the HTML to show."""
    return isinstance(part, dict) and part.get("disposition") == "inline" and bool(part.get("cid"))


def _implied(part: JSONObject, implied: str) -> str:
    if part.get("subParts"):
        return "multipart/mixed"
    return "text/plain" if part.get("partId") is not None and "octet" in implied else implied


def _multipart(kind: str, parts: list[Message]) -> Message:
    made = Message(WRITING)
    made["Content-Type"] = f"multipart/{kind}"
    made.set_payload([*parts])
    return made


def _text(text: str, type_: str) -> Message:
    made = Message(WRITING)
    lines = text.replace("\r\n", "\n").split("\n")
    charset = "us-ascii" if text.isascii() else "utf-8"
    made["Content-Type"] = f'{type_}; charset="{charset}"'
    data = "\r\n".join(lines).encode()
    made.set_payload(data)
    if text.isascii() and all(len(line) <= _LONGEST_LINE for line in lines) and "\r" not in text:
        made.set_payload("\r\n".join(lines))
        made["Content-Transfer-Encoding"] = "7bit"
    else:
        encoders.encode_base64(made)
    return made


def _describe(made: Message, part: JSONObject, name: str, *, attached: bool) -> None:
    """Write the fields that the members of an EmailBodyPart stand for."""
    for member in ("name", "disposition", "cid", "location"):
        value = part.get(member)
        if isinstance(value, str) and not _SAFE.fullmatch(value):
            raise invalid_properties([name], f"{member} has control characters")
    disposition = part.get("disposition") or ("attachment" if attached else None)
    file_name = part.get("name")
    if disposition is None and isinstance(file_name, str):
        made.set_param("name", file_name, charset=_charset(file_name))
    elif isinstance(disposition, str):
        if not _TOKEN.fullmatch(disposition):
            raise invalid_properties([name], "the disposition is no token")
        made["Content-Disposition"] = disposition
        if isinstance(file_name, str):
            made.set_param(
                "filename", file_name, "Content-Disposition", charset=_charset(file_name)
            )
    for member, field, form in (
        ("cid", "Content-ID", "<{}>"),
        ("location", "Content-Location", "{}"),
    ):
        if isinstance(part.get(member), str):
            made[field] = form.format(part[member])
    languages = part.get("language")
    if isinstance(languages, list):
        made["Content-Language"] = ", ".join(str(item) for item in languages)


def _charset(text: str) -> str:
    return "" if text.isascii() else "utf-8"
