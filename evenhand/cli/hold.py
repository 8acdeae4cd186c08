"""`evenhand hold`."""

import click

from evenhand.cli._show import json_document
from evenhand.cli._who import as_option, asked_options, json_option, site_option


@click.command()
@click.argument("item")
@as_option
@site_option
@click.option("--hours", type=int, default=24, show_default=True, help="For how long, at most 72.")
@click.option("--why", required=True, help="A sentence that the affected person reads.")
@asked_options
@json_option
def command(
    item: str, by: str, site: str, hours: int, why: str, asked: bool | None,
    contacts: tuple[str, ...], as_json: bool,
) -> None:  # fmt: skip
    """Hold ITEM (its id) for a few hours, so that somebody can look; it ends by itself.

    The writer is told why and until when, and a case stands in the queue until then.
    """
    from evenhand.cli._deliver import deliver_queued
    from evenhand.cli._people import ruled_dict, ruled_lines
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.lifting import hold

    with open_home(write=True) as home:
        ruled = hold(home, site, item, by, hours, asked, why, contacts)
        deliver_queued(home)
    if as_json:
        json_document(ruled_dict(ruled))
        return
    for line in ruled_lines(ruled):
        click.echo(line)
