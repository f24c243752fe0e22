"""Which parts the HTML of a message shows by their content ids (RFC 2392)."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final
from urllib.parse import unquote

_LINKS: Final = frozenset(["src", "href", "background", "poster", "data", "xlink:href"])
_STYLED: Final = re.compile(r"url\(\s*[\"']?\s*cid:([^\"')]+)", re.IGNORECASE)
_SCHEME: Final = "cid:"


def content_ids(html: str) -> list[str]:
    """The content ids that `cid:` links in HTML refer to, each once, in their order."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return list(dict.fromkeys(reader.found))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(
        self,
        tag: str,  # noqa: ARG002  # as inherited
        attrs: list[tuple[str, str | None]],
    ) -> None:
        for name, value in attrs:
            if name in _LINKS:
                self._link(value or "")
            elif name == "srcset":
                for candidate in (value or "").split(","):
                    self._link(candidate.strip().partition(" ")[0])
            elif name == "style":
                self._style(value or "")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "style":
            self._style(data)

    def handle_comment(self, data: str) -> None:
        if data.startswith("[if"):
            # Outlook reads what others take for a comment.
            self.found += content_ids(data.partition("]>")[2])

    def parse_html_declaration(self, i: int) -> int:
        # The standard library fails at some of them; for HTML they all end at the next bracket.
        end = self.rawdata.find(">", i)
        return end + 1 if end >= 0 else len(self.rawdata)

    def _link(self, url: str) -> None:
        url = url.strip()
        if url[: len(_SCHEME)].lower() == _SCHEME:
            self.found.append(unquote(url[len(_SCHEME) :]))

    def _style(self, text: str) -> None:
        self.found += [unquote(found.strip()) for found in _STYLED.findall(text)]
