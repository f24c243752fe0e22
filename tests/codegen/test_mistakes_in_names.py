"""Names that nothing defines, or two things do, get one sentence with file and place."""

from __future__ import annotations

from pathlib import Path

import pytest

from .support import (
    CAPABILITY,
    HEAD,
    SCHEMA,
    WIDGET,
    Mistake,
    complaint,
    leads_somewhere,
)

PAINT = '\n[methods."Widget/paint"]\neffect = "write"\n'
SET = '\n[methods."Widget/set"]\n'
MORE = "[types.Widget.properties]\n"


def widget(entry: str) -> str:
    """A schema whose Widget has a property `x` of that entry too."""
    return SCHEMA.replace(MORE, f"{MORE}x = {entry}\n")


X = "types.Widget.properties.x"
MISTAKES = [
    Mistake("an unknown type", widget('{ type = "Gadget[]" }'), X, "there is no type 'Gadget'"),
    Mistake(
        "an Id of an unknown type",
        widget('{ type = "Id", of = "Gadget" }'),
        f"{X}.of",
        "there is no type 'Gadget'",
    ),
    Mistake(
        "a type of a schema not in uses",
        widget('{ type = "Id", of = "Email" }'),
        f"{X}.of",
        "'Email' is defined in 'mail', which is not in `uses`",
    ),
    Mistake(
        "an unknown schema in uses",
        SCHEMA.replace('["core"]', '["core", "calendars"]'),
        "uses",
        "there is no schema named 'calendars'",
    ),
    Mistake(
        "a type named as the notation's own",
        HEAD + "[types.Date]\ndoc = 'A day.'\n",
        "types.Date",
        "'Date' is a name of the notation",
    ),
    Mistake(
        "an extension of an unknown type",
        HEAD + "[extends.Gadget]\n",
        "extends.Gadget",
        "there is no type 'Gadget'",
    ),
    Mistake(
        "company of an unknown type",
        HEAD + '[types.Widget]\ndoc = "A thing."\nwithin = "Gadget"\n',
        "types.Widget.within",
        "there is no type 'Gadget'",
    ),
    Mistake(
        "a filter of an unknown type",
        SCHEMA + '[filters.Gadget.conditions]\nx = { type = "String" }\n',
        "filters.Gadget",
        "there is no type 'Gadget'",
    ),
    Mistake(
        "a sort of an unknown type",
        SCHEMA + '[sort.Gadget.properties]\nx = { doc = "By x." }\n',
        "sort.Gadget",
        "there is no type 'Gadget'",
    ),
    Mistake(
        "a patch of nothing",
        SCHEMA + PAINT + 'arguments.changes = { type = "PatchObject" }\n',
        'methods."Widget/paint".arguments.changes',
        'has a PatchObject but does not say of what; add patch = "TypeName"',
    ),
    Mistake(
        "a patch of an unknown type",
        SCHEMA + PAINT + 'arguments.changes = { type = "PatchObject", patch = "Gadget" }\n',
        'methods."Widget/paint".arguments.changes.patch',
        "there is no type 'Gadget'",
    ),
    Mistake(
        "properties of an unknown type",
        SCHEMA + PAINT + 'arguments.names = { type = "String[]", propertiesOf = "Gadget" }\n',
        'methods."Widget/paint".arguments.names.propertiesOf',
        "there is no type 'Gadget'",
    ),
    Mistake(
        "an argument that the standard method has",
        SCHEMA + SET + 'arguments.destroy = { type = "Boolean" }\n',
        'methods."Widget/set".arguments.destroy',
        "is part of the standard method; leave it out with `without` to change it",
    ),
    Mistake(
        "a response member that the standard method has",
        SCHEMA + SET + 'response.newState = { type = "Int" }\n',
        'methods."Widget/set".response.newState',
        "is part of the standard method; leave it out with `without` to change it",
    ),
    Mistake(
        "an argument left out that is not there",
        SCHEMA + SET + 'without.arguments = ["erase"]\n',
        'methods."Widget/set".without.arguments',
        "the standard method has no 'erase'",
    ),
    Mistake(
        "a response member left out that is not there",
        SCHEMA + SET + 'without.response = ["erased"]\n',
        'methods."Widget/set".without.response',
        "the standard method has no 'erased'",
    ),
    Mistake(
        "something left out of a method that is not standard",
        SCHEMA + PAINT + 'without.arguments = ["accountId"]\n',
        'methods."Widget/paint".without',
        "",
    ),
    Mistake(
        "an unknown error of a method",
        SCHEMA + SET + 'errors = ["outOfPaint"]\n',
        'methods."Widget/set".errors',
        "no schema in `uses` defines the error 'outOfPaint'",
    ),
    Mistake(
        "an unknown error of a record",
        SCHEMA + SET + 'setErrors = ["outOfPaint"]\n',
        'methods."Widget/set".setErrors',
        "no schema in `uses` defines the error 'outOfPaint'",
    ),
    Mistake(
        "a method error among those of records",
        SCHEMA + SET + 'setErrors = ["stateMismatch"]\n',
        'methods."Widget/set".setErrors',
        "no schema in `uses` defines the error 'stateMismatch'",
    ),
    Mistake(
        "an unknown implicit method",
        SCHEMA + SET + 'implicit = ["Widget/sat"]\n',
        'methods."Widget/set".implicit',
        "",
    ),
    Mistake(
        "a whole method without effect",
        SCHEMA + PAINT.replace('effect = "write"\n', 'doc = "Paint it."\n'),
        'methods."Widget/paint"',
        "is written out in full, so it needs an effect: read or write",
    ),
    Mistake(
        "a whole method without capability",
        HEAD + PAINT,
        'methods."Widget/paint"',
        "has methods, so the file needs a [capability]",
    ),
    Mistake(
        "standard methods without capability",
        HEAD + WIDGET,
        "types.Widget.methods",
        "has methods, so the file needs a [capability]",
    ),
    Mistake(
        "a class made twice",
        SCHEMA + '[types.WidgetPatch]\ndoc = "A patch."\nproperties.x = { type = "String" }\n',
        "types",
        "the class 'WidgetPatch' would be made twice, in widget and widget_patch",
    ),
    Mistake(
        "a module made twice",
        SCHEMA + '[types.Client]\ndoc = "A buyer."\nproperties.x = { type = "String" }\n',
        "types",
        "",
    ),
    Mistake(
        "an attribute made twice",
        SCHEMA + '"@label" = { type = "String" }\n',
        'types.Widget.properties."@label"',
        "",
    ),
    Mistake(
        "an unknown type in a family",
        SCHEMA + '[types.Widget.families."part:{name}"]\ntype = "Gadget"\n',
        'types.Widget.families."part:{name}"',
        "there is no type 'Gadget'",
    ),
    Mistake(
        "an extension of what is not generated along",
        HEAD.replace('"core"', '"core", "mail"')
        + CAPABILITY
        + '[extends.Email.properties]\nx = { type = "String" }\n',
        "extends.Email",
        "Email belongs to rfc8621_mail.toml: generate both together to add properties to it",
    ),
    Mistake(
        "a family for what is not generated along",
        HEAD.replace('"core"', '"core", "mail"')
        + CAPABILITY
        + '[extends.Email.families."x:{name}"]\ntype = "String"\n',
        "extends.Email",
        "",
    ),
    Mistake(
        "a filter for a type of another schema",
        HEAD.replace('"core"', '"core", "mail"')
        + CAPABILITY
        + '[filters.Email.conditions]\nx = { type = "String" }\n',
        "filters.Email",
        "",
    ),
]  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_gets_one_sentence_with_its_place(
    mistake: Mistake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command says file, key path and what is wrong, exits with 2, and writes nothing."""
    said = complaint(mistake, tmp_path, capsys)

    assert mistake.sentence in said


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_place_is_a_key_path_of_the_file(mistake: Mistake) -> None:
    """The places in the table above are key paths as TOML has them, and lead somewhere."""
    assert leads_somewhere(mistake.text, mistake.place)
