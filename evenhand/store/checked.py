"""What other programs asked about, for their later feedback, and how often in each month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef

from evenhand.store import models


@dataclass(frozen=True, slots=True)
class Check:
    """A comment that a program asked about.

    Attributes:
        guid: that the answer carried.
        digest: of what identifies the comment; keyed, so that nothing can be guessed back.
        item: its id here.
        decision: about it; None where there was nothing to decide.
        blog: the address that the program named as its own.
        spam: what the answer was.
    """

    guid: str
    site: str
    digest: str
    item: str
    decision: str | None
    blog: str
    spam: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Use:
    """How often something came of a month's calls for one blog."""

    site: str
    month: str
    blog: str
    kind: str
    count: int = 1


def keep_checks(checks: Iterable[Check]) -> None:
    """Keep what was asked about."""
    models.Checked.objects.bulk_create(
        models.Checked(
            guid=each.guid, site=each.site, digest=each.digest, item=each.item,
            decision=each.decision, blog=each.blog, spam=each.spam, at=each.at,
        )
        for each in checks
    )  # fmt: skip


def last_check(site: str, digest: str) -> Check | None:
    """When a comment was last asked about."""
    row = models.Checked.objects.filter(site=site, digest=digest).order_by("-at", "-guid").first()
    return _check(row) if row else None


def open_check(site: str, digest: str) -> Check | None:
    """The same, but for checks that the site has answered with feedback."""
    answered = models.Learned.objects.filter(
        site=site, item=OuterRef("item"), source="feedback", undone=False
    )
    rows = models.Checked.objects.filter(~Exists(answered), site=site, digest=digest)
    row = rows.order_by("-at", "-guid").first()
    return _check(row) if row else None


def count_uses(uses: Iterable[Use]) -> None:
    """Add to the months' counts; inside a transaction that is alone."""
    for use in uses:
        row, _ = models.Usage.objects.get_or_create(
            site=use.site, month=use.month, blog=use.blog, kind=use.kind
        )
        models.Usage.objects.filter(pk=row.pk).update(count=F("count") + use.count)


def uses_of(site: str, month: str) -> list[Use]:
    """A month's counts of a site, by blog and kind."""
    rows = models.Usage.objects.filter(site=site, month=month).order_by("blog", "kind")
    return [Use(row.site, row.month, row.blog, row.kind, row.count) for row in rows]


def _check(row: models.Checked) -> Check:
    return Check(row.guid, row.site, row.digest, row.item, row.decision, row.blog, row.spam, row.at)
