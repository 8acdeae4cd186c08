"""`evenhand redact`: a text without its private information."""

import os
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from evenhand.cli._show import json_document, talk
from evenhand.model.errors import EvenhandError

if TYPE_CHECKING:
    from evenhand.model.reading import Reading

MOST_BYTES = 50_000_000
LEFT = 1
NOT_TEXT = (b"%PDF", b"PK\x03\x04", b"\x00", b"\xff\xfe", b"\xfe\xff")


@click.command()
@click.argument("file", default="-", metavar="[FILE|-]")
@click.option("-o", "--out", metavar="OUT", help="Where to write the text; default: stdout.")
@click.option("--blocks", is_flag=True,
              help="Blocks of equal length in place of `[telephone number 1]`.")  # fmt: skip
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when anything private is left.")
@click.option("--own", metavar="FILE",
              help="Your own addresses and numbers, one a line: they stay.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True,
              help="Where values stood, as one JSON document (with -o or --check).")  # fmt: skip
def command(
    file: str, out: str | None, blocks: bool, check: bool, own: str | None, as_json: bool
) -> int:
    """Cover the private information in a text file (UTF-8); all else stays byte for byte.

    The same value gets the same placeholder all through the text: [telephone number 1]. What is
    public by nature stays: hotlines, press offices, the seats of institutions. Redacting what was
    redacted changes nothing. Bytes that are no UTF-8 stay as they are.

    Exit status with --check: 0 nothing private is left, 1 something is.
    """
    if as_json and not (check or out):
        raise click.UsageError("--json tells where values stood: use it with -o OUT or --check")
    from evenhand.pipeline.banks import open_own
    from evenhand.pipeline.redact import Redactor

    redactor = Redactor(open_own(own))
    text = _text(file)
    if check:
        found: Sequence[Reading] = redactor.find(text)
        _tell(text, found, as_json, "left")
        return LEFT if found else 0
    done = redactor.redact(text, "blocks" if blocks else "placeholders")
    _write(done.text.encode("utf-8", "surrogateescape"), out)
    if as_json:
        _tell(text, done.found, as_json, "covered")
    counts = Counter(reading.kind for reading in (*done.found, *done.later))
    told = ", ".join(f"{n} {kind}" for kind, n in sorted(counts.items()))
    talk(f"{counts.total():,} values covered{': ' if told else ''}{told}")
    return 0


def _text(file: str) -> str:
    try:
        data = sys.stdin.buffer.read(MOST_BYTES + 1) if file == "-" else _read(file)
    except OSError as error:
        raise EvenhandError(
            "EH902", f"`{file}` cannot be read: {error.strerror}", not_done="nothing was redacted",
            help="name a file, or `-` for standard input",
        ) from None  # fmt: skip
    if len(data) > MOST_BYTES or data.startswith(NOT_TEXT) or b"\x00" in data[:8_192]:
        raise EvenhandError(
            "EH919", f"`{file}` is no text of at most {MOST_BYTES:,} bytes",
            not_done="nothing was redacted", help="give a text file in UTF-8; split a larger one",
        )  # fmt: skip
    return data.decode("utf-8", "surrogateescape")


def _read(file: str) -> bytes:
    with Path(file).open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def _write(data: bytes, out: str | None) -> None:
    """To stdout, or to a file that is there whole or not at all."""
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = Path(out)
    draft = target.with_name(f".{target.name}.draft")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)


def _tell(text: str, readings: "Sequence[Reading]", as_json: bool, key: str) -> None:
    """Where values stand, never what they are."""
    places = [_place(text, reading) for reading in readings]
    if as_json:
        json_document({key: places})
        return
    for place in places:
        click.echo(f"{place['line']}:{place['column']}  {place['kind']}  {place['why']}")


def _place(text: str, reading: "Reading") -> dict[str, Any]:
    from evenhand.signals.private_info.explain import why

    start = reading.spans[0].start
    line = text.count("\n", 0, start) + 1
    return {
        "kind": reading.kind,
        "score": reading.score,
        "line": line,
        "column": start - (text.rfind("\n", 0, start) + 1) + 1,
        "spans": [{"start": span.start, "end": span.end} for span in reading.spans],
        "why": why(reading.detail),
    }
