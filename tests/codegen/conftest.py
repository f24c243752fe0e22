"""Packages generated once for the whole run, by the command that users have."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from aiojmap_codegen.__main__ import main

from .support import HERE
from .trial import Trial


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the generated packages, which can be imported from it."""
    folder = tmp_path_factory.mktemp("made")
    sys.path.insert(0, str(folder))
    yield folder
    sys.path.remove(str(folder))


@pytest.fixture(scope="session")
def acme(made: Path) -> ModuleType:
    """The vendor's package, `acme.projects`."""
    options = ["--into", str(made / "acme"), "--package", "acme"]
    assert main(["generate", str(HERE / "acme.toml"), *options]) == 0
    import acme.projects  # type: ignore[import-not-found]  # just generated

    found: ModuleType = acme.projects
    return found


@pytest.fixture(scope="session")
def trial(made: Path) -> Trial:
    """The parts of the paper trial, each generated when it is first asked for."""
    return Trial(made)
