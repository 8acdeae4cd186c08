"""What lists of the staff show: many records of one kind at a site, the newest or most pressing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min

from evenhand.model.measure import Measure, MeasureState, SubjectType
from evenhand.store import models
from evenhand.store.measures import measure_of

_OPEN = (MeasureState.IN_FORCE.value, MeasureState.PROPOSED.value)


@dataclass(frozen=True, slots=True)
class Numbered:
    """How many entries of a type a site has in the log, and their first and last number."""

    site: str
    type: str
    count: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class AtStake:
    """An account on which something weighs now: measures that are open, strikes that count."""

    account: str
    measures: int
    strikes: int


@dataclass(frozen=True, slots=True)
class KeptItem:
    """An item of a matter, as it last came."""

    item: str
    kind: str
    revision: int
    account: str | None
    url: str
    decision: str
    received_at: datetime


def numbers_given() -> list[Numbered]:
    """What the journal holds by site and type; without a gap `count` is `last - first + 1`."""
    rows = models.Journal.objects.values("site", "type").annotate(
        entries=Count("log_index"), lowest=Min("number"), highest=Max("number")
    )
    return [
        Numbered(row["site"], row["type"], row["entries"], row["lowest"], row["highest"])
        for row in rows.order_by("site", "type")
    ]


def newest_leaves(site: str, kind: str, before: int | None, most: int) -> list[tuple[int, bytes]]:
    """(log index, entry) of the newest entries; of all sites or types where none is named."""
    rows = models.Journal.objects.order_by("-log_index")
    wanted = {"site": site, "type": kind}
    rows = rows.filter(**{column: value for column, value in wanted.items() if value})
    rows = rows.filter(log_index__lt=before) if before is not None else rows
    return [(index, bytes(leaf)) for index, leaf in rows.values_list("log_index", "leaf")[:most]]


def link_measures(site: str, *, open_: bool, most: int) -> list[Measure]:
    """Measures on a site's links: those that are open, else the last that were over."""
    rows = models.Measure.objects.filter(site=site, subject_type=SubjectType.LINK.value)
    rows = (
        rows.filter(state__in=_OPEN).order_by("-from_at", "id") if open_
        else rows.exclude(state__in=_OPEN).order_by("-ended_at", "id")
    )  # fmt: skip
    return [measure_of(row) for row in rows[:most]]


def accounts_at_stake(site: str, at: datetime, most: int) -> list[AtStake]:
    """Accounts with a measure on themselves that is open, or a strike that counts, by name."""
    held = models.Measure.objects.filter(
        site=site, subject_type=SubjectType.ACCOUNT.value, state__in=_OPEN
    )
    strikes = models.Strike.objects.filter(site=site, expires_at__gt=at, void_at=None)
    on = dict(held.values_list("subject").annotate(count=Count("id")).order_by("subject")[:most])
    by = dict(strikes.values_list("account").annotate(count=Count("id")).order_by("account")[:most])
    names = sorted(on.keys() | by.keys())[:most]
    return [AtStake(name, on.get(name, 0), by.get(name, 0)) for name in names]


def items_of_matter(site: str, matter: str, most: int) -> list[KeptItem]:
    """The items that came with a matter's name, each as it last came, in the order they came."""
    rows = models.Item.objects.filter(site=site, matter=matter).order_by("id")[:most]
    newest = {row.item: row for row in rows}
    return [
        KeptItem(
            row.item, row.kind, row.revision, row.author, row.url or "", row.decision,
            row.received_at,
        )
        for row in newest.values()
    ]  # fmt: skip


def measures_of_matter(decisions: Sequence[str], most: int) -> list[Measure]:
    """The open measures that a matter's decisions ordered, the newest first."""
    rows = models.Measure.objects.filter(decision__in=decisions, state__in=_OPEN)
    return [measure_of(row) for row in rows.order_by("-from_at", "id")[:most]]
