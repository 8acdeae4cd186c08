"""How lists are shown: aligned for a person, JSON for a program, CSV for a spreadsheet."""

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import click

from evenhand.cli._people import table
from evenhand.cli._show import json_document, talk
from evenhand.text.table import Cell, cell_text, csv_text

F = TypeVar("F", bound=Callable[..., Any])


def list_options(command: F) -> F:
    """`--json` and `--csv`: the whole list, whatever its length."""
    csv = click.option("--csv", "as_csv", is_flag=True, help="All of it as CSV, for a spreadsheet.")
    json = click.option("--json", "as_json", is_flag=True, help="One JSON document.")
    return csv(json(command))


def show_list(
    columns: Sequence[str], rows: Sequence[Mapping[str, Cell]], *, as_json: bool, as_csv: bool
) -> None:
    """The rows in the form that was asked for; `columns` are those of text and CSV, in order."""
    if as_json and as_csv:
        raise click.UsageError("--json and --csv are two forms of one list: choose one")
    if as_json:
        json_document(rows)
    elif as_csv:
        sys.stdout.buffer.write(csv_text(columns, rows).encode())
    elif rows:
        head = tuple(column.replace("_", " ") for column in columns)
        cells = (tuple(cell_text(row.get(column)) for column in columns) for row in rows)
        for line in table([head, *cells]):
            click.echo(line)
    else:
        talk("There is nothing to list.")
