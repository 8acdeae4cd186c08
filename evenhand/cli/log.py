"""`evenhand log verify|prove`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evenhand.cli._show import json_document, progress
from evenhand.model.errors import EvenhandError

if TYPE_CHECKING:
    from evenhand.log.checkpoint import Checkpoint
    from evenhand.log.report import Report
    from evenhand.log.source import DirectorySource, UrlSource

FAULT = 3


@click.group()
def command() -> None:
    """The log: what can be proved of it, by anybody."""


@command.command()
@click.argument("place", required=False, metavar="[DIR|URL]")
@click.option(
    "--key", "key", metavar="VKEY", help="The verifier key, if you have it from elsewhere."
)
@click.option("--expect", type=click.Path(exists=True, dir_okay=False), metavar="FILE",
              help="A checkpoint that you kept: the log must continue it.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def verify(place: str | None, key: str | None, expect: str | None, as_json: bool) -> int:
    """Check a whole log: its signature, every entry, every file and the root.

    Give a folder or an address; without one it is the home's own log. Exit status 3 where
    anything in it is at fault, 2 where there is no log.
    """
    from evenhand.log.verify import verify_log

    source = _source(place)
    kept = _kept(expect, key, source) if expect else None
    with progress("verifying") as advance:
        report = verify_log(source, key, kept, advance, workers=os.cpu_count() or 1)
    if as_json:
        json_document(report.as_dict())
    else:
        click.echo(_in_words(report))
    return 0 if report.sound else FAULT


@command.command()
@click.argument("index", type=click.IntRange(0))
@click.argument("place", required=False, metavar="[DIR|URL]")
def prove(index: int, place: str | None) -> None:
    """Write the receipt of entry INDEX (c2sp.org/tlog-proof@v1): it proves the entry offline."""
    from evenhand.log.prover import prove as proof_of
    from evenhand.log.verify import demand_log

    source = _source(place)
    demand_log(source)
    click.echo(proof_of(source, index), nl=False)


def _kept(file: str, key: str | None, source: "DirectorySource | UrlSource") -> "Checkpoint":
    """The checkpoint that somebody kept, signed by the log's key."""
    from evenhand.log.checkpoint import open_checkpoint
    from evenhand.log.key import parse_vkey

    served = key or (source.read("vkey", 4096) or b"").decode(errors="replace")
    try:
        return open_checkpoint(Path(file).read_bytes(), parse_vkey(served.strip()))
    except EvenhandError as error:
        raise EvenhandError(
            "EH912", f"`{file}` is no checkpoint of this log: {error.what}",
            not_done="the log was not checked", help="give the file `checkpoint` as it was served",
        ) from None  # fmt: skip


def _in_words(report: "Report") -> str:
    """What the audit found, for a person."""
    lines = [f"origin  {report.origin or 'unknown'}"]
    if report.checkpoint:
        lines += [f"size    {report.checkpoint.size:,}", f"root    {report.checkpoint.root.hex()}"]
    if report.writing:
        lines.append(
            "note    a writer is at work, or was stopped at work; opening the home mends it"
        )
    if not report.listed:
        lines.append("note    stray files were not looked for: an address lists nothing")
    for fault in report.faults:
        at = f", entry {fault.index}" if fault.index is not None else ""
        lines.append(f"fault[{fault.code}]: {fault.file}{at}: {fault.what}")
    if report.fault_count > len(report.faults):
        lines.append(f"... and {report.fault_count - len(report.faults):,} more")
    lines.append("OK" if report.sound else f"NOT SOUND: {report.fault_count:,} faults")
    return "\n".join(lines)


def _source(place: str | None) -> "DirectorySource | UrlSource":
    """Where the log's files are: an address, a folder, or the home."""
    from evenhand.log.source import DirectorySource, UrlSource

    if place and "://" in place:
        return UrlSource(place)
    if place:
        return DirectorySource(Path(place))
    from evenhand.pipeline.home import LOG_FOLDER, home_path

    return DirectorySource(home_path() / LOG_FOLDER)
