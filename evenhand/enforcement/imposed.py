"""What comes of a decision: measures, questions to people, strikes."""

from collections.abc import Iterable
from dataclasses import dataclass

from evenhand.model.decision import Ask
from evenhand.model.measure import Measure, MeasureState, Strike


@dataclass(frozen=True, slots=True)
class Imposed:
    """What follows from the findings, or from a person's choice.

    Attributes:
        measures: new ones: in force, or proposed where two people are needed.
        asks: why a person has to look.
        strikes: at most one.
        standing: measures in force already that do all that was asked for; no new one was made.
        superseded: measures in force already whose place a new one takes, as they were.
        lifted: open measures of the decision that a person looked at again and did not keep, as
            they were.
        too_new: ids of rules whose account measure was left out, because the rule is newer than
            the deed.
    """

    measures: tuple[Measure, ...] = ()
    asks: tuple[Ask, ...] = ()
    strikes: tuple[Strike, ...] = ()
    standing: tuple[Measure, ...] = ()
    superseded: tuple[Measure, ...] = ()
    lifted: tuple[Measure, ...] = ()
    too_new: tuple[str, ...] = ()

    @property
    def in_force(self) -> tuple[Measure, ...]:
        """The new measures that have effect at once."""
        return tuple(m for m in self.measures if m.state is MeasureState.IN_FORCE)

    @property
    def outcome(self) -> str:
        """`review` where a person has to look, `measures` where some are on, else `allow`."""
        if self.asks:
            return "review"
        return "measures" if self.in_force or self.standing else "allow"


def joined(parts: Iterable[Imposed]) -> Imposed:
    """All parts as one, each thing once."""
    held = list(parts)
    return Imposed(
        measures=tuple(m for part in held for m in part.measures),
        asks=tuple(dict.fromkeys(ask for part in held for ask in part.asks)),
        standing=tuple(dict.fromkeys(m for part in held for m in part.standing)),
        superseded=tuple(dict.fromkeys(m for part in held for m in part.superseded)),
    )
