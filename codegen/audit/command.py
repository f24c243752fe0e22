"""`aiojmap-codegen audit`: reads a specification and reports where the schema differs."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ..errors import SchemaError
from ..loading import load
from ..resolve import resolve
from ..schema import SchemaFile
from ..sources import builtin_schemas
from .differences import Audit, audit
from .facts import Fact, Kind
from .schema_facts import schema_facts
from .spec_document import Document, SpecError, collapse
from .spec_facts import spec_facts
from .spec_text import read_text
from .spec_xml import read_xml

HELP = "compare a specification with the schema; exit 1 if they differ"


def add_audit(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to those of the program."""
    command = commands.add_parser("audit", help=HELP, description=HELP)
    command.add_argument(
        "specification",
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
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    return run_audit(
        options.specification,
        options.schema,
        builtin=builtin_schemas(),
        number=options.spec,
        verbose=options.verbose,
    )


def run_audit(
    spec: Path,
    schemas: Sequence[Path],
    *,
    builtin: Sequence[Path],
    number: str | None = None,
    verbose: bool = False,
) -> int:
    """Compare and report; 0 for nothing to explain, 1 for differences, 2 for unusable input."""
    try:
        document = read_document(spec)
        found = spec_facts(document)
        if not found:
            raise SpecError(f"{spec}: defines nothing that a schema could hold")
        named = [load(path) for path in schemas]
        taken = {file.name for file in named}
        others = [file for path in builtin if (file := load(path)).name not in taken]
        own = _files_for(spec, number or document.number, named, others)
        vocabulary = resolve([*others, *named])
    except (SpecError, SchemaError) as error:
        print(error, file=sys.stderr)
        return 2
    result = audit(found, schema_facts(vocabulary, {file.name for file in own}), own)
    _report(result, document, verbose=verbose)
    return 0 if result.clean else 1


def read_document(path: Path) -> Document:
    """Read a specification, as XML if it begins like XML."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SpecError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise SpecError(f"{path}: is no text in UTF-8") from None
    is_xml = path.suffix == ".xml" or text.lstrip().startswith(("<?xml", "<rfc", "<!DOCTYPE"))
    return read_xml(path, text) if is_xml else read_text(path, text)


def _files_for(
    spec: Path, number: str, named: Sequence[SchemaFile], builtin: Sequence[SchemaFile]
) -> list[SchemaFile]:
    """The schema files that a specification defines."""
    if not number:
        if not named:
            raise SpecError(f"{spec}: does not say its number; say which it is: --spec 'RFC 8620'")
        return list(named)
    wanted = collapse(number).casefold()
    own = [file for file in named or builtin if collapse(file.spec).casefold() == wanted]
    if not own and not named:
        known = ", ".join(sorted({file.spec for file in builtin}))
        raise SpecError(
            f"{spec}: no schema file is for {number}, only for {known}; name the files to compare"
        )
    return own


def _report(result: Audit, document: Document, *, verbose: bool) -> None:
    for difference in result.differences:
        print(difference.sentence)
    for sentence in result.stale:
        print(sentence)
    if verbose:
        for difference, erratum in result.explained:
            print(f"known: {difference.sentence}\n  {erratum.reason}")
    known = len(result.explained)
    explained = f"; {_number(known, 'known difference')}" if known else ""
    name = f"{document.name} ({document.number})" if document.number else document.name
    print(f"{name}: compared {_counted(result.compared)}{explained}")
    if not result.clean:
        count = len(result.differences) + len(result.stale)
        what = "is 1 difference" if count == 1 else f"are {count} differences"
        print(f"There {what} to settle or to list as errata.", file=sys.stderr)


def _counted(facts: Sequence[Fact]) -> str:
    kinds = Counter(fact.kind for fact in facts)
    parts = ", ".join(f"{kind}: {kinds[kind]}" for kind in Kind if kind in kinds)
    return f"{_number(len(facts), 'fact')} ({parts})"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
