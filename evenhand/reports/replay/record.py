"""What a replay comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from evenhand.model.measure import SubjectType
from evenhand.model.policy import PolicyRef


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two policies of a comparison.

    Attributes:
        name: how the reader asked for it, such as a pack's name or `as recorded`.
        packs: the texts that decided; empty where each decision had those of its own time.
    """

    name: str
    packs: tuple[PolicyRef, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What one side does about an item: a measure on what, in force at once or only proposed.

    Attributes:
        hours: for how long; None has no end.
    """

    measure: str
    subject: SubjectType
    proposed: bool = False
    hours: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one side decided about one item.

    Attributes:
        outcome: `allow`, `measures` or `review`.
        steps: what was ordered, lightest first; what stands already and serves counts as ordered.
        rules: `PACK RULE` of those that were TRUE and no shadow, in order.
        strikes: their weight.
    """

    outcome: str
    steps: tuple[Step, ...]
    rules: tuple[str, ...]
    strikes: int


@dataclass(frozen=True, slots=True)
class Changed:
    """A decision that the two sides take differently.

    Attributes:
        log_index: of the recorded decision's entry; None where it has none.
    """

    decision: str
    site: str
    decided_at: datetime
    log_index: int | None
    before: Outcome
    after: Outcome


@dataclass(frozen=True, slots=True)
class RuleTally:
    """How often a rule was TRUE: on the before side, on the after side, and UNKNOWN on each."""

    before: int = 0
    after: int = 0
    unknown_before: int = 0
    unknown_after: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two policies over the same recorded evidence.

    Strikes and what was in force stay as recorded: a replay does not play on what would have
    followed from its own decisions.

    Attributes:
        since, until: the stretch of time, half-open; None is open.
        decided: decisions that were taken again.
        erased: decisions of that stretch whose evidence is erased or past its time.
        by_measure: (heaviest measure before, after) -> changed decisions; `none` for no measure.
        by_rule: `PACK RULE` -> how often it was TRUE and UNKNOWN.
        months: `2026-09` -> (decided, changed).
        examples: some changed decisions, spread over time and over what changed.
    """

    before: Side
    after: Side
    since: datetime | None
    until: datetime | None
    decided: int
    erased: int
    changed: int
    by_measure: Mapping[tuple[str, str], int]
    by_rule: Mapping[str, RuleTally]
    months: Mapping[str, tuple[int, int]]
    examples: tuple[Changed, ...]
