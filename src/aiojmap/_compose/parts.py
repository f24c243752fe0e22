"""Files of a message: attached, or shown inside its HTML."""

from __future__ import annotations

from email.message import Message
from typing import Protocol, overload

from .. import mail
from .._model.errors import EncodeError


class Blob(Protocol):
    """What has content that was uploaded, such as an `UploadedBlob` or a part of an Email."""

    @property
    def blob_id(self) -> str | None: ...

    @property
    def type(self) -> str: ...


@overload
def attachment(
    blob: Blob, /, *, name: str | None = None, type: str | None = None
) -> mail.EmailBodyPart: ...
@overload
def attachment(blob: str, /, *, name: str | None = None, type: str) -> mail.EmailBodyPart: ...
def attachment(
    blob: Blob | str, /, *, name: str | None = None, type: str | None = None
) -> mail.EmailBodyPart:
    """A part of a message to be offered as a file.

    `blob` is what `client.upload` returned, a part of an Email fetched before, or a blob id
    with its media type. `name` is its file name, by default that of the part, `type` its
    media type, by default that of the blob. RFC 8621, section 4.1.4.

    Raises `CallRefused` for what has no content.
    """
    return _part(blob, name, type, "attachment")


@overload
def inline(
    blob: Blob, /, *, cid: str, name: str | None = None, type: str | None = None
) -> mail.EmailBodyPart: ...
@overload
def inline(blob: str, /, *, cid: str, name: str | None = None, type: str) -> mail.EmailBodyPart: ...
def inline(
    blob: Blob | str, /, *, cid: str, name: str | None = None, type: str | None = None
) -> mail.EmailBodyPart:
    """A part of a message that its HTML shows, as in `<img src="cid:logo">`.

    `cid` is the content id, of your choice and without angle brackets; the rest is as for
    `attachment`. RFC 8621, section 4.1.4.

    Raises `CallRefused` for what has no content.
    """
    part = _part(blob, name, type, "inline")
    part.cid = cid
    return part


def _part(
    blob: Blob | str, name: str | None, type_: str | None, disposition: str
) -> mail.EmailBodyPart:
    blob_id = blob if isinstance(blob, str) else blob.blob_id
    type_ = type_ or ("" if isinstance(blob, str) else blob.type)
    if blob_id is None:
        raise EncodeError(
            "a multipart has no content of its own: give its subParts one by one",
            context=disposition,
        )
    if not type_:
        raise EncodeError(
            f"say of what type {blob_id!r} is, as in type='image/png'", context=disposition
        )
    part = mail.EmailBodyPart(
        blob_id=blob_id, type=type_.partition(";")[0].strip(), disposition=disposition
    )
    charset = _charset(blob, type_)
    if charset is not None:
        part.charset = charset
    if isinstance(blob, mail.EmailBodyPart) and name is None:
        name = blob.name
    if name is not None:
        part.name = name
    return part


def _charset(blob: Blob | str, type_: str) -> str | None:
    """The character set of a text, without which it could not be read."""
    header = Message()
    header["Content-Type"] = type_
    if not type_.lower().startswith("text/"):
        return None
    if isinstance(blob, mail.EmailBodyPart) and ";" not in type_:
        return blob.charset
    return header.get_content_charset()


def multipart(kind: str, parts: list[mail.EmailBodyPart]) -> mail.EmailBodyPart:
    """Parts under one of type `multipart/{kind}`; a single part stays as it is."""
    if len(parts) == 1:
        return parts[0]
    return mail.EmailBodyPart(type=f"multipart/{kind}", sub_parts=parts)
