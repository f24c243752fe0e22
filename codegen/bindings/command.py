"""The commands `generate` and `check`: bindings written, or compared with what is there."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from ..output import compare, write
from ..sources import builtin_schemas
from .generate import generate

GENERATE = "write the bindings"
CHECK = "compare the bindings with the schema; exit 1 and a diff if they differ"


def add_generate(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `generate` to the commands of the program."""
    _add(commands.add_parser("generate", help=GENERATE, description=GENERATE), check=False)


def add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `check` to the commands of the program."""
    _add(commands.add_parser("check", help=CHECK, description=CHECK), check=True)


def _add(command: argparse.ArgumentParser, *, check: bool) -> None:
    command.add_argument(
        "schema",
        nargs="*",
        type=Path,
        help="schema files to make bindings for (default: those of aiojmap itself)",
    )
    command.add_argument(
        "--into", type=Path, help="folder of the package that is to hold the generated ones"
    )
    command.add_argument("--package", help="import name of that package")
    command.set_defaults(run=_check if check else _generate, error=command.error)


def _texts(options: argparse.Namespace) -> Mapping[Path, str]:
    if options.schema and (options.into is None or options.package is None):
        options.error("say where schemas of your own go: --into FOLDER --package IMPORT.NAME")
    options.into = options.into or Path("src/aiojmap")
    if not options.schema and not (options.into / "runtime.py").exists():
        options.error(f"{options.into} is no checkout of aiojmap: name the schema files to use")
    return generate(options.schema, package=options.package or "aiojmap", builtin=builtin_schemas())


def _generate(options: argparse.Namespace) -> int:
    texts = _texts(options)
    done = write(options.into, texts, whole=not options.schema)
    changed = len(done.missing) + len(done.differing) + len(done.stale)
    print(f"{len(texts)} files, {changed} of them changed")
    return 0


def _check(options: argparse.Namespace) -> int:
    texts = _texts(options)
    drift = compare(options.into, texts, whole=not options.schema)
    if drift:
        print(drift.report(), end="")
        print("The bindings do not fit the schema: run `generate`.", file=sys.stderr)
        return 1
    print(f"{len(texts)} files are up to date")
    return 0
