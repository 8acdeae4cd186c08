"""How far a replay has come, kept beside it: a run that was stopped goes on where it was."""

import operator
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from evenhand.model.clock import day_text
from evenhand.model.decision import Decision
from evenhand.model.measure import MeasureKind
from evenhand.reports.replay.exact import TRUE, Pair
from evenhand.reports.replay.record import Changed, Outcome, RuleTally
from evenhand.store.history import Place
from evenhand.store.wire import from_json, to_json

NO_MEASURE = "none"
SAMPLES = 8
"""Changed decisions that are kept as examples of one change from a measure to another."""
EXAMPLES = 40
"""Most that are shown in all."""


@dataclass(slots=True)
class Standing:
    """Where a replay stands: its counts up to a place in history. Its size is bounded.

    Attributes:
        asked: digest of what was asked; another question does not go on from here.
        after: the last decision that is counted; None is none yet.
        by_measure: `BEFORE AFTER` -> changed decisions.
        by_rule: `PACK RULE` -> TRUE before, TRUE after, UNKNOWN before, UNKNOWN after.
        months: month -> decided, changed.
        samples: `BEFORE AFTER` -> (draw, changed decision), the lowest draws.
        written: bytes of the list of changed decisions.
        swept: up to when everything is counted, where history is gone through by pieces of time;
            after that, only what is counted one by one, up to `after`.
    """

    asked: str
    after: tuple[datetime, str] | None = None
    decided: int = 0
    erased: int = 0
    changed: int = 0
    by_measure: dict[str, int] = field(default_factory=dict)
    by_rule: dict[str, list[int]] = field(default_factory=dict)
    months: dict[str, list[int]] = field(default_factory=dict)
    samples: dict[str, list[tuple[str, Changed]]] = field(default_factory=dict)
    written: int = 0
    swept: datetime | None = None

    @property
    def done(self) -> int:
        """Decisions that are counted."""
        return self.decided + self.erased

    def pass_by(self, place: Place, *, erased: bool) -> None:
        """A decision is done with."""
        self.after = (place.decided_at, place.decision)
        self.erased += erased

    def count(self, pair: Pair, kinds: Mapping[str, MeasureKind]) -> Changed | None:
        """Count a decision that was taken again; what it changed, if anything."""
        self.decided += 1
        self._count_rules(pair.before, 0)
        self._count_rules(pair.after, 1)
        month = self.months.setdefault(month_of(pair.recorded.decision.decided_at), [0, 0])
        month[0] += 1
        changed = pair.changed(kinds)
        if changed is not None:
            month[1] += 1
            self._count_change(changed)
        return changed

    def count_unchanged(self, month: str, decided: int, rules: Mapping[str, RuleTally]) -> None:
        """Count decisions of a month that the sides take alike.

        Args:
            rules: `PACK RULE` -> how often it was TRUE and UNKNOWN for them.
        """
        self.decided += decided
        if decided:
            self.months.setdefault(month, [0, 0])[0] += decided
        for name, told in rules.items():
            more = (told.before, told.after, told.unknown_before, told.unknown_after)
            if any(more):
                tally = self.by_rule.setdefault(name, [0, 0, 0, 0])
                tally[:] = map(operator.add, tally, more)

    def _count_rules(self, decision: Decision, side: int) -> None:
        for finding in decision.findings:
            name = rule_name(finding.pack, finding.rule, shadow=finding.shadow)
            tally = self.by_rule.setdefault(name, [0, 0, 0, 0])
            tally[side if finding.outcome == TRUE else 2 + side] += 1

    def _count_change(self, changed: Changed) -> None:
        self.changed += 1
        key = f"{heaviest(changed.before)} {heaviest(changed.after)}"
        self.by_measure[key] = self.by_measure.get(key, 0) + 1
        # A draw that follows from the id: spread evenly, and the same however often it is stopped.
        draw = sha256(changed.decision.encode()).hexdigest()
        drawn = [*self.samples.get(key, ()), (draw, changed)]
        self.samples[key] = sorted(drawn, key=lambda each: each[0])[:SAMPLES]

    def rules(self) -> dict[str, RuleTally]:
        """`PACK RULE` -> how often it was TRUE and UNKNOWN, in the order of the names."""
        return {name: RuleTally(*tally) for name, tally in sorted(self.by_rule.items())}

    def examples(self) -> tuple[Changed, ...]:
        """Some of each change in turn, up to `EXAMPLES`, in the order they were decided."""
        groups = sorted(self.samples.values(), key=lambda drawn: drawn[0][0])
        turns = [drawn[turn][1] for turn in range(SAMPLES) for drawn in groups if turn < len(drawn)]
        return tuple(sorted(turns[:EXAMPLES], key=lambda each: (each.decided_at, each.decision)))


def rule_name(pack: str, rule: str, *, shadow: bool) -> str:
    """How a rule is named where it is counted."""
    return f"{pack} {rule}" + (" (shadow)" if shadow else "")


def heaviest(outcome: Outcome) -> str:
    """The heaviest measure that was ordered, in force or proposed."""
    return outcome.steps[-1].measure if outcome.steps else NO_MEASURE


def month_of(at: datetime) -> str:
    """The UTC month, `YYYY-MM`."""
    return day_text(at)[:7]


def load(file: Path, asked: str) -> Standing:
    """Where the replay of that question stands; at its beginning where it was not stopped."""
    if file.is_file():
        standing: Standing = from_json(file.read_text(), Standing)
        if standing.asked == asked:
            return standing
    return Standing(asked)


def save(file: Path, standing: Standing) -> None:
    """Keep where a replay stands; a reader finds the last state or this one, never half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_text(to_json(standing))
    os.replace(fresh, file)
