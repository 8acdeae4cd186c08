"""Like cases: the same rules fired on the nearest evidence; what was finally done about them."""

from collections.abc import Iterable

from evenhand.enforcement.measures import discover
from evenhand.model.decision import Decision
from evenhand.model.measure import Measure, MeasureState
from evenhand.pipeline.archive import evidence_of
from evenhand.review.like import Likeness, Outcome, like
from evenhand.store.decisions import alike, get_decision, later_decisions
from evenhand.store.recording import fired_rules

CANDIDATES = 200
"""Most decisions that are compared: the newest ones with the same rules."""

BORNE = frozenset({MeasureState.IN_FORCE, MeasureState.EXPIRED})
"""A measure that is in force, or that ran to its end, was finally done; a lifted one was not."""


def like_cases(decision: Decision, measures: Iterable[str] | None = None) -> Likeness | None:
    """How the nearest like cases of the site were decided; None where no rule fired.

    Args:
        decision: one with evidence: a rule's.
        measures: what somebody is about to do, instead of what was done.
    """
    fired = fired_rules(decision)
    mine = _outcome(decision) if fired else None
    if mine is None:
        return None
    if measures is not None:
        kinds = discover()
        heaviest = max(measures, key=lambda name: kinds[name].severity, default="none")
        severity = kinds[heaviest].severity if heaviest in kinds else 0
        mine = Outcome(mine.id, mine.rules, mine.values, severity, heaviest)
    others = (_outcome(get_decision(d).decision) for d in alike(decision.site, fired, CANDIDATES))
    return like(mine, [o for o in others if o is not None and o.id != mine.id])


def _outcome(decision: Decision) -> Outcome | None:
    """What a decision rested on and what was finally done; None where its evidence is erased."""
    evidence = evidence_of(decision.id or "")
    if evidence is None:
        return None
    rules = frozenset(f.rule for f in decision.findings if f.outcome == "true" and not f.shadow)
    heaviest, severity = _done(decision)
    return Outcome(decision.id or "", rules, evidence.evidence.values, severity, heaviest)


def _done(decision: Decision) -> tuple[str, int]:
    """The heaviest measure that was borne, of the decision and of those that came after it."""
    later = (get_decision(d).decision for d in later_decisions(decision.id or ""))
    measures: list[Measure] = [*decision.measures, *decision.standing]
    measures += [measure for each in later for measure in each.measures]
    kinds = discover()
    borne = [m for m in measures if m.state in BORNE]
    heaviest = max(borne, key=lambda m: kinds[m.measure].severity, default=None)
    return (heaviest.measure, kinds[heaviest.measure].severity) if heaviest else ("none", 0)
