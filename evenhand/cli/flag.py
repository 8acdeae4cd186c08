"""`evenhand flag add|status|list`."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from evenhand.cli._list import list_options, show_list
from evenhand.cli._show import json_document
from evenhand.cli._text import read_text, text_options
from evenhand.cli._who import json_option, site_option
from evenhand.model.case import FlagWhy
from evenhand.model.clock import day_text, utc_text
from evenhand.model.measure import SubjectType
from evenhand.pipeline.documents.affairs import FLAGS, flag_row

if TYPE_CHECKING:
    from evenhand.pipeline.people.flags import FlagView


@click.group()
def command() -> None:
    """Flags: somebody says that something is wrong with an item. Anybody may, without an account.

    A flag decides how soon a person looks, never what is done: a thousand of them about one item
    are one case. Everybody who flags gets a receipt, an answer, and can appeal.
    """


@command.command()
@click.argument("item")
@click.option(
    "--on",
    type=click.Choice(["item", "link", "account"]),
    default="item",
    show_default=True,
    help="What ITEM is: its id, a link's address, an account's id.",
)
@click.option(
    "--why",
    required=True,
    type=click.Choice([why.value for why in FlagWhy]),
    help="What is wrong with it.",
)
@text_options
@click.option(
    "--harmed",
    is_flag=True,
    help="It is the flagger's own information: they are told of every measure.",
)
@click.option("--who", metavar="NAME", help="As they name themselves; nobody has to.")
@click.option("--reach", default="", metavar="ADDRESS", help="Where an answer can be sent.")
@click.option(
    "--trusted",
    is_flag=True,
    help="They are one of the site's trusted flaggers, named by --who; you checked it.",
)
@click.option(
    "--language", default="en", show_default=True, metavar="CODE", help="Of the letters to them."
)
@site_option
@json_option
def add(
    item: str, on: str, why: str, text: str, file: BinaryIO | None, site: str, as_json: bool,
    **sender: Any,
) -> None:  # fmt: skip
    """Take in a flag about ITEM and print the letter for whoever sent it.

    \b
    Her own address stands in a post:
      evenhand flag add p-7 --why private_information --harmed --language fr \\
        --text "The third line is where I live."
    A page that a post leads to:
      evenhand flag add https://letter.example/dossier --on link --why withheld_material

    The letter holds the receipt link. It is shown this once and cannot be looked up later: only
    a digest of it is kept.
    """
    from evenhand.model.measure import Subject
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.flags import flag

    words = read_text(text, file, needed=False)
    with open_home(write=True) as home:
        flagged = flag(home, site, Subject(SubjectType(on), item), FlagWhy(why), words, **sender)
    if as_json:
        given = flagged.flag
        told = {"id": given.id, "case": given.case, "log_index": given.log_index}
        told |= {"receipt": flagged.receipt, "letter": flagged.letter, "answer": given.answer}
        json_document(told)
        return
    click.echo(flagged.letter, nl=False)
    if flagged.flag.answer:
        click.echo("\n" + flagged.flag.answer, nl=False)


@command.command()
@click.argument("receipt")
@json_option
def status(receipt: str, as_json: bool) -> None:
    """Show what came of a flag to whoever holds its RECEIPT: the link, or the secret in it.

    The answer, every later notice to the person whose information it is, and whether there is
    something to appeal (`evenhand appeal add --receipt`).
    """
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.flags import status

    with open_home(write=False) as home:
        view = status(home, receipt)
    if as_json:
        json_document(_view_dict(view))
        return
    for line in _view_lines(view):
        click.echo(line)


def _view_dict(view: "FlagView") -> dict[str, Any]:
    """What came of a flag, as JSON writes it."""
    given = view.flag
    return {
        "id": given.id,
        "received_at": utc_text(given.received_at),
        "log_index": given.log_index,
        "answer": given.answer,
        "answered_at": utc_text(given.answered_at) if given.answered_at else None,
        "notices": [{"written_at": utc_text(n.written_at), "text": n.text} for n in view.notices],
        "appeals": [{"id": each.id, "outcome": each.outcome} for each in view.appeals],
        "can_appeal": view.appealable,
    }


def _view_lines(view: "FlagView") -> Iterator[str]:
    """What came of a flag, as text: the letters, and what else there is to do."""
    day = day_text(view.flag.received_at)
    yield view.flag.answer or f"Your report of {day} waits for somebody to look at it."
    for notice in view.notices:
        yield f"{'-' * 72}\n\n{notice.text}"
    for appeal in view.appeals:
        if appeal.outcome is None:
            yield f"Your appeal is answered by {day_text(appeal.deadline)}."
    if view.appealable:
        yield "You can appeal: evenhand appeal add --receipt RECEIPT --text TEXT"


@command.command("list")
@click.option("--waiting", is_flag=True, help="Only those without an answer; status 1 for any.")
@site_option
@list_options
@click.pass_context
def list_(ctx: click.Context, waiting: bool, site: str, as_json: bool, as_csv: bool) -> None:
    """List the flags, oldest first. Their words and senders are in the case, for its reviewer."""
    from evenhand.pipeline.home import open_home
    from evenhand.store.flags import all_flags
    from evenhand.store.sites import get_site

    with open_home(write=False):
        flags = all_flags(get_site(site).name, waiting=waiting)
    rows = [flag_row(flag) for flag in flags]
    show_list(FLAGS, rows, as_json=as_json, as_csv=as_csv)
    if waiting and flags:
        ctx.exit(1)
