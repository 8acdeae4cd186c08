"""`evenhand matter open|parties|list|show`."""

import click

from evenhand.cli._list import list_options, show_list
from evenhand.cli._show import json_document
from evenhand.cli._who import as_option, json_option, site_option


@click.group()
def command() -> None:
    """Matters: one affair, with all its items, contacts, interests, offers and cases.

    A matter is a dossier, a story, a dispute. Items that belong to it are sent with its name.
    """


@command.command("open")
@click.argument("matter")
@as_option
@site_option
@click.option("--title", required=True, help="What it is about, for the staff.")
@click.option("--party", "parties", multiple=True, metavar="NAME",
              help="Whom it concerns (repeatable).")  # fmt: skip
@json_option
def open_(
    matter: str, by: str, site: str, title: str, parties: tuple[str, ...], as_json: bool
) -> None:
    """Open MATTER (a short name), or give an open one another title.

    Parties decide who may work on it: whoever has declared an interest in one gets none of its
    cases.

    \b
      evenhand matter open dossier --as ada --title "The dossier" --party "Example Campaign"
    """
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import matters

    with open_home(write=True) as home:
        opened = matters.open_matter(home, site, matter, by, title, parties)
    if as_json:
        json_document({"matter": opened.id, "title": opened.title, "parties": opened.parties})
    else:
        click.echo(f"{opened.id}  {opened.title}")
        for party in opened.parties:
            click.echo(f"  concerns {party}")


@command.command()
@click.argument("matter")
@as_option
@site_option
@click.option("--add", multiple=True, metavar="NAME", help="One more party (repeatable).")
@click.option("--drop", multiple=True, metavar="NAME",
              help="A party no more (repeatable); for administrators.")  # fmt: skip
@json_option
def parties(
    matter: str, by: str, site: str, add: tuple[str, ...], drop: tuple[str, ...], as_json: bool
) -> None:
    """Say whom MATTER concerns, and list them.

    Cases in the hands of somebody with an interest in a new party are released at once.
    """
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import matters

    with open_home(write=bool(add or drop)) as home:
        kept = (
            matters.set_parties(home, site, matter, by, add, drop)
            if add or drop
            else matters.view(home, site, matter, by).opened
        )
    named = kept.parties if kept else ()
    if as_json:
        json_document({"matter": matter, "parties": named})
        return
    for party in named:
        click.echo(party)


@command.command("list")
@site_option
@list_options
def list_(site: str, as_json: bool, as_csv: bool) -> None:
    """List the matters of a site, also those that items came with and nobody has opened."""
    from evenhand.pipeline.documents.matters import COLUMNS, matter_row
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import matters

    with open_home(write=False) as home:
        lines = matters.matters(home, site)
    rows = [matter_row(line) for line in lines]
    show_list(COLUMNS, rows, as_json=as_json, as_csv=as_csv)


@command.command()
@click.argument("matter")
@as_option
@site_option
@json_option
def show(matter: str, by: str, site: str, as_json: bool) -> None:
    """Show everything about MATTER on one page, as it stands now.

    Who asked, what was decided with which measures, whose interest it touches, what is open.
    """
    from evenhand.cli._matter import matter_lines
    from evenhand.pipeline.documents.matters import matter_dict
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import matters

    with open_home(write=False) as home:
        view, now = matters.view(home, site, matter, by), home.clock.now()
    if as_json:
        json_document(matter_dict(view))
        return
    for line in matter_lines(view, now):
        click.echo(line)
