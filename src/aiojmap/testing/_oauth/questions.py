"""Consent pages that wait for an answer, each from the browser it was shown to."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Final, Generic, TypeVar

import attrs
from starlette.requests import Request
from starlette.responses import Response

from .failures import Misdirected

T = TypeVar("T")

MOST: Final = 1000


@attrs.frozen
class _Asked(Generic[T]):
    about: T
    browser: str


class Questions(Generic[T]):
    """What was asked and not answered yet; an answer needs the page's id and the cookie.

    Another site can make a browser send a form, but it knows no id, and the id of a page that
    was shown to another browser does not fit the cookie.
    """

    def __init__(self, cookie: str, token_source: Callable[[], str]) -> None:
        self._cookie = cookie
        self._token_source = token_source
        self._asked: dict[str, _Asked[T]] = {}

    def browser(self, request: Request) -> str:
        """The name of the browser that asks, a new one if it has none yet."""
        return request.cookies.get(self._cookie) or self._token_source()

    def ask(self, about: T, browser: str) -> str:
        """Take note of a question; gives its id."""
        made = self._token_source()
        self._asked[made] = _Asked(about, browser)
        if len(self._asked) > MOST:
            del self._asked[next(iter(self._asked))]
        return made

    def shown(self, response: Response, browser: str) -> Response:
        """The page with the cookie that its answer must come with."""
        response.set_cookie(self._cookie, browser, httponly=True, samesite="strict")
        return response

    def answered(self, request: Request, id_: str) -> T:
        """What an answer is about; raises `Misdirected` if that page was not shown to it."""
        asked = self._asked.get(id_)
        browser = request.cookies.get(self._cookie, "")
        if asked is None or not hmac.compare_digest(browser.encode(), asked.browser.encode()):
            raise Misdirected("This page is no longer valid: start again in the application.")
        del self._asked[id_]
        return asked.about
