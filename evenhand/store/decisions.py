"""Decisions as they were recorded, with their evidence and statements."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from evenhand.model.case import Party
from evenhand.model.decision import Ask, Decision, Finding
from evenhand.model.evidence import Evidence, Prior
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.policy import PolicyRef
from evenhand.model.reading import Reading
from evenhand.model.statement import Statement
from evenhand.store import models
from evenhand.store.items import chunks
from evenhand.store.measures import OPEN_STATES, measures_of_decision
from evenhand.store.missing import not_recorded
from evenhand.store.wire import from_json

MAX_CHAIN = 100
"""Most decisions in a chain that are followed: each takes people, so no real one is longer."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A decision with the number and the log index it was given."""

    decision: Decision
    number: int | None
    log_index: int | None


@dataclass(frozen=True, slots=True)
class KeptEvidence:
    """What a decision rested on, while it is kept."""

    evidence: Evidence
    prior: Prior
    terms: dict[str, Any]
    readings: tuple[Reading, ...]


def get_decision(decision_id: str) -> Kept:
    """The decision of this id, with its measures as they stand now. Raises EH410."""
    row = models.Decision.objects.filter(id=decision_id).first()
    if row is None:
        raise not_recorded("decision", "evenhand queue")
    decision = Decision(
        site=row.site,
        subject=Subject(SubjectType(row.subject_type), row.subject),
        revision=row.revision,
        account=row.account,
        outcome=row.outcome,
        policy=from_json(row.policy, tuple[PolicyRef, ...]),
        findings=from_json(row.findings, tuple[Finding, ...]),
        measures=tuple(measures_of_decision(row.id)),
        asks=from_json(row.asks, tuple[Ask, ...]),
        strikes=(),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        matter=row.matter,
        contacts=from_json(row.contacts, tuple[str, ...]),
        supersedes=row.supersedes,
        id=row.id,
        people=from_json(row.people, tuple[str, ...]),
        asked=row.asked,
        reason=row.reason,
        one_person=row.one_person,
        facts=from_json(row.facts, tuple[str, ...]),
        sweep=row.sweep,
    )
    return Kept(decision, row.number, row.log_index)


def get_evidence(decision_id: str) -> KeptEvidence | None:
    """What the decision rested on; None where it is erased or past its time."""
    return kept_evidence([decision_id]).get(decision_id)


def kept_evidence(decisions: Iterable[str]) -> dict[str, KeptEvidence]:
    """Decision -> what it rested on, of those whose evidence stands in the database."""
    return {
        row.decision: KeptEvidence(
            from_json(row.evidence, Evidence),
            from_json(row.prior, Prior),
            from_json(row.terms, dict[str, Any]),
            from_json(row.readings, tuple[Reading, ...]),
        )
        for chunk in chunks(list(decisions))
        for row in models.Evidence.objects.filter(decision__in=chunk)
    }


def statements_of(decision_id: str) -> list[Statement]:
    """The notices about a decision, oldest first."""
    return _statements(models.Statement.objects.filter(decision=decision_id))


def statements_to(flag: str) -> list[Statement]:
    """The notices to whoever handed in a flag, oldest first."""
    return _statements(models.Statement.objects.filter(flag=flag))


def _statements(rows: QuerySet[models.Statement]) -> list[Statement]:
    return [
        Statement(
            id=row.statement,
            decision=row.decision,
            language=row.language,
            text=row.text,
            written_at=row.written_at,
            dsa=from_json(row.dsa, dict[str, Any]),
            refers_to=row.refers_to,
            party=Party(row.party),
            flag=row.flag,
        )
        for row in rows.order_by("id")
    ]


def case_is_open(decision_id: str) -> bool:
    """Whether a person has still to look at the decision."""
    return models.Case.objects.filter(decision=decision_id, state="open").exists()


def first_decision(decision_id: str) -> str:
    """The decision that a chain of decisions began with: the one that has the evidence."""
    return decision_chain(decision_id)[0]


def decision_chain(decision_id: str) -> list[str]:
    """A decision and those before it that it supersedes, the first one first."""
    chain = [decision_id]
    while len(chain) <= MAX_CHAIN:
        before = models.Decision.objects.filter(id=chain[0]).values_list("supersedes", flat=True)
        earlier = before.first()
        if earlier is None:
            break
        chain.insert(0, earlier)
    return chain


def later_decisions(decision_id: str) -> list[str]:
    """The decisions that came after one in its chain, oldest first."""
    found: list[str] = []
    level = [decision_id]
    while level and len(found) < MAX_CHAIN:
        rows = models.Decision.objects.filter(supersedes__in=level).order_by("decided_at", "id")
        level = list(rows.values_list("id", flat=True))
        found += level
    return found


def looked_at_again(decisions: Iterable[str]) -> set[str]:
    """Those of these decisions that a later one supersedes."""
    found: set[str | None] = set()
    for chunk in chunks(list(decisions)):
        rows = models.Decision.objects.filter(supersedes__in=chunk)
        found.update(rows.values_list("supersedes", flat=True))
    return {each for each in found if each is not None}


def last_decision_on(site: str, subject: Subject) -> str | None:
    """The newest decision about a subject; None where there is none."""
    rows = models.Decision.objects.filter(
        site=site, subject_type=subject.type.value, subject=subject.id
    )
    return rows.order_by("-decided_at", "-revision", "-id").values_list("id", flat=True).first()


def decisions_on(site: str, subject: Subject) -> list[str]:
    """Every decision about a subject, oldest first."""
    rows = models.Decision.objects.filter(
        site=site, subject_type=subject.type.value, subject=subject.id
    )
    return list(rows.order_by("decided_at", "id").values_list("id", flat=True))


def still_held(site: str, items: Iterable[str] | None = None) -> Iterator[tuple[str, int, str]]:
    """(item, revision, decision) of rules' decisions about items of which measures are open.

    Args:
        items: these alone; all of the site's unless given.
    """
    is_open = models.Measure.objects.filter(decision=OuterRef("id"), state__in=OPEN_STATES)
    rows = models.Decision.objects.filter(
        Exists(is_open), site=site, subject_type=SubjectType.ITEM.value, decided_by="rule"
    ).order_by("decided_at", "id")
    some = [rows] if items is None else [rows.filter(subject__in=c) for c in chunks(list(items))]
    for each in some:
        yield from each.values_list("subject", "revision", "id")


def decisions_of_matter(site: str, matter: str) -> list[str]:
    """Decisions about a matter that stand in the log, oldest first."""
    rows = models.Decision.objects.filter(site=site, matter=matter).exclude(log_index=None)
    return list(rows.order_by("decided_at", "log_index").values_list("id", flat=True))


def count_unlogged(site: str, matter: str) -> int:
    """How many items of a matter the rules allowed: these are not logged one by one."""
    return models.Decision.objects.filter(site=site, matter=matter, log_index=None).count()


def matters_seen(site: str) -> dict[str, int]:
    """Matter -> how many of its decisions stand in the log, of all that items came with."""
    rows = models.Decision.objects.filter(site=site).exclude(matter=None).order_by("matter")
    counted = rows.values("matter").annotate(logged=Count("log_index"))
    return {row["matter"] or "": row["logged"] for row in counted}


def alike(site: str, fired: str, most: int) -> list[str]:
    """The newest decisions in which the same rules fired."""
    rows = models.Decision.objects.filter(site=site, fired=fired, supersedes=None)
    return list(rows.order_by("-decided_at", "-id").values_list("id", flat=True)[:most])
