"""Cases in which nothing is left to decide are closed: nobody is sent to look at what is over."""

from datetime import datetime

from evenhand.model.case import CaseState
from evenhand.model.decision import AskReason
from evenhand.model.measure import Measure, MeasureState
from evenhand.review.claim import close
from evenhand.store.cases import cases_of_decision, keep_case
from evenhand.store.decisions import decision_chain, later_decisions
from evenhand.store.measures import measures_of_decision

BY_RULE = "rule"


def close_settled(moved: Measure, at: datetime) -> None:
    """Close the cases that asked for a second person, once no proposal is open any more.

    People's decisions about the same deed may have asked for one too, about what was proposed
    before them.

    Args:
        moved: a proposal that has just taken force, was declined, or ended; not written yet.
    """
    decision = moved.decision or ""
    chain = [*decision_chain(decision), *later_decisions(decision)]
    measures = (measure for each in chain for measure in measures_of_decision(each))
    if any(m.state is MeasureState.PROPOSED and m.id != moved.id for m in measures):
        return
    for case in (case for each in chain for case in cases_of_decision(each)):
        only_that = set(case.reasons) == {AskReason.SECOND_PERSON}
        if case.state is CaseState.OPEN and only_that:
            keep_case(close(case, BY_RULE, at))
