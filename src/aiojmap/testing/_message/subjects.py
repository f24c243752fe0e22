"""Subjects without what replies, forwards and lists add to them (RFC 5256, section 2.1)."""

from __future__ import annotations

import functools
import re
from typing import Final

_TRAILER: Final = re.compile(r"(?:\s|\(fwd\))+\Z", re.IGNORECASE)
_BLOB: Final = re.compile(r"\[[^\[\]]*\]\s*")
_REPLY: Final = re.compile(r"(?:re|fwd?)\s*(?:\[[^\[\]]*\])?\s*:\s*", re.IGNORECASE)
_LOCAL_REPLY: Final = re.compile(
    r"(?:re|fwd?|aw|sv|vs|wg|tr|rv|r)\s*(?:\[[^\[\]]*\]|\(\d+\))?\s*:\s*", re.IGNORECASE
)
_WRAPPED: Final = re.compile(r"\[fwd:(.*)\]\Z", re.IGNORECASE | re.DOTALL)


def base_subject(subject: str) -> str:
    """The base subject, which Email/query sorts by."""
    return _base(subject, _REPLY)


@functools.lru_cache(maxsize=512)
def thread_subject(subject: str) -> str:
    """What must be the same in two emails of one thread: white space and case do not count."""
    return "".join(_base(subject, _LOCAL_REPLY).split()).casefold()


def _base(subject: str, reply: re.Pattern[str]) -> str:
    text = " ".join(subject.split())
    while True:
        text = _led(_TRAILER.sub("", text), reply)
        wrapped = _WRAPPED.fullmatch(text)
        if wrapped is None:
            return text
        text = wrapped[1].strip()


def _led(text: str, reply: re.Pattern[str]) -> str:
    """A subject without the leaders at its beginning."""
    position = 0
    while True:
        start = position
        match = reply.match(text, _after_blobs(text, position))
        if match is not None:
            position = match.end()
        blob = None if _WRAPPED.match(text, position) else _BLOB.match(text, position)
        # A subject that is nothing but a tag keeps it.
        if blob is not None and text[blob.end() :].strip():
            position = blob.end()
        if position == start:
            return text[position:].strip()


def _after_blobs(text: str, position: int) -> int:
    while not _WRAPPED.match(text, position) and (blob := _BLOB.match(text, position)):
        position = blob.end()
    return position
