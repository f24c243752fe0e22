"""Errors that servers give under another type than their own."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from .support import SCHEMA, run, write_schema

WORN = """
[errors.method.wornOut]
alsoCalled = ["tired"]
reason = "Old servers say so."
doc = "It needs a rest."
"""
WIDGET = '[methods."Widget/get"]\ndoc = "Fetch widgets."\nerrors = ["wornOut"]\n'


def test_an_error_has_its_class_under_its_other_names_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The method that lists the error, and the table of all errors, know both types."""
    monkeypatch.syspath_prepend(tmp_path)
    path = write_schema(tmp_path, SCHEMA + WORN + WIDGET)

    assert run("generate", path, into=tmp_path / "worn", package="worn") == 0

    made = importlib.import_module("worn.acme")
    kind = made.method_errors.WornOut
    for known in (made.method_errors.ALL, made.WidgetGetCall.method.errors):
        assert (known["wornOut"], known["tired"]) == (kind, kind)
    assert kind.error_type == "wornOut"


@pytest.mark.parametrize(
    "other",
    [
        '[errors.method.tired]\ndoc = "It sleeps."\n',
        WORN.replace("wornOut", "drained"),
    ],
    ids=["type", "other name"],
)
def test_a_name_means_one_error(
    other: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that another error of the level has, or goes by, is refused."""
    path = write_schema(tmp_path, SCHEMA + WORN + other)

    assert run("generate", path, into=tmp_path / "worn") == 2

    said = capsys.readouterr().err
    assert said.startswith(f"{path}: errors.method.wornOut.alsoCalled: 'tired' means ")


def test_another_name_needs_a_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No specification has other names, so the schema says where they come from."""
    path = write_schema(tmp_path, SCHEMA + WORN.replace('reason = "Old servers say so."\n', ""))

    assert run("generate", path, into=tmp_path / "worn") == 2

    assert "reason" in capsys.readouterr().err
