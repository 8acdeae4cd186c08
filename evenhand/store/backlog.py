"""What waits in a home, in figures: for whoever keeps it running."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min

from evenhand.store import models
from evenhand.store.measures import count_due
from evenhand.store.outbox import count_queued
from evenhand.store.waiting import count_waiting


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits now.

    Attributes:
        deliveries: not acknowledged by their platform.
        items: acknowledged to whoever sent them, and not decided.
        ends: measures that are past their end and still in force.
        cases: open ones.
        oldest_case: seconds since the oldest of them was opened; 0 where there is none.
    """

    deliveries: int
    items: int
    ends: int
    cases: int
    oldest_case: float


def backlog(at: datetime) -> Backlog:
    """What waits at a time."""
    cases = models.Case.objects.filter(state="open")
    oldest = cases.aggregate(at=Min("opened_at"))["at"]
    age = (at - oldest).total_seconds() if oldest else 0.0
    return Backlog(count_queued(), count_waiting(), count_due(at), cases.count(), max(0.0, age))
