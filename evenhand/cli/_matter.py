"""How one affair is shown: everything on a page, as it stands now."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from evenhand.cli._people import due, measure_line, minute

if TYPE_CHECKING:
    from evenhand.pipeline.people.matters import MatterView


def matter_lines(view: "MatterView", now: datetime) -> Iterator[str]:
    """The matter as text."""
    opened = view.opened
    yield f"Matter {view.id}, site {view.site}: {opened.title if opened else 'not opened yet'}"
    if opened and opened.parties:
        yield f"It concerns {', '.join(opened.parties)}"
    for head, lines in (
        ("What was decided", _decision_lines(view)),
        ("Who asked from outside", _contact_lines(view)),
        ("Interests that it touches", _interest_lines(view)),
        ("Flags", _flag_lines(view)),
        ("Appeals", _appeal_lines(view)),
        ("Offers", _offer_lines(view)),
        ("Open cases", (f"{c.id}  {c.queue}, due {due(c, now)}" for c in view.cases)),
    ):
        held = list(lines)
        if held:
            yield f"\n{head}"
            yield from (f"  {line}" for line in held)


def _decision_lines(view: "MatterView") -> Iterator[str]:
    for subject, decisions in view.decisions:
        yield f"{subject.type} {subject.id}"
        for decision in decisions:
            asked = {True: ", asked: yes", False: ", asked: no", None: ""}[decision.asked]
            yield f"  {minute(decision.decided_at)} by {decision.decided_by}{asked}  {decision.id}"
            yield from (f"    {measure_line(measure)}" for measure in decision.measures)
    if view.allowed:
        yield f"{view.allowed} more, allowed by the rules"


def _contact_lines(view: "MatterView") -> Iterator[str]:
    for contact in view.contacts:
        who = contact.organisation or f"a person ({contact.role})"
        yield (
            f"{minute(contact.received_at)} {who}, {contact.standing}: {contact.wants}"
            f"  {contact.id}"
        )
    if view.sealed is not None:
        yield f"{view.sealed} more, which may not be disclosed"


def _interest_lines(view: "MatterView") -> Iterator[str]:
    for interest in view.interests:
        party = "a person" if interest.person else interest.party
        yield f"{interest.role}: {interest.kind}, {party}, since {minute(interest.from_)[:10]}"


def _flag_lines(view: "MatterView") -> Iterator[str]:
    if view.flags:
        yield f"{view.flags}, of which {view.unanswered} wait for their answer"


def _appeal_lines(view: "MatterView") -> Iterator[str]:
    for appeal in view.appeals:
        state = appeal.outcome or f"open, to be answered before {minute(appeal.deadline)}"
        yield f"{minute(appeal.received_at)} by the {appeal.party}: {state}  {appeal.id}"


def _offer_lines(view: "MatterView") -> Iterator[str]:
    for offer in view.offers:
        yield f"{minute(offer.received_at)} {offer.outcome}  {offer.id}"
