"""The outbox: measures on their way to the platform, retried until acknowledged."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from evenhand.store import models
from evenhand.store.wire import from_json

FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Queued:
    """One delivery that is due."""

    id: int
    measure: str
    site: str
    payload: dict[str, Any]
    attempts: int


def due_deliveries(at: datetime, most: int) -> list[Queued]:
    """Up to `most` deliveries to try now, in the order they were queued."""
    rows = models.Outbox.objects.filter(state="queued", next_at__lte=at).order_by("id")[:most]
    return [
        Queued(row.id, row.measure, row.site, from_json(row.payload, dict[str, Any]), row.attempts)
        for row in rows
    ]


def acknowledged(ids: list[int], at: datetime) -> None:
    """The platform has these."""
    models.Outbox.objects.filter(id__in=ids).update(state="acknowledged", acknowledged_at=at)


def retry_later(delivery: Queued, at: datetime) -> datetime:
    """Not acknowledged: wait twice as long as the last time; returns when it is tried again."""
    doubled: timedelta = FIRST_WAIT * 2 ** min(delivery.attempts, 20)
    wait = min(doubled, LONGEST_WAIT)
    models.Outbox.objects.filter(id=delivery.id).update(
        attempts=delivery.attempts + 1, next_at=at + wait
    )
    return at + wait


def delivery_states(measure: str) -> list[str]:
    """States of the deliveries of one measure, in the order they were queued."""
    rows = models.Outbox.objects.filter(measure=measure).order_by("id")
    return list(rows.values_list("state", flat=True))


def count_queued() -> int:
    """How many deliveries wait."""
    return models.Outbox.objects.filter(state="queued").count()
