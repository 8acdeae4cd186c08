"""`evenhand account show|export|erase`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from evenhand.cli._list import list_options, show_list
from evenhand.cli._people import measure_line, minute
from evenhand.cli._show import json_document, talk
from evenhand.cli._who import as_option, json_option
from evenhand.pipeline.documents.accounts import (
    COLUMNS,
    REASONS,
    account_dict,
    decision_row,
    erasure_dict,
)

if TYPE_CHECKING:
    from evenhand.pipeline.people.accounts import AccountView
    from evenhand.pipeline.people.erasure import Erasure


@click.group()
def command() -> None:
    """Accounts: how one stands, all that is held about it, and erasing that.

    SITE is the name of a site, ACCOUNT the site's own name for somebody who publishes there.
    """


@command.command()
@click.argument("site")
@click.argument("account")
@as_option
@list_options
def show(site: str, account: str, by: str, as_json: bool, as_csv: bool) -> None:
    """Show how ACCOUNT stands: its strikes and when they end, measures in force, decisions.

    A strike counts until its day; the more count, the heavier the next measure. Items that were
    simply allowed are not listed. --csv gives the decisions.
    """
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.accounts import view_account

    with open_home(write=False) as home:
        view = view_account(home, site, account, by)
    if as_json and not as_csv:
        json_document(account_dict(view))
        return
    if not as_csv:
        for line in _view_lines(view):
            click.echo(line)
    rows = [decision_row(kept) for kept in view.decisions]
    show_list(COLUMNS, rows, as_json=as_json, as_csv=as_csv)


@command.command()
@click.argument("site", required=False)
@click.argument("account", required=False)
@as_option
@click.option("--receipt", metavar="LINK",
              help="Instead of an account: all about whoever has this flag's receipt.")  # fmt: skip
def export(site: str | None, account: str | None, by: str, receipt: str | None) -> None:
    """Write all that is held about ACCOUNT as one JSON document, to hand to that person.

    It holds their items with the words that are kept, decisions with every notice as it was sent,
    strikes, facts and roles, their appeals and flags. It leaves out what is not theirs: who
    flagged them, names of the staff, requests that may not be disclosed. Make sure that whoever
    asks is whom they say they are.

    \b
      evenhand account export main a-7 --as ada > a-7.json
      evenhand account export --receipt https://platform.example/flag/... --as ada
    """
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.export import export_account, export_flag

    given = [value for value in (site, account, receipt) if value is not None]
    if given not in ([site, account], [receipt]):
        raise click.UsageError("give SITE and ACCOUNT, or --receipt alone")
    with open_home(write=False) as home:
        if receipt is not None:
            json_document(export_flag(home, receipt, by))
        else:
            json_document(export_account(home, site or "", account or "", by))


@command.command()
@click.argument("site")
@click.argument("account")
@as_option
@click.option("--ground", type=click.Choice(["request", "order"]), default="request",
              show_default=True,
              help="Who wants it: the person themselves, or a court or authority.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only say what would be erased; change nothing.")
@json_option
def erase(site: str, account: str, by: str, ground: str, dry_run: bool, as_json: bool) -> None:
    """Erase what is held about ACCOUNT, at once and for good.

    Words of its items, what was seen in them, facts and roles, the text of notices, what it wrote
    in flags and appeals, and what opens the log's entries about it. That something was decided,
    and when, stays. What still has a measure, a case or an appeal open, or can still be appealed,
    is listed with the reason and stays whole: ask again when that is over.

    For senior moderators and administrators. The log says that an account was erased, not which.

    \b
      evenhand account erase main a-7 --as ada --dry-run
    """
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import erasure
    from evenhand.pipeline.people.retention import Ground

    with open_home(write=not dry_run) as home:
        done = (
            erasure.erasable(home, site, account, by)
            if dry_run
            else erasure.erase(home, site, account, by, Ground(ground))
        )
    if as_json:
        json_document(erasure_dict(done, dry_run=dry_run))
        return
    for record, count in done.counts.items():
        click.echo(f"{record:<12} {count:,}")
    for stays in done.stays:
        why = ", ".join(REASONS[reason] for reason in stays.because)
        click.echo(f"stays        {stays.subject.type} {stays.subject.id}: {why}")
    talk(_said(done, dry_run))


def _said(done: "Erasure", dry_run: bool) -> str:
    if dry_run:
        return "Nothing was erased: this is what would be."
    if done.log_index is None:
        return "There was nothing to erase."
    return f"Erased; log entry {done.log_index}."


def _view_lines(view: "AccountView") -> Iterator[str]:
    """How the account stands, for a person; its decisions follow as a list."""
    roles = "unknown" if view.roles is None else ", ".join(view.roles) or "none"
    yield f"Account {view.account}, site {view.site}"
    yield f"Roles: {roles}"
    yield f"Active strikes: {view.standing.weight}"
    for strike in view.standing.strikes:
        yield f"  {strike.weight} until {minute(strike.expires_at)} (case {strike.decision})"
    yield f"Measures in force: {len(view.standing.in_force) or 'none'}"
    for measure in view.standing.in_force:
        yield f"  {measure_line(measure)} ({measure.id})"
    yield f"Decisions: {len(view.decisions) or 'none'}"
