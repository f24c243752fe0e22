"""The pages that people see: plain HTML without scripts, everything in it escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import attrs
from starlette.responses import HTMLResponse

if TYPE_CHECKING:
    from .._realm import Member

_HEADERS: Final[Mapping[str, str]] = {
    "Cache-Control": "no-store",
    # No form-action: browsers hold it against the redirect to the client as well.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_STYLE: Final = (
    "body{font:1.1rem/1.5 sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}"
    "button{font:inherit;padding:.4rem 1.2rem;margin-right:.6rem}"
    "fieldset{border:0;padding:0;margin:1rem 0}label{display:block}"
)
_SCOPES: Final[Mapping[str, str]] = {
    "urn:ietf:params:oauth:scope:mail": "Read, write, send and delete your mail",
    "offline_access": "Do so also later, until you revoke it",
    "https://www.fastmail.com/dev/maskedemail": "Make and change your masked addresses",
}


@attrs.frozen(kw_only=True)
class Question:
    """What the consent page asks: who somebody is, and whether they let the application in."""

    action: str
    id: str
    """Of the question, which the answer must name."""
    application: str
    scopes: Sequence[str]
    destination: str
    members: Iterable[Member]
    login_hint: str | None = None
    user_code: str | None = None


def consent_page(question: Question) -> HTMLResponse:
    """A page with a chooser of people, the scopes, and buttons to allow and to deny."""
    hint = (question.login_hint or "").casefold()
    people = [*question.members]
    chosen = next((found for found in people if found.user.email.casefold() == hint), people[0])
    choices = "".join(
        f'<label><input type="radio" name="email" value="{_escape(member.user.email)}"'
        f"{' checked' if member is chosen else ''}> {_escape(member.user.name)} "
        f"({_escape(member.user.email)})</label>"
        for member in people
    )
    scopes = "".join(
        f'<label><input type="checkbox" name="scope" value="{_escape(scope)}" checked> '
        f"{_escape(_SCOPES.get(scope, scope))}</label>"
        for scope in question.scopes
    )
    code = question.user_code
    same = f"<p>Go on only if your device shows <b>{_escape(code)}</b>.</p>" if code else ""
    return _page(
        "Let an application in",
        f"<p><b>{_escape(question.application)}</b> asks for access. "
        f"Afterwards you go to {_escape(question.destination)}.</p>{same}"
        f'<form method="post" action="{_escape(question.action)}">'
        f'<input type="hidden" name="question" value="{_escape(question.id)}">'
        f"<fieldset><legend>Who are you?</legend>{choices}</fieldset>"
        f"<fieldset><legend>It may:</legend>{scopes}</fieldset>"
        '<button name="decision" value="allow" id="allow">Allow</button>'
        '<button name="decision" value="deny" id="deny">Deny</button></form>',
    )


def code_page(action: str, message: str = "") -> HTMLResponse:
    """A page that asks for the code a device shows."""
    return _page(
        "Connect a device",
        f"<p>{_escape(message)}</p>"
        f'<form method="get" action="{_escape(action)}">'
        '<label>Code <input name="user_code" autocomplete="off" autofocus></label>'
        '<button id="continue">Continue</button></form>',
        400 if message else 200,
    )


def message_page(title: str, text: str, status: int = 200) -> HTMLResponse:
    """A page that says something."""
    return _page(title, f"<p>{_escape(text)}</p>", status)


def _page(title: str, body: str, status: int = 200) -> HTMLResponse:
    return HTMLResponse(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{_escape(title)}</title>'
        f"<style>{_STYLE}</style><h1>{_escape(title)}</h1>{body}</html>",
        status,
        dict(_HEADERS),
    )


def _escape(text: str) -> str:
    return html.escape(text, quote=True)
