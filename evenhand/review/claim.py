"""Who has a case in hand: one person at a time, for a while."""

from dataclasses import replace
from datetime import datetime, timedelta

from evenhand.model.case import Case, CaseState
from evenhand.model.clock import utc_text
from evenhand.model.errors import EvenhandError
from evenhand.review.names import name_key

CLAIM_MINUTES = 30
SHORTEST_CLAIM = 5
LONGEST_CLAIM = 120


def claim(case: Case, by: str, at: datetime, minutes: int = CLAIM_MINUTES) -> Case:
    """The case in the hands of `by` for so long; whoever has it already has it for longer.

    Raises EvenhandError: EH640 for a closed case, EH641 where somebody else has it, EH642 for
    less than 5 or more than 120 minutes.
    """
    if not SHORTEST_CLAIM <= minutes <= LONGEST_CLAIM:
        raise EvenhandError(
            "EH642",
            f"A case cannot be claimed for {minutes} minutes.",
            not_done="The case was not claimed.",
            help=f"Claim it for {SHORTEST_CLAIM} to {LONGEST_CLAIM} minutes; claim it again "
            "when you need longer.",
        )
    check_open(case, "The case was not claimed.")
    check_not_held(case, by, at, "The case was not claimed.")
    return replace(case, held_by=by, held_until=at + timedelta(minutes=minutes))


def release(case: Case, by: str, at: datetime) -> Case:
    """The case in nobody's hands.

    Raises EvenhandError: EH641 where somebody else has it.
    """
    check_not_held(case, by, at, "The case was not released.")
    return replace(case, held_by=None, held_until=None)


def close(case: Case, by: str, at: datetime) -> Case:
    """The case decided, and in nobody's hands.

    `by` is the staff name of who decided it, or `rule` where nothing was left to decide.
    """
    return replace(
        case, state=CaseState.CLOSED, held_by=None, held_until=None, closed_at=at, closed_by=by
    )


def holder(case: Case, at: datetime) -> str | None:
    """The staff name of who has the case in hand at this time; None is nobody."""
    over = case.held_until is None or case.held_until <= at
    return None if over or case.state is CaseState.CLOSED else case.held_by


def check_open(case: Case, not_done: str) -> None:
    """Refuse what can only be done with an open case.

    Raises EvenhandError: EH640 for a closed case.
    """
    if case.state is CaseState.CLOSED:
        raise EvenhandError(
            "EH640",
            "This case has been decided already.",
            not_done=not_done,
            help="Read it with `evenhand case show`; to change what was decided, decide anew.",
        )


def check_not_held(case: Case, by: str, at: datetime, not_done: str) -> None:
    """Refuse what only the one who has the case in hand can do; a case in no hands is free.

    Raises EvenhandError: EH641 where somebody else has it.
    """
    name = holder(case, at)
    if name is None or case.held_until is None or name_key(name) == name_key(by):
        return
    raise EvenhandError(
        "EH641",
        f"{name} has this case in hand until {utc_text(case.held_until)}.",
        not_done=not_done,
        help=f"Take the next one, ask {name} to release it, or try again after that time.",
    )
