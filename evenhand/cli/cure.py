"""`evenhand cure show|check|ask|mended|look`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from evenhand.cli._show import json_document
from evenhand.cli._who import as_option, asked_options, json_option

if TYPE_CHECKING:
    from evenhand.pipeline.evaluate import Screener

FINDINGS = 1

links_option = click.option("--links", metavar="FILE", help="A block list, one entry a line.")
withheld_option = click.option("--withheld", metavar="DIR", help="Withheld documents.")
unwrap_option = click.option("--unwrap", metavar="FILE", help="Rules for wrapped addresses.")


@click.group()
def command() -> None:
    """Putting things right: what would lift a measure, and whether a changed text does.

    A post is cured by publishing a changed text (screen it with --record) in which each flagged
    value is gone or masked. The page behind a blocked link is looked at by a person.
    """


@command.command()
@click.argument("case")
@json_option
def show(case: str, as_json: bool) -> None:
    """Show what would lift the measures of the decision CASE: the places, and the tries left."""
    from evenhand.cli._cure import view_dict, view_lines
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.cure import view

    with open_home(write=False):
        seen = view(case)
    if as_json:
        json_document(view_dict(seen))
        return
    for line in view_lines(seen):
        click.echo(line)


@command.command()
@click.argument("case")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@links_option
@withheld_option
@unwrap_option
@json_option
def check(
    case: str, file: Path, links: str | None, withheld: str | None, unwrap: str | None,
    as_json: bool,
) -> int:  # fmt: skip
    """Say which flagged values the text in FILE still shows, before it is published.

    It speaks only of what was flagged, by its place in the version decided on, and says nothing
    else about the text. Exit status 1 where something remains. A text can be checked 20 times.
    """
    from evenhand.cli._cure import remaining_dicts, remaining_lines
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.cure import check

    text = file.read_text(encoding="utf-8", errors="replace")
    with open_home(write=True) as home:
        remaining = check(home, _screener(links, withheld, unwrap), case, text)
    if as_json:
        json_document({"remaining": remaining_dicts(remaining)})
    else:
        for line in remaining_lines(remaining):
            click.echo(line)
    return FINDINGS if remaining else 0


@command.command()
@click.argument("measure")
@json_option
def ask(measure: str, as_json: bool) -> None:
    """Say that the page behind the blocked link of MEASURE is mended: a person looks."""
    from evenhand.cli._people import case_dict, minute
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.cure import ask_for_link

    with open_home(write=True) as home:
        case = ask_for_link(home, measure)
    if as_json:
        json_document(case_dict(case))
    else:
        click.echo(f"A person looks before {minute(case.due_at)} UTC: case {case.id}.")


@command.command()
@click.argument("measure")
@as_option
@asked_options
@json_option
def mended(
    measure: str, by: str, asked: bool | None, contacts: tuple[str, ...], as_json: bool
) -> None:
    """You have looked, and the page behind the link of MEASURE is mended: lift its block.

    The page is looked at again after 1 hour, 24 hours and 7 days (`evenhand cure look`).
    """
    from evenhand.cli._deliver import deliver_queued
    from evenhand.cli._people import ruled_dict, ruled_lines
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.cure import mended

    with open_home(write=True) as home:
        ruled = mended(home, measure, by, asked, contacts)
        deliver_queued(home)
    if as_json:
        json_document(ruled_dict(ruled))
        return
    for line in ruled_lines(ruled):
        click.echo(line)


@command.command()
@links_option
@withheld_option
@json_option
def look(links: str | None, withheld: str | None, as_json: bool) -> int:
    """Do the later looks at mended pages that are due; run it every few minutes.

    Pages are fetched only for sites that turned it on (`evenhand site set --look-at-links`), from
    public addresses only. Everywhere else a person is asked to look. Exit status 1 where a page
    was as before.
    """
    from evenhand.connectors.fetch.looking import fetched
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.looks import RELAPSED, look_again

    with open_home(write=True) as home:
        found = look_again(home, lambda _: _screener(links, withheld), fetched)
    if as_json:
        json_document([{"measure": look.measure, "link": look.link, "found": what}
                       for look, what in found])  # fmt: skip
    else:
        for look, what in found:
            click.echo(f"{look.measure}  {what.replace('_', ' ')}")
        click.echo(f"{len(found):,} looks")
    return FINDINGS if any(what == RELAPSED for _, what in found) else 0


def _screener(links: str | None, withheld: str | None, unwrap: str | None = None) -> "Screener":
    from evenhand.pipeline.evaluate import Screener

    return Screener(links=links, withheld=withheld, unwrap=unwrap)
