"""A group against the others in its blocks of like cases: exact test, effect and interval."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy.stats import rankdata, t

from evenhand.reports.evenness.exact import Bools, Exact, corrected, exact_test
from evenhand.reports.evenness.like import (
    ALONE,
    Floats,
    Ints,
    blocks,
    cells,
    members_of,
    reading_space,
)
from evenhand.reports.evenness.record import (
    FEWEST,
    FEWEST_ACCOUNTS,
    Case,
    Effect,
    Family,
    Outcome,
    Rungs,
    Suppressed,
    Test,
)

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Group:
    """Whom to compare with whom.

    Attributes:
        member: who belongs to the group.
        within: who is compared at all, members and others.
        outcomes: what is tested.
    """

    family: Family
    name: str
    member: Bools
    within: Bools
    outcomes: tuple[Outcome, ...] = (Outcome.HEAVIER, Outcome.LIGHTER)


@dataclass(frozen=True)
class History:
    """Cases as columns."""

    cases: Sequence[Case]

    @cached_property
    def space(self) -> Floats:
        """Readings as points."""
        return reading_space(self.cases)

    @cached_property
    def cell(self) -> Ints:
        """Cell of the same findings of each."""
        return cells(self.cases)

    @cached_property
    def deviation(self) -> Ints:
        """Rungs by which the measure taken is heavier than the rule's.

        Where the rule asks a person, than what is usual (the lower median) for such findings.
        """
        taken = np.array([case.taken for case in self.cases], dtype=np.int64)
        rule = np.array([-1 if c.rule is None else c.rule for c in self.cases], dtype=np.int64)
        for cases in members_of(np.where(rule < 0, self.cell, ALONE)):
            rule[cases] = np.sort(taken[cases])[(len(cases) - 1) // 2]
        found: Ints = taken - rule
        return found

    @cached_property
    def block(self) -> Ints:
        """Block of like cases of each."""
        return blocks(self.cases, self.space, self.cell, self.deviation)

    @property
    def compared(self) -> int:
        """How many cases have a like one."""
        return sum(len(cases) for cases in members_of(self.block) if len(cases) > 1)

    @cached_property
    def hours(self) -> Floats:
        """Hours to decision; NaN where people decided nothing."""
        return np.array([np.nan if c.hours is None else c.hours for c in self.cases])


def compare(
    history: History, groups: Sequence[Group]
) -> tuple[tuple[Test, ...], tuple[Rungs, ...], tuple[Suppressed, ...]]:
    """Every group that is large enough, by every outcome, corrected for all of them together."""
    tests: list[Test] = []
    exact: list[Exact] = []
    rungs: list[Rungs] = []
    small: dict[Suppressed, None] = {}
    for group in groups:
        for outcome in group.outcomes:
            block = _block(history, group, outcome)
            if _too_small(history.cases, group.member, block):
                small[Suppressed(group.family, group.name)] = None
                continue
            test, known = _test(history, group, outcome, block)
            tests.append(test)
            exact.append(known)
            if outcome is Outcome.HEAVIER:
                mean = effect(history.deviation.astype(np.float64), group.member, block)
                rungs.append(Rungs(group.family, group.name, mean))
    adjusted = corrected(exact)
    told = (replace(test, adjusted=p) for test, p in zip(tests, adjusted, strict=True))
    return tuple(told), tuple(rungs), tuple(small)


def _block(history: History, group: Group, outcome: Outcome) -> Ints:
    """Blocks in which both sides stand, of the cases to which the outcome applies; else `ALONE`."""
    applies = group.within & (history.block != ALONE)
    if outcome is Outcome.HOURS:
        applies &= ~np.isnan(history.hours)
    size = int(history.block.max(initial=0)) + 1
    number = np.where(applies, history.block, 0)
    of_all = np.bincount(number, applies, size)
    of_group = np.bincount(number, applies & group.member, size)
    both = (of_group > 0) & (of_group < of_all)
    found: Ints = np.where(applies & both[number], history.block, ALONE)
    return found


def _too_small(cases: Sequence[Case], member: Bools, block: Ints) -> bool:
    """Whether either side is too small to be shown."""
    compared = block != ALONE
    if min((compared & member).sum(), (compared & ~member).sum()) < FEWEST:
        return True
    # A case without an account is somebody else's than every other.
    accounts = {cases[n].account or cases[n].id for n in np.flatnonzero(compared & member).tolist()}
    return len(accounts) < FEWEST_ACCOUNTS


def _test(history: History, group: Group, outcome: Outcome, block: Ints) -> tuple[Test, Exact]:
    values, scores = _values(history, outcome, block)
    compared = block != ALONE
    inside, outside = compared & group.member, compared & ~group.member
    known = exact_test(scores, group.member, block)
    told = effect(values, group.member, block)
    test = Test(
        group.family, group.name, outcome, int(inside.sum()), int(outside.sum()),
        float(values[inside].mean()), float(values[outside].mean()), told, known.p,
    )  # fmt: skip
    return test, known


def _values(history: History, outcome: Outcome, block: Ints) -> tuple[Floats, Ints]:
    """What is told of each case, and the whole number that is tested: for hours, twice the rank."""
    if outcome is Outcome.HOURS:
        scores = np.zeros(len(block), dtype=np.int64)
        for cases in members_of(block):
            scores[cases] = np.rint(2 * rankdata(history.hours[cases])).astype(np.int64)
        return history.hours, scores
    apart = history.deviation > 0 if outcome is Outcome.HEAVIER else history.deviation < 0
    return apart.astype(np.float64), apart.astype(np.int64)


def effect(values: Floats, member: Bools, block: Ints) -> Effect:
    """Mean difference of group and others within blocks that hold both, with its 95 % interval.

    Blocks count by how much they tell: n1 n0 / n (Mantel and Haenszel's weights, those of the
    test). The interval rests on how the blocks differ among themselves, with Student's t: it
    asks for no particular distribution of the values.
    """
    size = int(block.max(initial=0)) + 1
    inside, outside = (block != ALONE) & member, (block != ALONE) & ~member
    n1, n0 = np.bincount(block[inside], minlength=size), np.bincount(block[outside], minlength=size)
    both = (n1 > 0) & (n0 > 0)
    of_group = np.bincount(block[inside], values[inside], size)[both] / n1[both]
    of_others = np.bincount(block[outside], values[outside], size)[both] / n0[both]
    apart, weight = of_group - of_others, (n1 * n0)[both] / (n1 + n0)[both]
    estimate = float(np.average(apart, weights=weight))
    if len(apart) < 2:
        return Effect(estimate, -np.inf, np.inf)
    squares = float(((weight * (apart - estimate)) ** 2).sum())
    error = np.sqrt(squares * len(apart) / (len(apart) - 1)) / weight.sum()
    reach = float(t.ppf((1 + CONFIDENCE) / 2, len(apart) - 1) * error)
    return Effect(estimate, estimate - reach, estimate + reach)
