"""Working with cases short of deciding them: what waits, who has it in hand, what was noted."""

from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.model.case import Agreement, Appeal, Case, Flag, Note
from evenhand.model.contact import Contact
from evenhand.model.decision import Decision
from evenhand.model.errors import EvenhandError
from evenhand.model.item import Item
from evenhand.model.measure import SubjectType
from evenhand.model.people import Fact, Interest, Staff
from evenhand.model.reading import Reading
from evenhand.pipeline.archive import evidence_of
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.likeness import like_cases
from evenhand.pipeline.people.parties import parties_of_case
from evenhand.pipeline.people.turn import turn
from evenhand.pipeline.recorded import facts_of, touching_interests
from evenhand.review import claim as claims
from evenhand.review.fit import Deciding, check_fit, conflicts
from evenhand.review.like import Likeness
from evenhand.review.queues import sees, waiting
from evenhand.store.cases import (
    add_note,
    agreements,
    cases_about,
    get_case,
    keep_case,
    notes_of,
    open_cases,
)
from evenhand.store.contacts import contacts_of
from evenhand.store.decisions import (
    decision_chain,
    first_decision,
    get_decision,
    later_decisions,
)
from evenhand.store.flags import appeals_of, flags_of_case
from evenhand.store.items import get_item
from evenhand.store.missing import not_recorded
from evenhand.store.staff import all_interests, get_staff

MAX_NOTE = 10_000
"""Longest note, in code points."""

REVEALED = "looked at the item uncovered: "
"""Begins the note of who looked at an item with nothing covered; why they did follows."""


def queue(home: Home, site: str, name: str) -> tuple[Case, ...]:
    """The open cases that somebody sees, the most urgent first. Raises EH413.

    Whoever has an interest in a party of a case never gets it.
    """
    now = home.clock.now()
    cases = waiting(get_staff(site, name), open_cases(site), now)
    declared = all_interests(site)
    return tuple(
        case for case in cases
        if not declared or not conflicts(name, declared, parties_of_case(case), now)
    )  # fmt: skip


def case_here(site: str, case_id: str) -> Case:
    """A case of this site. Raises EH410 for one that is not there, or another site's."""
    found = get_case(case_id)
    if found.site != site:
        raise not_recorded("case", "the queue")
    return found


def claim(home: Home, case_id: str, name: str, minutes: int = claims.CLAIM_MINUTES) -> Case:
    """Take a case in hand for a while, so that nobody else decides it meanwhile.

    Only whoever might decide it takes it: nobody else keeps it from those who may.

    Raises EvenhandError: EH410, EH413, EH633, EH640 to EH642, EH643 to EH645, EH648 with an
        interest in a party.
    """
    with turn(home) as now:
        case = get_case(case_id)
        staff = now.staff(case.site, name)
        _check_sees(case, staff)
        check_fit(
            staff,
            case,
            parties=parties_of_case(case),
            interests=all_interests(case.site),
            deciders=(),
            at=now.now,
            for_=Deciding.AGREEMENT,  # an outside reviewer sees no other cases
        )
        case = claims.claim(case, staff.name, now.now, minutes)
        keep_case(case)
    return case


def release(home: Home, case_id: str, name: str) -> Case:
    """Let go of a case. Raises EvenhandError: EH410, EH413, EH641."""
    with turn(home) as now:
        case = get_case(case_id)
        staff = now.staff(case.site, name)
        case = claims.release(case, staff.name, now.now)
        keep_case(case)
    return case


def note(home: Home, case_id: str, name: str, text: str, *, draft: bool = False) -> Note:
    """Write something down about a case. Raises EvenhandError: EH410, EH413, EH625."""
    _check_note(text)
    with turn(home) as now:
        case = get_case(case_id)
        staff = now.staff(case.site, name)
        kept = Note(case.id, staff.name, now.now, text, draft)
        add_note(kept)
    return kept


