"""What a rule's decision ordered when it was taken: measures change later, this does not."""

from dataclasses import dataclass, replace

from evenhand.model.decision import Decision
from evenhand.model.evidence import Prior
from evenhand.model.measure import Measure, Strike


@dataclass(frozen=True, slots=True)
class Taken:
    """What a decision that does not simply allow came to, kept beside its evidence.

    Attributes:
        measures: in their first state, without the ids that they were given.
        standing, superseded: ids of measures that its prior holds.
        strikes: what it added to the account's record.
    """

    measures: tuple[Measure, ...] = ()
    standing: tuple[str, ...] = ()
    superseded: tuple[str, ...] = ()
    strikes: tuple[Strike, ...] = ()


def taken(decision: Decision) -> Taken:
    """What to keep of a rule's decision as it is taken."""
    return Taken(
        tuple(replace(measure, id=None, decision=None) for measure in decision.measures),
        tuple(measure.id or "" for measure in decision.standing),
        tuple(measure.id or "" for measure in decision.superseded),
        decision.strikes,
    )


def as_taken(decision: Decision, kept: Taken, prior: Prior) -> Decision:
    """A recorded decision with what it ordered at the time."""
    met = {measure.id: measure for measure in prior.in_force}
    return replace(
        decision,
        measures=kept.measures,
        standing=tuple(met[name] for name in kept.standing),
        superseded=tuple(met[name] for name in kept.superseded),
        strikes=kept.strikes,
    )
