"""`evenhand expire`."""

import click

from evenhand.cli._show import json_document, progress, talk


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def command(as_json: bool) -> None:
    """End every measure whose end has come, tell the person, log it, deliver it.

    Run it every minute or so; running it twice ends nothing twice. It also enters the counts of
    days that have ended, and opens cases for what people have to look at again.
    """
    from evenhand.cli._deliver import deliver_queued
    from evenhand.pipeline.changes import expire
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.upkeep import upkeep

    with open_home(write=True) as home, progress("ending measures") as advance:
        ended = expire(home, advance)
        done = upkeep(home)
        deliver_queued(home)
    if as_json:
        json_document([{"id": m.id, "measure": m.measure, "case": m.decision} for m in ended])
    else:
        for measure in ended:
            click.echo(f"{measure.id}  {measure.measure} ended")
        click.echo(f"{len(ended):,} measures ended")
    if done.seals:
        talk(f"{len(done.seals):,} seals are to be looked at again: see `evenhand queue`")
