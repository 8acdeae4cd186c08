"""How a measure stands, in words that everybody who shows it shares."""

from evenhand.model.measure import Measure, MeasureState
from evenhand.text.times import minute


def fate(measure: Measure) -> str:
    """Whether it holds, until when or why without an end, or how it ended."""
    if measure.state is MeasureState.PROPOSED:
        latest = f" before {minute(measure.decide_by)}" if measure.decide_by else ""
        return f"proposed, takes two people{latest}"
    if measure.state is MeasureState.IN_FORCE:
        end = f"until {minute(measure.until)}" if measure.until else measure.no_end_because
        return f"in force, {end}"
    ended = f" {minute(measure.ended_at)}" if measure.ended_at else ""
    if measure.decide_by is not None:
        declined = measure.state is MeasureState.LIFTED
        told = "declined" if declined else "not agreed to in time"
        return f"was only proposed, {told}{ended}"
    return f"{measure.state}{ended}"
