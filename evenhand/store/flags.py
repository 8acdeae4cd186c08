"""Flags and appeals: what users say, and what they were answered."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Exists, OuterRef

from evenhand.model.case import Appeal, Flag
from evenhand.model.measure import Subject, SubjectType
from evenhand.store import models
from evenhand.store.items import by_site, chunks
from evenhand.store.missing import not_recorded
from evenhand.store.wire import from_json, to_json


def keep_flag(flag: Flag) -> None:
    """Keep a flag as it is now."""
    models.Flag.objects.update_or_create(
        id=flag.id,
        defaults={
            "site": flag.site,
            "subject_type": flag.subject.type.value,
            "subject": flag.subject.id,
            "receipt": flag.receipt,
            "case": flag.case,
            "harmed": flag.harmed,
            "received_at": flag.received_at,
            "answered_at": flag.answered_at,
            "record": to_json(flag),
        },
    )


def get_flag(flag: str) -> Flag:
    """The flag of this id. Raises EH410."""
    row = models.Flag.objects.filter(id=flag).first()
    if row is None:
        raise not_recorded("flag", "evenhand flag list")
    return from_json(row.record, Flag)


def flag_by_receipt(digest: str) -> Flag | None:
    """The flag whose receipt link holds the secret of this digest."""
    row = models.Flag.objects.filter(receipt=digest).first()
    return from_json(row.record, Flag) if row else None


def flags_of_case(case: str) -> list[Flag]:
    """The flags that were joined to a case, oldest first."""
    rows = models.Flag.objects.filter(case=case).order_by("received_at", "id")
    return [from_json(row.record, Flag) for row in rows]


def count_flags(cases: Iterable[str]) -> dict[str, int]:
    """Case -> how many flags were joined to it; cases without any are left out."""
    found: dict[str, int] = {}
    for chunk in chunks(list(cases)):
        rows = models.Flag.objects.filter(case__in=chunk).values_list("case")
        found |= {str(case): count for case, count in rows.annotate(n=Count("id"))}
    return found


def flags_about(site: str, subject: Subject, *, harmed: bool | None = None) -> list[Flag]:
    """The flags about a subject, oldest first; all, or those (not) by whom it is about."""
    rows = models.Flag.objects.filter(
        site=site, subject_type=subject.type.value, subject=subject.id
    )
    if harmed is not None:
        rows = rows.filter(harmed=harmed)
    return [from_json(row.record, Flag) for row in rows.order_by("received_at", "id")]


def flags_of_items(items: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[Flag]]:
    """(site, item) -> the flags by those whose information it is, oldest first."""
    found: dict[tuple[str, str], list[Flag]] = {}
    for site, names in by_site(items).items():
        for chunk in chunks(names):
            rows = models.Flag.objects.filter(
                site=site, subject_type=SubjectType.ITEM.value, subject__in=chunk, harmed=True
            )
            for row in rows.order_by("received_at", "id"):
                found.setdefault((site, row.subject), []).append(from_json(row.record, Flag))
    return found


def all_flags(site: str | None = None, *, waiting: bool = False) -> list[Flag]:
    """Flags, oldest first; only those without an answer where `waiting`."""
    rows = models.Flag.objects.order_by("received_at", "id")
    rows = rows.filter(site=site) if site else rows
    rows = rows.filter(answered_at=None) if waiting else rows
    return [from_json(row.record, Flag) for row in rows]


def times_of_sender(site: str, sender: str, since: datetime) -> list[datetime]:
    """When somebody of this name, or with this address for the answer, has flagged since then."""
    rows = models.Flag.objects.filter(
        site=site, received_at__gt=since, record__contains=to_json(sender)
    )
    flags: list[Flag] = [from_json(row.record, Flag) for row in rows]
    return [flag.received_at for flag in flags if sender in (flag.who, flag.reach)]


def keep_appeal(appeal: Appeal) -> None:
    """Keep an appeal as it is now."""
    models.Appeal.objects.update_or_create(
        id=appeal.id,
        defaults={
            "site": appeal.site,
            "decision": appeal.decision,
            "received_at": appeal.received_at,
            "deadline": appeal.deadline,
            "answered_at": appeal.answered_at,
            "record": to_json(appeal),
        },
    )


def get_appeal(appeal: str) -> Appeal:
    """The appeal of this id. Raises EH410."""
    row = models.Appeal.objects.filter(id=appeal).first()
    if row is None:
        raise not_recorded("appeal", "evenhand appeal list")
    return from_json(row.record, Appeal)


def appeals_of(decision: str) -> list[Appeal]:
    """The appeals against a decision, oldest first."""
    return appeals_against([decision])


def appeals_against(decisions: Iterable[str]) -> list[Appeal]:
    """The appeals against any of these decisions, oldest first."""
    rows = models.Appeal.objects.filter(decision__in=list(decisions))
    return [from_json(row.record, Appeal) for row in rows.order_by("received_at", "id")]


def is_contested(site: str, subject: Subject) -> bool:
    """Whether an appeal against any decision about this has no answer yet."""
    about = models.Decision.objects.filter(
        site=site, subject_type=subject.type.value, subject=subject.id
    )
    waiting = models.Appeal.objects.filter(site=site, answered_at=None)
    return waiting.filter(decision__in=about.values("id")).exists()


def contested_items(site: str, items: Iterable[str]) -> set[str]:
    """Those of these items about which an appeal has no answer yet."""
    waiting = models.Appeal.objects.filter(decision=OuterRef("id"), answered_at=None)
    found: set[str] = set()
    for chunk in chunks(list(items)):
        about = models.Decision.objects.filter(
            Exists(waiting), site=site, subject_type=SubjectType.ITEM.value, subject__in=chunk
        )
        found.update(about.values_list("subject", flat=True))
    return found


def all_appeals(site: str | None = None) -> list[Appeal]:
    """Every appeal, oldest first."""
    rows = models.Appeal.objects.order_by("received_at", "id")
    rows = rows.filter(site=site) if site else rows
    return [from_json(row.record, Appeal) for row in rows]


def count_appeals(site: str, at: datetime) -> tuple[int, int]:
    """How many appeals of a site have no answer yet, and how many of them are past their time."""
    waiting = models.Appeal.objects.filter(site=site, answered_at=None)
    return waiting.count(), waiting.filter(deadline__lt=at).count()


def open_appeals(site: str | None = None, before: datetime | None = None) -> list[Appeal]:
    """Appeals without an answer, the nearest deadline first; those due before a time."""
    rows = models.Appeal.objects.filter(answered_at=None).order_by("deadline", "id")
    rows = rows.filter(site=site) if site else rows
    rows = rows.filter(deadline__lt=before) if before else rows
    return [from_json(row.record, Appeal) for row in rows]
