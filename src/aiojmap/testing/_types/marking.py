"""Texts as HTML, with the words of a search in `mark` elements (RFC 8621, section 5)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .searching import Term

MAX_OCTETS: Final = 255
_BEFORE: Final = 60
_ENTITIES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_MORE: Final = "…"

Piece = tuple[str, bool]
"""A piece of a text, and whether it is one of the words."""


def marked(text: str, wanted: list[Term]) -> str | None:
    """A whole text with the words marked; None if it has none of them."""
    pieces = list(_pieces(text, _spans(text, wanted)))
    if not any(is_word for _, is_word in pieces):
        return None
    return "".join(_html(*piece) for piece in pieces)


def section(text: str, wanted: list[Term]) -> str | None:
    """The part of a text around the first of the words, at most 255 octets as HTML."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    spans = _spans(plain, wanted)
    if not spans:
        return None
    start = spans[0][0]
    if start > _BEFORE:
        # Begin with a whole word, if one begins there at all.
        space = plain.find(" ", start - _BEFORE, start)
        start = space + 1 if space >= 0 else start
    else:
        start = 0
    pieces = _pieces(plain[start:], [(begin - start, end - start) for begin, end in spans])
    return _fitting(pieces, _MORE if start else "")


def _fitting(pieces: Iterator[Piece], found: str) -> str:
    room = MAX_OCTETS - len(_MORE.encode())
    for text, is_word in pieces:
        whole = _html(text, is_word)
        if len((found + whole).encode()) <= room:
            found += whole
            continue
        kept = min(len(text), MAX_OCTETS)
        while kept and len((found + _html(text[:kept], is_word)).encode()) > room:
            kept -= 1
        return found + (_html(text[:kept], is_word) if kept else "") + _MORE
    return found


def _spans(text: str, wanted: list[Term]) -> list[tuple[int, int]]:
    """Where the words are, from left to right, those that overlap made one."""
    found: list[tuple[int, int]] = []
    for begin, end in sorted(span for term in wanted for span in term.spans(text)):
        if found and begin < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((begin, end))
    return found


def _pieces(text: str, spans: list[tuple[int, int]]) -> Iterator[Piece]:
    position = 0
    for begin, end in spans:
        yield text[position:begin], False
        yield text[begin:end], True
        position = end
    yield text[position:], False


def _html(text: str, is_word: bool) -> str:
    escaped = text.translate(_ENTITIES)
    return f"<mark>{escaped}</mark>" if is_word else escaped
