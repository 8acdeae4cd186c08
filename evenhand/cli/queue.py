"""`evenhand queue`."""

import click

from evenhand.cli._show import json_document
from evenhand.cli._who import as_option, json_option, site_option


@click.command()
@as_option
@site_option
@click.option("--queue", "only", metavar="NAME", help="Only the cases of one queue.")
@json_option
def command(by: str, site: str, only: str | None, as_json: bool) -> None:
    """Show the cases that wait for you, the most urgent first.

    A case is something that a person has to decide. Threats to life come first, then private
    information that everybody can still read (minutes), then what ends soon (hours), then the
    rest by when it is due. Take one in hand with `evenhand case claim`.
    """
    from evenhand.cli._people import case_dict, due, table
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.casework import queue

    with open_home(write=False) as home:
        cases = [case for case in queue(home, site, by) if only in (None, case.queue)]
        now = home.clock.now()
    if as_json:
        json_document([case_dict(case) for case in cases])
        return
    if not cases:
        click.echo("Nothing waits for you.")
        return
    head = ("case", "due", "queue", "about", "because", "in hand of")
    rows = [
        (case.id, due(case, now), case.queue, f"{case.subject.type} {case.subject.id}",
         ", ".join(case.reasons), case.held_by or "")
        for case in cases
    ]  # fmt: skip
    for line in table([head, *rows]):
        click.echo(line)
