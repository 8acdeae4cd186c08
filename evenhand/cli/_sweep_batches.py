"""`evenhand sweep propose|list|show|release|resume|withdraw`: earlier items by today's lists."""

from collections.abc import Iterator
from datetime import datetime
from textwrap import indent
from typing import TYPE_CHECKING

import click

from evenhand.cli._list import list_options, show_list
from evenhand.cli._show import json_document, progress, talk
from evenhand.cli._who import as_option, asked_options, json_option, site_option
from evenhand.text.times import minute, until_due

if TYPE_CHECKING:
    from evenhand.model.sweep import Sweep
    from evenhand.pipeline.people.sweep_views import SweepView

LONGEST_SHOWN = 500
"""Of an item's text, in code points."""


@click.command()
@click.argument("entry", required=False)
@click.option("--document", metavar="NAME", help="A withheld document of the site instead.")
@as_option
@site_option
@asked_options
@click.option("--reason", default="", help="For whoever releases it. Never public.")
@json_option
def propose(
    entry: str | None, document: str | None, by: str, site: str, asked: bool | None,
    contacts: tuple[str, ...], reason: str, as_json: bool,
) -> None:  # fmt: skip
    """Judge the earlier items that carry ENTRY again, now that the block list has changed.

    Where ENTRY stands on the list, or the document lies among the withheld ones, measures would
    begin; where it was taken off, those that rested on it would end. What would change is kept as
    one sweep, and nothing changes yet: somebody else looks at it and releases it. Stopped in
    between, nothing is left of it; propose it again.

    \b
      evenhand sweep propose https://news.example/the-letters --as ada --asked no
      evenhand sweep propose --document letters.pdf --as ada --asked no
      evenhand sweep show 5b2c...
      evenhand sweep release 5b2c... --as bo --asked no
    """
    if (entry is None) == (document is None):
        raise click.UsageError("say what: an entry of a block list, or --document NAME")
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import sweeps
    from evenhand.pipeline.people.banks import Listing
    from evenhand.pipeline.people.sweep_sources import document_source, entry_source

    with open_home(write=True) as home, progress("judging") as advance:
        listing = Listing(entry or document or "", asked, contacts, reason)
        find = entry_source if entry else document_source
        sweep = sweeps.propose(home, site, by, listing, advance, find)
    _show(sweep, as_json)
    talk(f"Look at it: evenhand sweep show {sweep.id}")


@click.command("list")
@site_option
@list_options
def list_(site: str, as_json: bool, as_csv: bool) -> None:
    """List the sweeps of a site, the newest first. For the staff."""
    from evenhand.pipeline.documents.sweeps import SWEEPS, sweep_row
    from evenhand.pipeline.home import open_home
    from evenhand.store.sites import get_site
    from evenhand.store.sweeps import all_sweeps

    with open_home(write=False):
        get_site(site)
        rows = [sweep_row(sweep) for sweep in all_sweeps(site)]
    show_list(SWEEPS, rows, as_json=as_json, as_csv=as_csv)


@click.command()
@click.argument("sweep")
@click.option(
    "--sample", type=click.IntRange(0, 1_000), default=10, show_default=True, metavar="N",
    help="So many of its items, with their words; always the same ones.",
)  # fmt: skip
@click.option("--items", is_flag=True, help="All of its items, without their words.")
@list_options
def show(sweep: str, sample: int, items: bool, as_json: bool, as_csv: bool) -> None:
    """Show SWEEP (its id): what would change, about how many items, and a sample of them.

    Private values are covered. With --items, or --csv, all of its items are listed, with what
    came of each once it is released.
    """
    from evenhand.pipeline.documents.sweeps import SWEPT, swept_rows, view_dict
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.sweep_views import view_sweep
    from evenhand.store.sweeps import swept_of

    with open_home(write=False) as home:
        view, now = view_sweep(sweep, sample), home.clock.now()
        rows = list(swept_rows(swept_of(sweep))) if items or as_csv else []
    if items or as_csv:
        show_list(SWEPT, rows, as_json=as_json, as_csv=as_csv)
    elif as_json:
        json_document(view_dict(view))
    else:
        for line in _lines(view, now):
            click.echo(line)


