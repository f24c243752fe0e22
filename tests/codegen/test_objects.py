"""Objects inside records: in modules of their own, in company, in themselves and each other."""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import aiojmap

from .support import HEAD, SCHEMA, Server, run, write_schema

Load = Callable[..., ModuleType]

LABEL = 'label = { type = "String", doc = "What is written on it." }'
MAKER = '\n[types.Maker]\ndoc = "Who makes it."\n[types.Maker.properties]\n'
NAME = 'name = { type = "String", doc = "The name." }\n'
TOWN = '\n[types.Town]\ndoc = "Where it is made."\n[types.Town.properties]\n'
WITHIN = 'doc = "Where it is made."\nwithin = "Maker"\n'
_numbers = itertools.count()


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Generates schema texts into a package, and imports all of `acme` in it."""
    monkeypatch.syspath_prepend(tmp_path)

    def generated(*texts: str) -> ModuleType:
        package = f"objects{next(_numbers)}"
        paths = [
            write_schema(tmp_path, text, f"{number}.toml") for number, text in enumerate(texts)
        ]
        assert run("generate", *paths, into=tmp_path / package, package=package) == 0
        module = importlib.import_module(f"{package}.acme")
        module.load()
        return module

    return generated


def having(type_: str, more: str = "") -> str:
    """The schema whose Widget has a property `made` of that type, and more types."""
    member = f'made = {{ type = "{type_}", optional = true, doc = "By whom." }}'
    return SCHEMA.replace(LABEL, f"{LABEL}\n{member}") + more


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("Maker", {"name": "Ann"}),
        ("Maker|null", None),
        ("Maker[]", [{"name": "Ann"}]),
        ("String[Maker]", {"a": {"name": "Ann"}}),
        ("Maker[]|null", [{"name": "Ann"}]),
    ],
)
def test_an_object_has_a_module_of_its_own(type_: str, value: object, load: Load) -> None:
    """An object that is in no company is imported from its own module, wherever it stands."""
    made = load(having(type_, MAKER + NAME))

    widget = aiojmap.decode({"made": value}, made.Widget)  # type: ignore[dict-item]
    assert aiojmap.encode(widget) == {"made": value}


def test_an_object_can_be_in_the_company_of_its_user(load: Load) -> None:
    """An object within the type that mentions it is in the same module."""
    maker = MAKER.replace("[types.Maker.", 'within = "Widget"\n[types.Maker.') + NAME

    made = load(having("Maker", maker))

    assert made.Maker.__module__ == made.Widget.__module__


def test_an_object_can_have_itself_inside(load: Load) -> None:
    """A type that mentions itself is read to any depth."""
    made = load(having("Maker[]", MAKER + 'parts = { type = "Maker[]", optional = true }\n'))

    widget = aiojmap.decode({"made": [{"parts": [{"parts": []}]}]}, made.Widget)
    assert widget.made[0].parts[0].parts == []


@pytest.mark.parametrize("company", ["", WITHIN], ids=["two modules", "one module"])
def test_two_objects_can_have_each_other_inside(company: str, load: Load) -> None:
    """Types that mention each other are read, in one module or in two."""
    maker = MAKER + 'home = { type = "Town", optional = true }\n'
    town = TOWN.replace('doc = "Where it is made."\n', company or 'doc = "Where it is made."\n')
    made = load(having("Maker", maker + town + 'first = { type = "Maker", optional = true }\n'))

    widget = aiojmap.decode({"made": {"home": {"first": {}}}}, made.Widget)
    assert type(widget.made.home.first) is made.Maker


def test_an_object_can_be_of_another_file(load: Load) -> None:
    """A type of a file in `uses` is imported from the package of that file."""
    other = HEAD.replace('name = "acme"', 'name = "makers"') + MAKER + NAME

    made = load(having("Maker[]").replace('["core"]', '["core", "makers"]'), other)

    widget = aiojmap.decode({"made": [{"name": "Ann"}]}, made.Widget)
    assert widget.made[0].name == "Ann"


def test_an_object_can_be_referred_into(load: Load) -> None:
    """A member of an object in a record can be the source of a result reference."""
    made = load(having("Maker", MAKER + NAME))
    client = Server({}).client(aiojmap.Client)

    reference = made.WidgetMethods(client).get().list.made.name

    assert reference.path == "/list/*/made/name"
