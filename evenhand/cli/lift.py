"""`evenhand lift`."""

import click

from evenhand.cli._show import json_document
from evenhand.cli._who import as_option, asked_options, json_option


@click.command()
@click.argument("measure")
@as_option
@asked_options
@json_option
def command(
    measure: str, by: str, asked: bool | None, contacts: tuple[str, ...], as_json: bool
) -> None:
    """Lift MEASURE (its id) at once: one person may always lighten. Told, logged, delivered.

    \b
    evenhand lift MEASURE --as robin --asked no
    """
    from evenhand.cli._deliver import deliver_queued
    from evenhand.cli._people import ruled_dict, ruled_lines
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.lifting import lift

    with open_home(write=True) as home:
        ruled = lift(home, measure, by, asked, contacts)
        deliver_queued(home)
    if as_json:
        json_document(ruled_dict(ruled))
        return
    for line in ruled_lines(ruled):
        click.echo(line)
