"""Words and phrases looked for in text (RFC 8621, section 4.4.1).

A word is found where a word begins with it, so that `invoice` finds invoices but `voice` does
not; a phrase in quotes is found as it stands, as whole words. Case, width and white space do
not count. Scripts that put no spaces between words are searched anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import attrs

_TERM: Final = re.compile(r"""(["'])((?:\\.|(?!\1)[^\\])*)\1(?!\w)|(\S+)""", re.DOTALL)
# Letters of scripts with spaces between words: not Thai, Lao, Burmese, Khmer, Chinese, Japanese.
_LETTER: Final = (
    r"[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]"
)


@attrs.frozen
class Term:
    """A word or a phrase to look for."""

    text: str
    whole: bool
    _pattern: re.Pattern[str]

    def within(self, text: str) -> bool:
        """Whether it is somewhere in a text that is folded."""
        # Plain search is much faster, and most texts do not have the term at all.
        return self.text in text and self._pattern.search(text) is not None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where it is in a text as people wrote it."""
        return [match.span() for match in self._pattern.finditer(text)]


def folded(text: str) -> str:
    """A text in the form that searches compare."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.casefold().split())


def terms(text: str) -> list[Term]:
    """The words and phrases of a search."""
    found: list[Term] = []
    for match in _TERM.finditer(text):
        phrase = match[2] is not None
        words = re.sub(r"\\(['\"\\])", r"\1", match[2]) if phrase else match[3]
        plain = folded(words)
        if plain:
            found.append(Term(plain, phrase, _pattern(plain, whole=phrase)))
    return found


def has_all(text: str, wanted: list[Term]) -> bool:
    """Whether a folded text has all the terms."""
    return all(term.within(text) for term in wanted)


def _pattern(plain: str, *, whole: bool) -> re.Pattern[str]:
    before = rf"(?<!{_LETTER})" if re.match(_LETTER, plain) else ""
    after = rf"(?!{_LETTER})" if whole and re.match(_LETTER, plain[-1]) else ""
    return re.compile(before + re.escape(plain).replace(r"\ ", r"\s+") + after, re.IGNORECASE)