@click.command()
@click.argument("sweep")
@as_option
@asked_options
@json_option
def release(
    sweep: str, by: str, asked: bool | None, contacts: tuple[str, ...], as_json: bool
) -> None:
    """Have SWEEP (its id) done; somebody else than who proposed it does that.

    Each item is decided as if it came today: logged, told, delivered. What is no longer as it
    was looked at (edited, appealed, decided otherwise) is left out, and `sweep show` tells which.
    No account gets a strike or a measure by a sweep. Stopped in between, release it again: it
    goes on where it was.

    A sweep that only lifts measures, or only holds items for private information, one person
    may release, and at once. Others wait an hour where they are about more than five items.
    """
    from evenhand.cli._deliver import deliver_queued
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import sweeps

    with open_home(write=True) as home, progress("deciding") as advance:
        done = sweeps.release(home, sweep, by, asked, contacts, advance)
        deliver_queued(home)
    _show(done, as_json)


@click.command()
@click.argument("sweep")
@json_option
def resume(sweep: str, as_json: bool) -> None:
    """Go on with SWEEP (its id), which was released and stopped in between."""
    from evenhand.cli._deliver import deliver_queued
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import sweeps

    with open_home(write=True) as home, progress("deciding") as advance:
        done = sweeps.resume(home, sweep, advance)
        deliver_queued(home)
    _show(done, as_json)


@click.command()
@click.argument("sweep")
@as_option
@asked_options
@json_option
def withdraw(
    sweep: str, by: str, asked: bool | None, contacts: tuple[str, ...], as_json: bool
) -> None:
    """Take SWEEP (its id) back before it is released; nothing comes of it."""
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import sweeps

    with open_home(write=True) as home:
        taken = sweeps.withdraw(home, sweep, by, asked, contacts)
    _show(taken, as_json)


COMMANDS = (propose, list_, show, release, resume, withdraw)
"""Verbs of `evenhand sweep` about sweeps."""


def _show(sweep: "Sweep", as_json: bool) -> None:
    from evenhand.pipeline.documents.sweeps import sweep_dict

    if as_json:
        json_document(sweep_dict(sweep))
        return
    counts = ", ".join(f"{name} ({_items(count)})" for name, count in sweep.counts.items())
    verb = "lifts" if sweep.effect == "lift" else "begins"
    click.echo(f"{sweep.id}  {sweep.state}: {verb} {counts}")


def _items(count: int) -> str:
    return "1 item" if count == 1 else f"{count:,} items"


def _lines(view: "SweepView", now: datetime) -> Iterator[str]:
    """A sweep as text."""
    from evenhand.pipeline.documents.sweeps import change_text

    sweep = view.sweep
    yield f"sweep {sweep.id}: {sweep.state}"
    yield f"{sweep.covers} {sweep.entry}"
    yield f"proposed by {sweep.proposed.by} on {minute(sweep.proposed.at)}"
    if sweep.reason:
        yield f"reason: {sweep.reason}"
    if sweep.state == "proposed":
        yield _when(sweep, now)
    yield ""
    yield f"{_items(sweep.looked_at)} looked at; something would change about {sweep.items:,}"
    verb = "lift " if sweep.effect == "lift" else ""
    yield from (f"  {verb}{name}: {count:,}" for name, count in sweep.counts.items())
    yield f"  nothing: {sweep.nothing:,}"
    yield f"  judged without their words, which are not kept: {sweep.wordless:,}"
    yield "what came of them: " + ", ".join(f"{n:,} {fate}" for fate, n in view.fates.items())
    for one in view.sample:
        swept = one.swept
        yield ""
        yield f"{swept.item}, revision {swept.revision}: {swept.fate}"
        yield from (f"  {change_text(change)}" for change in swept.changes)
        if one.text is not None:
            text = one.text
            cut = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]} ..."
            yield indent(cut, "  | ", lambda _: True)


def _when(sweep: "Sweep", now: datetime) -> str:
    """From when on it may be released, and by whom."""
    who = "one person may release it" if sweep.light else "somebody else may release it"
    if sweep.hold_until <= now:
        return f"{who} now"
    return f"{who} {until_due(sweep.hold_until, now)}, from {minute(sweep.hold_until)} on"
