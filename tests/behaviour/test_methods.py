"""No method is forgotten: each is seen to succeed and to fail on the real server.

The marks `succeeds` and `fails` of the tests in test_cyrus_*.py name the methods, and a fixture
looks at what goes over the wire in each of these tests whether its marks are right. Here they are
held against the generated bindings.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType

import pytest

import aiojmap
from aiojmap.core import method_errors
from aiojmap.runtime import Method

HERE = Path(__file__).parent

LACKING = {
    "Identity/changes": "the identities of Cyrus come from its configuration and never change",
    "Identity/set": "the identities of Cyrus come from its configuration",
    "PushSubscription/get": "Cyrus 3.6 pushes nothing",
    "PushSubscription/set": "Cyrus 3.6 pushes nothing",
    "MaskedEmail/get": "only Fastmail has masked addresses",
    "MaskedEmail/set": "only Fastmail has masked addresses",
}
"""The methods that Cyrus does not have, and why."""

UNEXERCISED = {
    ("succeeds", "EmailSubmission/queryChanges"): "Cyrus says cannotCalculateChanges to any state"
}
"""What a method of Cyrus never does, and why."""


def bound() -> Iterator[str]:
    """The names of all methods that have bindings."""
    for module in pkgutil.iter_modules(aiojmap.__path__):
        if not module.ispkg or module.name.startswith("_") or module.name == "testing":
            continue
        package = importlib.import_module(f"aiojmap.{module.name}")
        for name in package.__all__:
            method = getattr(getattr(package, name), "method", None)
            if isinstance(method, Method):
                yield method.name


def marked(outcome: str) -> dict[str, list[str]]:
    """For each method the tests on Cyrus that are marked with it."""
    found: dict[str, list[str]] = {}
    for path in sorted(HERE.glob("test_cyrus_*.py")):
        module = importlib.import_module(f"{__package__}.{path.stem}")
        for name, test in vars(module).items():
            if not name.startswith("test_") or not isinstance(test, FunctionType):
                continue
            for mark in getattr(test, "pytestmark", ()):
                for method in mark.args if mark.name == outcome else ():
                    found.setdefault(method, []).append(f"{path.name}::{name}")
    return found


@pytest.mark.parametrize("outcome", ["succeeds", "fails"])
def test_every_method_is_exercised_on_cyrus(outcome: str) -> None:
    """Each method with bindings has a test in which it succeeds, and one in which it fails."""
    wanted = set(bound()) - set(LACKING) - {name for kind, name in UNEXERCISED if kind == outcome}

    assert wanted == set(marked(outcome))


@pytest.mark.parametrize("name", sorted(LACKING))
async def test_cyrus_still_lacks_a_method(alice: aiojmap.Client, name: str) -> None:
    """A method that is not exercised is one that the server does not know."""
    with pytest.raises(method_errors.UnknownMethod, match=name):
        await alice.call(name, {}, effect="read")
