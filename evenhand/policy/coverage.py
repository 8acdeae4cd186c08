"""What a pack's cases reach: each rule both ways, and every change in a condition noticed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias

from evenhand.model.item import FactValue
from evenhand.policy.codegen import compiled
from evenhand.policy.compile import CompiledPolicy
from evenhand.policy.language import Condition, fields_of
from evenhand.policy.mutants import Mutant

MUTANTS_AT_ONCE = 64
"""Mutants that are compiled together: a long condition has hundreds, each as long as itself."""

Tried: TypeAlias = Mapping[str, Mapping[str, FactValue]]
"""Case name -> the evidence that it gives, gathered once."""


@dataclass(frozen=True, slots=True)
class Reached:
    """Names of the cases in which a rule is TRUE, FALSE and UNKNOWN."""

    rule: str
    true: tuple[str, ...]
    false: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def gap(self) -> str:
        """What no case shows: `never TRUE`, `never not TRUE`; empty where both are shown."""
        if not self.true:
            return "never TRUE"
        return "" if self.false or self.unknown else "never not TRUE"


def reached(policy: CompiledPolicy, tried: Tried) -> tuple[Reached, ...]:
    """For each rule that is not paused, in which of the cases it comes to what.

    Raises:
        EvenhandError: EH219 for evidence that is not of its field's type.
    """
    came = {case: policy.masks(policy.row(values)) for case, values in tried.items()}
    found = []
    for bit, ready in enumerate(policy.rules):
        true = tuple(case for case, masks in came.items() if masks[0] >> bit & 1)
        unknown = tuple(case for case, masks in came.items() if masks[1] >> bit & 1)
        false = tuple(case for case in came if case not in true and case not in unknown)
        found.append(Reached(ready.rule.id, true, false, unknown))
    return tuple(found)


def survivors(
    policy: CompiledPolicy, mutants: Sequence[Mutant], tried: Tried
) -> tuple[Mutant, ...]:
    """The mutants under which no case comes out otherwise.

    A case names its TRUE and its UNKNOWN rules. So where it is as expected, it fails under a
    mutant exactly when the changed rule comes to something else than the rule itself; only that
    rule is evaluated again.

    Args:
        policy: the pack alone.
        mutants: of its rules, those of one rule in one stretch.
        tried: evidence of the cases that came out as expected.
    """
    original = {ready.rule.id: ready.condition for ready in policy.rules}
    found: list[Mutant] = []
    for rule, group in groupby(mutants, attrgetter("rule")):
        made = tuple(group)
        for start in range(0, len(made), MUTANTS_AT_ONCE):
            found += _unnoticed(original[rule], made[start : start + MUTANTS_AT_ONCE], tried)
    return tuple(found)


def _unnoticed(original: Condition, mutants: Sequence[Mutant], tried: Tried) -> Iterator[Mutant]:
    """Of one rule's mutants, those that come to the same as the rule in every case."""
    names = sorted({field.name for field in fields_of(original)})
    masks = compiled([original, *(mutant.condition for mutant in mutants)], names)
    every = (2 << len(mutants)) - 1
    noticed = 0
    for values in tried.values():
        true, unknown = masks(tuple(values.get(name) for name in names))
        # bit 0 is the rule itself: what it comes to is expected of all
        noticed |= true ^ (every if true & 1 else 0)
        noticed |= unknown ^ (every if unknown & 1 else 0)
    for bit, mutant in enumerate(mutants, 1):
        if not noticed >> bit & 1:
            yield mutant
