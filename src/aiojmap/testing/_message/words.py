"""Text of header fields with its encoded words decoded (RFC 2047)."""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from email.header import Header
from typing import Final

_WORD: Final = re.compile(r"=\?([^?*\s]+)(?:\*[^?\s]*)?\?([BbQq])\?([^?\s]*)\?=")
_RUN: Final = re.compile(
    r"(?<![^\s(])=\?[^?\s]+\?[BbQq]\?[^?\s]*\?=(?:\s+=\?[^?\s]+\?[BbQq]\?[^?\s]*\?=)*(?![^\s)])"
)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


def scrubbed(text: str) -> str:
    """Text that can be written as UTF-8: some charsets decode to halves of characters."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def unfold(raw: str) -> str:
    """A field on one line."""
    return re.sub(r"\r?\n(?=[ \t])", "", raw).replace("\r", "").replace("\n", "")


def decode(text: str) -> str:
    """Text with its encoded words decoded; white space between two of them is dropped."""
    return _RUN.sub(lambda match: _run(match[0]), text) if "=?" in text else text


def literal(text: str) -> str:
    """Text that is read as it stands: what looks like an encoded word becomes one."""
    if "=?" not in text or _CONTROL.search(text):
        return text
    return Header(text, "utf-8", maxlinelen=75).encode(linesep="")


def text_form(raw: str) -> str:
    """A field in the form Text (RFC 8621, section 4.1.2.2)."""
    return unicodedata.normalize("NFC", decode(unfold(raw).lstrip(" ")))


def _run(run: str) -> str:
    pieces: list[tuple[str, bytes]] = []
    for match in _WORD.finditer(run):
        data = _octets(match[2], match[3])
        if data is None:
            return run
        charset = match[1].lower()
        if pieces and pieces[-1][0] == charset:
            # A character may be cut in two by the end of a word.
            pieces[-1] = charset, pieces[-1][1] + data
        else:
            pieces.append((charset, data))
    try:
        found = "".join(data.decode(charset, "replace") for charset, data in pieces)
    except (LookupError, ValueError):
        return run
    return _CONTROL.sub("", scrubbed(found))


def _octets(encoding: str, text: str) -> bytes | None:
    if encoding in "Qq":
        return _quoted(text)
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def _quoted(text: str) -> bytes:
    plain = text.replace("_", " ").encode("utf-8")
    return re.sub(rb"=([0-9A-Fa-f]{2})", lambda match: bytes([int(match[1], 16)]), plain)
