"""`aiojmap-codegen`: bindings and documents from schema files, made, checked and printed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from .errors import SchemaError

try:
    from .audit.command import add_audit
    from .bindings.command import add_check, add_generate
    from .dump.command import add_dump
    from .reference.command import add_document
except ModuleNotFoundError as error:
    sys.exit(f"aiojmap-codegen needs {error.name}: pip install 'aiojmap[codegen]'")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit status is 0, 1 for a difference, 2 for what cannot be used."""
    parser = argparse.ArgumentParser(prog="aiojmap-codegen", description=__doc__)
    commands = parser.add_subparsers(required=True)
    for add in (add_generate, add_check, add_audit, add_dump, add_document):
        add(commands)
    options = parser.parse_args(argv)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except SchemaError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename}: cannot be written: {error.strerror}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
