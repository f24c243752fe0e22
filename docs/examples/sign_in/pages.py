"""The pages: plain HTML, with everything from outside escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable

from starlette.responses import HTMLResponse

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def welcome(message: str = "", status: int = 200) -> HTMLResponse:
    """For whoever is not signed in."""
    form = (
        '<form method="post" action="/sign-in">'
        '<label>Your address <input name="address" type="email"></label> '
        '<button id="sign-in">Sign in</button></form>'
    )
    return _page("Your newest mail", f"<p>{html.escape(message)}</p>{form}", status)


def inbox(username: str, subjects: Iterable[str]) -> HTMLResponse:
    """For whoever is."""
    lines = "".join(f"<li>{html.escape(subject)}</li>" for subject in subjects)
    form = '<form method="post" action="/sign-out"><button id="sign-out">Sign out</button></form>'
    return _page(f"The newest mail of {username}", f"<ol>{lines}</ol>{form}")


def _page(title: str, body: str, status: int = 200) -> HTMLResponse:
    shown = html.escape(title)
    return HTMLResponse(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{shown}</title>'
        f"<h1>{shown}</h1>{body}</html>",
        status,
        dict(_HEADERS),
    )
