"""No `Any` can be reached from the public names: every result has a type to rely on."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any, overload

import pytest
from unit import walking

PUBLIC = [
    "aiojmap",
    "aiojmap.core",
    "aiojmap.mail",
    "aiojmap.maskedemail",
    "aiojmap.oauth",
    "aiojmap.submission",
    "aiojmap.runtime",
    "aiojmap.tokens",
]


@pytest.fixture(scope="module", autouse=True)
def names_of_all_modules() -> None:
    """What one module imports for type checkers only is found in another."""
    walking.fill_elsewhere()


@pytest.mark.parametrize("name", PUBLIC)
def test_no_any_is_reachable(name: str) -> None:
    """Functions, methods, properties, attributes and bases, with all their parts."""
    walk = walking.Walk("aiojmap")

    walk.value(importlib.import_module(name), name)

    assert walk.found == []


@pytest.mark.parametrize("name", PUBLIC)
def test_the_walk_looks_at_many_types(name: str) -> None:
    """It would find nothing if it went nowhere."""
    walk = walking.Walk("aiojmap")

    walk.value(importlib.import_module(name), name)

    assert walk.looked_at > 40


class Inside:
    """What is reached through a type."""

    value: list[dict[str, Any]]


class Holder:
    """A class with an Any in every place there is."""

    attribute: Any
    inside: Inside
    bare: dict  # type: ignore[type-arg]  # what is tested

    @property
    def made(self) -> Callable[[Any], str]:
        """A property."""
        raise NotImplementedError

    @classmethod
    def build(cls, given: Any) -> None:
        """A class method."""

    @overload
    def pick(self, given: int) -> str: ...
    @overload
    def pick(self, given: str) -> Any: ...
    def pick(self, given: int | str) -> object:
        """A function with overloads."""
        raise NotImplementedError

    def fine(self, given: object) -> list[str] | None:
        """A function without."""


def test_the_walk_finds_any_wherever_it_is() -> None:
    """In attributes, arguments, results, overloads, parts of types, and bare generics."""
    walk = walking.Walk(__name__)

    walk.value(Holder, "Holder")

    places = {found.partition(":")[0] for found in walk.found}
    assert places == {
        "Holder.attribute",
        "Holder.inside -> Inside.value",
        "Holder.bare",
        "Holder.made(return)",
        "Holder.build(given)",
        "Holder.pick(return)",
    }
