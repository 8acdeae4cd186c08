"""What waits for somebody today, and what ends by itself unless somebody looks."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from evenhand.model.case import Case
from evenhand.model.measure import Measure
from evenhand.pipeline.home import Home
from evenhand.pipeline.people.casework import queue
from evenhand.review.claim import holder
from evenhand.review.names import name_key
from evenhand.review.queues import APPEAL_SOON, Queue
from evenhand.store.cases import cases_of_decision
from evenhand.store.measures import ending_at

WEEK = timedelta(days=7)
MOST_ENDING = 50
"""Measures that are listed, the soonest first; all are counted."""
ABOUT_CONTACTS = frozenset({Queue.CONTACTS, Queue.SEALS, Queue.THREAT_TO_LIFE})


@dataclass(frozen=True, slots=True)
class Ending:
    """A measure that ends by itself soon.

    Attributes:
        case: id of a case about its decision; None where there was none.
    """

    measure: Measure
    case: str | None


@dataclass(frozen=True, slots=True)
class Today:
    """What waits, by why it matters; every list is in the order of the queue.

    Attributes:
        waiting: all open cases that this person gets to see.
        mine: those in their hands now.
        appeals: whose deadline is near or over.
        second: that wait for a second person's agreement.
        contacts: that wait for an answer, or for a look at their seal.
        ending: measures in force that end within a week.
        ends: how many of these there are.
    """

    at: datetime
    waiting: tuple[Case, ...]
    mine: tuple[Case, ...]
    appeals: tuple[Case, ...]
    second: tuple[Case, ...]
    contacts: tuple[Case, ...]
    ending: tuple[Ending, ...]
    ends: int

    @property
    def oldest(self) -> Case | None:
        """The case that has waited longest."""
        return min(self.waiting, key=lambda case: (case.opened_at, case.id), default=None)


def today(home: Home, site: str, name: str) -> Today:
    """What waits for somebody of the staff now. Raises EvenhandError: EH413."""
    at, cases = home.clock.now(), queue(home, site, name)
    ending = ending_at(site, at + WEEK)
    return Today(
        at=at,
        waiting=cases,
        mine=tuple(case for case in cases if is_in_hands_of(case, name, at)),
        appeals=tuple(
            c for c in cases if c.queue == Queue.APPEALS and c.due_at - at <= APPEAL_SOON
        ),
        second=tuple(case for case in cases if case.queue == Queue.SECOND_PERSON),
        contacts=tuple(case for case in cases if case.queue in ABOUT_CONTACTS),
        ending=tuple(Ending(m, _case_of(m)) for m in ending[:MOST_ENDING]),
        ends=len(ending),
    )


def is_in_hands_of(case: Case, name: str, at: datetime) -> bool:
    """Whether somebody of this name has the case in hand now."""
    held_by = holder(case, at)
    return held_by is not None and name_key(held_by) == name_key(name)


def _case_of(measure: Measure) -> str | None:
    cases = cases_of_decision(measure.decision or "")
    return cases[-1].id if cases else None
