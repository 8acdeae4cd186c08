"""What is public in the log of a decision, a change of state, a pack, a day; the rest is sealed.

No private text, id, address or exact time is public: they are salted commitments, and what opens
them stays in the store.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from evenhand.model.clock import day_text, utc_text
from evenhand.model.decision import Decision
from evenhand.model.entry import Draft, banded, digest_text
from evenhand.model.measure import Measure
from evenhand.model.policy import Policy, PolicyRef
from evenhand.model.statement import Statement


def decision_draft(
    decision: Decision, statements: Sequence[Statement], evidence: str | None
) -> Draft:
    """The entry of a decision.

    Args:
        statements: the notices of it, the writer's first.
        evidence: the evidence's JSON, which the entry commits to; a person's decision has none.
    """
    fired = [f for f in decision.findings if f.outcome == "true" and not f.shadow]
    fields: dict[str, Any] = {
        "outcome": decision.outcome,
        "subject": str(decision.subject.type),
        "policy": [pack_fields(ref) for ref in decision.policy],
        "rules": [f.rule for f in fired],
        "measures": [public_measure(m) for m in decision.measures],
        "asks": sorted({ask.reason for ask in decision.asks}),
        "strikes": sum(strike.weight for strike in decision.strikes),
        "decided_by": decision.decided_by,
        **_by_people(decision),
    }
    sealed = _sealed(decision, evidence) | sealed_statements(statements)
    day = day_text(decision.decided_at)
    return Draft("decision", decision.site, day, decision.id or "", fields, sealed)


def _sealed(decision: Decision, evidence: str | None) -> dict[str, str]:
    """What the entry of a decision only commits to; what there is none of is left out."""
    found = {
        "at": utc_text(decision.decided_at)[:16],
        "subject": decision.subject.id,
        "revision": str(decision.revision),
        "evidence": digest_text(evidence) if evidence is not None else None,
        "reason": digest_text(decision.reason) if decision.reason else None,
        "people": ", ".join(decision.people),
        "account": decision.account,
        "matter": decision.matter,
        **{f"measure.{n}": m.subject.id for n, m in enumerate(decision.measures)},
    }
    return {name: value for name, value in found.items() if value}


def _by_people(decision: Decision) -> dict[str, Any]:
    """Who asked, what it rests on and what it follows; only where there is anything to say."""
    told: dict[str, Any] = {
        "contacts": list(decision.contacts),
        "facts": list(decision.facts),
        "supersedes": decision.supersedes,
        "sweep": decision.sweep,
        "people": len(decision.people),
        "one_person": decision.one_person,
    }
    found = {name: value for name, value in told.items() if value}
    if decision.asked is not None:
        found["asked"] = "yes" if decision.asked else "no"
    return found


def change_draft(
    measure: Measure, site: str, at: datetime, why: str, by: str, statements: Sequence[Statement]
) -> Draft:
    """The entry of a measure that has changed its state.

    Args:
        why: one of a few words, such as `end_reached`; never free text.
        by: `rule` or the role of the person.
        statements: the notices of it, the writer's first.
    """
    fields = {"measure": public_measure(measure), "why": why, "decided_by": by}
    sealed = {
        "at": utc_text(at)[:16],
        "subject": measure.subject.id,
        "measure": measure.id or "",
        **sealed_statements(statements),
    }
    return Draft("measure", site, day_text(at), measure.decision or "", fields, sealed)


def policy_draft(
    policy: Policy, site: str, at: datetime, case: str, people: tuple[str, ...] = ()
) -> Draft:
    """The entry of a pack version that a site has published.

    Args:
        people: who proposed it and who agreed; nobody, where the site is founded with it.
    """
    fields: dict[str, Any] = {
        "change": "published",
        **pack_fields(policy.ref),
        "in_force_from": day_text(policy.in_force_from),
        "rules": [rule.id for rule in policy.rules],
        **people_fields(people),
    }
    sealed = {"at": utc_text(at)[:16]} | ({"people": ", ".join(people)} if people else {})
    return Draft("policy", site, day_text(at), case, fields, sealed)


def pack_fields(ref: PolicyRef) -> dict[str, Any]:
    """Which text an entry speaks of."""
    return {"pack": ref.pack, "version": ref.version, "digest": ref.digest}


def people_fields(people: Sequence[str]) -> dict[str, Any]:
    """How many people changed what a site judges by, and whether one did so alone; never who."""
    if not people:
        return {}
    alone = len(people) == 1
    return {"people": len(people)} | ({"one_person": True} if alone else {})


def heartbeat_draft(
    site: str, first: str, last: str, counts: Mapping[str, int], appeals: tuple[int, int], case: str
) -> Draft:
    """The entry of a day's counts, or of a run of days without any items.

    Args:
        counts: outcome -> how many items came to it.
        appeals: how many are open, and how many of those overdue, when the entry is made.
    """
    told = {
        "screened": sum(counts.values()),
        **{outcome: counts.get(outcome, 0) for outcome in _OUTCOMES},
        "appeals_open": appeals[0],
        "appeals_overdue": appeals[1],
    }
    fields = {"from": first, "to": last} | {name: banded(count) for name, count in told.items()}
    sealed = {name: str(count) for name, count in told.items()}
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


def sealed_statements(statements: Sequence[Statement]) -> dict[str, str]:
    """What commits to notices: `statement` for the first, `statement.2` and so on."""
    return {
        "statement" if number == 1 else f"statement.{number}": digest_text(statement.text)
        for number, statement in enumerate(statements, 1)
    }


_OUTCOMES = ("allow", "measures", "review")
