"""A report's rows for a spreadsheet."""

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from evenhand.text.table import Cell, defused


def write_csv(file: TextIO, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """A header and the rows as CSV (RFC 4180); no cell is taken for a formula.

    Rows are written as they come, so that a long report needs no memory.

    Args:
        file: open for text with `newline=""`.
    """
    writer = csv.writer(file)
    writer.writerow(head)
    writer.writerows([defused(cell) for cell in row] for row in rows)
