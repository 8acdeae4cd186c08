"""A person decides a case: who may, what comes of it, who is told; one wins where two try."""

from dataclasses import dataclass, replace

from evenhand.model.case import Case, CaseReason, CaseState
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import MeasureState, SubjectType
from evenhand.model.people import Staff
from evenhand.pipeline.home import Home
from evenhand.pipeline.learning import Source, learn_from
from evenhand.pipeline.people.choice import Choice, Do, check_choice
from evenhand.pipeline.people.drafts import text_kept
from evenhand.pipeline.people.flags import answer_flags
from evenhand.pipeline.people.likeness import like_cases
from evenhand.pipeline.people.looked_at import LookedAt, look_at
from evenhand.pipeline.people.parties import parties_of_case
from evenhand.pipeline.people.ruling import Ruled, Ruling
from evenhand.pipeline.people.turn import Turn, turn
from evenhand.review.claim import check_not_held, check_open, close
from evenhand.review.fit import Deciding, check_fit
from evenhand.review.like import Likeness
from evenhand.review.queues import Queue
from evenhand.store.cases import get_case, keep_case
from evenhand.store.decisions import get_decision
from evenhand.store.measures import measures_of_decision
from evenhand.store.staff import all_interests

NOT_DONE = "nothing was decided; the case stays as it was"
ELSEWHERE = {
    CaseReason.APPEAL: "evenhand appeal answer",
    CaseReason.SEAL: "evenhand contact agree|renew|unseal",
}
"""Cases that are not decided by measures, and what they are decided with."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decided case, what came of it, and how like cases were decided."""

    case: Case
    ruled: Ruled
    likeness: Likeness | None


def decide_case(home: Home, case_id: str, name: str, choice: Choice) -> Decided:
    """A person of the staff decides a case.

    Where somebody else was first, what the person wrote is kept as a draft on the case.

    Raises EvenhandError: EH410, EH413, EH620 to EH628, EH605 to EH611, EH640 to EH648.
    """
    with text_kept(home, case_id, name, choice.why), turn(home) as now:
        return decide(now, case_id, name, choice)


def decide(now: Turn, case_id: str, name: str, choice: Choice) -> Decided:
    """The same inside a turn that is open already. Raises EvenhandError: as `decide_case`."""
    case = get_case(case_id)
    staff = now.staff(case.site, name)
    check_open(case, NOT_DONE)
    check_not_held(case, staff.name, now.now, NOT_DONE)
    _check_here(case)
    check_choice(choice, case.site)
    _check_fit(case, staff, choice, now)
    about = look_at(
        case.site, case.subject, case.decision, now.now, account=case.account, matter=case.matter
    )
    ruled = _ruled(Ruling(now, staff, about, choice), choice)
    learn_from(now, about, ruled.decision, Source.MODERATOR)
    case = _closed(case, staff, ruled, now)
    keep_case(case)
    if case.state is CaseState.CLOSED:
        answer_flags(now, case, ruled.decision)
    return Decided(case, ruled, _likeness(about, ruled))


def _check_here(case: Case) -> None:
    """Refuse a case that another command decides; no measure falls on a contact."""
    command = next((ELSEWHERE[reason] for reason in ELSEWHERE if reason in case.reasons), None)
    if command is None and case.subject.type is SubjectType.CONTACT:
        command = "evenhand contact done"
    if command is not None:
        raise EvenhandError(
            "EH627", "this case is not decided by measures", not_done=NOT_DONE,
            help=f"use `{command}`",
        )  # fmt: skip


def _check_fit(case: Case, staff: Staff, choice: Choice, now: Turn) -> None:
    second = choice.do is Do.CONFIRM or case.queue == Queue.SECOND_PERSON
    check_fit(
        staff,
        case,
        parties=parties_of_case(case),
        interests=all_interests(case.site),
        deciders=(),
        at=now.now,
        for_=Deciding.AGREEMENT if second else Deciding.CASE,
    )


def _ruled(ruling: Ruling, choice: Choice) -> Ruled:
    if choice.do is Do.CONFIRM:
        if not any(m.state is MeasureState.PROPOSED for m in ruling.about.open):
            raise EvenhandError(
                "EH628", "nothing is proposed in this case that could be agreed to",
                not_done=NOT_DONE, help="keep what is in force, release it, or take measures",
            )  # fmt: skip
        return ruling.confirm()
    if choice.do is Do.KEEP:
        return ruling.keep()
    return ruling.release() if choice.do is Do.RELEASE else ruling.measure()


def _closed(case: Case, staff: Staff, ruled: Ruled, now: Turn) -> Case:
    """The case decided; where people have still to agree to something in it, open in no hands."""
    now.recording.flush()
    left = measures_of_decision(case.decision) if case.decision else []
    if any(measure.state is MeasureState.PROPOSED for measure in left):
        return replace(case, held_by=None, held_until=None)
    return close(case, staff.name, now.now)


def _likeness(about: LookedAt, ruled: Ruled) -> Likeness | None:
    """How this compares with like cases, as it stands now."""
    if not about.chain:
        return None
    ruled_measures = (*ruled.decision.measures, *ruled.decision.standing, *ruled.changed)
    borne = [m.measure for m in ruled_measures if m.state is MeasureState.IN_FORCE]
    return like_cases(get_decision(about.chain[0]).decision, borne)
