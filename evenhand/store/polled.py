"""The outbox as a platform reads it that asks for its deliveries itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from evenhand.store import models
from evenhand.store.database import writing
from evenhand.store.wire import from_json


@dataclass(frozen=True, slots=True)
class Delivery:
    """A measure for the platform.

    Attributes:
        number: grows in the order in which measures were ordered.
        state: `queued`, or `acknowledged`.
        payload: what to do, as a webhook posts it.
    """

    number: int
    state: str
    payload: dict[str, Any]


def deliveries_after(site: str, number: int, most: int) -> list[Delivery]:
    """Up to `most` deliveries of a site behind this one, in order, acknowledged or not."""
    rows = models.Outbox.objects.filter(site=site, id__gt=number).order_by("id")[:most]
    return [Delivery(row.id, row.state, from_json(row.payload, dict[str, Any])) for row in rows]


def acknowledge(site: str, numbers: Sequence[int], at: datetime) -> int:
    """The site's platform has these; returns how many it had not acknowledged before."""
    with writing():
        rows = models.Outbox.objects.filter(site=site, id__in=numbers, state="queued")
        return rows.update(state="acknowledged", acknowledged_at=at)
