"""What items carried: the addresses that they held, and a sample of their words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from evenhand.model.measure import SubjectType
from evenhand.store import models
from evenhand.store.items import chunks

PAGE = 20_000
"""Samples that are read at a time."""


@dataclass(frozen=True, slots=True)
class Carried:
    """An address that the newest revision of an item holds, and the decision on that revision."""

    item: str
    revision: int
    address: str
    decision: str


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision of an item, and the decision that was about it."""

    item: str
    revision: int
    decision: str


def carried_between(
    site: str, first: bytes, before: bytes, *, newest: bool = True
) -> Iterator[Carried]:
    """What the newest revisions of a site's items hold in a stretch of places, in their order.

    What an author has taken out again is not among it, unless older revisions count (`newest`).
    """
    newer = models.Item.objects.filter(
        site=site, item=OuterRef("item"), revision__gt=OuterRef("revision")
    )
    rows = models.Carried.objects.filter(site=site, place__gte=first, place__lt=before)
    rows = (rows.filter(~Exists(newer)) if newest else rows).order_by("place", "id")
    for row in rows.values_list("item", "revision", "address", "decision").iterator():
        yield Carried(*row)


def carried_at(decisions: Iterable[str]) -> Iterator[Carried]:
    """What the revisions that these decisions were about held."""
    for chunk in chunks(list(decisions)):
        rows = models.Carried.objects.filter(decision__in=chunk).order_by("id")
        for row in rows.values_list("item", "revision", "address", "decision"):
            yield Carried(*row)


def all_samples(site: str) -> Iterator[Sequence[tuple[str, bytes]]]:
    """(decision, sample) of every revision of a site of which one is kept, page by page."""
    rows = models.CarriedRuns.objects.filter(site=site).values_list("decision", "runs")
    page: list[tuple[str, bytes]] = []
    for row in rows.iterator(PAGE):
        page.append((row[0], bytes(row[1])))
        if len(page) == PAGE:
            yield page
            page = []
    yield page


def sampled_at(decisions: Iterable[str]) -> Iterator[Revision]:
    """The revisions, of those that these decisions were about, of whose words a sample is kept."""
    for chunk in chunks(list(decisions)):
        kept = models.CarriedRuns.objects.filter(decision__in=chunk)
        yield from _revisions(list(kept.values_list("decision", flat=True)))


def newest_among(site: str, decisions: Iterable[str]) -> Iterator[Revision]:
    """The newest revisions of a site's items, of those that these decisions were about."""
    newer = models.Item.objects.filter(
        site=site, item=OuterRef("subject"), revision__gt=OuterRef("revision")
    )
    for chunk in chunks(list(decisions)):
        yield from _revisions(chunk, ~Exists(newer))


def move_carried(was: str, made: str) -> None:
    """The revision that a decision was about was decided on anew: what it carried goes along."""
    models.Carried.objects.filter(decision=was).update(decision=made)
    models.CarriedRuns.objects.filter(decision=was).update(decision=made)


def forget_carried(decisions: Iterable[str]) -> None:
    """What was carried by the revisions that these decisions were about is gone."""
    for chunk in chunks(list(decisions)):
        models.Carried.objects.filter(decision__in=chunk).delete()
        models.CarriedRuns.objects.filter(decision__in=chunk).delete()


def _revisions(decisions: Sequence[str], *those: Any) -> Iterator[Revision]:
    """What decisions about items were about, oldest first."""
    columns = "id", "subject", "revision"
    rows = models.Decision.objects.filter(
        *those, id__in=decisions, subject_type=SubjectType.ITEM.value
    )
    for made, item, revision in rows.order_by("decided_at", "id").values_list(*columns):
        yield Revision(item, revision, made)
