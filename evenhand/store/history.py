"""All of history: what rules decided, with what it rested on, in order and in constant memory."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from evenhand.model.decision import Ask, Decision, Finding
from evenhand.model.evidence import Evidence, Prior
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.policy import PolicyRef
from evenhand.model.taken import Taken, as_taken
from evenhand.store import models
from evenhand.store.items import chunks
from evenhand.store.measures import measures_of_decision
from evenhand.store.wire import from_json

PAGE = 2_000
"""Decisions that are read at a time."""


class Place(NamedTuple):
    """A place in history: decisions come in this order."""

    decided_at: datetime
    decision: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which decisions are looked at.

    Attributes:
        site, matter: these alone; None is all of them.
        since, until: when they were taken, half-open; None is open.
        after: those that come after this place.
    """

    site: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    matter: str | None = None
    after: Place | None = None


@dataclass(frozen=True, slots=True)
class Rested:
    """What a rule's decision rested on: replay's input.

    Attributes:
        terms: the site's own, as they were.
        taken: what was ordered; None where it simply allowed, and of decisions of an older version.
    """

    evidence: Evidence
    prior: Prior
    terms: Mapping[str, Any]
    taken: Taken | None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A rule's decision as it was recorded.

    Attributes:
        decision: with what it ordered, where `exact` in its first state.
        rested: None where it is erased or past its time.
        exact: what it ordered was kept as it was ordered; else measures are as they are now.
    """

    decision: Decision
    log_index: int | None
    rested: Rested | None
    exact: bool

    @property
    def place(self) -> Place:
        """Where it stands in history."""
        return Place(self.decision.decided_at, self.decision.id or "")


def recorded_pages(stretch: Stretch) -> Iterator[list[tuple[Decision, int | None]]]:
    """Pages of (rule's decision without what it ordered, log index), in order."""
    after = stretch.after
    while True:
        rows = list(decision_rows(replace(stretch, after=after)).values()[:PAGE])
        if not rows:
            return
        yield [(decision_of(row), row["log_index"]) for row in rows]
        after = Place(rows[-1]["decided_at"], rows[-1]["id"])


def count_recorded(stretch: Stretch) -> int:
    """How many decisions of rules there are."""
    return decision_rows(stretch).count()


def kept_inputs(decisions: Iterable[str]) -> dict[str, Rested]:
    """Decision -> what it rested on, of those whose evidence stands in the database."""
    found = {}
    columns = ("decision", "evidence", "prior", "terms", "taken")
    for chunk in chunks(list(decisions)):
        rows = models.Evidence.objects.filter(decision__in=chunk).values_list(*columns)
        for decision, evidence, prior, terms, taken in rows:
            found[decision] = Rested(
                from_json(evidence, Evidence),
                from_json(prior, Prior),
                from_json(terms, dict[str, Any]),
                None if taken is None else from_json(taken, Taken),
            )
    return found


def as_recorded(decision: Decision, log_index: int | None, rested: Rested | None) -> Recorded:
    """A decision with what it ordered, as far as that is kept."""
    taken = rested.taken if rested is not None else None
    if rested is not None and taken is not None:
        return Recorded(as_taken(decision, taken, rested.prior), log_index, rested, exact=True)
    if decision.outcome == "allow":
        return Recorded(decision, log_index, rested, exact=True)
    now = tuple(measures_of_decision(decision.id or ""))
    return Recorded(replace(decision, measures=now), log_index, rested, exact=False)


def decision_rows(stretch: Stretch) -> QuerySet[models.Decision]:
    """The rows of a stretch's decisions by rules, in order, for this room's own files."""
    rows = models.Decision.objects.filter(decided_by="rule").order_by("decided_at", "id")
    narrowed = {
        "site": stretch.site,
        "matter": stretch.matter,
        "decided_at__gte": stretch.since,
        "decided_at__lt": stretch.until,
    }
    rows = rows.filter(**{name: value for name, value in narrowed.items() if value is not None})
    if stretch.after is None:
        return rows
    at, decision = stretch.after
    later = Q(decided_at__gt=at) | Q(decided_at=at, id__gt=decision)
    return rows.filter(later, decided_at__gte=at)  # the last one lets an index be used


def decision_of(row: Mapping[str, Any]) -> Decision:
    """The decision that such a row holds, without its measures."""
    return Decision(
        site=row["site"],
        subject=Subject(SubjectType(row["subject_type"]), row["subject"]),
        revision=row["revision"],
        account=row["account"],
        outcome=row["outcome"],
        policy=from_json(row["policy"], tuple[PolicyRef, ...]),
        findings=from_json(row["findings"], tuple[Finding, ...]),
        measures=(),
        asks=from_json(row["asks"], tuple[Ask, ...]),
        strikes=(),
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
        matter=row["matter"],
        contacts=from_json(row["contacts"], tuple[str, ...]),
        supersedes=row["supersedes"],
        id=row["id"],
        facts=from_json(row["facts"], tuple[str, ...]),
        sweep=row["sweep"],
    )
