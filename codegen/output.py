"""Generated files on disk: written, or compared with what is there."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

MARK = "by `aiojmap-codegen generate`. Do not edit."
DOCUMENT_MARK = "by `aiojmap-codegen document`. Do not edit."


@attrs.frozen(kw_only=True)
class Drift:
    """How the files on disk differ from what would be generated."""

    missing: tuple[Path, ...]
    differing: tuple[Path, ...]
    stale: tuple[Path, ...]
    diff: str

    def __bool__(self) -> bool:
        return bool(self.missing or self.differing or self.stale)

    def report(self) -> str:
        """A line for each file, then the differences as a unified diff."""
        lines = [f"missing: {path}" for path in self.missing]
        lines += [f"differs: {path}" for path in self.differing]
        lines += [f"stale: {path}" for path in self.stale]
        return "\n".join([*lines, self.diff]).rstrip() + "\n"


def compare(root: Path, texts: Mapping[Path, str], *, whole: bool = False) -> Drift:
    """Compare whole texts; nothing is written.

    `whole` says that everything generated below the root is among the texts, so that a package
    whose schema is gone is stale.
    """
    missing: list[Path] = []
    differing: list[Path] = []
    diff: list[str] = []
    for path, text in sorted(texts.items()):
        there = root / path
        if not there.exists():
            missing.append(path)
            continue
        old = there.read_text(encoding="utf-8")
        if old != text:
            differing.append(path)
            diff += difflib.unified_diff(
                old.splitlines(keepends=True),
                text.splitlines(keepends=True),
                f"{path} (on disk)",
                f"{path} (from the schema)",
            )
    stale = [path for path in _generated(root, texts, whole) if path not in texts]
    return Drift(
        missing=tuple(missing),
        differing=tuple(differing),
        stale=tuple(stale),
        diff="".join(diff),
    )


def write(root: Path, texts: Mapping[Path, str], *, whole: bool = False) -> Drift:
    """Bring the files up to date and remove stale ones; says what was done."""
    drift = compare(root, texts, whole=whole)
    for path in (*drift.missing, *drift.differing):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(texts[path], encoding="utf-8")
    for path in drift.stale:
        (root / path).unlink()
        folder = (root / path).parent
        if folder != root and not any(folder.iterdir()):
            folder.rmdir()
    return drift


def is_generated(path: Path) -> bool:
    """Whether a file has a mark of ours at its top."""
    with path.open("rb") as file:
        top = file.read(400)
    return any(mark.encode() in top for mark in (MARK, DOCUMENT_MARK))


def _generated(root: Path, texts: Mapping[Path, str], whole: bool) -> Iterator[Path]:
    """The generated files of the same kinds in the folders written to.

    Files without our mark are not ours.
    """
    folders = {path.parent for path in texts}
    suffixes = {path.suffix for path in texts}
    if whole and root.is_dir():
        folders |= {path.relative_to(root) for path in root.iterdir() if path.is_dir()}
    for folder in sorted(folders):
        for path in sorted((root / folder).glob("*.*")):
            if path.suffix in suffixes and path.is_file() and is_generated(path):
                yield path.relative_to(root)
