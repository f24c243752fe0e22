"""Patches in pointer form reach into maps and objects, and nowhere else (RFC 8620, section 5.3)."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import pytest

import aiojmap
from aiojmap.runtime import JSON

from .support import HERE, run


@pytest.fixture(scope="module")
def plans(made: Path) -> Any:
    """The bindings of a type with things inside things."""
    assert run("generate", HERE / "patches.toml", into=made / "depth", package="depth") == 0
    return importlib.import_module("depth.patches")


PATCHES: list[JSON] = [
    {},
    {"title": "A"},
    {"title": None},
    {"where": None},
    {"where": {"name": "Home"}},
    {"where/name": "Home"},
    {"where/tags": ["a"], "where/name": None},
    {"where/vendor:x": {"any": 1}},
    {"alerts/a1": None, "alerts/a2": {"offset": 5}},
    {"alerts/a1/offset": 5},
    {"rights/u1/mayRead": True, "rights/u2": None, "rights/u3": {"mayRead": False}},
    {"extra/deep/er": [1], "extra/other": None},
    {"odd~1name": "x"},
    {"alerts/a~1b~0c": None},
    {"vendor:unknown/path": 1},
]


@pytest.mark.parametrize("patch", PATCHES, ids=str)
def test_a_patch_is_read_and_written_the_same(plans: Any, patch: JSON) -> None:
    """A patch that came as JSON has typed values, and gives the JSON back."""
    assert aiojmap.encode(aiojmap.decode(patch, plans.PlanPatch)) == patch


@pytest.mark.parametrize("patch", PATCHES[:-2], ids=str)
def test_a_patch_leaves_nothing_unknown(plans: Any, patch: JSON) -> None:
    """Every path into a property of the schema is understood."""
    assert aiojmap.unknown_members(aiojmap.decode(patch, plans.PlanPatch)) == {}


def test_values_at_the_end_of_paths_are_typed(plans: Any) -> None:
    """What a path leads to is read by its type."""
    patch = aiojmap.decode({"alerts/a2": {"offset": 5}, "where/name": "x"}, plans.PlanPatch)

    assert patch.alerts == aiojmap.merge({"a2": plans.Alert(offset=5)})
    assert patch.where == aiojmap.merge({"name": "x"})


def test_merges_go_as_deep_as_the_value(plans: Any) -> None:
    """A merge inside a merge is a longer path."""
    patch = plans.PlanPatch(
        rights=aiojmap.merge({"u1": aiojmap.merge({"mayRead": True, "a/b": None})}),
        where=aiojmap.merge({"name": "Home"}),
    )

    assert aiojmap.encode(patch) == {
        "rights/u1/mayRead": True,
        "rights/u1/a~1b": None,
        "where/name": "Home",
    }


@pytest.mark.parametrize(
    ("pointers", "path", "problem"),
    [
        ({"id": "x"}, "$.id", "expected a property to change: the server sets 'id'"),
        ({"owner": "x"}, "$.owner", "expected a property to change: 'owner' is given on create"),
        (
            {"titel": "x"},
            "$.titel",
            "expected a property of Plan, got 'titel'; did you mean 'title'",
        ),
        ({"title/x": 1}, '$["title/x"]', "expected a path that ends here: this holds no object"),
        (
            {"steps/0": {"text": "x"}},
            '$["steps/0"]',
            "expected a path that ends here: an array is replaced as a whole",
        ),
        (
            {"where/tags/0": "x"},
            '$["where/tags/0"]',
            "expected a path that ends here: an array is replaced as a whole",
        ),
        ({"where/nam": "x"}, '$["where/nam"]', "expected a property of Place, got 'nam'"),
        ({"where/seenAt": None}, '$["where/seenAt"]', "expected a property of Place, got 'seenAt'"),
        ({"where/name": 5}, '$["where/name"]', "expected str, got int"),
        ({"alerts/a/offset": "x"}, '$["alerts/a/offset"]', "expected int, got str"),
        (
            {"where": {"name": "x"}, "where/name": "y"},
            "$.where",
            "expected no path into what another path replaces",
        ),
        (
            {"rights/u1": {}, "rights/u1/mayRead": True},
            '$["rights/u1/mayRead"]',
            "expected no path into what another path replaces",
        ),
        (
            {"rights/u1/mayRead": True, "rights/u1": {}},
            '$["rights/u1"]',
            "expected no path into what another path replaces",
        ),
        ({"alerts/a~2": None}, '$["alerts/a~2"]', "has a ~ that is not written ~0"),
    ],
    ids=str,
)
def test_a_path_that_may_not_be_is_refused(
    plans: Any, pointers: dict[str, JSON], path: str, problem: str
) -> None:
    """Each rule of RFC 8620, section 5.3, has its own sentence and the path it is about."""
    with pytest.raises(aiojmap.EncodeError) as caught:
        aiojmap.from_pointers(plans.PlanPatch, pointers)

    assert caught.value.path == path
    assert problem in caught.value.problem
    assert caught.value.context == "PlanPatch"


def test_pointers_make_a_patch(plans: Any) -> None:
    """Both forms in one: whole properties and paths, null to reset."""
    patch = aiojmap.from_pointers(plans.PlanPatch, {"title": None, "alerts/a1/offset": 5})

    assert patch == plans.PlanPatch(
        title=None, alerts=aiojmap.merge({"a1": aiojmap.merge({"offset": 5})})
    )


@pytest.mark.parametrize(
    ("entries", "path", "problem"),
    [
        ({"name": 5}, "$.where.name", "expected str, got int"),
        ({"name": aiojmap.merge({"x": 1})}, "$.where", "this holds no object"),
        ({"tags": aiojmap.merge({"0": "x"})}, "$.where", "an array is replaced as a whole"),
    ],
    ids=str,
)
def test_a_merge_that_leads_nowhere_is_refused(
    plans: Any, entries: dict[str, Any], path: str, problem: str
) -> None:
    """What `merge` is given is checked against the types on the way."""
    with pytest.raises(aiojmap.EncodeError) as caught:
        aiojmap.encode(plans.PlanPatch(where=aiojmap.merge(entries)))

    assert caught.value.path == path
    assert problem in caught.value.problem
