"""The command `dump`: the resolved schema as JSON, to a file or to the standard output."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from ..sources import builtin_schemas, read_sources
from .document import dump

HELP = "print the resolved schema as one JSON document"


def add_dump(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of the program."""
    command = commands.add_parser("dump", help=HELP, description=HELP)
    command.add_argument(
        "schema",
        nargs="*",
        type=Path,
        help="schema files to print, with what they use (default: those of aiojmap)",
    )
    command.add_argument(
        "--output", type=Path, metavar="FILE", help="where to write it (default: standard output)"
    )
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    text = dump(read_sources(options.schema, builtin_schemas()))
    if options.output is not None:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(text, encoding="utf-8", newline="\n")
        return 0
    try:
        # The document is UTF-8 whatever the terminal speaks.
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader has seen enough; without this, Python complains once more as it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
