"""Putting things right: what would lift a measure, a look before sending, and links' pages."""

from dataclasses import dataclass, replace
from datetime import timedelta

from evenhand.enforcement.cure import (
    CHECKS,
    TRIES,
    NoSelfCure,
    RemainingValue,
    checked,
    may_check,
    no_self_cure,
    remaining_values,
)
from evenhand.model.case import Case, CaseReason, CaseState, CureRecord
from evenhand.model.decision import Decision
from evenhand.model.errors import EvenhandError
from evenhand.model.item import MAX_TEXT_BYTES, Item
from evenhand.model.measure import Measure, MeasureState, SubjectType
from evenhand.model.reading import Reading
from evenhand.pipeline.archive import evidence_of
from evenhand.pipeline.changes import MENDED
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.choice import Choice, Do, check_asked
from evenhand.pipeline.people.lifting import check_fit_for
from evenhand.pipeline.people.looked_at import look_at
from evenhand.pipeline.people.ruling import Ruled, Ruling
from evenhand.pipeline.people.turn import turn
from evenhand.review.cases import cure_case
from evenhand.review.claim import close
from evenhand.store.cases import cases_of_decision, keep_case
from evenhand.store.cures import add_look, get_cure, keep_cure
from evenhand.store.decisions import first_decision, get_decision, later_decisions
from evenhand.store.items import get_item
from evenhand.store.measures import get_measure, measures_of_decision, open_measures
from evenhand.store.missing import not_recorded

LOOKS = (timedelta(hours=1), timedelta(hours=24), timedelta(days=7))
"""When a mended page is looked at again after a person has lifted the block of its link."""


@dataclass(frozen=True, slots=True)
class CureView:
    """What would lift the measures of a decision, for the writer.

    Attributes:
        measures: those in force that something would cure.
        readings: what was seen in the version decided on, with its places there.
        item: that version, where its words are kept.
        record: what was tried so far.
        not_by_oneself: why only a person can lift it now; None where a changed text does.
    """

    decision: Decision
    measures: tuple[Measure, ...]
    readings: tuple[Reading, ...]
    item: Item | None
    record: CureRecord
    not_by_oneself: NoSelfCure | None

    @property
    def tries_left(self) -> int:
        """How many changed texts may still cure it."""
        return max(0, TRIES - self.record.tries)

    @property
    def checks_left(self) -> int:
        """How many texts may still be checked before sending."""
        return max(0, CHECKS - self.record.checks)


def view(decision_id: str) -> CureView:
    """What would lift the measures of a decision. Raises EvenhandError: EH410."""
    first = first_decision(decision_id)
    decision, evidence = get_decision(decision_id).decision, evidence_of(first)
    chain = [first, *later_decisions(first)]
    measures = tuple(
        measure
        for each in chain
        for measure in measures_of_decision(each)
        if measure.cure and measure.state is MeasureState.IN_FORCE
    )
    record = get_cure(decision.site, decision.subject.id)
    readings = evidence.readings if evidence else ()
    return CureView(decision, measures, readings, get_item(first), record, no_self_cure(record))


def check(
    home: Home, screener: Screener, decision_id: str, text: str
) -> tuple[RemainingValue, ...]:
    """Which flagged values a text still shows, before it is sent.

    It speaks only of what was flagged, by its place in the version decided on: not of what else
    may be seen in the text, and not of how anything is seen. So it helps to put things right and
    not to find a spelling that is overlooked; the number of checks is limited too.

    Raises EvenhandError: EH410, EH630 where no more may be checked, EH631 too long a text.
    """
    if len(text.encode()) > MAX_TEXT_BYTES:
        raise EvenhandError(
            "EH631", f"the text is longer than {MAX_TEXT_BYTES:,} bytes",
            not_done="it was not checked", help="send a shorter one",
        )  # fmt: skip
    with turn(home):
        seen = view(decision_id)
        if not may_check(seen.record):
            raise EvenhandError(
                "EH630", "no more texts are checked for this decision",
                not_done="the text was not checked",
                help="publish the changed text; a person looks, or appeal",
            )  # fmt: skip
        keep_cure(checked(seen.record))
    item = replace(seen.item or Item(id=seen.decision.subject.id), text=text)
    (gathered,) = screener.gatherer.gather([item])
    steps = {step: None for measure in seen.measures for step in measure.cure}
    blind = {failure.signal for failure in gathered.failed}
    blind |= {step.signal for step in steps if step.signal not in gathered.ran}
    old_text = seen.item.text if seen.item else None
    return remaining_values(steps, seen.readings, old_text, gathered.readings, text, blind)


def ask_for_link(home: Home, measure_id: str) -> Case:
    """Whose page is behind a blocked link says that it is mended: a person looks.

    Gives the open case where one was asked for before.

    Raises EvenhandError: EH410, EH632 where it is no block of a link that is in force.
    """
    with turn(home) as now:
        _, measure = _link_measure(measure_id)
        decision = measure.decision or ""
        for case in cases_of_decision(decision):
            if case.state is CaseState.OPEN and CaseReason.CURE in case.reasons:
                return case
        case = cure_case(now.new_id(), measure, get_decision(decision).decision, now.now)
        keep_case(case)
    return case


def mended(
    home: Home, measure_id: str, name: str, asked: bool | None, contacts: tuple[str, ...] = ()
) -> Ruled:
    """A person has looked: the page behind a blocked link is mended, and the block is lifted.

    The page is looked at again after 1 hour, 24 hours and 7 days.

    Raises EvenhandError: EH410, EH413, EH632, EH620, EH621, EH643 to EH648.
    """
    with turn(home) as now:
        site, measure = _link_measure(measure_id)
        staff = now.staff(site, name)
        check_asked(asked, contacts, site)
        about = look_at(site, measure.subject, measure.decision, now.now)
        check_fit_for(about, staff, now)
        ruling = Ruling(now, staff, about, Choice(Do.RELEASE, asked, contacts))
        on_link = open_measures([(site, measure.subject)])[site, measure.subject]
        ruled = ruling.lift([measure, *(m for m in on_link if m.id != measure_id)], MENDED)
        for wait in LOOKS:
            due_at = now.now + wait
            add_look(site, measure.decision or "", measure_id, measure.subject.id, due_at)
        for case in cases_of_decision(measure.decision or ""):
            if case.state is CaseState.OPEN and CaseReason.CURE in case.reasons:
                keep_case(close(case, staff.name, now.now))
    return ruled


def _link_measure(measure_id: str) -> tuple[str, Measure]:
    """(site, measure) of a link's block in force. Raises EvenhandError: EH410, EH632."""
    found = get_measure(measure_id)
    if found is None:
        raise not_recorded("measure", "evenhand case show")
    site, measure = found
    if measure.subject.type is not SubjectType.LINK or measure.state is not MeasureState.IN_FORCE:
        raise EvenhandError(
            "EH632", "this is no measure in force on a link", not_done="nothing was lifted",
            help="a post is cured by publishing a changed text",
        )  # fmt: skip
    return site, measure
