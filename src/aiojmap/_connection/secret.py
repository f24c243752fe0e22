"""Secrets that do not print."""

from __future__ import annotations

import hmac
from typing import NoReturn, Self

from .._model.errors import ConfigurationError

SHORTEST = 6


class Secret:
    """A token or password that shows itself only to who asks with `reveal()`.

    It has no text of its own, cannot be pickled or copied into JSON, and compares in
    constant time. Raises `ConfigurationError` for an empty value and for characters that no
    header may hold, without saying which.
    """

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        if not isinstance(value, str):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may not check types
            raise ConfigurationError(f"a token is a str, not {type(value).__name__}")
        if not value:
            raise ConfigurationError("the token or password is empty")
        # httpx would quote the value in its error for a line break in a header.
        if not value.isascii() or any(not 0x20 < ord(character) < 0x7F for character in value):
            raise ConfigurationError(
                "the token or password has a space, line break or other character that a "
                "header cannot hold: was it read from a file with its line end?"
            )
        self._value = value

    @classmethod
    def of_text(cls, value: str) -> Self:
        """A secret that no header will hold by itself, such as a password for Basic."""
        made = cls.__new__(cls)
        made._value = value
        return made

    def hidden_in(self, text: str) -> str:
        """The text without the secret; one of a few letters would take ordinary words out."""
        return text.replace(self._value, "(hidden)") if len(self._value) >= SHORTEST else text

    def reveal(self) -> str:
        """The value itself."""
        return self._value

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._value, other._value)

    def __hash__(self) -> int:
        return hash((Secret, self._value))

    def __repr__(self) -> str:
        return "Secret(hidden)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret cannot be pickled")
