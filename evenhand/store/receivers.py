"""Receivers: where a site's deliveries are posted to, and the secrets that sign them."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from evenhand.store import models


@dataclass(frozen=True, slots=True)
class Receiver:
    """One place that a site's deliveries are posted to.

    Attributes:
        url: may hold a token of the platform's: for administrators only.
        secret: signs what is posted; kept as it is, for a digest cannot sign.
        private_ranges: it may be in a private network.
        ended_at: since when nothing is posted there any more.
    """

    id: str
    site: str
    url: str = field(repr=False)
    secret: str = field(repr=False)
    private_ranges: bool
    created_at: datetime
    ended_at: datetime | None = None


def keep_receiver(receiver: Receiver) -> None:
    """Keep a new receiver."""
    models.Receiver.objects.create(
        id=receiver.id, site=receiver.site, url=receiver.url, secret=receiver.secret,
        private_ranges=receiver.private_ranges, created_at=receiver.created_at,
    )  # fmt: skip


def end_receiver(receiver: str, at: datetime) -> None:
    """Nothing is posted to it from now on; its secret is needed no more, and is forgotten."""
    models.Receiver.objects.filter(id=receiver).update(ended_at=at, secret="")


def all_receivers(site: str) -> list[Receiver]:
    """Every receiver that a site has or had, oldest first."""
    return [_receiver(row) for row in _of(site)]


def receivers_in_force(site: str) -> list[Receiver]:
    """The receivers that a site's deliveries are posted to now, oldest first."""
    return [_receiver(row) for row in _of(site).filter(ended_at=None)]


def _of(site: str) -> QuerySet[models.Receiver]:
    return models.Receiver.objects.filter(site=site).order_by("created_at", "id")


def _receiver(row: models.Receiver) -> Receiver:
    return Receiver(
        row.id, row.site, row.url, row.secret, row.private_ranges, row.created_at, row.ended_at
    )
