"""Plain text out of HTML, and previews out of text."""

from __future__ import annotations

import html.parser
import re
from typing import Final

_HIDDEN: Final = frozenset(["head", "style", "script", "title"])
_BLOCKS: Final = frozenset(["p", "div", "br", "tr", "li", "h1", "h2", "h3", "table", "blockquote"])
PREVIEW_LENGTH: Final = 256


class _Text(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self.found.append("\n")
        self.found.extend(f" {text} " for name, text in attrs if text and name in ("alt", "title"))

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in _HIDDEN))

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(data)


def from_html(text: str) -> str:
    """What a reader sees of HTML."""
    parser = _Text()
    try:
        parser.feed(text)
        parser.close()
    except (AssertionError, ValueError):
        # Older parsers give up on some malformed declarations.
        return re.sub(r"<[^>]*>", " ", text)
    return "".join(parser.found)


def preview(text: str) -> str:
    """The beginning of a text without quotations, on one line (RFC 8621, section 4.1.4)."""
    lines = [line for line in text.split("\n") if not line.startswith(">")]
    words = " ".join(" ".join(lines).split())
    return words if len(words) <= PREVIEW_LENGTH else f"{words[: PREVIEW_LENGTH - 1]}…"
