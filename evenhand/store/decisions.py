"""Decisions as they were recorded, with their evidence and statements."""

from dataclasses import dataclass
from typing import Any

from evenhand.model.decision import Ask, Decision, Finding
from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import Evidence, Prior
from evenhand.model.measure import Subject, SubjectType
from evenhand.model.policy import PolicyRef
from evenhand.model.reading import Reading
from evenhand.model.statement import Statement
from evenhand.store import models
from evenhand.store.measures import measures_of_decision
from evenhand.store.wire import from_json


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
        raise EvenhandError(
            "EH410",
            "no decision of this id is recorded here",
            not_done="nothing was shown or changed",
            help="the id is the `case` of a result line, 32 hexadecimal digits",
        )
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
    )
    return Kept(decision, row.number, row.log_index)


def get_evidence(decision_id: str) -> KeptEvidence | None:
    """What the decision rested on; None where it is erased or past its time."""
    row = models.Evidence.objects.filter(decision=decision_id).first()
    if row is None:
        return None
    return KeptEvidence(
        from_json(row.evidence, Evidence),
        from_json(row.prior, Prior),
        from_json(row.terms, dict[str, Any]),
        from_json(row.readings, tuple[Reading, ...]),
    )


def statements_of(decision_id: str) -> list[Statement]:
    """The notices about a decision, oldest first."""
    rows = models.Statement.objects.filter(decision=decision_id).order_by("id")
    return [
        Statement(
            id=row.statement,
            decision=row.decision,
            language=row.language,
            text=row.text,
            written_at=row.written_at,
            dsa=from_json(row.dsa, dict[str, Any]),
            refers_to=row.refers_to,
        )
        for row in rows
    ]


def case_is_open(decision_id: str) -> bool:
    """Whether a person has still to look at the decision."""
    return models.Case.objects.filter(id=decision_id, state="open").exists()
