"""A text of somebody's own: on the command line, or from a file."""

from collections.abc import Callable
from typing import Any, BinaryIO, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
MOST_BYTES = 100_000
"""Read of a file; what a text may hold is bounded more tightly where it goes."""


def text_options(command: F) -> F:
    """`--text TEXT` and `--file FILE`: the words themselves, or where they are."""
    file = click.option("--file", type=click.File("rb"),
                        help="The text from a file (UTF-8); - is stdin.")  # fmt: skip
    return click.option("--text", default="", help="The text itself.")(file(command))


def read_text(text: str, file: BinaryIO | None, *, needed: bool = True) -> str:
    """What was given of the two. Raises click.UsageError for both, and for none where needed."""
    if text and file is not None:
        raise click.UsageError("--text and --file say the same thing: give one of them")
    if file is not None:
        try:
            text = file.read(MOST_BYTES).decode()
        except UnicodeDecodeError:
            raise click.UsageError("--file is not UTF-8 text") from None
    if needed and not text.strip():
        raise click.UsageError("the text is missing: --text TEXT, or --file FILE")
    return text
