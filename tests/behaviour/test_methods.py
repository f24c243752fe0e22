"""No method is forgotten: each is seen to succeed and to fail on each of the servers.

The marks `succeeds` and `fails` name the methods, and a fixture looks at what goes over the wire
in each of these tests whether its marks are right. Here they are held against the generated
bindings.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType

import pytest
from servers.cyrus import Cyrus

import aiojmap
from aiojmap.core import method_errors
from aiojmap.runtime import Method

from .differences import LACKS
from .serving import Kind, OnCyrus

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


def marked(outcome: str, kind: Kind) -> set[str]:
    """The methods that tests are marked with which pass on a server."""
    lacking = {test for lack in LACKS if lack.on == kind for test in lack.tests}
    found: set[str] = set()
    for path in sorted(HERE.glob("test_*.py")):
        module = importlib.import_module(f"{__package__}.{path.stem}")
        both = hasattr(module, "pytestmark")
        for name, test in vars(module).items():
            if not name.startswith("test_") or not isinstance(test, FunctionType):
                continue
            if f"{path.stem}::{name}" in lacking or (kind == "cyrus" and not both):
                continue
            for mark in getattr(test, "pytestmark", ()):
                found.update(mark.args if mark.name == outcome else ())
    return found


@pytest.mark.parametrize("kind", ["embedded", "cyrus"])
@pytest.mark.parametrize("outcome", ["succeeds", "fails"])
def test_every_method_is_exercised(kind: Kind, outcome: str) -> None:
    """Each method with bindings has a test in which it succeeds, and one in which it fails."""
    wanted = set(bound())
    if kind == "cyrus":
        wanted -= {*LACKING, *(name for what, name in UNEXERCISED if what == outcome)}

    assert wanted == marked(outcome, kind)


@pytest.mark.parametrize("name", sorted(LACKING))
async def test_cyrus_still_lacks_a_method(cyrus_server: Cyrus, name: str) -> None:
    """A method that only the embedded server exercises is one that Cyrus does not know."""
    async with OnCyrus(cyrus_server).alice.client() as alice:
        with pytest.raises(method_errors.UnknownMethod, match=name):
            await alice.call(name, {}, effect="read")
