"""`evenhand offer add|assess|decline|redact|publish|list|show`."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from evenhand.cli._list import list_options, show_list
from evenhand.cli._show import json_document
from evenhand.cli._when import WHEN
from evenhand.cli._who import as_option, json_option, site_option
from evenhand.pipeline.documents.affairs import OFFERS, offer_dict, offer_row

if TYPE_CHECKING:
    from evenhand.model.contact import Offer
    from evenhand.pipeline.people.offers import OfferView

F = TypeVar("F", bound=Callable[..., Any])


@click.group()
def command() -> None:
    """Material that somebody offers to a newsroom, and what the newsroom did with it and why.

    Everything about an offer is private. The log only commits to it, so that a newsroom can show
    later what it was offered and when it decided what. Who offered is in no list.
    """


@command.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@as_option
@site_option
@click.option("--offered-by", metavar="WHO", prompt="Who offered it",
              help="Who, or `unknown`; asked for if left out. Always sealed.")  # fmt: skip
@click.option("--matter", metavar="NAME", help="The matter that it belongs to.")
@click.option("--provenance", default="", help="Where it seems to come from. Private.")
@click.option("--received", type=WHEN, help="When it came; now unless you say.")
@json_option
def add(
    files: tuple[Path, ...], by: str, site: str, offered_by: str, matter: str | None,
    provenance: str, received: datetime | None, as_json: bool,
) -> None:  # fmt: skip
    """Keep that material was offered: who offered it, and the digests of FILEs.

    The files themselves are not kept. Two offers of the same file show the same digest.

    \b
      evenhand offer add dossier.pdf --as ada --matter dossier --provenance "said to be hacked"
    """
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import offers

    offered = offers.Offered(offered_by, files, matter, provenance, received)
    with open_home(write=True) as home:
        _changed(offers.add(home, site, by, offered), "kept", as_json)


@command.command()
@click.argument("offer")
@as_option
@click.option("--text", required=True, help="What was found: is it genuine, whom does it harm?")
@json_option
def assess(offer: str, by: str, text: str, as_json: bool) -> None:
    """Keep what was found about OFFER (its id), before anything is decided. Once; private."""
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import offers

    with open_home(write=True) as home:
        _changed(offers.assess(home, offer, by, text), "assessed", as_json)


def _decision_options(command: F) -> F:
    command = click.argument("offer")(as_option(command))
    command = click.option("--why", required=True, help="Why. Private.")(command)
    note = click.option("--public-note", default="", metavar="TEXT",
                        help="What the newsroom says in public: it goes into the log.")  # fmt: skip
    return json_option(note(command))


@command.command()
@_decision_options
def decline(offer: str, by: str, why: str, public_note: str, as_json: bool) -> None:
    """Decide not to publish OFFER (its id)."""
    _decide(offer, by, "declined", why, public_note, as_json)


@command.command()
@_decision_options
def redact(offer: str, by: str, why: str, public_note: str, as_json: bool) -> None:
    """Decide to publish OFFER (its id) with what is private covered."""
    _decide(offer, by, "redacted", why, public_note, as_json)


@command.command()
@_decision_options
def publish(offer: str, by: str, why: str, public_note: str, as_json: bool) -> None:
    """Decide to publish OFFER (its id) as it is."""
    _decide(offer, by, "published", why, public_note, as_json)


@command.command("list")
@as_option
@site_option
@list_options
def list_(by: str, site: str, as_json: bool, as_csv: bool) -> None:
    """List what was offered to a site and what was done; never who offered."""
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import offers

    with open_home(write=False) as home:
        found = offers.offers(home, site, by)
    show_list(OFFERS, [offer_row(offer) for offer in found], as_json=as_json, as_csv=as_csv)


@command.command()
@click.argument("offer")
@as_option
@click.option("--reveal", is_flag=True, help="Show who offered it as well; this is noted.")
@click.option("--why", default="", help="Why it has to be shown; needed with --reveal.")
@json_option
def show(offer: str, by: str, reveal: bool, why: str, as_json: bool) -> None:
    """Show OFFER (its id) whole, except who offered it.

    With --reveal and --why that is shown too, and everybody who opens the offer later reads who
    looked, when and why.
    """
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import offers

    if bool(why) is not reveal:
        raise click.UsageError("--reveal says --why, and --why is for --reveal")
    with open_home(write=reveal) as home:
        view = offers.reveal(home, offer, by, why) if reveal else offers.view(home, offer, by)
    _show(view, as_json)


def _decide(offer: str, by: str, outcome: str, why: str, public_note: str, as_json: bool) -> None:
    from evenhand.model.contact import OfferOutcome
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import offers

    with open_home(write=True) as home:
        decided = offers.decide(home, offer, by, OfferOutcome(outcome), why, public_note)
    _changed(decided, outcome, as_json)


def _changed(offer: "Offer", change: str, as_json: bool) -> None:
    if as_json:
        json_document(offer_row(offer))
    else:
        click.echo(f"{offer.id}  {change}")


def _show(view: "OfferView", as_json: bool) -> None:
    """All of an offer; `offered by` only where it was revealed."""
    from evenhand.text.times import minute

    document = offer_dict(view)
    if as_json:
        json_document(document)
        return
    del document["reveals"]
    for name, value in document.items():
        for line in value if isinstance(value, list) else [value]:
            if line not in (None, ""):
                click.echo(f"{name.replace('_', ' '):<13} {line}")
    for note in view.reveals:
        click.echo(f"{'revealed':<13} {minute(note.at)} to {note.by}: {note.text}")
