"""Records as JSON writes them, wherever they are handed out."""

from datetime import datetime
from typing import Any

from evenhand.model.case import Appeal, Case, Party
from evenhand.model.clock import utc_text
from evenhand.model.measure import Measure

WHO_APPEALS = {
    Party.WRITER: "the writer",
    Party.HARMED: "the person concerned",
    Party.FLAGGER: "somebody who flagged it",
}
APPEAL_COLUMNS = ("id", "decision", "party", "received_at", "deadline", "overdue", "outcome")
"""Of a list of appeals as CSV, in order."""


def appeal_dict(appeal: Appeal, now: datetime) -> dict[str, Any]:
    """An appeal in a list; its words are not in it."""
    return {
        "id": appeal.id,
        "decision": appeal.decision,
        "party": str(appeal.party),
        "received_at": utc_text(appeal.received_at),
        "deadline": utc_text(appeal.deadline),
        "overdue": appeal.outcome is None and appeal.deadline < now,
        "outcome": None if appeal.outcome is None else str(appeal.outcome),
    }


def case_dict(case: Case) -> dict[str, Any]:
    """A case."""
    return {
        "id": case.id,
        "site": case.site,
        "queue": case.queue,
        "urgency": case.urgency,
        "opened_at": utc_text(case.opened_at),
        "due_at": utc_text(case.due_at),
        "reasons": list(case.reasons),
        "subject": {"type": str(case.subject.type), "id": case.subject.id},
        "decision": case.decision,
        "matter": case.matter,
        "account": case.account,
        "about": case.about,
        "state": str(case.state),
        "held_by": case.held_by,
        "held_until": utc_text(case.held_until) if case.held_until else None,
        "closed_at": utc_text(case.closed_at) if case.closed_at else None,
        "closed_by": case.closed_by,
    }


def measure_dict(measure: Measure) -> dict[str, Any]:
    """A measure."""
    return {
        "id": measure.id,
        "measure": measure.measure,
        "subject": {"type": str(measure.subject.type), "id": measure.subject.id},
        "state": str(measure.state),
        "from": utc_text(measure.from_),
        "until": utc_text(measure.until) if measure.until else None,
        "no_end_because": measure.no_end_because,
        "decide_by": utc_text(measure.decide_by) if measure.decide_by else None,
    }
