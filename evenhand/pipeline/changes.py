"""A measure changes its state: by its end, by a person, or by a heavier one.

Each change is told and logged like the decision that ordered it.
"""

from collections.abc import Callable
from datetime import datetime

from evenhand.enforcement.states import expire as ended
from evenhand.enforcement.states import move
from evenhand.model.clock import utc_text
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Measure, MeasureState
from evenhand.model.site import Site
from evenhand.pipeline.enter import enter, entry_id
from evenhand.pipeline.entries import change_draft
from evenhand.pipeline.heartbeat import note_days
from evenhand.pipeline.home import Home
from evenhand.pipeline.notices import change_notice
from evenhand.statements.context import Why
from evenhand.store import database
from evenhand.store.measures import (
    count_due,
    due_measures,
    get_measure,
    measures_of_decision,
)
from evenhand.store.recording import Recording
from evenhand.store.sites import all_sites

BATCH = 256
WHY = {"lifted_by_person": Why.RELEASED, "cured": Why.CURED}
"""What the log calls a lift, in the notice's words."""


def change_state(
    measure: Measure,
    state: MeasureState,
    site: Site,
    at: datetime,
    why: str,
    by: str,
    recording: Recording,
    home: Home,
) -> Measure:
    """Move a measure to a state, with its notice, its log entry and its delivery."""
    was = measure.state
    expired = state is MeasureState.EXPIRED
    moved = ended((measure,), at)[0] if expired else move(measure, state, at)
    recording.flush()  # the notice is written from what is kept, this transaction's rows too
    notice = change_notice(moved, was, at, WHY.get(why), entry_id(home.entropy), home.log_url)
    index = enter(recording, change_draft(moved, site.name, at, why, by, notice), home.entropy)
    recording.moved(moved)
    recording.statement(notice)
    if was is MeasureState.IN_FORCE:
        payload = {
            "measure": moved.measure,
            "id": moved.id,
            "state": str(moved.state),
            "subject": {"type": str(moved.subject.type), "id": moved.subject.id},
            "site": site.name,
            "at": utc_text(at),
            "case": moved.decision,
            "log_index": index,
        }
        recording.outbox(moved.id or "", site.name, payload, at)
    return moved


def expire(home: Home, progress: Callable[[int, int], None] | None = None) -> list[Measure]:
    """End all measures whose end has come; also enters heartbeats that are due.

    Args:
        progress: called with (done, all) after each batch.
    """
    sites = all_sites()
    done: list[Measure] = []
    total = count_due(home.clock.now())
    while True:
        with database.writing():
            now = home.clock.now()
            recording = Recording()
            note_days(recording, home.entropy, now)
            due = due_measures(now, BATCH)
            for site_name, measure in due:
                done.append(
                    change_state(
                        measure, MeasureState.EXPIRED, sites[site_name], now, "end_reached",
                        "rule", recording, home,
                    )
                )  # fmt: skip
            recording.flush()
        home.publish()
        if progress:
            progress(len(done), max(total, len(done)))
        if len(due) < BATCH:
            return done


def _proposed_after(measure: Measure) -> list[Measure]:
    """What was proposed to follow a measure in force: of the same decision, on its subject."""
    if measure.state is not MeasureState.IN_FORCE:
        return []
    return [
        other
        for other in measures_of_decision(measure.decision or "")
        if other.state is MeasureState.PROPOSED and other.subject == measure.subject
    ]


def lift(home: Home, measure_id: str, by: str) -> list[Measure]:
    """A person lifts a measure: one person may always lighten.

    What was proposed to follow it on the same subject is declined with it; returns all that
    changed, the measure first.

    Raises:
        EvenhandError: EH410 where there is no such measure, EH6xx where it is not open.
    """
    with database.writing():
        found = get_measure(measure_id)
        if found is None:
            raise EvenhandError(
                "EH410", "no measure of this id is recorded here", not_done="nothing was lifted",
                help="the id stands in the result line's `measures`",
            )  # fmt: skip
        site_name, measure = found
        now = home.clock.now()
        site, recording = all_sites()[site_name], Recording()
        lifted = [
            change_state(m, MeasureState.LIFTED, site, now, "lifted_by_person", by, recording, home)
            for m in (measure, *_proposed_after(measure))
        ]
        recording.flush()
    home.publish()
    return lifted
