"""One affair on one page: how it stands, what came when, and what the public would ask about it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from evenhand.model.case import Flag
from evenhand.model.contact import Contact, Offer
from evenhand.model.decision import Decision
from evenhand.model.measure import Measure, MeasureState, Subject, SubjectType
from evenhand.model.people import Fact
from evenhand.pipeline.answers.indexed import IndexedLedger
from evenhand.pipeline.answers.which_rule import Moment, which_rule
from evenhand.pipeline.answers.who_asked import WhoAsked, who_asked
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.links import LinkLine, lines_of
from evenhand.pipeline.people.matters import MatterView, view
from evenhand.store.decisions import get_decision
from evenhand.store.facts import facts_about
from evenhand.store.flags import flags_about
from evenhand.store.overviews import KeptItem, items_of_matter

MOST_ITEMS = 500
OPEN = frozenset({MeasureState.IN_FORCE, MeasureState.PROPOSED})


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in an affair.

    Attributes:
        what: in one word, as states are called: `decided`, `in_force`, `received`, `flag`, ...
        says: a sentence about it, without words of anybody outside.
        kind, id: the record that it is about: `contact`, `decision`, `item`, ...
        log: index of its entry, where it has one.
    """

    at: datetime
    what: str
    says: str
    kind: str
    id: str
    log: int | None = None


@dataclass(frozen=True, slots=True)
class MatterPage:
    """Everything about one affair.

    Attributes:
        items: that came with its name, as they last came.
        in_force: open measures of its decisions, the heaviest subjects first.
        links: all measures on links that its decisions ordered.
        events: oldest first.
    """

    view: MatterView
    items: Sequence[KeptItem]
    in_force: Sequence[Measure]
    links: Sequence[LinkLine]
    facts: Sequence[Fact]
    flags: Sequence[Flag]
    events: Sequence[Event]
    who_asked: WhoAsked


def page(home: Home, site: str, matter: str, by: str) -> MatterPage:
    """Everything about a matter, for somebody of the staff. Raises EvenhandError: as `view`."""
    seen = view(home, site, matter, by)
    decisions = [decision for _, each in seen.decisions for decision in each]
    items = items_of_matter(site, matter, MOST_ITEMS)
    subjects = list(dict.fromkeys([subject for subject, _ in seen.decisions] + _as_subjects(items)))
    measures = [measure for decision in decisions for measure in decision.measures]
    flags = [flag for subject in subjects for flag in flags_about(site, subject)]
    return MatterPage(
        view=seen,
        items=items,
        in_force=[m for m in measures if m.state in OPEN],
        links=lines_of(m for m in measures if m.subject.type is SubjectType.LINK),
        facts=[fact for subject in subjects for fact in facts_about(site, subject)],
        flags=flags,
        events=sorted(_events(seen, decisions, flags), key=lambda event: event.at),
        who_asked=who_asked(site, matter, IndexedLedger(home)),
    )


def rules_of(home: Home, site: str, matter: str, item: str) -> tuple[Moment, ...]:
    """Each change of state of an item in a matter, with what its notice said of it.

    Press lines are made from the present, so that none is compared here.
    """
    return which_rule(site, matter, item, IndexedLedger(home), {})


def _as_subjects(items: Iterable[KeptItem]) -> list[Subject]:
    return [Subject(SubjectType.ITEM, item.item) for item in items]


def _events(
    seen: MatterView, decisions: Iterable[Decision], flags: Iterable[Flag]
) -> Iterator[Event]:
    if seen.opened is not None:
        yield Event(seen.opened.opened_at, "opened", "The matter was opened.", "matter", seen.id)
    for decision in decisions:
        yield from _of_decision(decision)
    for contact in seen.contacts:
        yield from _of_contact(contact)
    for flag in flags:
        yield from _of_flag(flag)
    for appeal in seen.appeals:
        yield Event(
            appeal.received_at, "appeal", f"The {appeal.party} appealed.", "appeal", appeal.id,
            appeal.log_index,
        )  # fmt: skip
        if appeal.answered_at is not None:
            says = "The appeal was answered."
            yield Event(appeal.answered_at, str(appeal.outcome), says, "appeal", appeal.id)
    for offer in seen.offers:
        yield from _of_offer(offer)
    for case in seen.cases:
        says = f"A case was opened in the queue {case.queue.replace('_', ' ')}."
        yield Event(case.opened_at, "open", says, "case", case.id)


def _of_decision(decision: Decision) -> Iterator[Event]:
    """That it was taken, and what became of its measures."""
    by = "A rule" if decision.decided_by == "rule" else f"A person ({_plain(decision.decided_by)})"
    about = f"{decision.subject.type} {decision.subject.id}"
    asked = {True: " Somebody from outside had raised it.", False: "", None: ""}[decision.asked]
    kept = get_decision(decision.id or "")
    says = f"{by} decided about the {about}.{asked}"
    yield Event(
        decision.decided_at, decision.outcome, says, "decision", decision.id or "", kept.log_index
    )
    for measure in decision.measures:
        what = f"{_plain(measure.measure)} of {measure.subject.type} {measure.subject.id}"
        if measure.state is MeasureState.PROPOSED:
            continue  # told by its decision; nothing has come of it yet
        if measure.decide_by is None:
            yield Event(
                measure.from_, "in_force", f"In force: {what}.", "decision", decision.id or ""
            )
        if measure.ended_at is not None:
            proposed = " It was only proposed." if measure.decide_by is not None else ""
            says = f"Over: {what}.{proposed}"
            yield Event(measure.ended_at, str(measure.state), says, "decision", decision.id or "")


def _of_contact(contact: Contact) -> Iterator[Event]:
    who = contact.organisation or f"A person ({_plain(contact.role)})"
    says = f"{who} asked: {_plain(contact.wants)}."
    yield Event(contact.received_at, "contact", says, "contact", contact.id, contact.log_index)
    if (contact.logged_at - contact.received_at).days >= 1:
        says = f"The request of {who} was recorded only now."
        yield Event(contact.logged_at, "late", says, "contact", contact.id, contact.log_index)
    for reply in contact.replies:
        yield Event(reply.at, "reply", f"{who} replied.", "contact", contact.id)


def _of_flag(flag: Flag) -> Iterator[Event]:
    says = f"Somebody reported the {flag.subject.type} {flag.subject.id}: {_plain(flag.why)}."
    yield Event(flag.received_at, "flag", says, "flag", flag.id, flag.log_index)
    if flag.answered_at is not None:
        yield Event(flag.answered_at, "answered", "A report was answered.", "flag", flag.id)


def _of_offer(offer: Offer) -> Iterator[Event]:
    yield Event(offer.received_at, "offer", "Material was offered.", "offer", offer.id)
    if offer.decided_at is not None:
        says = f"The offer was decided: {offer.outcome}."
        yield Event(offer.decided_at, str(offer.outcome), says, "offer", offer.id)


def _plain(word: str) -> str:
    return str(word).replace("_", " ")
