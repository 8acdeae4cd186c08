"""How writers go about putting things right, and later looks at pages behind links."""

from datetime import datetime

from evenhand.model.case import CureRecord, Look
from evenhand.store import models


def get_cure(site: str, item: str) -> CureRecord:
    """How an item's writer stands; a new record where nothing was tried yet."""
    row = models.Cure.objects.filter(site=site, item=item).first()
    if row is None:
        return CureRecord(site, item)
    return CureRecord(site, item, row.tries, row.checks, row.cured_at, row.relapsed_at)


def keep_cure(record: CureRecord) -> None:
    """Keep a record as it is now."""
    models.Cure.objects.update_or_create(
        site=record.site,
        item=record.item,
        defaults={
            "tries": record.tries,
            "checks": record.checks,
            "cured_at": record.cured_at,
            "relapsed_at": record.relapsed_at,
        },
    )


def add_look(site: str, decision: str, measure: str, link: str, due_at: datetime) -> None:
    """A page is to be looked at again at a time."""
    models.Look.objects.create(
        site=site, decision=decision, measure=measure, link=link, due_at=due_at
    )


def looks_due(at: datetime) -> list[Look]:
    """Looks that are due and not done, the oldest first."""
    rows = models.Look.objects.filter(found=None, due_at__lte=at).order_by("due_at", "id")
    return [
        Look(row.id, row.site, row.decision, row.measure, row.link, row.due_at, row.found)
        for row in rows
    ]


def looked(look: int, found: str) -> None:
    """What a look found: `clean`, `relapsed`, or `by_person` where a person is asked to look."""
    models.Look.objects.filter(id=look).update(found=found)


def drop_looks(measure: str) -> None:
    """No further looks for a measure: its page was found to have relapsed."""
    models.Look.objects.filter(measure=measure, found=None).update(found="relapsed")
