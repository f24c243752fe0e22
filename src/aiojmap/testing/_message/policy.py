"""How the standard library's email package is to treat messages: octet for octet."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import Message
from email.policy import Compat32
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .headers import Field


class _Exact(Compat32):
    """Keeps the fields of a parsed message as they are, leading white space included."""

    def header_source_parse(self, sourcelines: Sequence[str]) -> tuple[str, str]:
        name, _, rest = sourcelines[0].partition(":")
        return name, "".join((rest, *sourcelines[1:])).rstrip("\r\n")

    def header_fetch_parse(self, name: str, value: str) -> str:  # noqa: ARG002  # as inherited
        return _text(value.strip())

    def fold_binary(self, name: str, value: str) -> bytes:
        return f"{name}:{value}{self.linesep}".encode("ascii", "surrogateescape")


class Part(Message):
    """A message or a part of one; the parser leaves attached messages as the octets they are."""

    def get_content_type(self) -> str:
        found = self.media_type()
        return "application/octet-stream" if found.startswith("message/") else found

    def media_type(self) -> str:
        """The media type, in lower case and without parameters."""
        return super().get_content_type()


EXACT: Final = _Exact(linesep="\r\n", message_factory=Part)
"""For messages that come in."""

WRITING: Final = Compat32(linesep="\r\n", max_line_length=78)
"""For messages that are made here."""


def fields_of(part: Message) -> list[Field]:
    """The header fields of a parsed part, raw."""
    return [(name, _text(str(value))) for name, value in part.raw_items()]


def _text(value: str) -> str:
    """A raw value as RFC 8621, section 4.1.2.1 wants it: without NUL, and what is no UTF-8."""
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace("\0", "")
