"""`evenhand doctor`."""

import os
import platform
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evenhand import __version__
from evenhand.cli._show import json_document
from evenhand.model.errors import EvenhandError

if TYPE_CHECKING:
    from evenhand.pipeline.home import Home

FINDINGS = 1
SYNCS = 100


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def command(as_json: bool) -> int:
    """Look whether the program, the home and its log are well; exit status 1 where not."""
    from evenhand.pipeline.home import home_path

    found: dict[str, str] = {
        "evenhand": __version__,
        "python": platform.python_version(),
        "home": str(home_path()),
        "disk": f"{_syncs_a_second(home_path()):,.0f} syncs a second",
    }
    faults = _look(found)
    if as_json:
        json_document({**found, "faults": faults})
    else:
        for name, value in found.items():
            click.echo(f"{name:<12} {value}")
        for fault in faults:
            click.echo(f"{'fault':<12} {fault}")
        click.echo("all well" if not faults else f"{len(faults)} faults")
    return FINDINGS if faults else 0


def _look(found: dict[str, str]) -> list[str]:
    """Open the home to read and verify its log; what is wrong, a line each."""
    from evenhand.log.source import DirectorySource
    from evenhand.log.verify import verify_log
    from evenhand.pipeline.home import open_home
    from evenhand.store.journal import journal_size
    from evenhand.store.outbox import queued_by_site

    try:
        with open_home(write=False) as home:
            size, queued = journal_size(), queued_by_site()
            report = verify_log(DirectorySource(home.log_folder))
            broken = list(_broken_rules(home))
    except EvenhandError as error:
        return [str(error).splitlines()[0]]
    published = report.checkpoint.size if report.checkpoint else 0
    found["log"] = f"{published:,} entries, {'sound' if report.sound else 'NOT SOUND'}"
    waiting = (f"{s}: {b.count:,}, tried up to {b.tries:,} times" for s, b in queued.items())
    found["outbox"] = f"measures wait for delivery ({'; '.join(waiting)})" if queued else "empty"
    faults = [*(f"{f.code} {f.file}: {f.what}" for f in report.faults), *broken]
    if published > size:
        faults.append("the database is behind the published log: it is not this log's newest")
    return faults


def _broken_rules(home: "Home") -> Iterator[str]:
    """Of each site that screens nothing, for its rules for wrapped addresses are not understood."""
    from evenhand.pipeline.people.banks import rules_of
    from evenhand.store.sites import all_sites

    for site in all_sites():
        try:
            rules_of(home, site)
        except EvenhandError as error:
            yield f"{error.code} {error.where}: {error.what}"


def _syncs_a_second(folder: Path) -> float:
    """How often a second the home's disk makes a small append durable."""
    place = folder if folder.is_dir() else Path.cwd()
    with tempfile.TemporaryFile(dir=place, buffering=0) as file:
        began = time.perf_counter()
        for _ in range(SYNCS):
            file.write(b"x" * 600)
            os.fsync(file.fileno())
        return SYNCS / (time.perf_counter() - began)
