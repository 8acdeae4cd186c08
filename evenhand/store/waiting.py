"""Items that were acknowledged before they were decided: kept until they are."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from evenhand.model.item import Item
from evenhand.store import models
from evenhand.store.database import writing
from evenhand.store.wire import from_json, to_json


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item that waits to be decided.

    Attributes:
        key: its idempotency key, under which it is decided once however often it is tried.
        refused: the error, as JSON writes it, of an item that could not be decided; empty where
            it still waits.
    """

    id: str
    item: Item
    key: str
    received_at: datetime
    refused: str = ""


def keep_waiting(waiting: Iterable[Waiting]) -> None:
    """Keep items; durable on return."""
    rows = [
        models.Waiting(
            id=each.id, site=each.item.site, key=each.key, received_at=each.received_at,
            body=to_json(each.item), item=each.item.id,
        )
        for each in waiting
    ]  # fmt: skip
    with writing():
        models.Waiting.objects.bulk_create(rows)


def undecided(before: datetime, without: Collection[str], most: int) -> list[Waiting]:
    """Up to `most` items that came before a time and wait still, the oldest first."""
    rows = models.Waiting.objects.filter(refused="", received_at__lte=before)
    rows = rows.exclude(id__in=list(without)).order_by("received_at", "id")
    return [_waiting(row) for row in rows[:most]]


def waiting_for(site: str, item: str) -> Waiting | None:
    """What waits, or could not be decided, of an item: the newest of it."""
    rows = models.Waiting.objects.filter(site=site, item=item)
    row = rows.order_by("-received_at", "-id").first()
    return _waiting(row) if row else None


def finish_waiting(decided: Sequence[str], refused: dict[str, str]) -> None:
    """These wait no more: they were decided, or refused with an error that is kept."""
    with writing():
        models.Waiting.objects.filter(id__in=decided).delete()
        for each, error in refused.items():
            models.Waiting.objects.filter(id=each).update(refused=error)


def drop_refused(before: datetime) -> None:
    """What was refused and came before a time is forgotten."""
    if (old := models.Waiting.objects.exclude(refused="").filter(received_at__lt=before)).exists():
        with writing():
            old.delete()


def count_waiting() -> int:
    """How many items wait."""
    return models.Waiting.objects.filter(refused="").count()


def _waiting(row: models.Waiting) -> Waiting:
    item: Item = from_json(row.body, Item)
    return Waiting(row.id, item, row.key or "", row.received_at, row.refused)
