"""`evenhand case show|claim|release|note|reveal`."""

import click

from evenhand.cli._show import json_document
from evenhand.cli._who import as_option, json_option


@click.group()
def command() -> None:
    """Cases: look at one, take it in hand, write a note. `evenhand decide` decides it."""


@command.command()
@click.argument("case")
@as_option
@json_option
def show(case: str, by: str, as_json: bool) -> None:
    """Show everything about CASE, private values covered.

    What was seen and by which rule; what is in force and proposed; who flagged it, who asked
    from outside, whose interest it touches; how like cases were decided; the notes.
    """
    from evenhand.cli._case import case_lines, view_dict
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.casework import view

    with open_home(write=False) as home:
        found, now = view(home, case, by), home.clock.now()
    if as_json:
        json_document(view_dict(found))
        return
    for line in case_lines(found, now):
        click.echo(line)


@command.command()
@click.argument("case")
@as_option
@click.option("--minutes", type=int, default=30, show_default=True, help="For how long, 5 to 120.")
@json_option
def claim(case: str, by: str, minutes: int, as_json: bool) -> None:
    """Take CASE in hand for a while: nobody else decides it meanwhile."""
    from evenhand.cli._people import case_dict, minute
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.casework import claim

    with open_home(write=True) as home:
        taken = claim(home, case, by, minutes)
    if as_json:
        json_document(case_dict(taken))
    elif taken.held_until is not None:
        click.echo(f"{taken.id} is in your hands until {minute(taken.held_until)}")


@command.command()
@click.argument("case")
@as_option
@json_option
def release(case: str, by: str, as_json: bool) -> None:
    """Let go of CASE, so that somebody else can take it."""
    from evenhand.cli._people import case_dict
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.casework import release

    with open_home(write=True) as home:
        freed = release(home, case, by)
    if as_json:
        json_document(case_dict(freed))
    else:
        click.echo(f"{freed.id} is in nobody's hands")


@command.command()
@click.argument("case")
@click.argument("text")
@as_option
def note(case: str, text: str, by: str) -> None:
    """Write TEXT down about CASE, for colleagues. Notes cannot be deleted by hand."""
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.casework import note

    with open_home(write=True) as home:
        note(home, case, by, text)
    click.echo("noted")


@command.command()
@click.argument("case")
@as_option
@click.option("--why", required=True, help="Why you need to see it; it is recorded.")
def reveal(case: str, by: str, why: str) -> None:
    """Show the item of CASE with nothing covered; who looked and why is noted on the case."""
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.casework import reveal

    with open_home(write=True) as home:
        click.echo(reveal(home, case, by, why))
