"""What items carried: every earlier item that holds an address, by the address's place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from evenhand.store import models
from evenhand.store.items import chunks


@dataclass(frozen=True, slots=True)
class Carried:
    """An address that the newest revision of an item holds, and the decision on that revision."""

    item: str
    revision: int
    address: str
    decision: str


def carried_between(site: str, first: bytes, before: bytes) -> Iterator[Carried]:
    """What the newest revisions of a site's items hold in a stretch of places, in their order.

    What an author has taken out again is not among it.
    """
    newer = models.Item.objects.filter(
        site=site, item=OuterRef("item"), revision__gt=OuterRef("revision")
    )
    rows = models.Carried.objects.filter(
        ~Exists(newer), site=site, place__gte=first, place__lt=before
    ).order_by("place", "id")
    for row in rows.values_list("item", "revision", "address", "decision").iterator():
        yield Carried(*row)


def carried_at(decisions: Iterable[str]) -> Iterator[Carried]:
    """What the revisions that these decisions were about held."""
    for chunk in chunks(list(decisions)):
        rows = models.Carried.objects.filter(decision__in=chunk).order_by("id")
        for row in rows.values_list("item", "revision", "address", "decision"):
            yield Carried(*row)


def forget_carried(decisions: Iterable[str]) -> None:
    """What was carried by the revisions that these decisions were about is gone."""
    for chunk in chunks(list(decisions)):
        models.Carried.objects.filter(decision__in=chunk).delete()
