"""`aiojmap-codegen`: bindings and documents from schema files, made, checked and printed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from .errors import SchemaError
from .output import compare, write

try:
    from .audit_command import run_audit
    from .document_command import add_document
    from .dump_command import add_dump
    from .generate import generate
    from .sources import builtin_schemas
except ModuleNotFoundError as error:
    sys.exit(f"aiojmap-codegen needs {error.name}: pip install 'aiojmap[codegen]'")


AUDIT = "compare a specification with the schema; exit 1 if they differ"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; the exit status is 0, 1 for drift, 2 for what cannot be used."""
    parser = _parser()
    options = parser.parse_args(argv)
    if options.command == "audit":
        return run_audit(
            options.spec_file,
            options.schema,
            builtin=builtin_schemas(),
            number=options.spec,
            verbose=options.verbose,
        )
    if "run" in options:
        return _run(options)
    if options.schema and (options.into is None or options.package is None):
        parser.error("say where schemas of your own go: --into FOLDER --package IMPORT.NAME")
    options.into = options.into or Path("src/aiojmap")
    if not options.schema and not (options.into / "runtime.py").exists():
        parser.error(f"{options.into} is no checkout of aiojmap: name the schema files to use")
    try:
        texts = generate(
            options.schema, package=options.package or "aiojmap", builtin=builtin_schemas()
        )
    except SchemaError as error:
        print(error, file=sys.stderr)
        return 2
    whole = not options.schema
    if options.command == "generate":
        try:
            done = write(options.into, texts, whole=whole)
        except OSError as error:
            print(f"{error.filename}: cannot be written: {error.strerror}", file=sys.stderr)
            return 2
        changed = len(done.missing) + len(done.differing) + len(done.stale)
        print(f"{len(texts)} files, {changed} of them changed")
        return 0
    drift = compare(options.into, texts, whole=whole)
    if drift:
        print(drift.report(), end="")
        print("The bindings do not fit the schema: run `generate`.", file=sys.stderr)
        return 1
    print(f"{len(texts)} files are up to date")
    return 0


def _run(options: argparse.Namespace) -> int:
    """Run a command that has a module of its own."""
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except SchemaError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename}: cannot be written: {error.strerror}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="aiojmap-codegen", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in (
        ("generate", "write the bindings"),
        ("check", "compare the bindings with the schema; exit 1 and a diff if they differ"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument(
            "schema",
            nargs="*",
            type=Path,
            help="schema files to make bindings for (default: those of aiojmap itself)",
        )
        command.add_argument(
            "--into",
            type=Path,
            help="folder of the package that is to hold the generated ones",
        )
        command.add_argument(
            "--package",
            help="import name of that package",
        )
    _add_audit(commands.add_parser("audit", help=AUDIT, description=AUDIT))
    add_dump(commands)
    add_document(commands)
    return parser


def _add_audit(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "spec_file",
        metavar="specification",
        type=Path,
        help="the text of the specification: RFC plain text, or its XML source",
    )
    command.add_argument(
        "schema",
        nargs="*",
        type=Path,
        help="schema files to compare it with (default: those of aiojmap for that specification)",
    )
    command.add_argument(
        "--spec",
        help="what schema files call the specification (default: its own number)",
    )
    command.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        help="show the known differences too, each with its reason",
    )


if __name__ == "__main__":
    sys.exit(main())
