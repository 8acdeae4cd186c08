"""Strikes that were given for measures of which less is left now."""

from collections.abc import Sequence

from evenhand.enforcement import measures
from evenhand.enforcement.strikes import strike_after
from evenhand.model.case import AppealOutcome
from evenhand.model.measure import Measure
from evenhand.pipeline.people.turn import Turn
from evenhand.store.measures import strikes_of, void_strikes


def follow_strikes(decisions: Sequence[str], left: Sequence[Measure], now: Turn) -> None:
    """Strikes of these decisions weigh no more than what is left; where that is nothing, they go.

    Args:
        left: measures for what the account did that stay in force.
    """
    kinds, given = measures.discover(), strikes_of(decisions)
    kept = [strike_after(strike, AppealOutcome.VARIED, left, kinds) for strike in given]
    if kept == given:
        return
    void_strikes(decisions, now.now)
    for strike in kept:
        if strike is not None:
            now.recording.strike(strike, strike.decision or "")
