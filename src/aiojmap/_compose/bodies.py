"""The body of a new Email: which parts it may have, and what may be said of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from .. import mail
from .._model.decoding import member
from .._model.json import is_array, is_object
from .fields import EMAIL_FIELDS, PART_FIELDS, Members, Problem, field_of, field_problems

FLAT: Final = ("textBody", "htmlBody", "attachments")

_TOKEN: Final = r"[\w!#$%&'*+.^`{|}~-]+"  # of MIME
_TOKENS: Final = {
    "type": (f"{_TOKEN}/{_TOKEN}", "a media type without parameters, such as text/plain"),
    "disposition": (_TOKEN, "a word such as attachment or inline, without parameters"),
    "charset": (_TOKEN, "the name of a character set, such as utf-8"),
    "cid": (r"[^<>\s]+", "a content id, without angle brackets and spaces"),
}


@attrs.define
class Bodies:
    """Reads the bodies of one Email, to find what section 4.6 forbids."""

    email: Members
    _values: dict[str, object] = attrs.field(init=False)
    _used: dict[str, str] = attrs.field(factory=dict[str, str], init=False)

    def __attrs_post_init__(self) -> None:
        values = self.email.get("bodyValues")
        self._values = values if is_object(values) else {}

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the parts and the values of parts."""
        yield from self._value_problems()
        structure = self.email.get("bodyStructure")
        if is_object(structure):
            yield from self._root_problems(structure)
            yield from self._part_problems(structure, "$.bodyStructure")
        for name in FLAT:
            parts = self.email.get(name)
            for number, part in enumerate(parts if is_array(parts) else []):
                if not is_object(part):
                    continue
                path = f"$.{name}[{number}]"
                if _media_type(part).startswith("multipart/"):
                    yield path, "is a multipart: give the whole as bodyStructure instead"
                yield from self._part_problems(part, path)
        yield from self._only("textBody", "text/plain")
        yield from self._only("htmlBody", "text/html")

    def _value_problems(self) -> Iterator[Problem]:
        for part_id, value in self._values.items():
            for name in ("isEncodingProblem", "isTruncated"):
                if is_object(value) and value.get(name):
                    yield (
                        f"$.bodyValues{member(part_id)}.{name}",
                        "must be false or left out: the text you give is taken to be whole",
                    )

    def _root_problems(self, root: Members) -> Iterator[Problem]:
        for name in FLAT:
            if name in self.email:
                yield (
                    f"$.{name}",
                    f"cannot be given with bodyStructure: put its parts there, or leave out "
                    f"bodyStructure and give {', '.join(FLAT)}",
                )
        above = {field_of(name, EMAIL_FIELDS): name for name in self.email}
        for name in root:
            field = field_of(name, PART_FIELDS)
            other = above.get(field)
            if field is not None and other is not None:
                yield (
                    f"$.bodyStructure{member(name)}",
                    f"stands for the same header field as {other} of the email: "
                    "leave it out of bodyStructure",
                )

    def _only(self, name: str, type_: str) -> Iterator[Problem]:
        parts = self.email.get(name)
        if not is_array(parts):
            return
        if len(parts) != 1:
            yield (
                f"$.{name}",
                f"must hold exactly one part, not {len(parts)}: give other parts as attachments, "
                "or the whole as bodyStructure",
            )
        for number, part in enumerate(parts):
            if is_object(part) and _media_type(part) != type_:
                given = _media_type(part) if "type" in part else "left out"
                yield f"$.{name}[{number}].type", f"must be {type_}, but is {given}"

    def _part_problems(self, part: Members, path: str) -> Iterator[Problem]:
        yield from field_problems(part, path, PART_FIELDS, mail.EmailBodyPartHeaderName)
        for name, (pattern, wanted) in _TOKENS.items():
            value = part.get(name)
            if isinstance(value, str) and not re.fullmatch(pattern, value, re.ASCII):
                yield f"{path}.{name}", f"must be {wanted}, but is {value!r}"
        yield from _transfer_encoding(part, path)
        if _media_type(part).startswith("multipart/") or part.get("subParts") is not None:
            yield from self._multipart_problems(part, path)
        else:
            yield from self._content_problems(part, path)

    def _multipart_problems(self, part: Members, path: str) -> Iterator[Problem]:
        if not _media_type(part).startswith("multipart/"):
            yield f"{path}.subParts", "needs a type of multipart/*, such as multipart/mixed"
        for name in ("partId", "blobId"):
            if part.get(name) is not None:
                yield f"{path}.{name}", "a multipart has subParts and no content: leave it out"
        parts = part.get("subParts")
        if not is_array(parts) or not parts:
            yield f"{path}.subParts", "a multipart needs one part at least"
            return
        for number, inner in enumerate(parts):
            if is_object(inner):
                yield from self._part_problems(inner, f"{path}.subParts[{number}]")

    def _content_problems(self, part: Members, path: str) -> Iterator[Problem]:
        part_id, blob_id = part.get("partId"), part.get("blobId")
        if not isinstance(part_id, str):
            if blob_id is None:
                yield path, "has no content: give a partId in bodyValues, or a blobId"
            return
        if blob_id is not None:
            yield (
                f"{path}.partId",
                "cannot be given with blobId: leave it out for the content of the blob, or leave "
                "out blobId for that in bodyValues",
            )
            return
        if part_id not in self._values:
            yield f"{path}.partId", f"bodyValues has no {part_id!r}: put the text of the part there"
        other = self._used.setdefault(part_id, path)
        if other != path:
            yield f"{path}.partId", f"is that of {other} too: give each part its own"
        if "charset" in part:
            yield f"{path}.charset", "must be left out with a partId: the server chooses"
        if "size" in part:
            yield f"{path}.size", "must be left out with a partId: the server counts"


def _transfer_encoding(part: Members, path: str) -> Iterator[Problem]:
    for name in part:
        if field_of(name, PART_FIELDS) == "content-transfer-encoding":
            yield f"{path}{member(name)}", "must be left out: the server chooses how to encode"


def _media_type(part: Members) -> str:
    """The type of a part in lower case, from whichever property has it; MIME's default if none."""
    given = part.get("type")
    if given is None:
        for name, value in part.items():
            field = field_of(name, PART_FIELDS)
            if field == "content-type" and isinstance(value, str) and name != "charset":
                given = value.partition(";")[0]
    return given.strip().lower() if isinstance(given, str) else "text/plain"
