"""How results and progress are shown."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import click
import msgspec

_encoder = msgspec.json.Encoder()


def json_line(value: Any) -> None:
    """One JSON document on one line of stdout, at once: whoever reads it may be waiting."""
    sys.stdout.buffer.write(_encoder.encode(value) + b"\n")
    sys.stdout.buffer.flush()


def json_document(value: Any) -> None:
    """One JSON document, indented, on stdout."""
    sys.stdout.buffer.write(msgspec.json.format(_encoder.encode(value), indent=2) + b"\n")


def talk(text: str) -> None:
    """A word to the person at the terminal, on stderr."""
    click.echo(text, err=True)


class Advance(Protocol):
    """Tells a progress bar where the work stands."""

    def __call__(self, done: int, total: int | None = None) -> None:
        """`done` of `total`."""
        ...


@contextmanager
def progress(what: str, total: int | None = None) -> Iterator[Advance]:
    """A progress bar on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done, total=None: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed:,.0f}"),
               TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)

        def advance(done: int, total: int | None = None) -> None:
            bar.update(task, completed=done, total=total)

        yield advance
