"""The pages that a browser shows at the end of a login, and how they are sent."""

from __future__ import annotations

import html
from http import HTTPStatus
from typing import Final

_HEADERS: Final = {
    "Content-Type": "text/html; charset=utf-8",
    # The address has the code in it, and the page has nothing to load.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Connection": "close",
}
_PAGE: Final = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body {{ font: 1.1em/1.5 system-ui, sans-serif; max-width: 34em; margin: 15vh auto;
padding: 0 1em; color-scheme: light dark }}</style>
<h1>{title}</h1>
<p>{text}</p>
</html>
"""


def page(title: str, text: str) -> str:
    """A page with a heading and a paragraph; whatever they hold is text."""
    return _PAGE.format(title=html.escape(title), text=html.escape(text))


def response(status: HTTPStatus, title: str, text: str) -> bytes:
    """A whole HTTP response with a page."""
    body = page(title, text).encode("utf-8", "replace")
    fields = {**_HEADERS, "Content-Length": str(len(body))}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status.value} {status.phrase}\r\n{lines}\r\n".encode("ascii") + body
