"""Rows for a spreadsheet: CSV in which no cell is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

Cell = str | int | float | bool | None | Sequence[str]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> str:
    """A header and the rows as CSV (RFC 4180), in the order of `columns`.

    A quote mark goes before any text that a spreadsheet would take for a formula; lists are
    joined by semicolons.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([defused(row.get(column)) for column in columns])
    return out.getvalue()


def cell_text(cell: Cell) -> str:
    """A cell in words; what is not known is empty."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return str(cell) if isinstance(cell, str | int | float) else "; ".join(cell)


def defused(cell: Cell) -> str:
    """A cell in words, with a quote mark before what a spreadsheet would take for a formula."""
    text = cell_text(cell)
    is_number = isinstance(cell, int | float)
    return f"'{text}" if text.startswith(_FORMULA) and not is_number else text
