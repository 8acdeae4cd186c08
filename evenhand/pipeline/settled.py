"""Cases in which nothing is left to decide are closed: nobody is sent to look at what is over."""

from dataclasses import replace
from datetime import datetime

from evenhand.model.case import CaseState
from evenhand.model.decision import AskReason
from evenhand.model.measure import Measure, MeasureState
from evenhand.store.cases import cases_of_decision, keep_case
from evenhand.store.measures import measures_of_decision

BY_RULE = "rule"


def close_settled(moved: Measure, at: datetime) -> None:
    """Close the case that asked for a second person, once none of its proposals is open any more.

    Args:
        moved: a proposal that has just taken force, was declined, or ended; not written yet.
    """
    decision = moved.decision or ""
    if any(
        other.state is MeasureState.PROPOSED and other.id != moved.id
        for other in measures_of_decision(decision)
    ):
        return
    for case in cases_of_decision(decision):
        only_that = set(case.reasons) == {AskReason.SECOND_PERSON}
        if case.state is CaseState.OPEN and only_that:
            keep_case(
                replace(
                    case,
                    state=CaseState.CLOSED,
                    held_by=None,
                    held_until=None,
                    closed_at=at,
                    closed_by=BY_RULE,
                )
            )
