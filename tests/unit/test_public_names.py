"""The public modules: what they say they hold is there, and nothing is missing."""

from __future__ import annotations

import importlib
import subprocess
import sys
import types

import pytest

import aiojmap
from aiojmap._model.lazy import RUNTIME_VERSION, lazy_package

LAZY = ["aiojmap.core", "aiojmap.mail", "aiojmap.maskedemail", "aiojmap.submission"]
PUBLIC = ["aiojmap", "aiojmap.oauth", "aiojmap.runtime", "aiojmap.tokens", *LAZY]


def in_a_new_interpreter(code: str) -> str:
    """What a program prints that starts without anything imported."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_resolves(name: str) -> None:
    """Each name in `__all__` is an attribute, and is listed once."""
    module = importlib.import_module(name)

    assert len(module.__all__) == len(set(module.__all__))
    assert [item for item in module.__all__ if not hasattr(module, item)] == []


@pytest.mark.parametrize("name", PUBLIC)
def test_public_names_are_sorted(name: str) -> None:
    """Constants first, then classes, then the rest, so that a diff shows what changed."""
    module = importlib.import_module(name)

    def key(item: str) -> tuple[int, str]:
        return (0 if item.isupper() and len(item) > 1 else 1 if item[0].isupper() else 2, item)

    assert list(module.__all__) == sorted(module.__all__, key=key)


@pytest.mark.parametrize("name", ["aiojmap", "aiojmap.oauth", "aiojmap.runtime"])
def test_no_public_name_is_left_out(name: str) -> None:
    """What a module imports without an underscore is in its `__all__`."""
    module = importlib.import_module(name)
    public = {
        item
        for item, value in vars(module).items()
        if not item.startswith("_") and not isinstance(value, types.ModuleType)
    }

    assert public - set(module.__all__) == set()


@pytest.mark.parametrize("name", LAZY)
def test_dir_of_a_package_gives_its_public_names(name: str) -> None:
    """Completion works before a class is first used."""
    module = importlib.import_module(name)

    assert set(dir(module)) == set(module.__all__)


@pytest.mark.parametrize("name", LAZY)
def test_a_star_import_gives_the_public_names(name: str) -> None:
    """`__all__` and the lazy lookup fit together."""
    code = f"from {name} import *; import {name} as m; print(set(m.__all__) <= set(globals()))"

    assert in_a_new_interpreter(code) == "True"


def test_a_class_is_imported_when_it_is_first_asked_for() -> None:
    """Importing the library does not import all of the bindings."""
    code = (
        "import sys, aiojmap; before = 'aiojmap.mail.email' in sys.modules; "
        "aiojmap.mail.Email; print(before, 'aiojmap.mail.email' in sys.modules)"
    )

    assert in_a_new_interpreter(code) == "False True"


def test_load_imports_all_of_a_package() -> None:
    """An application can pay the price at its start."""
    code = (
        "import sys, aiojmap.mail as m; m.load(); print(all(name in vars(m) for name in m.__all__))"
    )

    assert in_a_new_interpreter(code) == "True"


@pytest.mark.parametrize("name", LAZY)
def test_an_unknown_name_is_an_attribute_error(name: str) -> None:
    """A misspelt class fails as in any module."""
    module = importlib.import_module(name)

    with pytest.raises(AttributeError, match=f"module '{name}' has no attribute 'Emial'"):
        _ = module.Emial


def test_code_made_for_another_runtime_is_refused() -> None:
    """The message says to generate it again."""
    with pytest.raises(aiojmap.ConfigurationError) as caught:
        lazy_package("vendor.x", {}, made_for=RUNTIME_VERSION + 1, runtime=RUNTIME_VERSION)

    assert str(caught.value) == (
        f"vendor.x was generated for version {RUNTIME_VERSION + 1} of the aiojmap runtime, "
        f"which is now at {RUNTIME_VERSION}: generate it again"
    )
