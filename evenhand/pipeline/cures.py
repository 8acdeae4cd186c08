"""A new revision in which what was found is gone lifts the measures that rested on it.

The writer has five tries; what comes back after a cure, or is cured too late, is for a person.
"""

from collections.abc import Collection, Iterable

from evenhand.enforcement.cure import is_cured, may_self_cure, relapsed, tried
from evenhand.model.case import CaseReason, CaseState
from evenhand.model.decision import Decision
from evenhand.model.measure import Measure, MeasureState, SubjectType
from evenhand.model.site import Site
from evenhand.pipeline.changes import change_state
from evenhand.pipeline.enter import entry_id
from evenhand.pipeline.gather import Gathered
from evenhand.pipeline.known import Arrival, Known
from evenhand.pipeline.people.turn import Turn
from evenhand.review.cases import cure_case
from evenhand.store.cases import cases_of_decision, keep_case
from evenhand.store.cures import get_cure, keep_cure
from evenhand.store.decisions import first_decision, get_decision, get_evidence
from evenhand.store.items import KnownRevision, get_item


def lift_cured(
    arrival: Arrival, seen: Gathered, known: Known, site: Site, turn: Turn
) -> tuple[Measure, ...]:
    """Lift the item's measures that the newest revision cures; returns them as they are now.

    What a signal did not look for is not gone; an older revision that comes late cures nothing.
    Where the writer may cure no more by themselves, a person is asked to look.
    """
    item, earlier = arrival.item, known.revisions(arrival.item)
    if any(other.revision >= (item.revision or 1) for other in earlier):
        return ()
    curable = [
        m for m in known.prior(item, ()).in_force
        if m.subject.type is SubjectType.ITEM and m.cure
    ]  # fmt: skip
    if not curable:
        return ()
    turn.recording.flush()  # earlier revisions may be of this same transaction
    cured = [measure for measure in curable if _is_cured(measure, earlier, seen)]
    record = get_cure(site.name, item.id)
    if not may_self_cure(record):
        for measure in cured:
            _ask_a_person(measure, turn)
        return ()
    keep_cure(tried(record, len(cured) == len(curable), turn.now))
    lifted = [change_state(m, MeasureState.LIFTED, site, turn, "cured", "rule") for m in cured]
    for measure in cured:
        known.closed(measure, site.name)
    return tuple(lifted)


def note_relapse(decision: Decision, turn: Turn) -> None:
    """A later edit brought back what had been cured: the writer cures no more by themselves."""
    curable = any(m.cure and m.subject == decision.subject for m in decision.measures)
    if not curable or decision.revision == 1:
        return
    record = get_cure(decision.site, decision.subject.id)
    if record.cured_at is not None and record.relapsed_at is None:
        keep_cure(relapsed(record, turn.now))


def _is_cured(measure: Measure, earlier: list[KnownRevision], seen: Gathered) -> bool:
    """Whether no value is left that the measure fell for, or that was added while it stood."""
    blind = {failure.signal for failure in seen.failed}
    unseen = blind | {step.signal for step in measure.cure if step.signal not in seen.ran}
    return _cures(measure, _since(measure, earlier), seen, unseen)


def _since(measure: Measure, revisions: list[KnownRevision]) -> Iterable[str]:
    """Decisions on the revision that the measure fell on, and on those after it.

    A value that was added while the measure stood is no less flagged than the first one.
    """
    decisions = [revision.decision for revision in revisions]
    first = first_decision(measure.decision or "")
    return decisions[decisions.index(first) :] if first in decisions else [first]


def _cures(
    measure: Measure, decisions: Iterable[str], seen: Gathered, unseen: Collection[str]
) -> bool:
    """Whether no value that any of these decisions saw is left."""
    for decision in decisions:
        evidence, item = get_evidence(decision), get_item(decision)
        before, old_text = evidence.readings if evidence else (), item.text if item else None
        if not is_cured(measure, before, old_text, seen.readings, seen.item.text, unseen):
            return False
    return True


def _ask_a_person(measure: Measure, turn: Turn) -> None:
    """A person looks whether it is put right, unless one is asked already."""
    decision = measure.decision or ""
    asked = (
        case.state is CaseState.OPEN and CaseReason.CURE in case.reasons
        for case in cases_of_decision(decision)
    )
    if not any(asked):
        made = entry_id(turn.home.entropy)
        keep_case(cure_case(made, measure, get_decision(decision).decision, turn.now))
