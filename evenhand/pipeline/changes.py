"""A measure changes its state: by its end, by a person, or by a heavier one.

Each change is told and logged like the decision that ordered it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from evenhand.enforcement.states import expire as ended
from evenhand.enforcement.states import move
from evenhand.model.clock import utc_text
from evenhand.model.measure import Measure, MeasureState
from evenhand.model.site import Site
from evenhand.pipeline.enter import enter
from evenhand.pipeline.entries import change_draft
from evenhand.pipeline.home import Home
from evenhand.pipeline.notices import change_notices
from evenhand.pipeline.people.turn import Turn, turn
from evenhand.pipeline.settled import close_settled
from evenhand.review.second import Agreed
from evenhand.statements.context import Why
from evenhand.store.measures import (
    count_due,
    due_measures,
)
from evenhand.store.sites import all_sites

BATCH = 256
EXPIRED = MeasureState.EXPIRED
MENDED = "mended"
"""Of a lifted link: a person found its page mended, and it is looked at again later."""

UNLISTED = "unlisted"
"""Of a lifted measure: what it rested on is not listed any more."""

WHY = {
    "lifted_by_person": Why.RELEASED,
    "cured": Why.CURED,
    MENDED: Why.CURED,
    "appeal": Why.APPEAL,
    "varied": Why.VARIED,
    "fact_fell": Why.FACT_FELL,
    UNLISTED: Why.UNLISTED,
    "second_look": Why.SECOND_LOOK,
}
"""What the log calls a change, in the notice's words; the others say themselves."""


def change_state(
    measure: Measure,
    state: MeasureState,
    site: Site,
    now: Turn,
    why: str,
    by: str,
    agreed: Agreed | None = None,
) -> Measure:
    """Move a measure to a state, with its notices, its log entry and its delivery.

    Args:
        agreed: of a proposed measure that takes force: who agreed to it.
    """
    was, at, home, recording = measure.state, now.now, now.home, now.recording
    moved = _moved(measure, state, at, agreed or Agreed())
    recording.flush()  # the notice is written from what is kept, this transaction's rows too
    notices = change_notices(
        moved, was, at, WHY.get(why), home.log_url, home.entropy, looks=why == MENDED
    )
    index = enter(recording, change_draft(moved, site.name, at, why, by, notices), home.entropy)
    recording.moved(moved)
    if was is MeasureState.PROPOSED:
        close_settled(moved, at)
    for notice in notices:
        recording.statement(notice)
    if MeasureState.IN_FORCE in (was, moved.state):
        recording.outbox(moved.id or "", site.name, change_delivery(moved, site, at, index), at)
    return moved


def _moved(measure: Measure, state: MeasureState, at: datetime, agreed: Agreed) -> Measure:
    if state is MeasureState.EXPIRED:
        return ended((measure,), at)[0]
    return move(measure, state, at, deciders=agreed.people, one_person=agreed.one_person)


def change_delivery(measure: Measure, site: Site, at: datetime, index: int) -> dict[str, Any]:
    """What the platform is told of a change, with the log entry that stands behind it."""
    return {
        "measure": measure.measure,
        "id": measure.id,
        "state": str(measure.state),
        "subject": {"type": str(measure.subject.type), "id": measure.subject.id},
        "site": site.name,
        "at": utc_text(at),
        "until": utc_text(measure.until) if measure.until else None,
        "no_end_because": measure.no_end_because,
        "case": measure.decision,
        "log_index": index,
    }


def expire(home: Home, progress: Callable[[int, int], None] | None = None) -> list[Measure]:
    """End all measures whose end has come; also enters heartbeats that are due.

    Args:
        progress: called with (done, all) after each batch.
    """
    sites = all_sites()
    done: list[Measure] = []
    total = count_due(home.clock.now())
    while True:
        with turn(home) as now:
            due = due_measures(now.now, BATCH)
            for site_name, measure in due:
                site = sites[site_name]
                ended_now = change_state(measure, EXPIRED, site, now, "end_reached", "rule")
                done.append(ended_now)
        if progress:
            progress(len(done), max(total, len(done)))
        if len(due) < BATCH:
            return done
