"""Every kind of difference between a text and a schema is told, in both directions."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from .gardens import SCHEMA, TEXT, XML2, XML3, changed, run_audit, without_numbers

LABEL = 'label = { type = "String", default = "", doc = "What the sign says." }\n'
HEIGHT = 'height = { type = "Number", serverSet = true'
SOIL = 'soil = { type = "Soil", doc = "What it is filled with." }\n'


@attrs.frozen
class Change:
    """A change to the schema of the garden, and what is said about it after the file's name."""

    name: str
    old: str
    new: str
    said: tuple[str, ...]


CHANGES = [
    Change(
        "a property less",
        LABEL,
        "",
        ('garden.txt: section 2: Bed.label (String; default: "") is not in the schema',),
    ),
    Change(
        "a property more",
        LABEL,
        LABEL + 'worms = { type = "Int", doc = "How many." }\n',
        ("garden.toml: types.Bed.properties.worms: section 2: Bed.worms (Int) is not in the text",),
    ),
    Change(
        "another type",
        LABEL,
        LABEL.replace('"String"', '"String|null"'),
        (
            "garden.txt: section 2: Bed.label: the text has the type String, "
            "the schema has String|null (garden.toml: types.Bed.properties.label)",
        ),
    ),
    Change(
        "a flag less",
        HEIGHT,
        'height = { type = "Number"',
        (
            "garden.txt: section 3.1.2: Plant.height: the text says server-set, "
            "the schema says nothing of the kind (garden.toml: types.Plant.properties.height)",
        ),
    ),
    Change(
        "a flag more",
        HEIGHT,
        f"{HEIGHT}, immutable = true",
        (
            "garden.txt: section 3.1.2: Plant.height: the text says server-set, "
            "the schema says immutable, server-set (garden.toml: types.Plant.properties.height)",
        ),
    ),
    Change(
        "what is optional in the text alone",
        'knife = { type = "String", optional = true,',
        'knife = { type = "String",',
        (
            "garden.txt: section 3.5: Plant/graft arguments.knife: the text says optional, "
            "the schema says nothing of the kind "
            '(garden.toml: methods."Plant/graft".arguments.knife)',
        ),
    ),
    Change(
        "another default",
        LABEL,
        LABEL.replace('default = ""', 'default = "?"'),
        (
            'garden.txt: section 2: Bed.label: the text has the default "", '
            'the schema has "?" (garden.toml: types.Bed.properties.label)',
        ),
    ),
    Change(
        "no default",
        LABEL,
        LABEL.replace('default = "", ', ""),
        (
            'garden.txt: section 2: Bed.label: the text has the default "", '
            "the schema has none (garden.toml: types.Bed.properties.label)",
        ),
    ),
    Change(
        "a default that the text has not",
        SOIL,
        SOIL.replace('type = "Soil"', 'type = "Soil", default = {}'),
        (
            "garden.txt: section 2: Bed.soil: the text has no default, "
            "the schema has {} (garden.toml: types.Bed.properties.soil)",
        ),
    ),
    Change(
        "a default of null that the text has not",
        'acidity = { type = "Number|null"',
        'acidity = { type = "Number|null", default = { json = "null" }',
        (
            "garden.txt: section 2: Soil.acidity: the text has no default, "
            "the schema has null (garden.toml: types.Soil.properties.acidity)",
        ),
    ),
    Change(
        "another section",
        HEIGHT + ', section = "3.1.2"',
        HEIGHT + ', section = "3.1.1"',
        (
            "garden.toml: types.Plant.properties.height: Plant.height: the schema says section "
            "3.1.1, the text has it in 3.1.2 (garden.txt)",
        ),
    ),
    Change(
        "another section of a method",
        '[methods."Plant/changes"]\nsection = "3.3"',
        '[methods."Plant/changes"]\nsection = "3.4"',
        (
            'garden.toml: methods."Plant/changes": Plant/changes: the schema says section 3.4, '
            "the text has it in 3.3 (garden.txt)",
            'garden.toml: methods."Plant/changes".response.grownOnly: '
            "Plant/changes response.grownOnly: the schema says section 3.4, "
            "the text has it in 3.3 (garden.txt)",
        ),
    ),
    Change(
        "a standard method less",
        'methods = ["get", "changes", "query", "queryChanges"]',
        'methods = ["get", "changes", "query"]',
        ("garden.txt: section 3.4.3: Plant/queryChanges is not in the schema",),
    ),
    Change(
        "a standard method more",
        'methods = ["get", "set"]',
        'methods = ["get", "set", "changes"]',
        ("garden.toml: types.Bed.methods: Bed/changes is not in the text",),
    ),
    Change(
        "an argument less",
        'withRoots = { type = "Boolean", default = false, doc = "Whether to return roots." }\n',
        "",
        (
            "garden.txt: section 3.2: Plant/get arguments.withRoots (Boolean; default: false) "
            "is not in the schema",
        ),
    ),
    Change(
        "an argument more",
        '[methods."Plant/get".arguments]\n',
        '[methods."Plant/get".arguments]\nslowly = { type = "Boolean", doc = "No hurry." }\n',
        (
            'garden.toml: methods."Plant/get".arguments.slowly: section 3.2: '
            "Plant/get arguments.slowly (Boolean) is not in the text",
        ),
    ),
    Change(
        "another default in prose",
        '["colour", "shape"]',
        '["colour"]',
        (
            "garden.txt: section 3.2: Plant/get arguments.leafProperties: the text has the "
            'default ["colour", "shape"], the schema has ["colour"] '
            '(garden.toml: methods."Plant/get".arguments.leafProperties)',
        ),
    ),
    Change(
        "a response member less",
        'grownOnly = { type = "Id[]|null", of = "Plant", doc = "Those that have just grown." }\n',
        "",
        (
            "garden.txt: section 3.3: Plant/changes response.grownOnly (Id[]|null) "
            "is not in the schema",
        ),
    ),
    Change(
        "a member that is not left out",
        'without.response = ["accountId", "state"]',
        'without.response = ["accountId"]',
        ("garden.txt: section 4.1: Gate/get response without.state is not in the schema",),
    ),
    Change(
        "a member that is left out",
        '[methods."Bed/get"]\nsection = "2.1"',
        '[methods."Bed/get"]\nsection = "2.1"\nwithout.arguments = ["properties"]',
        (
            'garden.toml: methods."Bed/get".without.arguments: section 2.1: '
            "Bed/get arguments without.properties is not in the text",
        ),
    ),
    Change(
        "a condition less",
        'tallerThan = { type = "Number", doc = "Is taller than this." }\n',
        "",
        ("garden.txt: section 3.4.1: Plant filter.tallerThan (Number) is not in the schema",),
    ),
    Change(
        "a condition more",
        'tallerThan = { type = "Number", doc = "Is taller than this." }\n',
        'tallerThan = { type = "Number", doc = "Is taller than this." }\n'
        'isRed = { type = "Boolean", doc = "Is red." }\n',
        (
            "garden.toml: filters.Plant.conditions.isRed: section 3.4.1: "
            "Plant filter.isRed (Boolean) is not in the text",
        ),
    ),
    Change(
        "a sort less",
        'height = { doc = "By height." }\n',
        "",
        ("garden.txt: section 3.4.2: Plant sort.height is not in the schema",),
    ),
    Change(
        "a sort more",
        'height = { doc = "By height." }\n',
        'height = { doc = "By height." }\nsownAt = { doc = "By age." }\n',
        (
            "garden.toml: sort.Plant.properties.sownAt: section 3.4.2: "
            "Plant sort.sownAt is not in the text",
        ),
    ),
    Change(
        "a member of a sort less",
        'arguments.trait = { type = "String", doc = "Which trait." }, ',
        "",
        ("garden.txt: section 3.4.2: Plant sort.hasTrait.trait is not in the schema",),
    ),
    Change(
        "another capability",
        'uri = "urn:example:jmap:garden"',
        'uri = "urn:example:jmap:gardens"',
        (
            "garden.txt: section 1.1: urn:example:jmap:garden is not in the schema",
            "garden.txt: section 1.1: urn:example:jmap:garden session.climateZones (String[]) "
            "is not in the schema",
            "garden.txt: section 1.1: urn:example:jmap:garden account.maxBeds "
            "(UnsignedInt|null) is not in the schema",
            "garden.txt: section 1.1: urn:example:jmap:garden account.mayPlant (Boolean) "
            "is not in the schema",
            "garden.toml: capability: section 1.1: urn:example:jmap:gardens is not in the text",
            "garden.toml: capability.session.climateZones: section 1.1: "
            "urn:example:jmap:gardens session.climateZones (String[]) is not in the text",
            "garden.toml: capability.account.maxBeds: section 1.1: "
            "urn:example:jmap:gardens account.maxBeds (UnsignedInt|null) is not in the text",
            "garden.toml: capability.account.mayPlant: section 1.1: "
            "urn:example:jmap:gardens account.mayPlant (Boolean) is not in the text",
        ),
    ),
    Change(
        "other operations of an error",
        'operations = ["create"]\ndoc = "The bed is locked."',
        'operations = ["update"]\ndoc = "The bed is locked."',
        (
            "garden.txt: section 2.2: set error bedLocked: the text says create, "
            "the schema says update (garden.toml: errors.set.bedLocked)",
        ),
    ),
    Change(
        "an error that is not general",
        'general = true\ndoc = "It is too cold."',
        'doc = "It is too cold."',
        (
            "garden.txt: section 5.2: method error frost: the text says for any method, "
            "the schema says nothing of the kind (garden.toml: errors.method.frost)",
        ),
    ),
    Change(
        "an error that the method does not name",
        'setErrors = ["notFound", "rejected"]',
        'setErrors = ["rejected"]',
        ("garden.txt: section 3.5: Plant/graft set error notFound is not in the schema",),
    ),
    Change(
        "an error that the method names alone",
        'errors = ["graftTooLarge"]',
        'errors = ["graftTooLarge", "stateMismatch"]',
        (
            'garden.toml: methods."Plant/graft".errors: '
            "Plant/graft method error stateMismatch is not in the text",
        ),
    ),
    Change(
        "a member of an error less",
        'properties.keyHolder = { type = "String", doc = "Who has the key." }\n',
        "",
        ("garden.txt: section 2.2: set error bedLocked.keyHolder (String) is not in the schema",),
    ),
    Change(
        "another family",
        '"trait:{name}"',
        '"feature:{name}"',
        (
            "garden.txt: section 3.1.2: Plant.trait:{} is not in the schema",
            'garden.toml: types.Plant.families."feature:{name}": section 3.1.2: '
            "Plant.feature:{} is not in the text",
        ),
    ),
]


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work where the schema is, so that its path is just its name."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("path", [TEXT, XML2, XML3], ids=["text", "vocabulary 2", "vocabulary 3"])
def test_a_schema_that_fits_has_no_differences(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The schema of the garden fits all three forms of its text."""
    report = run_audit(capsys, path, SCHEMA)

    assert (report.status, report.differences, report.complaints) == (0, [], "")


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_difference_is_told_with_both_places(
    change: Change, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One change to the schema makes these lines, and no others."""
    schema = changed(tmp_path, SCHEMA, (change.old, change.new))
    report = run_audit(capsys, TEXT, schema)

    assert without_numbers(report) == list(change.said)
    assert report.status == 1


def test_a_difference_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line in the text is the one that defines the member."""
    report = run_audit(capsys, TEXT, changed(tmp_path, SCHEMA, (LABEL, "")))

    number = int(report.lines[0].split(":")[1])
    assert 'label: "String"' in TEXT.read_text(encoding="utf-8").split("\n")[number - 1]
