"""Sweeps, and the items in them."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Count, Exists, OuterRef, QuerySet

from evenhand.model.sweep import Change, Fate, Sweep, Swept
from evenhand.store import models
from evenhand.store.items import chunks
from evenhand.store.missing import not_recorded
from evenhand.store.wire import from_json, to_json


def keep_sweep(sweep: Sweep) -> None:
    """Keep a sweep as it is now."""
    told = {"site": sweep.site, "proposed_at": sweep.proposed.at, "record": to_json(sweep)}
    models.Sweep.objects.update_or_create(id=sweep.id, defaults=told)


def get_sweep(sweep: str) -> Sweep:
    """The sweep of this id. Raises EH410."""
    row = models.Sweep.objects.filter(id=sweep).first()
    if row is None:
        raise not_recorded("sweep", "evenhand sweep list")
    return from_json(row.record, Sweep)


def all_sweeps(site: str) -> tuple[Sweep, ...]:
    """Every sweep of a site, the newest first."""
    rows = models.Sweep.objects.filter(site=site).order_by("-proposed_at", "id")
    return tuple(from_json(record, Sweep) for record in rows.values_list("record", flat=True))


def add_swept(items: Iterable[Swept]) -> None:
    """Items of a sweep; they show when the sweep itself is kept."""
    models.Swept.objects.bulk_create(
        models.Swept(
            sweep=each.sweep, item=each.item, revision=each.revision, decision=each.decision,
            changes=to_json(each.changes), fate=each.fate.value, done_at=each.done_at,
        )
        for each in items
    )  # fmt: skip


def forget_drafts() -> None:
    """Items of sweeps that were never kept, because their proposal was cut short."""
    whole = models.Sweep.objects.filter(id=OuterRef("sweep"))
    models.Swept.objects.filter(~Exists(whole)).delete()


def swept_of(sweep: str) -> Iterator[Swept]:
    """All items of a sweep, in its order."""
    return _swept(models.Swept.objects.filter(sweep=sweep).order_by("id"))


def waiting_of(sweep: str, most: int, after: int = 0) -> list[Swept]:
    """The next items of a sweep that wait, in its order."""
    rows = models.Swept.objects.filter(sweep=sweep, fate=Fate.WAITING.value, id__gt=after)
    return list(_swept(rows.order_by("id")[:most]))


def still_waiting(items: Sequence[Swept]) -> list[Swept]:
    """Those of these items that nobody has done meanwhile."""
    rows = models.Swept.objects.filter(pk__in=[each.key for each in items])
    return list(_swept(rows.filter(fate=Fate.WAITING.value).order_by("id")))


def keep_fate(swept: Swept) -> None:
    """What came of an item."""
    models.Swept.objects.filter(pk=swept.key or 0).update(
        fate=swept.fate.value, done_at=swept.done_at, decision=swept.decision
    )


def fates_of(sweep: str) -> dict[Fate, int]:
    """Fate -> how many items of a sweep have it."""
    rows = models.Swept.objects.filter(sweep=sweep).values("fate").annotate(count=Count("id"))
    return {Fate(row["fate"]): row["count"] for row in rows.order_by("fate")}


def swept_at(decisions: Iterable[str]) -> Iterator[Swept]:
    """The items of sweeps that these decisions were about."""
    for chunk in chunks(list(decisions)):
        whole = models.Sweep.objects.filter(id=OuterRef("sweep"))
        rows = models.Swept.objects.filter(Exists(whole), decision__in=chunk)
        yield from _swept(rows.order_by("id"))


def forget_swept(decisions: Iterable[str]) -> None:
    """What sweeps held of the revisions that these decisions were about is gone."""
    for chunk in chunks(list(decisions)):
        models.Swept.objects.filter(decision__in=chunk).delete()


def _swept(rows: QuerySet[models.Swept]) -> Iterator[Swept]:
    for row in rows.iterator(2_000):
        changes: tuple[Change, ...] = from_json(row.changes, tuple[Change, ...])
        yield Swept(
            row.sweep, row.item, row.revision, row.decision, changes, Fate(row.fate),
            row.done_at, row.id,
        )  # fmt: skip