@dataclass(frozen=True, slots=True)
class CaseView:
    """All that a person needs who decides a case.

    Attributes:
        decisions: the chain that the case looks at, oldest first, measures as they stand.
        item: its words, where they are kept; masked by whoever shows them.
        likeness: how like cases were decided; None where no rule fired.
    """

    case: Case
    decisions: tuple[Decision, ...]
    item: Item | None
    readings: tuple[Reading, ...]
    notes: Sequence[Note]
    flags: Sequence[Flag]
    appeals: Sequence[Appeal]
    contacts: Sequence[Contact]
    interests: Sequence[Interest]
    facts: Sequence[Fact]
    agreements: Sequence[Agreement]
    earlier: Sequence[Case]
    likeness: Likeness | None


def view(home: Home, case_id: str, name: str) -> CaseView:
    """Everything about a case on one page, for one of the staff.

    Raises EvenhandError: EH410, EH413, EH633 for a queue that their role does not see.
    """
    case = get_case(case_id)
    _check_sees(case, get_staff(case.site, name))
    decisions = tuple(get_decision(d).decision for d in _chain(case))
    last = decisions[-1] if decisions else None
    first = first_decision(decisions[0].id or "") if decisions else None
    item = get_item(first) if first else None
    evidence = evidence_of(first) if first else None
    measures = [m.id or "" for decision in decisions for m in decision.measures]
    asked = contacts_of(case.site, case.matter, disclosed=True) if case.matter else []
    item_case = case.subject.type is SubjectType.ITEM
    return CaseView(
        case=case,
        decisions=decisions,
        item=item,
        readings=evidence.readings if evidence else (),
        notes=notes_of(case.id),
        flags=flags_of_case(case.id),
        appeals=[appeal for d in decisions for appeal in appeals_of(d.id or "")],
        contacts=asked,
        interests=touching_interests(last, home.clock.now()) if last else (),
        facts=facts_of(last, item) if last else (),
        agreements=agreements(measures),
        earlier=[c for c in cases_about(case.site, case.subject) if c.id != case.id]
        if item_case
        else (),
        likeness=like_cases(decisions[0]) if decisions else None,
    )


def reveal(home: Home, case_id: str, name: str, why: str) -> str:
    """The item's words with nothing covered; who looked, and why, is noted on the case.

    Raises EvenhandError: EH410, EH413, EH633, EH625 without a reason.
    """
    case = get_case(case_id)
    staff = get_staff(case.site, name)
    _check_sees(case, staff)
    note(home, case_id, staff.name, why.strip() and REVEALED + why.strip())
    item = get_item(first_decision(case.decision)) if case.decision else None
    return item.text if item else ""


def skip(home: Home, case_id: str, name: str, why: str) -> Case:
    """Leave a case to somebody else: it is in nobody's hands, and why is noted on it.

    Raises EvenhandError: EH410, EH413, EH641, EH625 without a reason.
    """
    _check_note(why)
    with turn(home) as now:
        case = get_case(case_id)
        staff = now.staff(case.site, name)
        case = claims.release(case, staff.name, now.now)
        keep_case(case)
        add_note(Note(case.id, staff.name, now.now, f"left to somebody else: {why.strip()}"))
    return case


def _check_note(text: str) -> None:
    if not text.strip() or len(text) > MAX_NOTE:
        raise EvenhandError(
            "EH625", "the note is empty, or longer than 10,000 characters",
            not_done="no note was kept", help="write less, or several notes",
        )  # fmt: skip


def _check_sees(case: Case, staff: Staff) -> None:
    if not sees(staff.role, case):
        raise EvenhandError(
            "EH633", f"the role `{staff.role}` does not see this queue",
            not_done="nothing is shown", help="a moderator or senior of the site does",
        )  # fmt: skip


def _chain(case: Case) -> list[str]:
    """The decisions before and after the one that the case looks at, oldest first."""
    if case.decision is None:
        return []
    return decision_chain(case.decision) + later_decisions(case.decision)
