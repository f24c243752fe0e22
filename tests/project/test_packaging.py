"""What the project says of itself is true."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TOP_LEVEL = {
    "pyproject.toml",
    "codegen",
    "schema",
    "src",
    "tests",
    "docs",
    "noxfile.py",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
}


def tracked() -> list[str]:
    """The files that git knows."""
    done = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        pytest.skip("not a git checkout")
    return done.stdout.split()


def test_every_package_is_in_the_wheel() -> None:
    """The list of packages names every folder with Python files in it."""
    folders = {path.parent.relative_to(ROOT / "src") for path in (ROOT / "src").rglob("*.py")}
    found = {".".join(folder.parts) for folder in folders}
    for path in (ROOT / "codegen").rglob("*.py"):
        found.add(".".join(("aiojmap_codegen", *path.parent.relative_to(ROOT / "codegen").parts)))

    listed = set(PROJECT["tool"]["setuptools"]["packages"])
    assert listed == found | {"aiojmap_schema"}


def test_the_top_level_is_as_it_is_meant_to_be() -> None:
    """Nothing lies at the top beside the agreed files and folders."""
    top = {name.split("/")[0] for name in tracked()}

    assert {name for name in top if not name.startswith(".")} == TOP_LEVEL


def test_the_base_install_is_light() -> None:
    """Four dependencies, no more."""
    names = {re.split(r"[<>=]", text)[0] for text in PROJECT["project"]["dependencies"]}

    assert names == {"attrs", "cattrs", "httpx", "sniffio"}


def test_only_one_module_knows_httpx() -> None:
    """httpx is imported by the HTTP module, and where the embedded server does without sockets."""
    importing = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "src").rglob("*.py")
        if re.search(r"^import httpx|^from httpx", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]

    assert sorted(importing) == [
        "src/aiojmap/_connection/http.py",
        "src/aiojmap/testing/_in_process.py",
    ]


@pytest.mark.parametrize(
    ("folder", "may_not_know"),
    [
        (
            "_model",
            ["_compose", "_exchange", "_connection", "core", "mail", "submission", "testing"],
        ),
        ("_compose", ["_exchange", "_connection", "submission", "maskedemail", "testing"]),
        ("_exchange", ["_compose", "_connection", "mail", "submission", "maskedemail", "testing"]),
        ("_connection", ["testing", "_cli", "tokens", "oauth"]),
        ("_discovery", ["testing", "_cli", "tokens", "oauth", "mail", "submission"]),
        ("tokens", ["testing", "_cli", "oauth"]),
        ("oauth", ["testing", "_cli"]),
    ],
)
def test_imports_point_one_way(folder: str, may_not_know: list[str]) -> None:
    """A layer imports none of those after it."""
    wrong = [
        f"{path.name}: {line}"
        for path in (ROOT / "src" / "aiojmap" / folder).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.match(rf"\s*from \.\.({'|'.join(may_not_know)})[ .]", line)
    ]

    assert wrong == []


@pytest.mark.parametrize("package", ["core", "mail", "submission", "maskedemail"])
def test_generated_code_imports_the_runtime_and_nothing_else_of_ours(package: str) -> None:
    """Generated modules know `aiojmap.runtime` and generated packages, and nothing private."""
    allowed = r"aiojmap\.(runtime|core|mail|submission|maskedemail)\b"
    wrong = [
        f"{path.name}: {line.strip()}"
        for path in (ROOT / "src" / "aiojmap" / package).glob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.match(r"\s*(from|import) aiojmap", line) and not re.search(allowed, line)
    ]

    assert wrong == []


@pytest.mark.parametrize("package", ["core", "mail", "submission", "maskedemail"])
def test_a_generated_folder_is_wholly_generated(package: str) -> None:
    """Every file of a generated package says so in its first line."""
    folder = ROOT / "src" / "aiojmap" / package
    unmarked = [
        path.name
        for path in folder.iterdir()
        if path.suffix == ".py" and "Do not edit" not in path.read_text("utf-8").split("\n")[0]
    ]

    assert unmarked == []


def test_hand_written_files_are_short() -> None:
    """Files written by hand stay below 400 lines or so."""
    generated = ("core", "mail", "submission", "maskedemail")
    long = [
        str(path.relative_to(ROOT))
        for folder in ("src", "codegen")
        for path in (ROOT / folder).rglob("*.py")
        if path.parent.name not in generated
        and len(path.read_text(encoding="utf-8").splitlines()) > 410
    ]

    assert long == []
