"""Where cases wait, which goes first, and whose they are to see."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from evenhand.model.case import Case, CaseReason, CaseState
from evenhand.model.decision import AskReason
from evenhand.model.people import Role, Staff


class Queue(StrEnum):
    """The queues; which case goes to which is said where the case is made."""

    PRIVATE_INFORMATION = "private_information"
    SECOND_PERSON = "second_person"
    UNFINISHED_CHECKS = "unfinished_checks"
    GENERAL = "general"
    APPEALS = "appeals"
    FLAGS = "flags"
    THREAT_TO_LIFE = "threat_to_life"
    FACTS = "facts"
    CURE = "cure"
    LOOK_AGAIN = "look_again"
    CONTACTS = "contacts"
    SEALS = "seals"


APPEAL_SOON = timedelta(hours=48)
"""An appeal is urgent from so long before its deadline on."""

SEES_ALL = frozenset({Role.MODERATOR, Role.SENIOR, Role.ADMINISTRATOR, Role.AUDITOR})
"""Roles that see every queue; an auditor sees and does not decide."""


class Place(NamedTuple):
    """A case's place among others, the first is the least.

    A threat to life goes before everything. Then urgency; within one urgency the person whose own
    information it is, then trusted flaggers, then whatever is due first.
    """

    no_threat: bool
    urgency: int
    asker: int
    due_at: datetime
    opened_at: datetime
    id: str


def sort_key(case: Case, at: datetime) -> Place:
    """The place of a case in its queue at this time; equal for no two cases."""
    return Place(
        CaseReason.THREAT_TO_LIFE not in case.reasons,
        urgency_at(case, at),
        _asker(case),
        case.due_at,
        case.opened_at,
        case.id,
    )


def urgency_at(case: Case, at: datetime) -> int:
    """How urgent a case is now, 1 to 4: appeals become urgent as their deadline comes near."""
    soon = CaseReason.APPEAL in case.reasons and case.due_at - at <= APPEAL_SOON
    return min(case.urgency, 2) if soon else case.urgency


def sees(role: Role, case: Case) -> bool:
    """Whether somebody of this role gets to see a case.

    An outside reviewer sees what waits for a second person, and appeals; a policy editor none.
    """
    if role is Role.OUTSIDE_REVIEWER:
        return bool({AskReason.SECOND_PERSON, CaseReason.APPEAL} & set(case.reasons))
    return role in SEES_ALL


def waiting(staff: Staff, cases: Iterable[Case], at: datetime) -> tuple[Case, ...]:
    """The open cases of their site that somebody gets to see, the first to be decided first."""
    own = [
        case
        for case in cases
        if case.state is CaseState.OPEN and case.site == staff.site and sees(staff.role, case)
    ]
    return tuple(sorted(own, key=lambda case: sort_key(case, at)))


def _asker(case: Case) -> int:
    if CaseReason.HARMED_PARTY in case.reasons:
        return 0
    return 1 if CaseReason.TRUSTED_FLAGGER in case.reasons else 2
