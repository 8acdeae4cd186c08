"""`evenhand bank resolve`; the rules by which `evenhand bank find` unwraps an address."""

import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from evenhand.cli._list import list_options, show_list
from evenhand.cli._show import json_document, progress, talk
from evenhand.cli._who import site_option

if TYPE_CHECKING:
    from evenhand.pipeline.home import Home
    from evenhand.pipeline.resolving import Came
    from evenhand.text.addresses import Rules
    from evenhand.text.table import Cell

COLUMNS = ("address", "what")


@click.command()
@site_option
@click.option("--dry-run", is_flag=True, help="Only list what would be asked; ask nobody.")
@click.option("--most", default=1_000, show_default=True, type=click.IntRange(1, 100_000),
              metavar="N", help="Addresses in this run.")  # fmt: skip
@click.option("--per-second", default=1.0, show_default=True, type=click.FloatRange(0.01, 10.0),
              metavar="N", help="Addresses a second.")  # fmt: skip
@click.option("--believe", default=30, show_default=True, type=click.IntRange(1, 3_650),
              metavar="DAYS", help="How long an answer counts.")  # fmt: skip
@list_options
def resolve(
    site: str, dry_run: bool, most: int, per_second: float, believe: int, as_json: bool,
    as_csv: bool,
) -> None:  # fmt: skip
    """Ask short addresses that a site's items carry where they lead.

    Each is asked once, at hosts in the public network only; what it leads to is not asked. Whoever
    runs the shortener learns that somebody has asked for that address, and from where. Nothing but
    this command ever does so.

    What is found lies in EVENHAND_HOME/banks/SITE/resolved.jsonl. Screening, `bank find` and
    `sweep find` go by it at once, until it is no longer believed. An address that could not be
    asked is tried again after a day. A run that was broken off goes on where it was.

    \b
      evenhand bank resolve --dry-run
      evenhand bank resolve --most 500 --per-second 0.5
    """
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.resolving import to_ask

    with open_home(write=False) as home:
        if dry_run:
            rows: list[dict[str, Cell]] = [
                {"address": short.address, "what": short.what} for short in to_ask(home, site)
            ]
            show_list(COLUMNS, rows, as_json=as_json, as_csv=as_csv)
            talk("1 address would be asked" if len(rows) == 1
                 else f"{len(rows):,} addresses would be asked")  # fmt: skip
            return
        if as_csv:
            raise click.UsageError("--csv is for --dry-run; what came of a run is no list")
        came = _run(home, site, most, per_second, timedelta(days=believe))
    _tell(came, as_json)


def _run(home: "Home", site: str, most: int, per_second: float, believe: timedelta) -> "Came":
    from evenhand.connectors.resolve import led_to
    from evenhand.pipeline.resolving import Asking, resolve

    with progress("asking") as advance:
        asking = Asking(led_to, most, believe, lambda: time.sleep(1 / per_second), advance)
        return resolve(home, site, asking)


def _tell(came: "Came", as_json: bool) -> None:
    """What came of a run."""
    from evenhand.model.codes import CODES

    if as_json:
        json_document({"found": came.found, "failed": dict(came.failed), "left": came.left})
        return
    click.echo(f"{came.found:,} found, {came.failed.total():,} not found, {came.left:,} not asked")
    for code, count in sorted(came.failed.items()):
        talk(f"  {count:,}  {code}  {CODES[code][0]}")


def rules_for(bank: str | None, site: str, unwrap: str | None) -> "Rules | None":
    """The rules of the file that is named, else the site's, unless a bank outside of it is."""
    from evenhand.model.clock import SystemClock
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.banks import rules_of
    from evenhand.pipeline.unwrapping import open_rules

    if unwrap:
        return open_rules(Path(unwrap), SystemClock().now())
    if bank:
        return None
    with open_home(write=False) as home:
        return rules_of(home, site)
