"""The outbox: measures on their way to the platform, retried until acknowledged."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q

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


@dataclass(frozen=True, slots=True)
class Undelivered:
    """The deliveries that wait at one site.

    Attributes:
        tries: of the one that was tried most often; from a dozen on, there is one an hour.
    """

    count: int
    tries: int


def due_deliveries(at: datetime, most: int) -> list[Queued]:
    """Up to `most` deliveries to try now, in the order they were queued.

    Where an earlier one about the same subject of the same site has to wait, later ones wait too;
    rows of older homes, which name no subject, are on their own.
    """
    queued = models.Outbox.objects.filter(state="queued")
    held_up = queued.filter(
        site=OuterRef("site"), subject=OuterRef("subject"), id__lt=OuterRef("id"), next_at__gt=at
    )
    free = queued.filter(Q(subject="") | ~Exists(held_up), next_at__lte=at)
    rows = free.order_by("id")[:most]
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
    return sum(left.count for left in queued_by_site().values())


def queued_by_site() -> dict[str, Undelivered]:
    """What waits at each site where something does."""
    queued = models.Outbox.objects.filter(state="queued").values("site").order_by("site")
    rows = queued.annotate(count=Count("id"), tries=Max("attempts"))
    return {row["site"]: Undelivered(row["count"], row["tries"]) for row in rows}
