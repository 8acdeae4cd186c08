"""A day that has ended gets its counts into the log: denominators, and silence that shows.

How many appeals wait, and how many are overdue, stands in it too.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from evenhand.model.clock import Entropy, day_text
from evenhand.model.site import Site
from evenhand.pipeline.enter import enter, entry_id
from evenhand.pipeline.entries import heartbeat_draft
from evenhand.store.flags import count_appeals
from evenhand.store.recording import Recording
from evenhand.store.sites import all_sites
from evenhand.store.tallies import (
    days_with_items,
    keep_heartbeat,
    last_heartbeat_days,
    outcomes_of,
)

DAY = timedelta(days=1)


def note_days(recording: Recording, entropy: Entropy, now: datetime) -> int:
    """Enter the heartbeats of all days that have ended and have none; returns how many.

    A day with items has an entry of its own; a run of days without any shares one.
    """
    covered = last_heartbeat_days()
    entered = 0
    for site in all_sites().values():
        for first, last in _spans(site, covered.get(site.name), now):
            counts = outcomes_of(site.name, first) if first == last else {}
            appeals = count_appeals(site.name, now)
            draft = heartbeat_draft(site.name, first, last, counts, appeals, entry_id(entropy))
            keep_heartbeat(site.name, first, last, enter(recording, draft, entropy))
            entered += 1
    return entered


def _spans(site: Site, covered: str | None, now: datetime) -> Iterator[tuple[str, str]]:
    """(first, last) day of each heartbeat that is due."""
    today = day_text(now)
    before = covered or (date.fromisoformat(day_text(site.created_at)) - DAY).isoformat()
    due = (date.fromisoformat(before) + DAY).isoformat()
    if due >= today:
        return
    for day in days_with_items(site.name, before, today):
        if day > due:
            yield due, (date.fromisoformat(day) - DAY).isoformat()
        yield day, day
        due = (date.fromisoformat(day) + DAY).isoformat()
    if due < today:
        yield due, (date.fromisoformat(today) - DAY).isoformat()
