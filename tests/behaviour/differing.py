"""What the entries of the table of differences are: the only way to learn which server it is.

A `Difference` has what is to be expected of each server, which a test asks for by the name of
the behaviour: `expected("the behaviour")`. A `Lack` names tests that cannot pass on one of the
servers; they must fail there. Every entry says which server is right, by which section, and what
is the matter with the other one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import attrs

from .serving import Kind

Right = Literal["embedded", "cyrus", "both"]
Expected = Callable[[str], object]


@attrs.frozen(kw_only=True)
class Difference:
    """One behaviour, as each of the servers has it; tests are named `file::function`."""

    tests: tuple[str, ...]
    behaviour: str
    right: Right
    section: str
    why: str
    embedded: object
    cyrus: object

    def on(self, kind: Kind) -> object:
        """What is expected of one of the servers."""
        return self.embedded if kind == "embedded" else self.cyrus


@attrs.frozen(kw_only=True)
class Lack:
    """Tests that fail on one of the servers, with the error they fail with."""

    tests: tuple[str, ...]
    on: Kind
    raises: type[BaseException] = AssertionError
    right: Right
    section: str
    why: str
