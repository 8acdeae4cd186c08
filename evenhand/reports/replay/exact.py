"""Decisions taken again one by one, and set side by side with what the other policy gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from evenhand.model.decision import Decision
from evenhand.model.measure import Measure, MeasureKind, MeasureState
from evenhand.reports.replay.record import Changed, Outcome, Step
from evenhand.store.history import Recorded

Decide = Callable[[Recorded], Decision]
"""Takes a recorded decision again, over what it rested on."""

HOUR = timedelta(hours=1)
TRUE = "true"


@dataclass(frozen=True, slots=True)
class Pair:
    """A recorded decision as the two sides take it."""

    recorded: Recorded
    before: Decision
    after: Decision

    def changed(self, kinds: Mapping[str, MeasureKind]) -> Changed | None:
        """What differs in what is done; None where that is the same, by whatever rules."""
        if not _differ(self.before, self.after):
            return None
        before, after = outcome_of(self.before, kinds), outcome_of(self.after, kinds)
        if _done(before) == _done(after):
            return None
        decision = self.recorded.decision
        return Changed(
            decision.id or "",
            decision.site,
            decision.decided_at,
            self.recorded.log_index,
            before,
            after,
        )


def outcome_of(decision: Decision, kinds: Mapping[str, MeasureKind]) -> Outcome:
    """What a decision comes to for whom it concerns, lightest measure first."""
    steps = dict.fromkeys(map(_step, (*decision.measures, *decision.standing)))
    return Outcome(
        decision.outcome,
        tuple(sorted(steps, key=lambda step: (kinds[step.measure].severity, step.subject))),
        fired(decision),
        sum(strike.weight for strike in decision.strikes),
    )


def fired(decision: Decision) -> tuple[str, ...]:
    """`PACK RULE` of the rules that were TRUE and are acted on, in order."""
    return tuple(
        f"{f.pack} {f.rule}" for f in decision.findings if f.outcome == TRUE and not f.shadow
    )


def _differ(before: Decision, after: Decision) -> bool:
    """Whether the sides can differ: most decisions order nothing on either side."""
    parts = (before.measures, before.standing, after.measures, after.standing)
    return before.outcome != after.outcome or any(parts)


def _done(outcome: Outcome) -> tuple[object, ...]:
    return outcome.outcome, outcome.steps, outcome.strikes


def _step(measure: Measure) -> Step:
    proposed = measure.state is MeasureState.PROPOSED
    hours = None if measure.until is None else round((measure.until - measure.from_) / HOUR)
    return Step(measure.measure, measure.subject.type, proposed, hours)
