"""All that happened about a case, in order of time: decisions, changes, flags, who asked, notes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from evenhand.model.decision import Decision
from evenhand.model.measure import Measure, MeasureState
from evenhand.pipeline.people.casework import REVEALED, CaseView
from evenhand.store.decisions import get_decision, statements_of
from evenhand.text.fates import fate


class Happened(StrEnum):
    """What kind of thing happened."""

    OPENED = "opened"
    DECISION = "decision"
    CHANGE = "change"
    STATEMENT = "statement"
    FLAG = "flag"
    CONTACT = "contact"
    APPEAL = "appeal"
    NOTE = "note"
    REVEAL = "reveal"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened.

    Attributes:
        id: of its place on the page, the same whenever the page is made.
        what: in a few words of ours.
        by: role and name, or a party; empty where it was nobody.
        words: what somebody wrote; they may hold private values.
        ref: id of the decision, flag, contact or appeal that it is about.
        log_index: of its entry in the log, where that is known.
    """

    id: str
    at: datetime
    kind: Happened
    what: str
    by: str = ""
    words: str = ""
    ref: str = ""
    log_index: int | None = None


def timeline(view: CaseView) -> tuple[Event, ...]:
    """What happened about a case, the newest first."""
    events = [*_of_case(view)]
    for number, decision in enumerate(view.decisions):
        events += _of_decision(decision, view, number)
    events += [*_of_others(view), *_of_appeals(view), *_of_notes(view)]
    return tuple(sorted(events, key=lambda event: event.at, reverse=True))


def _of_case(view: CaseView) -> Iterator[Event]:
    case = view.case
    yield Event(
        "opened", case.opened_at, Happened.OPENED,
        f"the case was opened: {', '.join(case.reasons)}",
    )  # fmt: skip
    if case.closed_at is not None:
        yield Event(
            "closed", case.closed_at, Happened.CLOSED, "the case was closed", case.closed_by or ""
        )


def _of_decision(decision: Decision, view: CaseView, number: int) -> Iterator[Event]:
    id = decision.id or ""
    who = ", ".join([decision.decided_by, *decision.people])
    asked = {True: "; somebody outside had raised it", False: "; nobody outside had raised it"}
    what = f"decided: {decision.outcome}"
    if decision.asked is not None:
        what += asked[decision.asked]
    yield Event(
        f"decision-{number + 1}", decision.decided_at, Happened.DECISION, what, who,
        decision.reason, id, get_decision(id).log_index,
    )  # fmt: skip
    for measure in decision.measures:
        yield from _of_measure(measure, view)
    for notice in statements_of(id):
        yield Event(
            f"statement-{notice.id}", notice.written_at, Happened.STATEMENT,
            f"a notice was written to the {notice.party} ({notice.language})", ref=id,
        )  # fmt: skip


def _of_measure(measure: Measure, view: CaseView) -> Iterator[Event]:
    """What began, was agreed to and ended; one that holds is told as it stands."""
    what = f"{measure.measure} of {measure.subject.type}"
    proposed = measure.state is MeasureState.PROPOSED
    begun = "proposed" if measure.decide_by is not None else "began"
    now = "" if measure.ended_at else f" ({fate(measure)})"
    if proposed or measure.decide_by is None:
        yield Event(f"measure-{measure.id}", measure.from_, Happened.CHANGE, f"{what} {begun}{now}")
    for given in view.agreements:
        if given.measure == measure.id:
            yield Event(
                f"agreed-{measure.id}-{given.by}", given.at, Happened.CHANGE,
                f"{what}: agreed to", f"{given.role}, {given.by}",
            )  # fmt: skip
    if measure.ended_at is not None:
        yield Event(
            f"ended-{measure.id}", measure.ended_at, Happened.CHANGE, f"{what}: {fate(measure)}"
        )


def _of_others(view: CaseView) -> Iterator[Event]:
    for flag in view.flags:
        own = ", by whom it is about" if flag.harmed else ""
        yield Event(
            f"flag-{flag.id}", flag.received_at, Happened.FLAG, f"flagged: {flag.why}{own}",
            words=flag.text, ref=flag.id, log_index=flag.log_index,
        )  # fmt: skip
        if flag.answered_at is not None:
            yield Event(
                f"answered-{flag.id}", flag.answered_at, Happened.FLAG,
                "the flag was answered", words=flag.answer or "", ref=flag.id,
            )  # fmt: skip
    for contact in view.contacts:
        who = contact.organisation or f"a person ({contact.role})"
        yield Event(
            f"contact-{contact.id}", contact.received_at, Happened.CONTACT,
            f"asked from outside: {contact.wants} ({contact.standing})", who, ref=contact.id,
        )  # fmt: skip


def _of_appeals(view: CaseView) -> Iterator[Event]:
    for appeal in view.appeals:
        yield Event(
            f"appeal-{appeal.id}", appeal.received_at, Happened.APPEAL,
            f"the {appeal.party} appealed", words=appeal.text, ref=appeal.id,
            log_index=appeal.log_index,
        )  # fmt: skip
        if appeal.answered_at is not None:
            yield Event(
                f"answer-{appeal.id}", appeal.answered_at, Happened.APPEAL,
                f"the appeal was answered: {appeal.outcome}", words=appeal.answer or "",
                ref=appeal.id,
            )  # fmt: skip


def _of_notes(view: CaseView) -> Iterator[Event]:
    for number, note in enumerate(view.notes):
        looked = note.text.startswith(REVEALED) and not note.draft
        what = "looked at it uncovered" if looked else "noted"
        if note.draft:
            what = "a draft: somebody else decided first"
        yield Event(
            f"note-{number + 1}", note.at, Happened.REVEAL if looked else Happened.NOTE, what,
            note.by, note.text.removeprefix(REVEALED) if looked else note.text,
        )  # fmt: skip
