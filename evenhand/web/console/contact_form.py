"""Recording a contact: the few things that are always asked, and the rest folded away.

What was written down, or came as a letter, becomes the record that `pipeline.people.contacts`
takes; whether it fits together is checked there.
"""

from collections.abc import Mapping
from typing import Any

from django import forms

from evenhand.contacts.eml import MAX_BYTES
from evenhand.model.contact import (
    Asked,
    Channel,
    ContactKind,
    ContactRole,
    Notice,
    Order,
    SealBecause,
)
from evenhand.model.errors import EvenhandError
from evenhand.pipeline.people.contacts import Intake
from evenhand.web.console.fields import (
    at,
    choice,
    line,
    lines,
    moment,
    parted,
    text,
    tick,
    words_of,
)

KINDS = (
    ("request", "A request"),
    ("order_9", "An authority's order against content (DSA Art. 9)"),
    ("order_10", "An authority's order to give information (DSA Art. 10)"),
    ("notice_16", "A notice of illegal content (DSA Art. 16)"),
)

SEALED_BECAUSE = (("legal_bar", "a law forbids it"), ("safety", "the safety of a person"))

MORE = {
    "More about it": (
        "person", "on_behalf_of", "behalf_person", "received_at", "objects", "ground", "own_data",
        "threat_to_life",
    ),
    "If it is an order, or a notice of illegal content": (
        "kind", "binding", "authority", "legal_basis", "scope", "places", "reasons", "name",
        "email", "good_faith", "exempt",
    ),
    "If it may not be disclosed": ("seal", "seal_until"),
}  # fmt: skip
"""The fields that are folded away at first, by the heading below which they stand."""


class _Told(forms.Form):
    """What is asked of every contact, typed in or read from a letter."""

    role = choice("In which capacity they ask", words_of(ContactRole), "Public.")
    organisation = line(
        "The organisation that asks", "Public. None for a private person.", required=False
    )
    wants = choice("What they want", words_of(Asked), "Public.")
    matter = line("The matter that it belongs to", required=False)
    person = line("The person who wrote or spoke", "Sealed.", required=False)
    on_behalf_of = line("On whose behalf", "Where it is not their own. Public.", required=False)
    behalf_person = tick("That is a person", "Then it is sealed.")
    received_at = moment("When they asked", "Empty is now. How much later it was recorded shows.")
    objects = lines("Items, links or accounts that it is about", "Ids and addresses. Sealed.")
    ground = text("The reason they gave", "Sealed.", required=False, rows=2)
    own_data = tick("A private person asks about their own data", "Never listed singly.")
    binding = tick("A law makes it an order")
    threat_to_life = tick("A life may be in danger", "It goes before everything else.")
    kind = choice("What it is in law", KINDS)
    authority = line("Of an order: the authority", "Public.", required=False)
    legal_basis = line("Of an order: its legal basis", "Public.", required=False)
    scope = lines("Of an order: where it holds", "Country codes, EU, or worldwide. Public.")
    places = lines("Of a notice: exactly where the content is", "Sealed.")
    reasons = text("Of a notice: why it is illegal", "Sealed.", required=False, rows=2)
    name = line("Of a notice: the notifier's name", "Sealed.", required=False)
    email = line("Of a notice: the notifier's e-mail address", "Sealed.", required=False)
    good_faith = tick("Of a notice: the notifier says so in good faith")
    exempt = tick("Of a notice: about an offence for which nobody has to name themselves")
    seal = choice(
        "It may not be disclosed", SEALED_BECAUSE,
        "Seal it now: what stands in the log cannot be taken out of it.", required=False,
    )  # fmt: skip
    seal_until = moment("When that reason ends")


class TypedForm(_Told):
    """A contact that somebody writes down."""

    field_order = ("role", "organisation", "wants", "channel", "text", "matter")
    channel = choice("How they asked", words_of(Channel), "Public.")
    text = text("Their own words", "As exactly as you can. Sealed.", rows=6)


class LetterForm(_Told):
    """A contact that came as an e-mail: its sender, time and words are the letter's."""

    field_order = ("letter", "role", "organisation", "wants", "matter")
    letter = forms.FileField(
        label="The e-mail as it was saved (.eml)",
        help_text="Anybody can write any sender into a letter: it is only claimed at first.",
    )


def letter_of(given: Mapping[str, Any]) -> bytes:
    """The bytes of an uploaded letter, at most one more than is read of one."""
    data: bytes = given["letter"].read(MAX_BYTES + 1)
    return data


def intake_of(given: Mapping[str, Any]) -> Intake:
    """What a form told. Raises EvenhandError: EH776 for an end of a seal that there is not."""
    if given["seal_until"] and not given["seal"]:
        raise EvenhandError(
            "EH776", "there is an end of a seal, but no seal", not_done="nothing was recorded",
            help="say why it may not be disclosed, or leave the end out",
        )  # fmt: skip
    return Intake(
        role=ContactRole(given["role"]),
        wants=Asked(given["wants"]),
        text=given.get("text", "").replace("\r\n", "\n"),
        channel=Channel(given.get("channel", Channel.EMAIL)),
        kind=ContactKind(given["kind"]),
        organisation=given["organisation"],
        person=given["person"],
        on_behalf_of=given["on_behalf_of"],
        behalf_person=given["behalf_person"],
        own_data=given["own_data"],
        received_at=at(given, "received_at"),
        objects=parted(given["objects"]),
        ground=given["ground"],
        binding=given["binding"],
        threat_to_life=given["threat_to_life"],
        matter=given["matter"] or None,
        order=_order(given),
        notice=_notice(given),
        seal=SealBecause(given["seal"]) if given["seal"] else None,
        seal_until=at(given, "seal_until"),
    )


def _order(given: Mapping[str, Any]) -> Order | None:
    told = (given["authority"], given["legal_basis"], parted(given["scope"]))
    return Order(*told) if any(told) else None


def _notice(given: Mapping[str, Any]) -> Notice | None:
    """The notice; its name is the person's where no other is given."""
    places = parted(given["places"])
    if given["kind"] != ContactKind.NOTICE_16 and not (places or given["reasons"]):
        return None
    return Notice(
        places=places,
        reasons=given["reasons"],
        name=given["name"] or given["person"],
        email=given["email"],
        good_faith=given["good_faith"],
        exempt=given["exempt"],
    )
