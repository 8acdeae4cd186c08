"""Short ways for one person: lift one measure at once, or hold an item for a few hours."""

from datetime import timedelta

from evenhand.enforcement.failed_signals import HOLD
from evenhand.model.case import Case
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Measure, MeasureState, Subject, SubjectType
from evenhand.model.people import Staff
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.choice import Choice, Chosen, Do, check_asked, check_choice
from evenhand.pipeline.people.looked_at import LookedAt, look_at
from evenhand.pipeline.people.parties import parties_of
from evenhand.pipeline.people.ruling import Ruled, Ruling
from evenhand.pipeline.people.turn import Turn, turn
from evenhand.pipeline.published import publish_packs
from evenhand.review.cases import hold_case
from evenhand.review.fit import check_fit
from evenhand.review.queues import Queue
from evenhand.store.cases import keep_case
from evenhand.store.decisions import last_decision_on
from evenhand.store.measures import get_measure, measures_of_decision
from evenhand.store.missing import not_recorded
from evenhand.store.staff import all_interests

LONGEST_HOLD = 72
"""Hours for which one person may hold an item."""


def lift(
    home: Home, measure_id: str, name: str, asked: bool | None, contacts: tuple[str, ...] = ()
) -> Ruled:
    """A person lifts one measure: one may always lighten.

    What was proposed to follow it on the same subject is declined with it; `changed` holds all
    that moved, the measure first.

    Raises EvenhandError: EH410, EH413, EH620, EH621, EH605 where it is over, EH643 to EH648.
    """
    with turn(home) as now:
        found = get_measure(measure_id)
        if found is None:
            raise not_recorded("measure", "evenhand case show")
        site, measure = found
        staff = now.staff(site, name)
        check_asked(asked, contacts, site)
        about = look_at(site, measure.subject, measure.decision, now.now)
        check_fit_for(about, staff, now)
        ruling = Ruling(now, staff, about, Choice(Do.RELEASE, asked, contacts))
        return ruling.lift((measure, *_proposed_after(measure)))


def hold(
    home: Home, site: str, item: str, name: str, hours: int, asked: bool | None, why: str,
    contacts: tuple[str, ...] = (),
) -> Ruled:  # fmt: skip
    """A person holds an item for a few hours, so that somebody can look; it ends by itself.

    Raises EvenhandError: EH413, EH620 to EH624, EH629 for more hours than one person may,
    EH643 to EH648.
    """
    if not 1 <= hours <= LONGEST_HOLD:
        raise EvenhandError(
            "EH629", f"one person may hold an item for 1 to {LONGEST_HOLD} hours",
            not_done="nothing is held", help="take fewer hours; somebody decides meanwhile",
        )  # fmt: skip
    subject = Subject(SubjectType.ITEM, item)
    with turn(home) as now:
        until = now.now + timedelta(hours=hours)
        staff = now.staff(site, name)
        choice = Choice(Do.MEASURE, asked, contacts, why, (Chosen(HOLD, until),))
        check_choice(choice, site)
        about = look_at(site, subject, last_decision_on(site, subject), now.now)
        check_fit_for(about, staff, now)
        publish_packs(now, site, about.policies)
        ruled = Ruling(now, staff, about, choice).measure(instead=False)
        for measure in ruled.decision.measures:
            if measure.state is MeasureState.IN_FORCE:
                keep_case(hold_case(now.new_id(), measure, ruled.decision))
        return ruled


def check_fit_for(about: LookedAt, staff: Staff, now: Turn) -> None:
    """Whether this person may decide about it, case or no case.

    Raises EvenhandError: EH643 to EH648.
    """
    case = Case(
        id="",
        site=about.site.name,
        queue=Queue.GENERAL,
        urgency=3,
        opened_at=now.now,
        due_at=now.now,
        reasons=(),
        subject=about.subject,
        decision=about.base,
        matter=about.matter,
        account=about.account,
    )
    check_fit(
        staff,
        case,
        parties=parties_of(about.site.name, about.matter, about.account),
        interests=all_interests(about.site.name),
        deciders=(),
        at=now.now,
    )


def _proposed_after(measure: Measure) -> list[Measure]:
    """What was proposed to follow a measure in force: of the same decision, on its subject."""
    if measure.state is not MeasureState.IN_FORCE:
        return []
    return [
        other
        for other in measures_of_decision(measure.decision or "")
        if other.state is MeasureState.PROPOSED and other.subject == measure.subject
    ]
