"""Counts of screened items by day, and which days have their heartbeat."""

from django.db.models import Max

from evenhand.store import models


def last_heartbeat_days() -> dict[str, str]:
    """Site -> the last day that a heartbeat entry covers."""
    rows = models.Heartbeat.objects.values("site").annotate(last=Max("to_day"))
    return {row["site"]: row["last"] for row in rows}


def days_with_items(site: str, after: str, before: str) -> list[str]:
    """Days on which items of the site were screened, between two days, in order."""
    rows = models.Tally.objects.filter(site=site, day__gt=after, day__lt=before)
    return sorted(set(rows.values_list("day", flat=True)))


def outcomes_of(site: str, day: str) -> dict[str, int]:
    """Outcome -> how many items of that day came to it."""
    rows = models.Tally.objects.filter(site=site, day=day)
    return dict(rows.values_list("outcome", "count"))


def keep_heartbeat(site: str, from_day: str, to_day: str, log_index: int) -> None:
    """These days have their entry."""
    models.Heartbeat.objects.create(
        site=site, from_day=from_day, to_day=to_day, log_index=log_index
    )
