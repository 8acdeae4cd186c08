"""Codes that were sent to known addresses: their digests, how often they were tried."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from evenhand.store import models


@dataclass(frozen=True, slots=True)
class SentCode:
    """A code that was sent.

    Attributes:
        about: id of what it opens: a decision, a flag or a comment.
        digest: keyed, of the code.
        tries: how often a code was given that was not this one.
    """

    about: str
    digest: str
    made_at: datetime
    until: datetime
    tries: int = 0
    used_at: datetime | None = None


def keep_code(code: SentCode) -> None:
    """Keep a new code."""
    models.Code.objects.create(
        decision=code.about, digest=code.digest, made_at=code.made_at, until=code.until,
        tries=code.tries, used_at=code.used_at,
    )  # fmt: skip


def times_sent(about: str, since: datetime) -> list[datetime]:
    """When codes for something were sent after a time, oldest first."""
    rows = models.Code.objects.filter(decision=about, made_at__gt=since).order_by("made_at", "id")
    return list(rows.values_list("made_at", flat=True))


def newest_code(about: str) -> SentCode | None:
    """The code for something that was sent last; an earlier one opens nothing any more."""
    row = models.Code.objects.filter(decision=about).order_by("-made_at", "-id").first()
    if row is None:
        return None
    return SentCode(row.decision, row.digest, row.made_at, row.until, row.tries, row.used_at)


def count_try(code: SentCode) -> None:
    """Somebody gave another code than this one."""
    models.Code.objects.filter(decision=code.about, digest=code.digest).update(tries=F("tries") + 1)


def use_code(code: SentCode, at: datetime) -> None:
    """The code was given, and opens nothing any more."""
    models.Code.objects.filter(decision=code.about, digest=code.digest).update(used_at=at)


def drop_codes(before: datetime) -> int:
    """Codes that ended before a time are gone; returns how many."""
    count, _ = models.Code.objects.filter(until__lt=before).delete()
    return count
