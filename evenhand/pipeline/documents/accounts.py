"""Accounts, what is in force on them and what would be erased, as JSON documents."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from evenhand.model.clock import utc_text
from evenhand.model.measure import Strike
from evenhand.text.records import measure_dict

if TYPE_CHECKING:
    from evenhand.pipeline.people.accounts import AccountView
    from evenhand.pipeline.people.erasure import Erasure
    from evenhand.store.decisions import Kept

COLUMNS = ("case", "at", "about", "outcome", "decided_by", "measures", "log_index")

REASONS: Mapping[str, str] = {
    "measure": "a measure is open",
    "case": "a case is open",
    "appeal": "an appeal is open",
    "appeal_window": "it can still be appealed",
    "look": "a page is to be looked at again",
}
"""Why something has to stay, in words."""


def account_dict(view: "AccountView") -> dict[str, Any]:
    """How an account stands."""
    expiry = view.standing.next_expiry
    return {
        "site": view.site,
        "account": view.account,
        "roles": view.roles,
        "active_strikes": view.standing.weight,
        "next_expiry": utc_text(expiry) if expiry else None,
        "strikes": [_strike(strike) for strike in view.standing.strikes],
        "in_force": [measure_dict(measure) for measure in view.standing.in_force],
        "decisions": [decision_row(kept) for kept in view.decisions],
    }


def decision_row(kept: "Kept") -> dict[str, Any]:
    """A decision as a row of an account's list."""
    decision = kept.decision
    return {
        "case": decision.id,
        "at": utc_text(decision.decided_at),
        "about": f"{decision.subject.type} {decision.subject.id}",
        "outcome": decision.outcome,
        "decided_by": decision.decided_by,
        "measures": [f"{m.measure} {m.state}" for m in decision.measures],
        "log_index": kept.log_index,
    }


def erasure_dict(done: "Erasure", *, dry_run: bool) -> dict[str, Any]:
    """What was, or would be, erased, and what stays for which reason."""
    return {
        "dry_run": dry_run,
        "counts": done.counts,
        "stays": [
            {"subject": {"type": str(s.subject.type), "id": s.subject.id}, "because": s.because}
            for s in done.stays
        ],
        "log_index": done.log_index,
    }


def _strike(strike: Strike) -> dict[str, Any]:
    return {
        "weight": strike.weight,
        "from": utc_text(strike.from_),
        "expires_at": utc_text(strike.expires_at),
        "case": strike.decision,
        "item": strike.item,
    }
