"""Measures and strikes: what is in force, what is due, what an account's record holds."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q

from evenhand.model.measure import CureStep, Measure, MeasureState, Strike, Subject, SubjectType
from evenhand.store import models
from evenhand.store.items import by_site, chunks
from evenhand.store.wire import from_json

MAX_STRIKES = 100
"""Most strikes that a decision looks at (and keeps beside it): every ladder has ended by then."""

OPEN_STATES = [MeasureState.IN_FORCE.value, MeasureState.PROPOSED.value]


def measure_of(row: models.Measure) -> Measure:
    """The record of a row."""
    return Measure(
        measure=row.name,
        subject=Subject(SubjectType(row.subject_type), row.subject),
        from_=row.from_at,
        until=row.until,
        no_end_because=row.no_end_because,
        state=MeasureState(row.state),
        rules=from_json(row.rules, tuple[str, ...]),
        cure=from_json(row.cure, tuple[CureStep, ...]),
        id=row.id,
        decision=row.decision,
        decide_by=row.decide_by,
        ended_at=row.ended_at,
    )


def active_strikes(
    accounts: Iterable[tuple[str, str]], at: datetime
) -> dict[tuple[str, str], list[Strike]]:
    """(site, account) -> strikes that have not expired at `at`, the newest `MAX_STRIKES`."""
    found: dict[tuple[str, str], list[Strike]] = {}
    for site, names in by_site(accounts).items():
        for chunk in chunks(names):
            rows = models.Strike.objects.filter(
                site=site, account__in=chunk, expires_at__gt=at, void_at=None
            )
            for row in rows.order_by("id"):
                found.setdefault((site, row.account), []).append(_strike(row))
    return {account: strikes[-MAX_STRIKES:] for account, strikes in found.items()}


def open_measures(
    subjects: Iterable[tuple[str, Subject]],
) -> dict[tuple[str, Subject], list[Measure]]:
    """(site, subject) -> its measures that are in force or proposed."""
    found: dict[tuple[str, Subject], list[Measure]] = {}
    for (site, kind), names in _by_kind(subjects).items():
        for chunk in chunks(names):
            rows = models.Measure.objects.filter(
                site=site, subject_type=kind.value, subject__in=chunk, state__in=OPEN_STATES
            )
            for row in rows.order_by("from_at", "id"):
                measure = measure_of(row)
                found.setdefault((site, measure.subject), []).append(measure)
    return found


def due_measures(at: datetime, most: int) -> list[tuple[str, Measure]]:
    """Up to `most` (site, open measure) whose end has come by `at`, the longest overdue first."""
    rows = models.Measure.objects.filter(_due(at)).order_by("until", "id")[:most]
    return [(row.site, measure_of(row)) for row in rows]


def ending_at(site: str, before: datetime) -> list[Measure]:
    """A site's measures in force that end before a time, the soonest first."""
    rows = models.Measure.objects.filter(
        site=site, state=MeasureState.IN_FORCE.value, until__lt=before
    )
    return [measure_of(row) for row in rows.order_by("until", "id")]


def count_due(at: datetime) -> int:
    """How many open measures have come to their end by `at`."""
    return models.Measure.objects.filter(_due(at)).count()


def _due(at: datetime) -> Q:
    """In force past its end, or proposed past the time to agree to it."""
    ended = Q(state=MeasureState.IN_FORCE.value, until__lte=at)
    return ended | Q(state=MeasureState.PROPOSED.value, decide_by__lte=at)


def measures_of_decision(decision: str) -> list[Measure]:
    """All measures that a decision ordered, in its order."""
    rows = models.Measure.objects.filter(decision=decision)
    return sorted((measure_of(row) for row in rows), key=lambda m: _order(m.id))


def ended_on(
    subjects: Iterable[tuple[str, Subject]], since: datetime
) -> dict[tuple[str, Subject], list[Measure]]:
    """(site, subject) -> its measures that ended after a time, in the order they began."""
    found: dict[tuple[str, Subject], list[Measure]] = {}
    for (site, kind), names in _by_kind(subjects).items():
        for chunk in chunks(names):
            rows = models.Measure.objects.filter(
                site=site, subject_type=kind.value, subject__in=chunk, ended_at__gt=since
            )
            for row in rows.order_by("from_at", "id"):
                measure = measure_of(row)
                found.setdefault((site, measure.subject), []).append(measure)
    return found


def ended_since(decisions: Iterable[str], since: datetime) -> list[Measure]:
    """Measures of these decisions that ended after a time, in the order they began."""
    found: list[Measure] = []
    for chunk in chunks(list(decisions)):
        rows = models.Measure.objects.filter(decision__in=chunk, ended_at__gt=since)
        found += [measure_of(row) for row in rows.order_by("from_at", "id")]
    return found


def strikes_of(decisions: Iterable[str]) -> list[Strike]:
    """The strikes that decisions gave and that still count."""
    rows = models.Strike.objects.filter(decision__in=list(decisions), void_at=None)
    return [_strike(row) for row in rows.order_by("id")]


def void_strikes(decisions: Iterable[str], at: datetime) -> int:
    """The strikes of these decisions count no more; returns how many."""
    rows = models.Strike.objects.filter(decision__in=list(decisions), void_at=None)
    return rows.update(void_at=at)


def measures_on(site: str, subject: Subject) -> list[Measure]:
    """Every measure that ever fell on a subject, oldest first."""
    rows = models.Measure.objects.filter(
        site=site, subject_type=subject.type.value, subject=subject.id
    )
    return [measure_of(row) for row in rows.order_by("from_at", "id")]


def get_measure(measure_id: str) -> tuple[str, Measure] | None:
    """(site, measure) of this id."""
    row = models.Measure.objects.filter(id=measure_id).first()
    return (row.site, measure_of(row)) if row else None


def _by_kind(subjects: Iterable[tuple[str, Subject]]) -> dict[tuple[str, SubjectType], list[str]]:
    """(site, type of subject) -> the subjects' ids."""
    wanted: dict[tuple[str, SubjectType], list[str]] = {}
    for site, subject in subjects:
        wanted.setdefault((site, subject.type), []).append(subject.id)
    return wanted


def _strike(row: models.Strike) -> Strike:
    return Strike(
        row.account, row.weight, row.from_at, row.expires_at, row.decision, row.site, row.item
    )


def _order(measure_id: str | None) -> Any:
    """Measures of one decision are numbered behind its id."""
    return int((measure_id or "-0").rpartition("-")[2])
