"""Whether anything about a subject is still open: what is open is neither forgotten nor erased.

The decisions about one subject are one affair: those on all revisions of an item, and what people
decided afterwards. A cure reads the evidence of every revision, and an appeal the first one's.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from evenhand.model.case import CaseState
from evenhand.model.measure import MeasureState, Subject, SubjectType
from evenhand.store import models
from evenhand.store.items import chunks


class Open(StrEnum):
    """Why something about a subject has to stay as it is."""

    MEASURE = "measure"
    """A measure is in force or proposed."""
    CASE = "case"
    """Somebody has to decide about it."""
    APPEAL = "appeal"
    """An appeal waits for its answer."""
    APPEAL_WINDOW = "appeal_window"
    """It can still be appealed."""
    LOOK = "look"
    """A page behind a link is to be looked at again."""


Found = dict[Subject, set[Open]]


def still_open(
    site: str, subjects: Iterable[Subject], since: datetime, appeal_days: int
) -> Mapping[Subject, set[Open]]:
    """What about these subjects is open, or was at any time after `since`; others are left out.

    Args:
        since: the present, or an earlier time: what ended after it does not count as over.
        appeal_days: how long a logged decision can be appealed. Nobody is told of an item that
            is plainly allowed, so that there is nothing to appeal.
    """
    by_type: dict[SubjectType, list[str]] = {}
    for subject in subjects:
        by_type.setdefault(subject.type, []).append(subject.id)
    found: Found = {}
    for kind, names in by_type.items():
        for chunk in chunks(names):
            wanted = {"site": site, "subject_type": kind.value, "subject__in": chunk}
            for reason, rows in _open_rows(wanted, since, appeal_days):
                for name in rows.values_list("subject", flat=True):
                    found.setdefault(Subject(kind, name), set()).add(reason)
    return found


def _open_rows(
    wanted: Mapping[str, Any], since: datetime, appeal_days: int
) -> list[tuple[Open, QuerySet[Any]]]:
    """(why, rows with a `subject` that is open for that reason)."""
    decisions = models.Decision.objects.filter(**wanted)
    measures = models.Measure.objects.filter(
        Q(state__in=[MeasureState.IN_FORCE.value, MeasureState.PROPOSED.value])
        | Q(ended_at__gt=since)
    )
    cases = models.Case.objects.filter(Q(state=CaseState.OPEN.value) | Q(closed_at__gt=since))
    appeals = models.Appeal.objects.filter(Q(answered_at=None) | Q(answered_at__gt=since))
    looks = models.Look.objects.filter(found=None).values("decision")  # few, and not indexed
    told_after = since - timedelta(days=appeal_days)
    return [
        (Open.MEASURE, decisions.filter(_of_decision(measures))),
        (Open.MEASURE, measures.filter(**wanted)),
        (Open.CASE, decisions.filter(_of_decision(cases))),
        (Open.CASE, cases.filter(**wanted)),
        (Open.APPEAL, decisions.filter(_of_decision(appeals))),
        (
            Open.APPEAL_WINDOW,
            decisions.filter(log_index__isnull=False, decided_at__gte=told_after),
        ),
        (Open.LOOK, decisions.filter(id__in=looks)),
    ]


def _of_decision(rows: QuerySet[Model]) -> Exists:
    """There is such a row about the decision."""
    return Exists(rows.filter(decision=OuterRef("id")))
