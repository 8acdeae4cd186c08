"""`evenhand statement show|press`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from evenhand.cli._show import json_document, json_line, talk

if TYPE_CHECKING:
    from evenhand.model.statement import Statement

FINDINGS = 1


@click.group()
def command() -> None:
    """Statements: what the affected person, the public database and the press are told."""


@command.command()
@click.argument("case")
@click.option("--dsa", is_flag=True, help="The DSA database's JSON instead of the text.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document, with every notice.")
def show(case: str, dsa: bool, as_json: bool) -> int:
    """Show the notices about the decision CASE, oldest first, as they were written.

    With --dsa the statements for the public database, one a line; each is checked, and exit
    status 1 says that one may not be submitted as it is.
    """
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
                 "written_at": utc_text(n.written_at), "refers_to": n.refers_to,
                 "party": n.party, "dsa": n.dsa}
                for n in notices
            ]
        )  # fmt: skip
        return 0
    if dsa:
        return _show_dsa([notice for notice in notices if notice.dsa])
    for number, notice in enumerate(notices):
        text = notice.text or f"The words of this notice ({notice.id}) are erased.\n"
        click.echo(("\n" + "-" * 72 + "\n\n" if number else "") + text, nl=False)
    return 0


def _show_dsa(notices: "Sequence[Statement]") -> int:
    """The statements for the public database, and what is wrong with them."""
    from evenhand.pipeline.dsa_check import dsa_problems

    faults = 0
    for notice in notices:
        json_line(notice.dsa)
        for problem in dsa_problems(notice.dsa):
            talk(f"{notice.id}: {problem.field} {problem.what}; it may not be submitted")
            faults += 1
    return FINDINGS if faults else 0


@command.command()
@click.argument("case")
def press(case: str) -> None:
    """Say what may be said publicly about the decision CASE, from its state as it is now."""
    from evenhand.model.clock import SystemClock
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.notices import press as line

    with open_home(write=False):
        click.echo(line(case, SystemClock().now()))
