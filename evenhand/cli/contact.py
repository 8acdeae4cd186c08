"""`evenhand contact add|import|list|show|verify|dispute|reply|...`."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

from evenhand.cli._contact_options import intake_of, read_text, told_options, words_of
from evenhand.cli._list import list_options, show_list
from evenhand.cli._when import WHEN
from evenhand.cli._who import as_option, json_option, site_option
from evenhand.model.contact import Channel, Contact, ContactStanding, SealBecause

if TYPE_CHECKING:
    from evenhand.pipeline.home import Home
    from evenhand.pipeline.people.orders import Answered

F = TypeVar("F", bound=Callable[..., Any])
COLUMNS = ("entry", "received", "days_late", "role", "organisation", "on_behalf_of", "wants",
           "standing", "reply", "done")  # fmt: skip


def _of_contact(command: F) -> F:
    """CONTACT, `--as` and `--json`: a command about a contact that is on record."""
    return click.argument("contact")(as_option(json_option(command)))


def _language_option(command: F) -> F:
    return click.option(
        "--language", metavar="CODE", help="Of the letter, such as fr; the site's unless you say."
    )(command)


@click.group()
def command() -> None:
    """Contacts: who from outside has asked for what, on whose behalf, and what came of it.

    Whenever anybody outside the rules asks for something (a campaign, an official, an advertiser,
    a court, the owner, a colleague), record it at once. It takes a minute, everybody of the staff
    may do it, and nobody can delete it. Organisations and roles are public; words, names of
    people and what it is about are not: the log only commits to them.
    """


@command.command()
@as_option
@site_option
@click.option("--channel", required=True, type=words_of(Channel), metavar="HOW",
              help="How they asked; public: " + ", ".join(Channel) + ".")  # fmt: skip
@click.option("--text", default="", help="Their own words, as exactly as you can; sealed.")
@click.option("--file", type=click.File("rb"), help="Their words from a text file; - is stdin.")
@told_options
@json_option
def add(
    by: str, site: str, channel: str, text: str, file: BinaryIO | None, as_json: bool, **told: Any
) -> None:
    """Record that somebody from outside has asked for something.

    \b
    A campaign called and wants a link blocked:
      evenhand contact add --as ada --role political --organisation "Vale for Mayor" \\
        --person "Tom Reed" --channel call --wants block_link --matter dossier \\
        --object https://letter.example/dossier --text "Please see to it that ..."
    An authority orders a removal:
      evenhand contact add --as ada --role authority --organisation "Media Office" \\
        --channel letter --wants remove --order-9 --authority "Media Office" --binding \\
        --legal-basis "Media Act, s. 4" --scope FR --object p-7 --file order.txt

    Say when they asked (--received) where that is not now: how much later it was recorded shows
    in public, and late is better than never. If a law or somebody's safety forbids to disclose
    it, say --seal now: what stands in the log cannot be taken out of it.
    """
    from evenhand.cli._contact import show_recorded
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import contacts

    intake = intake_of(told, read_text(text, file), channel)
    with open_home(write=True) as home:
        recorded = contacts.add(home, site, by, intake)
        show_recorded(recorded, home.clock.now(), as_json)


@command.command("import")
@click.argument("file", type=click.File("rb"))
@as_option
@site_option
@told_options
@json_option
def import_(file: BinaryIO, by: str, site: str, as_json: bool, **told: Any) -> None:
    """Record a contact from an e-mail file.

    FILE is the e-mail as it was saved (.eml); - is stdin.

    Sender, time and words are the letter's. Anybody can write any sender into a letter: it is
    only claimed until somebody verifies it, and you say in which role they ask, for what.

    \b
      evenhand contact import letter.eml --as ada --role political --wants block_link \\
        --organisation "Vale for Mayor" --matter dossier
    """
    from evenhand.cli._contact import show_recorded
    from evenhand.contacts.eml import MAX_BYTES
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import contacts

    data = file.read(MAX_BYTES + 1)
    with open_home(write=True) as home:
        recorded = contacts.from_eml(home, site, by, data, intake_of(told))
        show_recorded(recorded, home.clock.now(), as_json)


@command.command("list")
@site_option
@click.option("--all", "everything", is_flag=True,
              help="All that you may read, with their ids; say who you are with --as.")  # fmt: skip
@click.option("--as", "by", metavar="NAME", envvar="EVENHAND_STAFF", show_envvar=True,
              help="Who you are: a name of the site's staff.")  # fmt: skip
@list_options
def list_(site: str, everything: bool, by: str | None, as_json: bool, as_csv: bool) -> None:
    """List who has asked for what.

    This is what is public, as everybody can read it in the log. Those who asked about their own
    data are only counted, and what is sealed is not listed.
    """
    from evenhand.contacts import table
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people.contact_views import readable, register

    if everything and by is None:
        raise click.UsageError("--all shows what is not public: say who you are with --as")
    with open_home(write=False) as home:
        if everything:
            _staff_list(readable(home, site, by or ""), as_json, as_csv)
            return
        found = register(home, site)
    if as_json and as_csv:
        raise click.UsageError("--json and --csv are two forms of one list: choose one")
    if as_json or as_csv:
        click.echo((table.to_json if as_json else table.to_csv)(found), nl=False)
        return
    show_list(COLUMNS, found.rows, as_json=False, as_csv=False)
    click.echo(f"\nPeople who asked about their own data: {found.own_data}\n{table.UNLISTED}")


@command.command()
@_of_contact
@click.option("--reveal", is_flag=True, help="Show words and names too; that you did is noted.")
@click.option("--why", default="", help="Why you need to see them.")
def show(contact: str, by: str, reveal: bool, why: str, as_json: bool) -> None:
    """Show CONTACT with its cases and notes.

    CONTACT is its id. Words and names of people are covered unless you --reveal them.

    \b
      evenhand contact show ID --as ada --reveal --why "to answer them"
    """
    from evenhand.cli._contact import view_lines
    from evenhand.cli._show import json_document
    from evenhand.pipeline.documents.contacts import view_dict
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import contact_views as views

    with open_home(write=reveal) as home:
        now = home.clock.now()
        view = views.reveal(home, contact, by, why) if reveal else views.view(home, contact, by)
    if as_json:
        json_document(view_dict(view, revealed=reveal))
        return
    for line in view_lines(view, now, revealed=reveal):
        click.echo(line)


@command.command()
@_of_contact
@click.option("--basis", required=True, help="How you know, such as a call back; sealed.")
def verify(contact: str, by: str, basis: str, as_json: bool) -> None:
    """Say that CONTACT is from whom it says.

    Everything is claimed at first. Verified or disputed shows in public; how you know does not.

    \b
      evenhand contact verify ID --as ada --basis "called the office back at its own number"
    """
    _stand(contact, by, ContactStanding.VERIFIED, basis, as_json)


@command.command()
@_of_contact
@click.option("--basis", required=True, help="What speaks against it; sealed.")
def dispute(contact: str, by: str, basis: str, as_json: bool) -> None:
    """Say that CONTACT may not be from whom it says."""
    _stand(contact, by, ContactStanding.DISPUTED, basis, as_json)


def _stand(contact: str, by: str, standing: ContactStanding, basis: str, as_json: bool) -> None:
    from evenhand.pipeline.people import contact_changes

    _change(
        lambda home: contact_changes.stand(home, contact, by, standing, basis),
        str(standing),
        as_json,
    )


@command.command()
@_of_contact
@_language_option
def invite(contact: str, by: str, language: str | None, as_json: bool) -> None:
    """Write the letter that invites a reply.

    It tells whoever is said to have asked what is recorded, and how to reply to it. You send it.
    """
    from evenhand.cli._show import json_document
    from evenhand.pipeline.home import open_home
    from evenhand.pipeline.people import contact_changes

    with open_home(write=False) as home:
        letter = contact_changes.invitation(home, contact, by, language)
    if as_json:
        json_document({"contact": contact, "letter": letter})
    else:
        click.echo(letter, nl=False)


@command.command()
@_of_contact
@click.option("--from", "who", required=True, metavar="NAME", help="Whose reply it is; sealed.")
@click.option("--text", required=True, help="What they say, in their words; sealed.")
@click.option("--at", type=WHEN, help="When it came; now unless you say.")
def reply(contact: str, by: str, who: str, text: str, at: datetime | None, as_json: bool) -> None:
    """Record what they reply to CONTACT.

    Everybody who asked, or is said to have asked, may say something to what is recorded.
    """
    from evenhand.pipeline.people import contact_changes

    _change(
        lambda home: contact_changes.reply(home, contact, by, text, who, at),
        "reply recorded",
        as_json,
    )


@command.command()
@_of_contact
@click.argument("what")
def done(contact: str, by: str, what: str, as_json: bool) -> None:
    """Say in a sentence WHAT came of CONTACT.

    Its case is closed. The sentence itself is not public, only that it is done.
    """
    from evenhand.pipeline.people import contact_changes

    _change(lambda home: contact_changes.done(home, contact, by, what), "done", as_json)


@command.command()
@_of_contact
@click.argument("matter")
def link(contact: str, by: str, matter: str, as_json: bool) -> None:
    """Say that CONTACT belongs to MATTER.

    Notices of later decisions on the matter list the contact.
    """
    from evenhand.pipeline.people import contact_changes

    _change(lambda home: contact_changes.link(home, contact, by, matter), "linked", as_json)


@command.command()
@_of_contact
@click.argument("what")
@click.option("--at", type=WHEN, help="When it was given; now unless you say.")
def effect(contact: str, by: str, what: str, at: datetime | None, as_json: bool) -> None:
    """Say WHAT effect was given to an order.

    CONTACT is the order. The day is public. Its case is closed.
    """
    from evenhand.pipeline.people import orders

    _change(lambda home: orders.give_effect(home, contact, by, what, at), "effect given", as_json)


@command.command()
@_of_contact
@_language_option
def confirm(contact: str, by: str, language: str | None, as_json: bool) -> None:
    """Confirm that a notice has arrived.

    Prints the letter to the notifier of CONTACT; you send it. The law asks for it without undue
    delay, where the notifier can be reached by e-mail.
    """
    from evenhand.pipeline.people import orders

    _answer(lambda home: orders.confirm(home, contact, by, language), as_json)


@command.command()
@_of_contact
@click.argument("decided")
@_language_option
def decide(contact: str, by: str, decided: str, language: str | None, as_json: bool) -> None:
    """Tell a notifier what was DECIDED.

    Prints the letter to the notifier of CONTACT; you send it. DECIDED is one sentence without
    anything private. Where content is removed or covered, take that measure first, with `evenhand
    decide`.
    """
    from evenhand.pipeline.people import orders

    _answer(lambda home: orders.decide(home, contact, by, decided, language), as_json)


@command.command()
@_of_contact
@click.argument("because", type=words_of(SealBecause), metavar="BECAUSE")
@click.option("--until", type=WHEN, help="When that reason ends, where it does.")
def seal(contact: str, by: str, because: str, until: datetime | None, as_json: bool) -> None:
    """Seal CONTACT: it may not be disclosed.

    BECAUSE is legal_bar, or the safety of a person. It is sealed at once. Where somebody else
    decides at the site, they have to agree within 72 hours, and every 180 days people look again.
    What stands in the log already stays there; a contact that is to have no entry at all is sealed
    when it is recorded (`add --seal`).
    """
    from evenhand.pipeline.people import seals

    _change(
        lambda home: seals.seal(home, contact, by, SealBecause(because), until), "sealed", as_json
    )


@command.command()
@_of_contact
def agree(contact: str, by: str, as_json: bool) -> None:
    """Agree to a seal as the second person."""
    from evenhand.pipeline.people import seals

    _change(lambda home: seals.agree(home, contact, by), "sealed", as_json)


@command.command()
@_of_contact
def renew(contact: str, by: str, as_json: bool) -> None:
    """Say that the reason of a seal still holds.

    You have looked at CONTACT again. Somebody else agrees to that, where there is somebody.
    """
    from evenhand.pipeline.people import seals

    _change(lambda home: seals.renew(home, contact, by), "sealed", as_json)


@command.command()
@_of_contact
def unseal(contact: str, by: str, as_json: bool) -> None:
    """End the seal of CONTACT: disclose it.

    It gets an entry, which shows since when the log has committed to it. That cannot be undone.
    """
    from evenhand.pipeline.people import seals

    _change(lambda home: seals.unseal(home, contact, by), "no longer sealed", as_json)


def _change(change: "Callable[[Home], Contact]", what: str, as_json: bool) -> None:
    """Make a change and say that it is made."""
    from evenhand.cli._contact import show_changed
    from evenhand.pipeline.home import open_home

    with open_home(write=True) as home:
        changed = change(home)
    show_changed(changed, what, as_json)


def _answer(answer: "Callable[[Home], Answered]", as_json: bool) -> None:
    """Answer a notice and print the letter."""
    from evenhand.cli._contact import show_letter
    from evenhand.pipeline.home import open_home

    with open_home(write=True) as home:
        answered = answer(home)
    show_letter(answered.contact, answered.letter, as_json)


def _staff_list(contacts: Sequence[Contact], as_json: bool, as_csv: bool) -> None:
    from evenhand.pipeline.documents.contacts import COLUMNS as STAFF_COLUMNS
    from evenhand.pipeline.documents.contacts import contact_dict, contact_row

    rows = [contact_dict(c) if as_json else contact_row(c) for c in contacts]
    show_list(STAFF_COLUMNS, rows, as_json=as_json, as_csv=as_csv)
