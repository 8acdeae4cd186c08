"""`evenhand sweep`: earlier items that carry an address; what has been kept for its time."""

from typing import TYPE_CHECKING, Any

import click

from evenhand.cli._list import list_options, show_list
from evenhand.cli._show import progress, talk
from evenhand.cli._sweep_batches import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

    from evenhand.pipeline.copy_carriers import CopyCarried
    from evenhand.pipeline.people.retention import Counts
    from evenhand.text.table import Cell

COLUMNS = ("site", "record", "days", "count")
CARRIED = ("item", "revision", "address", "decision")
COPIED = ("item", "revision", "document", "words", "read", "decision")
FINDINGS = 1


@click.group(invoke_without_command=True)
@click.option(
    "--seal",
    "sealing",
    is_flag=True,
    help="Put the evidence of past months away in files; replays read them there.",
)
@click.option("--site", metavar="NAME", help="Only this site; all of them unless you say.")
@click.pass_context
def command(context: click.Context, sealing: bool, site: str | None) -> None:
    """Go through what is kept: find what carries an address, judge it anew, clean up at night."""
    if context.invoked_subcommand is None:
        if not sealing:
            raise click.UsageError("say what: `--seal`, `find`, `propose` or `retention`")
        _seal(site)


for _verb in COMMANDS:
    command.add_command(_verb)


def _seal(site: str | None) -> None:
    """Put away every whole past month, and say what was made."""
    from evenhand.pipeline.archive import need_files
    from evenhand.pipeline.home import open_home

    need_files()
    from evenhand.pipeline.sealing import seal

    with open_home(write=True) as home, progress("putting away") as advance:
        made = seal(home, site, advance)
    for part in made:
        click.echo(f"{part.site} {part.month} part {part.part}: {part.rows:,} rows  {part.digest}")
    talk(f"{sum(part.rows for part in made):,} rows put away in {len(made)} files")


@command.command()
@click.argument("entry", required=False)
@click.option("--document", metavar="FILE", help="Copies of this document instead: a file, or the "
              "name of one of the site's withheld documents.")  # fmt: skip
@click.option("--site", default="main", show_default=True, metavar="NAME", help="At this site.")
@list_options
def find(
    entry: str | None, document: str | None, site: str, as_json: bool, as_csv: bool
) -> int:  # fmt: skip
    """Find the earlier items that carry what ENTRY of a block list covers, or copies of a document.

    Every address that a post held, or led to, when it was screened is kept with what its decision
    rested on, for as long, and so is a sample of its words. So a page that is listed today is
    found in yesterday's posts, in whatever spelling or wrapping, and a passage of 20 words of a
    document that is withheld today, too. Where a post's words are not kept, its sample alone tells
    of a copy: then `read` is false, and `words` is how many agree at least. What an author has
    taken out again is not listed. Nothing is changed, and the list itself is not touched.

    \b
      evenhand sweep find https://news.example/the-letters
      evenhand sweep find 'https://news.example/letters/*' --csv
      evenhand sweep find site:news.example
      evenhand sweep find --document letters.pdf

    Exit status: 0 none carries it, 1 some do.
    """
    if (entry is None) == (document is None):
        raise click.UsageError("say what: an entry of a block list, or --document FILE")
    from evenhand.pipeline.carriers import carriers
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.bank_imports import folder_of
    from evenhand.pipeline.people.banks import rules_of

    with open_home(write=False) as home:
        folder = folder_of(home, site)
        found: list[Any] = (
            list(carriers(site, entry, rules_of(home, site))) if entry
            else _copies(site, folder, document or "")
        )  # fmt: skip
    columns = CARRIED if entry else COPIED
    rows = [{name: getattr(one, name) for name in columns} for one in found]
    show_list(columns, rows, as_json=as_json, as_csv=as_csv)
    count = len({one.item for one in found})
    talk("1 item carries it" if count == 1 else f"{count:,} items carry it")
    return FINDINGS if found else 0


def _copies(site: str, folder: "Path", document: str) -> "list[CopyCarried]":
    """The earlier items that carry a copy of a document."""
    from evenhand.pipeline.copy_carriers import copy_carriers, document_bank

    return list(copy_carriers(site, document_bank(folder, document)))


@command.command()
@click.option("--dry-run", is_flag=True, help="Only count what would be erased; change nothing.")
@click.option("--site", metavar="NAME", help="Only this site; all of them unless you say.")
@list_options
def retention(dry_run: bool, site: str | None, as_json: bool, as_csv: bool) -> None:
    """Erase what has been kept for its time.

    Each kind of record has a number of days, counted from when nothing about it is open any
    more. As long as a measure is in force, a case or an appeal waits, or somebody can still
    appeal, everything about that item stays. The log is never changed: each erasure is a new
    entry in it, and receipts still verify.

    Erased is erased: look first, and run it every night. If it is stopped, run it again.

    \b
      evenhand sweep retention --dry-run
      evenhand sweep retention

    \b
    words             texts, links and files of items that had a measure
    evidence          what the rules saw, of items that had a measure
    allowed_evidence  the same of items that were simply allowed
    disclosure        salts and values that open what the log commits to
    flag, appeal      what people wrote in them; answers and receipts stay
    contact           words and people in requests from outside; who asked for
                      what, by role and organisation, stays for good
    note              notes on closed cases
    delivery          measures that the platform has acknowledged
    key               idempotency keys; after that a key can be used anew
    """
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.retention import plan, sweep

    with open_home(write=not dry_run) as home, progress("erasing") as advance:
        counts = plan(home, site) if dry_run else sweep(home, site, advance)
        rows = _rows(counts)
    show_list(COLUMNS, rows, as_json=as_json, as_csv=as_csv)
    total = sum(sum(records.values()) for records in counts.values())
    talk(f"{total:,} records {'are past their time; nothing was erased' if dry_run else 'erased'}")


def _rows(counts: "Counts") -> "list[dict[str, Cell]]":
    """One row for each site and record, with the days that it is kept."""
    from evenhand.pipeline.people.retention import days_kept
    from evenhand.store.sites import all_sites

    sites = all_sites()
    return [
        {"site": site, "record": record, "days": days_kept(sites[site], record), "count": count}
        for site, records in counts.items()
        for record, count in records.items()
    ]
