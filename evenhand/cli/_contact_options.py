"""What somebody tells of a contact that they record: the options, and the record from them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import click

from evenhand.cli._when import WHEN
from evenhand.model.contact import (
    Asked,
    Channel,
    ContactKind,
    ContactRole,
    Notice,
    Order,
    SealBecause,
)

if TYPE_CHECKING:
    from evenhand.pipeline.people.contacts import Intake

F = TypeVar("F", bound=Callable[..., Any])
MOST_BYTES = 1_000_000
"""Of a file with what was asked; the record's own bounds are tighter."""


def words_of(enum: type[StrEnum]) -> click.Choice[str]:
    """The words of an enumeration, as an option takes them."""
    return click.Choice([word.value for word in enum])


TELLS: Sequence[Callable[[F], F]] = (
    click.option("--role", required=True, type=words_of(ContactRole), metavar="ROLE",
                 help="In which capacity they ask; public: " + ", ".join(ContactRole) + "."),
    click.option("--wants", required=True, type=words_of(Asked), metavar="WHAT",
                 help="What they want; public: " + ", ".join(Asked) + "."),
    click.option("--organisation", default="", metavar="NAME",
                 help="The organisation that asks; public. None for a private person."),
    click.option("--person", default="", metavar="NAME",
                 help="The person who wrote or spoke; sealed."),
    click.option("--for", "on_behalf_of", default="", metavar="NAME",
                 help="On whose behalf, where they do not ask for themselves; public."),
    click.option("--for-person", "behalf_person", is_flag=True,
                 help="--for names a person: then it is sealed."),
    click.option("--received", "received_at", type=WHEN, metavar="TIME",
                 help="When they asked. How much later it is recorded shows in public."),
    click.option("--matter", metavar="NAME", help="The matter that it belongs to."),
    click.option("--object", "objects", multiple=True, metavar="ID|ADDRESS",
                 help="An item, link or account that it is about (repeatable); sealed."),
    click.option("--ground", default="", metavar="TEXT", help="The reason they gave; sealed."),
    click.option("--own-data", is_flag=True,
                 help="A private person asks about their own data: never listed singly."),
    click.option("--threat-to-life", is_flag=True,
                 help="A life may be in danger: it goes before everything else."),
    click.option("--binding", is_flag=True, help="A law makes it an order."),
    click.option("--order-9", "kind", flag_value="order_9",
                 help="An authority's order against content (DSA Art. 9)."),
    click.option("--order-10", "kind", flag_value="order_10",
                 help="An authority's order to give information (DSA Art. 10)."),
    click.option("--authority", default="", metavar="NAME", help="Who issued the order; public."),
    click.option("--legal-basis", default="", metavar="LAW", help="Its legal basis; public."),
    click.option("--scope", multiple=True, metavar="CC",
                 help="Where it holds: country codes (repeatable), EU, or worldwide; public."),
    click.option("--notice-16", "kind", flag_value="notice_16",
                 help="A notice of illegal content (DSA Art. 16)."),
    click.option("--place", "places", multiple=True, metavar="ADDRESS|ID",
                 help="Exactly where the content is (repeatable); sealed."),
    click.option("--reasons", default="", metavar="TEXT", help="Why it is illegal; sealed."),
    click.option("--name", default="", metavar="NAME", help="The notifier's name; sealed."),
    click.option("--email", default="", metavar="E-MAIL", help="The notifier's address; sealed."),
    click.option("--good-faith", is_flag=True, help="The notifier says so in good faith."),
    click.option("--exempt", is_flag=True,
                 help="About an offence for which nobody has to name themselves."),
    click.option("--seal", type=words_of(SealBecause), metavar="BECAUSE",
                 help="It may not be disclosed: legal_bar, or safety of a person."),
    click.option("--seal-until", type=WHEN, metavar="TIME",
                 help="When that reason ends, where it does."),
)  # fmt: skip
"""Who asked, for what, about what, and what it is in law."""


def told_options(command: F) -> F:
    """All that can be told of a contact, whether it is typed in or read from a letter."""
    for option in reversed(TELLS):
        command = option(command)
    return command


def read_text(text: str, file: BinaryIO | None) -> str:
    """The words of `--text` or of `--file`. Raises click.UsageError without, or with both."""
    if bool(text) is (file is not None):
        raise click.UsageError("give their own words: --text TEXT, or --file FILE (- is stdin)")
    if file is None:
        return text
    try:
        return file.read(MOST_BYTES).decode()
    except UnicodeDecodeError:
        raise click.UsageError("--file is not UTF-8 text") from None


def intake_of(told: dict[str, Any], text: str = "", channel: str = Channel.EMAIL) -> "Intake":
    """What was told, as the record takes it; whether it fits together is checked there."""
    from evenhand.pipeline.people.contacts import Intake

    until: datetime | None = told["seal_until"]
    if until is not None and told["seal"] is None:
        raise click.UsageError("--seal-until goes with --seal")
    return Intake(
        role=ContactRole(told["role"]),
        wants=Asked(told["wants"]),
        text=text,
        channel=Channel(channel),
        kind=ContactKind(told["kind"] or ContactKind.REQUEST),
        organisation=told["organisation"],
        person=told["person"],
        on_behalf_of=told["on_behalf_of"],
        behalf_person=told["behalf_person"],
        own_data=told["own_data"],
        received_at=told["received_at"],
        objects=told["objects"],
        ground=told["ground"],
        binding=told["binding"],
        threat_to_life=told["threat_to_life"],
        matter=told["matter"],
        order=_order(told),
        notice=_notice(told),
        seal=SealBecause(told["seal"]) if told["seal"] else None,
        seal_until=until,
    )


def _order(told: dict[str, Any]) -> Order | None:
    given = (told["authority"], told["legal_basis"], told["scope"])
    return Order(*given) if any(given) else None


def _notice(told: dict[str, Any]) -> Notice | None:
    """The notice; its name is the person's where no other is given."""
    if told["kind"] != ContactKind.NOTICE_16 and not (told["places"] or told["reasons"]):
        return None
    return Notice(
        places=told["places"],
        reasons=told["reasons"],
        name=told["name"] or told["person"],
        email=told["email"],
        good_faith=told["good_faith"],
        exempt=told["exempt"],
    )
