"""Whatever a schema's sentences and names hold, the code made of them is right."""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

import aiojmap

from .support import SCHEMA, run, write_schema

Load = Callable[[str], ModuleType]

LABEL = 'label = { type = "String", doc = "What is written on it." }'
PAINT = (
    '\n[methods."Widget/paint"]\neffect = "write"\ndoc = "Paint it."\n'
    'arguments.id = { type = "Id", of = "Widget", doc = "Which one." }\n'
)
ERROR = '\n[errors.set.dry]\ndoc = "No paint."\n'
_numbers = itertools.count()

SENTENCES = {
    "quotes": 'Not a "thing", not """this""", then.',
    "a quote at the end": 'Not a "thing"',
    "a backslash": r"Lies in C:\new\users, say.",
    "braces and letters": "Holds {{ this }}, {% that %}, {# those #} and 大きさ 🙂.",
}


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Generates a schema text into a package of its own, and imports all of it."""
    monkeypatch.syspath_prepend(tmp_path)

    def generated(text: str) -> ModuleType:
        package = f"odd{next(_numbers)}"
        status = run(
            "generate", write_schema(tmp_path, text), into=tmp_path / package, package=package
        )
        assert status == 0
        for path in (tmp_path / package).rglob("*.py"):
            compile(path.read_text(encoding="utf-8"), str(path), "exec")
        module = importlib.import_module(f"{package}.acme")
        module.load()
        return module

    return generated


def quoted(sentence: str) -> str:
    """A sentence as a TOML string."""
    escaped = sentence.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def with_property(name: str, entry: str = '{ type = "String", optional = true }') -> str:
    """The schema with a property of that name too."""
    return SCHEMA.replace(LABEL, f"{quoted(name)} = {entry}\n{LABEL}")


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_a_type_can_be_documented_in_any_words(sentence: str, load: Load) -> None:
    """The sentence of a type comes into a module, a class and a namespace, and breaks none."""
    made = load(SCHEMA.replace('"A thing."', quoted(sentence)))

    assert made.Widget.__name__ == "Widget"


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_a_property_can_be_documented_in_any_words(sentence: str, load: Load) -> None:
    """The sentence of a property comes into three classes, and breaks none."""
    made = load(SCHEMA.replace('"What is written on it."', quoted(sentence)))

    assert "label" in made.WidgetCreate.properties_by_name


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_a_schema_can_have_any_title(sentence: str, load: Load) -> None:
    """The title comes into the docstrings of the package and its client, and breaks none."""
    made = load(SCHEMA.replace('title = "Acme"', f"title = {quoted(sentence)}"))

    assert made.ClientMethods.__name__ == "ClientMethods"


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_a_hint_is_kept_to_the_letter(sentence: str, load: Load) -> None:
    """The hint of an error is the very sentence of the schema."""
    made = load(f"{SCHEMA}{ERROR}hint = {quoted(sentence)}\n")

    assert made.set_errors.Dry.hint == sentence


@pytest.mark.parametrize("sentence", SENTENCES.values(), ids=SENTENCES)
def test_a_method_can_be_documented_in_any_words(sentence: str, load: Load) -> None:
    """The sentences of a method and of its argument come into a docstring, and break nothing."""
    argument = f'arguments.colour = {{ type = "String", doc = {quoted(sentence)} }}\n'

    made = load(SCHEMA + PAINT.replace('"Paint it."', quoted(sentence)) + argument)

    assert "colour" in made.WidgetPaintArguments.properties_by_name


@pytest.mark.parametrize(
    "name",
    ["list", "dict", "str", "type", "id2", "class", "from", "2fa", "@kind", "data:asText", "prop"],
)
def test_a_property_can_have_any_name(name: str, load: Load) -> None:
    """A name that Python, or our code, uses otherwise is read and written all the same."""
    made = load(with_property(name))

    widget = aiojmap.decode({"label": "a", name: "b"}, made.Widget)
    assert aiojmap.encode(widget) == {"label": "a", name: "b"}


@pytest.mark.parametrize("name", ["list", "class", "import", "self", "arguments", "ids"])
def test_an_argument_can_have_any_name(name: str, load: Load) -> None:
    """A name that Python, or our code, uses otherwise can be an argument all the same."""
    made = load(f'{SCHEMA}{PAINT}arguments.{name} = {{ type = "String", doc = "Odd." }}\n')

    assert name in made.WidgetPaintArguments.properties_by_json


@pytest.mark.parametrize("verb", ["list", "import", "create", "iterate", "copy"])
def test_a_method_can_have_any_name(verb: str, load: Load) -> None:
    """A verb that Python, or our code, uses otherwise can be a method all the same."""
    made = load(SCHEMA + PAINT.replace("paint", verb))

    methods = [getattr(getattr(made, name), "method", None) for name in made.__all__]
    assert f"Widget/{verb}" in [method.name for method in methods if method]


def test_a_method_can_be_without_arguments(load: Load) -> None:
    """A method that takes nothing, not even an account, is a function without parameters."""
    paint, _, _ = PAINT.partition("arguments")

    made = load(SCHEMA + paint)

    assert not made.WidgetPaintArguments.properties_by_name


def test_a_value_can_have_quotes(load: Load) -> None:
    """Known values are written as Python writes strings."""
    made = load(with_property("size", '{ type = "String", values = ["3\\"", "it\'s"] }'))

    assert "size" in made.Widget.properties_by_json


@pytest.mark.parametrize(
    ("default", "value"),
    [
        ("{}", {}),
        ('{ json = "null" }', None),
        ("{ json = '{\"a\": [1, null, true]}' }", {"a": [1, None, True]}),
        ('["a"]', ["a"]),
        ("true", True),
        ("1.5", 1.5),
    ],
)
def test_any_json_can_be_a_default(default: str, value: object, load: Load) -> None:
    """A default is kept as the value it stands for."""
    made = load(with_property("more", f'{{ type = "*", default = {default} }}'))

    assert made.Widget.properties_by_json["more"].default == value


def test_a_schema_can_be_without_sentences(load: Load) -> None:
    """Properties, filters and methods need no documentation."""
    made = load(
        with_property("more")
        + '\n[filters.Widget.conditions]\nmore = { type = "String" }\n'
        + PAINT.replace('doc = "Paint it."\n', "")
    )

    assert made.WidgetFilter.properties_by_json["more"].name == "more"


def test_a_schema_can_define_objects_alone(load: Load) -> None:
    """A file without methods and capability gives a package of classes."""
    head, _, _ = SCHEMA.partition("[capability]")

    made = load(head + '[types.Point]\ndoc = "A place."\nproperties.x = { type = "Int" }\n')

    assert aiojmap.decode({"x": 1}, made.Point).x == 1


def test_a_schema_can_define_errors_alone(load: Load) -> None:
    """A file of errors gives a package with their module."""
    head, _, _ = SCHEMA.partition("[capability]")

    made = load(head + ERROR)

    assert made.set_errors.ALL["dry"] is made.set_errors.Dry


def test_a_schema_can_define_a_capability_alone(load: Load) -> None:
    """A file with nothing but a capability gives a package too."""
    head, _, _ = SCHEMA.partition("[types")

    made = load(head)

    assert made.__all__ == ["load"]
