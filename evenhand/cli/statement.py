"""`evenhand statement show|press`."""

import click

from evenhand.cli._show import json_document, json_line


@click.group()
def command() -> None:
    """Statements: what the affected person, the public database and the press are told."""


@command.command()
@click.argument("case")
@click.option("--dsa", is_flag=True, help="The DSA database's JSON instead of the text.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document, with every notice.")
def show(case: str, dsa: bool, as_json: bool) -> None:
    """Show the notices about the decision CASE, oldest first, as they were written."""
    from evenhand.model.clock import utc_text
    from evenhand.pipeline.home import open_home
    from evenhand.store.decisions import get_decision, statements_of

    with open_home(write=False):
        get_decision(case)
        notices = statements_of(case)
    if as_json:
        json_document(
            [
                {"id": n.id, "case": n.decision, "language": n.language, "text": n.text,
                 "written_at": utc_text(n.written_at), "refers_to": n.refers_to, "dsa": n.dsa}
                for n in notices
            ]
        )  # fmt: skip
        return
    for number, notice in enumerate(notices):
        if dsa:
            json_line(notice.dsa)
        else:
            click.echo(("\n" + "-" * 72 + "\n\n" if number else "") + notice.text, nl=False)


@command.command()
@click.argument("case")
def press(case: str) -> None:
    """Say what may be said publicly about the decision CASE, from its state as it is now."""
    from evenhand.model.clock import SystemClock
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.notices import press as line

    with open_home(write=False):
        click.echo(line(case, SystemClock().now()))
