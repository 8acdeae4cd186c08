"""`evenhand appeal add|list|show|answer`."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from evenhand.cli._list import list_options, show_list
from evenhand.cli._show import json_document
from evenhand.cli._text import read_text, text_options
from evenhand.cli._when import WHEN
from evenhand.cli._who import as_option, asked_options, json_option, site_option
from evenhand.model.case import AppealOutcome, Party

if TYPE_CHECKING:
    from evenhand.pipeline.people.answering import Answer


@click.group()
def command() -> None:
    """Appeals: somebody whom a decision concerns asks that it be looked at again.

    The writer can, the person whose information it is about, and whoever flagged it. Somebody
    who had no part in the decision answers in writing, in time; how many are overdue is public.
    """


@command.command()
@click.argument("case", required=False)
@text_options
@click.option(
    "--receipt",
    metavar="LINK",
    help="Of a flagger, or of the person concerned: the link from their letter.",
)
@click.option(
    "--party",
    type=click.Choice([party.value for party in Party]),
    help="As who they appeal; the writer, or by their receipt, unless you say.",
)
@click.option("--account", metavar="ID", help="The writer's account; else you vouch for them.")
@json_option
def add(
    case: str | None, text: str, file: BinaryIO | None, party: str | None, as_json: bool,
    **who: Any,
) -> None:  # fmt: skip
    """Take in an appeal against the decision CASE and print the letter for whoever sent it.

    \b
    The writer, who has the notice with the number of the case:
      evenhand appeal add CASE --account a-7 --file letter.txt
    Somebody who flagged it and was told that nothing is done:
      evenhand appeal add --receipt https://.../flag/... --text "It is still my address."

    It goes against what holds now: the newest decision about the same thing that concerns them.
    """
    from evenhand.model.clock import utc_text
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.appeals import appeal

    if case is None and who["receipt"] is None:
        raise click.UsageError("say what is appealed: CASE from the notice, or --receipt LINK")
    words = read_text(text, file)
    with open_home(write=True) as home:
        taken = appeal(home, case, words, party=Party(party) if party else None, **who)
    if not as_json:
        click.echo(taken.letter, nl=False)
        return
    given = taken.appeal
    json_document(
        {
            "id": given.id,
            "decision": given.decision,
            "party": given.party,
            "case": taken.case.id,
            "deadline": utc_text(given.deadline),
            "log_index": given.log_index,
            "letter": taken.letter,
        }
    )


@command.command("list")
@click.option("--open", "only_open", is_flag=True, help="Only those without an answer.")
@click.option("--overdue", is_flag=True, help="Only those whose deadline is over.")
@site_option
@list_options
@click.pass_context
def list_(
    ctx: click.Context, only_open: bool, overdue: bool, site: str, as_json: bool, as_csv: bool
) -> None:
    """List the appeals, oldest first. Status 1 where any is overdue.

    `decision` is the case that is appealed, as its notice names it.
    """
    from evenhand.cli._appeals import COLUMNS, appeal_row
    from evenhand.pipeline.home import open_home
    from evenhand.store.flags import all_appeals
    from evenhand.store.sites import get_site

    with open_home(write=False) as home:
        now = home.clock.now()
        rows = [appeal_row(each, now) for each in all_appeals(get_site(site).name)]
    late = [row for row in rows if row["overdue"]]
    shown = late if overdue else [r for r in rows if not only_open or r["outcome"] is None]
    show_list(COLUMNS, shown, as_json=as_json, as_csv=as_csv)
    if late:
        ctx.exit(1)


@command.command()
@click.argument("appeal")
@as_option
@json_option
def show(appeal: str, by: str, as_json: bool) -> None:
    """Show APPEAL (its id): the words of whoever appeals, and the answer."""
    from evenhand.cli._appeals import view_dict, view_lines
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.appeals import view

    with open_home(write=False) as home:
        found, now = view(home, appeal, by), home.clock.now()
    if as_json:
        json_document(view_dict(found, now))
        return
    for line in view_lines(found, now):
        click.echo(line)


@command.command()
@click.argument("appeal", required=False)
@click.option("--matter", metavar="NAME", help="Instead of APPEAL: all open ones of this matter.")
@site_option
@as_option
@click.option(
    "--outcome",
    required=True,
    type=click.Choice([word.value for word in AppealOutcome]),
    help="upheld: it stays. overturned: it is taken back. varied: something else holds.",
)
@text_options
@asked_options
@click.option(
    "--measure",
    "measures",
    multiple=True,
    metavar="NAME",
    help="What holds from now on (repeatable): label, warn, mask, hold, ...",
)
@click.option("--hours", type=click.IntRange(1), help="How long the measures last.")
@click.option("--until", type=WHEN, metavar="TIME", help="When the measures end.")
@click.option("--link", help="Which link a measure on a link falls on.")
@click.option("--rule", help="The rule that the measures rest on, where it is another one.")
@click.option(
    "--why", default="", help="What others read whom the measures concern; else your answer."
)
@click.option(
    "--form",
    type=click.Choice(["full", "short"]),
    default="full",
    show_default=True,
    help="short: a ready answer of a few words, for what was flagged as spam.",
)
@json_option
@click.pass_context
def answer(
    ctx: click.Context, /, appeal: str | None, matter: str | None, site: str, by: str,
    as_json: bool, **said: Any,
) -> None:  # fmt: skip
    """Answer APPEAL (its id), or all open appeals of a matter with one text.

    \b
      evenhand appeal answer APPEAL --as bo --asked no --outcome upheld --text "We read ..."
      evenhand appeal answer APPEAL --as bo --asked no --outcome varied --measure label \\
        --text "We read it again: a label is enough, because ..."
      evenhand appeal answer --matter dossier --as bo --asked no --outcome overturned --file a.txt

    Whoever decided, or agreed, cannot answer. An overturned appeal of the writer lifts everything
    and takes the strike back; a varied one says all that holds from now on, never more than
    before. Where the person concerned or a flagger is right, --measure says what is done; heavy or
    lasting measures take a second person, as always. Of a matter, those that you may not answer
    are left open and named (status 1).
    """
    from evenhand.cli import _appeals
    from evenhand.cli._deliver import deliver_queued
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import answering

    if (appeal is None) is (matter is None):
        raise click.UsageError("say which: APPEAL, or --matter NAME for all of a matter")
    skipped = False
    with open_home(write=True) as home:
        given = _answer(home.clock.now(), **said)
        if appeal is not None:
            one = answering.answer(home, appeal, by, given)
            told, lines = _appeals.answered_dict(one), _appeals.answered_lines(one)
        else:
            all_ = answering.answer_matter(home, site, matter or "", by, given)
            told, lines = _appeals.together_dict(all_), _appeals.together_lines(all_)
            skipped = bool(all_.skipped)
        deliver_queued(home)
    json_document(told) if as_json else click.echo("\n".join(lines))
    ctx.exit(1 if skipped else 0)


def _answer(
    now: datetime, *, outcome: str, text: str, file: BinaryIO | None, asked: bool | None,
    contacts: tuple[str, ...], measures: tuple[str, ...], hours: int | None,
    until: datetime | None, link: str | None, rule: str | None, why: str, form: str,
) -> "Answer":  # fmt: skip
    """The answer that the options give."""
    from evenhand.cli.decide import ending
    from evenhand.pipeline.people.answering import Answer
    from evenhand.pipeline.people.choice import Chosen
    from evenhand.statements.letters import AnswerForm

    end = ending(hours, until and until.astimezone(UTC), now)
    chosen = [Chosen(name, end, link) for name in measures]
    words = read_text(text, file)
    return Answer(
        AppealOutcome(outcome), words, asked, contacts, chosen, rule, why, AnswerForm(form)
    )
