"""Matters as list rows and JSON documents."""

from typing import TYPE_CHECKING, Any

from evenhand.contacts.public import public_view
from evenhand.model.clock import day_text, utc_text
from evenhand.text.records import case_dict, measure_dict

if TYPE_CHECKING:
    from evenhand.pipeline.people.matters import Line, MatterView

COLUMNS = ("matter", "title", "opened", "parties", "decisions", "open_cases")


def matter_row(line: "Line") -> dict[str, Any]:
    """A matter in a list; title and day are None where nobody opened it."""
    return {
        "matter": line.id,
        "title": line.opened.title if line.opened else None,
        "opened": day_text(line.opened.opened_at) if line.opened else None,
        "parties": line.opened.parties if line.opened else (),
        "decisions": line.decisions,
        "open_cases": line.open_cases,
    }


def matter_dict(view: "MatterView") -> dict[str, Any]:
    """Everything about one affair."""
    opened = view.opened
    return {
        "matter": view.id,
        "site": view.site,
        "title": opened.title if opened else None,
        "opened_at": utc_text(opened.opened_at) if opened else None,
        "parties": list(opened.parties) if opened else [],
        "decisions": [
            {"id": d.id, "about": str(subject.type), "subject": subject.id,
             "decided_at": utc_text(d.decided_at), "decided_by": d.decided_by,
             "outcome": d.outcome, "asked": d.asked, "supersedes": d.supersedes,
             "measures": [measure_dict(measure) for measure in d.measures]}
            for subject, decisions in view.decisions
            for d in decisions
        ],
        "allowed": view.allowed,
        "contacts": [{"id": c.id, **public_view(c)} for c in view.contacts],
        **({} if view.sealed is None else {"sealed_contacts": view.sealed}),
        "interests": [
            {"role": str(i.role), "kind": str(i.kind), "party": None if i.person else i.party,
             "from": utc_text(i.from_), "until": utc_text(i.until) if i.until else None}
            for i in view.interests
        ],
        "flags": {"all": view.flags, "unanswered": view.unanswered},
        "appeals": [
            {"id": a.id, "decision": a.decision, "party": str(a.party),
             "received_at": utc_text(a.received_at), "deadline": utc_text(a.deadline),
             "outcome": str(a.outcome) if a.outcome else None}
            for a in view.appeals
        ],
        "offers": [
            {"id": o.id, "received_at": utc_text(o.received_at), "outcome": str(o.outcome)}
            for o in view.offers
        ],
        "cases": [case_dict(case) for case in view.cases],
    }  # fmt: skip
