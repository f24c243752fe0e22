"""Tables on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TextIO

import attrs

LONGEST: Final = 500


@attrs.frozen
class Table:
    """A title, the names of columns, and rows of texts."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def clean(text: str, longest: int | None = LONGEST) -> str:
    """A text from a server, without what would steer a terminal, and cut if it is long."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[:longest])


def write(tables: Sequence[Table], out: TextIO) -> None:
    """Print tables: drawn by rich where it is and a person looks, else with tabs between."""
    made = [_cleaned(table) for table in tables]
    if not out.isatty() or not _drawn(made, out):
        _plain(made, out)


def _cleaned(table: Table) -> Table:
    rows = [[clean(cell) for cell in row] for row in table.rows]
    return Table(clean(table.title), table.columns, rows)


def _drawn(tables: Sequence[Table], out: TextIO) -> bool:
    try:
        from rich.console import Console
        from rich.table import Table as RichTable
        from rich.text import Text
    except ImportError:
        return False
    console = Console(file=out)
    for table in tables:
        drawn = RichTable(title=Text(table.title, style="bold"), title_justify="left")
        for column in table.columns:
            drawn.add_column(column, overflow="fold")
        for row in table.rows:
            # As texts: what a server says is no markup.
            drawn.add_row(*(Text(cell) for cell in row))
        console.print(drawn)
    return True


def _plain(tables: Sequence[Table], out: TextIO) -> None:
    for number, table in enumerate(tables):
        if number:
            out.write("\n")
        out.write(f"# {table.title}\n")
        for row in (table.columns, *table.rows):
            out.write("\t".join(row) + "\n")
