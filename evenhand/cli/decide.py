"""`evenhand decide`."""

from datetime import UTC, datetime

import click

from evenhand.cli._show import json_document
from evenhand.cli._who import as_option, asked_options, json_option


@click.command()
@click.argument("case")
@as_option
@click.option(
    "--confirm",
    "do",
    flag_value="confirm",
    help="Agree to what is proposed. Heavy or lasting measures take two people.",
)
@click.option(
    "--keep", "do", flag_value="keep", help="Leave what is in force; decline what is only proposed."
)
@click.option(
    "--release",
    "do",
    flag_value="release",
    help="There was no breach: lift everything, take back the strike.",
)
@click.option(
    "--measure",
    "measures",
    multiple=True,
    metavar="NAME",
    help="Take this measure instead (repeatable): label, warn, mask, hold, ...",
)
@click.option("--hours", type=click.IntRange(1), help="How long the measures last.")
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ"]),
    help="When the measures end (UTC).",
)
@click.option("--link", help="Which link a measure on a link falls on.")
@click.option("--rule", help="The rule that the measures rest on, where it is another one.")
@click.option("--why", default="", help="A sentence that the affected person reads.")
@asked_options
@json_option
def command(
    case: str, by: str, do: str | None, measures: tuple[str, ...], hours: int | None,
    until: datetime | None, link: str | None, rule: str | None, why: str, asked: bool | None,
    contacts: tuple[str, ...], as_json: bool,
) -> None:  # fmt: skip
    """Decide CASE: confirm, keep, release, or take other measures.

    \b
    evenhand decide CASE --as robin --asked no --confirm
    evenhand decide CASE --as robin --asked no --measure mask --hours 24 --why "..."
    evenhand decide CASE --as robin --asked yes --contact ID --release

    Light measures that end soon are in force at once. Heavy or lasting ones are proposed: a
    second person has to agree in time, else they end by themselves. Everybody who decides says
    whether anyone outside the rules has raised the matter with them, owner and staff included;
    the answer is logged.
    """
    from evenhand.cli._deliver import deliver_queued
    from evenhand.cli._people import case_dict, ruled_dict, ruled_lines
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.choice import Choice, Chosen, Do
    from evenhand.pipeline.people.deciding import decide_case

    if (do is None) is not bool(measures):
        raise click.UsageError("say one of --confirm, --keep, --release, or --measure NAME")
    with open_home(write=True) as home:
        end = ending(hours, until, home.clock.now())
        chosen = [Chosen(name, end, link) for name in measures]
        choice = Choice(Do(do or "measure"), asked, contacts, why, chosen, rule)
        decided = decide_case(home, case, by, choice)
        deliver_queued(home)
    if as_json:
        told = {"case": case_dict(decided.case), **ruled_dict(decided.ruled)}
        json_document(told | ({"like": decided.likeness.say()} if decided.likeness else {}))
        return
    for line in ruled_lines(decided.ruled):
        click.echo(line)
    if decided.likeness:
        click.echo(decided.likeness.say())


def ending(hours: int | None, until: datetime | None, now: datetime) -> datetime | None:
    """When chosen measures end; None where their card says it."""
    from datetime import timedelta

    if hours is not None and until is not None:
        raise click.UsageError("--hours and --until say the same thing: give one of them")
    if until is not None:
        return until.replace(tzinfo=UTC)
    return now + timedelta(hours=hours) if hours is not None else None
