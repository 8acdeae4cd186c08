"""What a site's model of spam has learnt, step by step, in order: it can be made again from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from evenhand.store import models

PAGE = 1_000
"""Steps read at a time: constant memory for any number."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of learning.

    Attributes:
        digest: of what was learnt from.
        item: id of the comment, where it has one here.
        features: what the model reads of it, as it wrote it.
        source: who said so: `feedback`, `moderator` or `appeal`.
        contrary: it takes back an earlier step, which said the opposite of the same.
    """

    site: str
    digest: str
    item: str
    spam: bool
    source: str
    features: bytes
    at: datetime
    contrary: bool = False


def last_word(site: str, digest: str) -> bool | None:
    """Whether this was last called spam here; None where nobody has called it anything."""
    rows = models.Learned.objects.filter(site=site, digest=digest, undone=False)
    return rows.values_list("spam", flat=True).first()


def keep_step(step: Step) -> None:
    """Keep a step behind all others of its site; an earlier one from the same text is undone."""
    models.Learned.objects.filter(site=step.site, digest=step.digest).update(undone=True)
    models.Learned.objects.create(
        site=step.site, digest=step.digest, item=step.item, spam=step.spam, source=step.source,
        features=step.features, at=step.at,
    )  # fmt: skip


def last_step(site: str) -> int:
    """Tells a site's steps from those of any other time: it grows with each; 0 where none is."""
    rows = models.Learned.objects.filter(site=site).order_by("-id")
    return rows.values_list("id", flat=True).first() or 0


def steps_of(site: str, taken: int = 0) -> Iterator[Step]:
    """A site's steps in order, but for the first `taken`."""
    rows = models.Learned.objects.filter(site=site)
    earlier = rows.filter(digest=OuterRef("digest"), id__lt=OuterRef("id"))
    ordered = rows.annotate(contrary=Exists(earlier)).order_by("id")
    while page := list(ordered[taken : taken + PAGE]):
        for row in page:
            yield Step(
                row.site, row.digest, row.item, row.spam, row.source, bytes(row.features), row.at,
                row.contrary,
            )  # fmt: skip
        taken += len(page)
