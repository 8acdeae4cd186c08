"""Interests, facts, offers, flags and the staff, as rows of their lists."""

from typing import TYPE_CHECKING, Any

from evenhand.model.case import Flag
from evenhand.model.clock import utc_text
from evenhand.model.contact import Offer
from evenhand.model.people import Fact, Interest, Staff

if TYPE_CHECKING:
    from evenhand.pipeline.people.offers import OfferView

INTERESTS = ("id", "role", "holder", "kind", "party", "person", "from", "until", "source")
FACTS = (
    "id", "about", "subject", "name", "value", "asserted_by", "basis", "at", "contact", "standing",
    "dispute",
)  # fmt: skip
OFFERS = ("id", "received", "matter", "outcome", "assessed", "decided", "files", "public_note")
FLAGS = ("id", "received_at", "why", "on", "subject", "harmed", "trusted", "case", "answered_at")
STAFF = ("name", "role", "since", "until")
"""Columns of each list, in order."""


def interest_row(interest: Interest) -> dict[str, Any]:
    """An interest, with who holds it: for the staff alone."""
    return {
        "id": interest.id,
        "role": str(interest.role),
        "holder": interest.holder,
        "kind": str(interest.kind),
        "party": interest.party,
        "person": interest.person,
        "from": utc_text(interest.from_),
        "until": utc_text(interest.until) if interest.until else None,
        "source": interest.source,
    }


def fact_row(fact: Fact) -> dict[str, Any]:
    """A fact with who asserts it and what is said against it."""
    return {
        "id": fact.id,
        "about": str(fact.subject.type),
        "subject": fact.subject.id,
        "name": fact.name,
        "value": fact.value,
        "asserted_by": fact.asserted_by,
        "basis": fact.basis,
        "at": utc_text(fact.at),
        "contact": fact.contact,
        "standing": str(fact.standing),
        "dispute": fact.dispute,
    }


def offer_row(offer: Offer) -> dict[str, Any]:
    """An offer, never who offered it."""
    return {
        "id": offer.id,
        "site": offer.site,
        "received": utc_text(offer.received_at),
        "matter": offer.matter,
        "outcome": str(offer.outcome),
        "assessed": utc_text(offer.assessed_at) if offer.assessed_at else None,
        "decided": utc_text(offer.decided_at) if offer.decided_at else None,
        "files": len(offer.fingerprints),
        "public_note": offer.public_note,
    }


def offer_dict(view: "OfferView") -> dict[str, Any]:
    """All of an offer; `offered_by` only where it was revealed."""
    offer = view.offer
    seen = [{"by": n.by, "at": utc_text(n.at), "why": n.text} for n in view.reveals]
    return {
        **offer_row(offer),
        **({"offered_by": offer.offered_by} if offer.offered_by else {}),
        "provenance": offer.provenance,
        "assessment": offer.assessment,
        "why": offer.why,
        "logged_by": offer.logged_by,
        "decided_by": offer.decided_by,
        "fingerprints": list(offer.fingerprints),
        "reveals": seen,
    }


def flag_row(flag: Flag) -> dict[str, Any]:
    """A flag without its words and sender, which are in the case, for its reviewer."""
    return {
        "id": flag.id,
        "received_at": utc_text(flag.received_at),
        "why": str(flag.why),
        "on": str(flag.subject.type),
        "subject": flag.subject.id,
        "harmed": flag.harmed,
        "trusted": flag.trusted,
        "case": flag.case,
        "answered_at": utc_text(flag.answered_at) if flag.answered_at else None,
    }


def staff_row(staff: Staff) -> dict[str, Any]:
    """Somebody of the staff; never public."""
    return {
        "name": staff.name,
        "role": str(staff.role),
        "since": utc_text(staff.since),
        "until": utc_text(staff.until) if staff.until else None,
    }
