"""A new revision in which what was found is gone lifts the measures that rested on it."""

from datetime import datetime

from evenhand.enforcement.cure import is_cured
from evenhand.model.measure import Measure, MeasureState, SubjectType
from evenhand.model.site import Site
from evenhand.pipeline.changes import change_state
from evenhand.pipeline.gather import Gathered
from evenhand.pipeline.home import Home
from evenhand.pipeline.known import Arrival, Known
from evenhand.store.recording import Recording


def lift_cured(
    arrival: Arrival,
    seen: Gathered,
    known: Known,
    site: Site,
    now: datetime,
    recording: Recording,
    home: Home,
) -> tuple[Measure, ...]:
    """Lift the item's measures that the newest revision cures; returns them as they are now.

    What a signal did not look for is not gone; an older revision that comes late cures nothing.
    """
    item = arrival.item
    if any(other.revision >= (item.revision or 1) for other in known.revisions(item)):
        return ()
    blind = {failure.signal for failure in seen.failed}
    lifted = []
    for measure in known.prior(item, ()).in_force:
        unseen = blind | {step.signal for step in measure.cure if step.signal not in seen.ran}
        if measure.subject.type is SubjectType.ITEM and is_cured(measure, seen.readings, unseen):
            lifted.append(
                change_state(
                    measure, MeasureState.LIFTED, site, now, "cured", "rule", recording, home
                )
            )
            known.closed(measure, site.name)
    return tuple(lifted)
