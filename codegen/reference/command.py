"""The command `document`: the reference documentation, written or checked."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..output import compare, write
from ..sources import builtin_schemas, read_sources
from .document import document

HELP = "write the reference documentation of the bindings"
OWN_FOLDER = Path("docs/reference")


def add_document(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of the program."""
    command = commands.add_parser("document", help=HELP, description=HELP)
    command.add_argument(
        "schema",
        nargs="*",
        type=Path,
        help="schema files to document (default: those of aiojmap itself)",
    )
    command.add_argument("--into", type=Path, help="folder that is to hold the pages, all of it")
    command.add_argument("--package", help="import name of the package with the bindings")
    command.add_argument(
        "--check",
        action="store_true",
        help="write nothing; exit 1 and a diff if the pages do not fit the schema",
    )
    command.set_defaults(run=_run, error=command.error)


def _run(options: argparse.Namespace) -> int:
    if options.schema and (options.into is None or options.package is None):
        options.error("say where the pages of schemas of your own go: --into FOLDER --package NAME")
    if options.into is None and not Path("src/aiojmap/runtime.py").exists():
        options.error("this is no checkout of aiojmap: say where the pages go, --into FOLDER")
    into: Path = options.into or OWN_FOLDER
    texts = document(
        read_sources(options.schema, builtin_schemas()),
        options.package or "aiojmap",
        python=not options.schema,
    )
    if options.check:
        drift = compare(into, texts, whole=True)
        if drift:
            print(drift.report(), end="")
            print("The pages do not fit the schema: run `document`.", file=sys.stderr)
            return 1
        print(f"{len(texts)} pages are up to date")
        return 0
    done = write(into, texts, whole=True)
    changed = len(done.missing) + len(done.differing) + len(done.stale)
    print(f"{len(texts)} pages, {changed} of them changed")
    return 0
