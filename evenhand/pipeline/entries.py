"""What is public in the log of a decision, a change of state, a pack, a day; the rest is sealed.

No private text, id, address or exact time is public: they are salted commitments, and what opens
them stays in the store.
"""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from evenhand.model.clock import day_text, utc_text
from evenhand.model.decision import Decision
from evenhand.model.entry import Draft
from evenhand.model.measure import Measure
from evenhand.model.policy import Policy
from evenhand.model.statement import Statement

BAND = 5
"""Counts below this are published as a band, so that nobody is counted singly."""


def decision_draft(decision: Decision, statement: Statement | None, evidence: str) -> Draft:
    """The entry of a decision.

    Args:
        evidence: the evidence's JSON, which the entry commits to.
    """
    fired = [f for f in decision.findings if f.outcome == "true" and not f.shadow]
    fields: dict[str, Any] = {
        "outcome": decision.outcome,
        "subject": str(decision.subject.type),
        "policy": [
            {"pack": p.pack, "version": p.version, "digest": p.digest} for p in decision.policy
        ],
        "rules": [f.rule for f in fired],
        "measures": [public_measure(m) for m in decision.measures],
        "asks": sorted({ask.reason for ask in decision.asks}),
        "strikes": sum(strike.weight for strike in decision.strikes),
        "decided_by": decision.decided_by,
    }
    sealed = {
        "at": utc_text(decision.decided_at)[:16],
        "subject": decision.subject.id,
        "revision": str(decision.revision),
        "evidence": digest_text(evidence),
        **{f"measure.{n}": m.subject.id for n, m in enumerate(decision.measures)},
    }
    if decision.account:
        sealed["account"] = decision.account
    if decision.matter:
        sealed["matter"] = decision.matter
    if statement:
        sealed["statement"] = digest_text(statement.text)
    day = day_text(decision.decided_at)
    return Draft("decision", decision.site, day, decision.id or "", fields, sealed)


def change_draft(
    measure: Measure, site: str, at: datetime, why: str, by: str, statement: Statement
) -> Draft:
    """The entry of a measure that has changed its state.

    Args:
        why: one of a few words, such as `end_reached`; never free text.
        by: `rule` or the role of the person.
    """
    fields = {"measure": public_measure(measure), "why": why, "decided_by": by}
    sealed = {
        "at": utc_text(at)[:16],
        "subject": measure.subject.id,
        "measure": measure.id or "",
        "statement": digest_text(statement.text),
    }
    return Draft("measure", site, day_text(at), measure.decision or "", fields, sealed)


def policy_draft(policy: Policy, site: str, at: datetime, case: str) -> Draft:
    """The entry of a pack version that a site uses from now on."""
    fields = {
        "pack": policy.ref.pack,
        "version": policy.ref.version,
        "digest": policy.ref.digest,
        "in_force_from": day_text(policy.in_force_from),
        "rules": [rule.id for rule in policy.rules],
    }
    return Draft("policy", site, day_text(at), case, fields, {"at": utc_text(at)[:16]})


def heartbeat_draft(
    site: str, first: str, last: str, counts: Mapping[str, int], case: str
) -> Draft:
    """The entry of a day's counts, or of a run of days without any items."""
    total = sum(counts.values())
    shown = {outcome: banded(counts.get(outcome, 0)) for outcome in _OUTCOMES}
    fields = {"from": first, "to": last, "screened": banded(total), **shown}
    sealed = {"screened": str(total)} | {name: str(counts.get(name, 0)) for name in _OUTCOMES}
    return Draft("heartbeat", site, last, case, fields, sealed)


def public_measure(measure: Measure) -> dict[str, Any]:
    """A measure without what it falls on: its kind, its state, its days."""
    shown: dict[str, Any] = {
        "measure": measure.measure,
        "subject": str(measure.subject.type),
        "state": str(measure.state),
        "from": day_text(measure.from_),
    }
    if measure.until is not None:
        shown["until"] = day_text(measure.until)
    elif measure.no_end_because is not None:
        shown["no_end_because"] = measure.no_end_because
    return shown


def banded(count: int) -> int | str:
    """A count as it may be published: exact from 5 up, zero, or `1-4`."""
    return count if count == 0 or count >= BAND else f"1-{BAND - 1}"


def digest_text(text: str) -> str:
    """`sha256:` and the hexadecimal digest of a text."""
    return f"sha256:{sha256(text.encode()).hexdigest()}"


_OUTCOMES = ("allow", "measures", "review")
