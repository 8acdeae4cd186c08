"""Like cases: what was finally done where the same rules fired on nearly the same evidence."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nsmallest

from evenhand.model.item import FactValue

NEAREST = 5
NO_MEASURE = "none"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one case, or would come of it.

    Attributes:
        id: of its decision.
        rules: ids of the rules that fired, with their packs.
        values: the evidence that the policy saw.
        severity: of the heaviest measure that was finally taken; 0 is none.
        measure: its name, or `none`.
    """

    id: str
    rules: frozenset[str]
    values: Mapping[str, FactValue]
    severity: int = 0
    measure: str = NO_MEASURE


@dataclass(frozen=True, slots=True)
class Likeness:
    """How one outcome compares with those of the cases most like it.

    Attributes:
        nearest: those cases, the most alike first; at most 5.
        heavier: than how many of them it is heavier.
        lighter: than how many it is lighter.
        same: how many were treated the same.
    """

    nearest: tuple[Outcome, ...]
    heavier: int
    lighter: int
    same: int

    def say(self) -> str:
        """The comparison in words, for whoever is about to decide."""
        k = len(self.nearest)
        if k == 0:
            return "No earlier case is like it: none fired the same rules."
        parts = {"heavier than": self.heavier, "lighter than": self.lighter, "same as": self.same}
        told = ", ".join(f"{words} {n}" for words, n in parts.items() if n)
        ends = Counter(case.measure for case in self.nearest)
        done = ", ".join(f"{name} ({n})" for name, n in sorted(ends.items()))
        of = "the one case" if k == 1 else f"the {k} cases"
        return f"Of {of} most like it: {told}. Done there: {done}."


def like(mine: Outcome, others: Iterable[Outcome], most: int = NEAREST) -> Likeness:
    """Compare an outcome with the `most` nearest that fired exactly the same rules.

    Of equally near ones those with the smaller id count, so that the answer never depends on the
    order in which they come.
    """
    same_rules = (o for o in others if o.rules == mine.rules and o.id != mine.id)
    nearest = nsmallest(
        most, same_rules, key=lambda other: (distance(mine.values, other.values), other.id)
    )
    return compared(mine.severity, tuple(nearest))


def compared(severity: int, nearest: tuple[Outcome, ...]) -> Likeness:
    """How an outcome of this weight compares with those that are nearest to it."""
    return Likeness(
        nearest=nearest,
        heavier=sum(severity > other.severity for other in nearest),
        lighter=sum(severity < other.severity for other in nearest),
        same=sum(severity == other.severity for other in nearest),
    )


def distance(one: Mapping[str, FactValue], two: Mapping[str, FactValue]) -> float:
    """How far apart two bodies of evidence are: 0 is the same, each value adds at most 1.

    Numbers are compared on a log scale, lists by what they share (Jaccard), everything else by
    equality; a value that only one side knows adds 1. It is a metric.
    """
    # fsum gives the same sum in whatever order the values come, so that ties stay ties.
    return math.fsum(
        _apart(one[name], two[name]) if name in one and name in two else 1.0
        for name in one.keys() | two.keys()
    )


def _apart(a: FactValue, b: FactValue) -> float:
    """How far apart two values are, 0 to 1."""
    if isinstance(a, bool) or isinstance(b, bool):
        return float(a is not b)
    if isinstance(a, int | float) and isinstance(b, int | float):
        gap = abs(_log(a) - _log(b))
        return gap / (1 + gap)
    if isinstance(a, tuple) and isinstance(b, tuple):
        either = set(a) | set(b)
        return 1 - len(set(a) & set(b)) / len(either) if either else 0.0
    return float(a != b)


def _log(value: float) -> float:
    """A number on a log scale that keeps zero and the sign."""
    return math.copysign(math.log(1 + abs(value)), value)
