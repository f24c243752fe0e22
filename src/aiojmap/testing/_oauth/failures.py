"""Why an OAuth request is not carried out."""

from __future__ import annotations


class Refusal(Exception):
    """An error that the client is told of (RFC 6749, sections 4.1.2.1 and 5.2)."""

    def __init__(self, error: str, description: str, *, status: int = 400) -> None:
        super().__init__(error, description)
        self.error = error
        self.description = description
        self.status = status


class Misdirected(ValueError):
    """An error that a page tells the user of: there is no place known to send them back to."""
