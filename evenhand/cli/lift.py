"""`evenhand lift`."""

import click

from evenhand.cli._show import json_document


@click.command()
@click.argument("measure")
@click.option("--by", default="moderator", show_default=True,
              type=click.Choice(["moderator", "senior", "administrator"]),
              help="Role of the person who lifts it.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def command(measure: str, by: str, as_json: bool) -> None:
    """Lift MEASURE (its id) at once: one person may always lighten. Told, logged, delivered."""
    from evenhand.cli._deliver import deliver_to_spool
    from evenhand.pipeline.changes import lift
    from evenhand.pipeline.home import open_home

    with open_home(write=True) as home:
        lifted, *declined = lift(home, measure, by)
        deliver_to_spool(home)
    if as_json:
        json_document({"id": lifted.id, "measure": lifted.measure, "state": str(lifted.state)})
    else:
        click.echo(f"{lifted.id}  {lifted.measure} lifted")
        for other in declined:
            click.echo(f"{other.id}  {other.measure} declined: it was proposed to follow")
