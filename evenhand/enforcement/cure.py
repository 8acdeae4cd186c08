"""How a measure is put right: what would lift it, and what of that is still to do."""

import re
from collections.abc import Collection, Iterable, Iterator

from evenhand.enforcement.ladder import Wish
from evenhand.model.decision import Because
from evenhand.model.measure import CureStep, Measure, SubjectType
from evenhand.model.reading import COUNTS_FROM, Reading

REMOVE_OR_MASK = "remove_or_mask"
"""The writer can do it: the next revision shows whether it is done."""

MEND_PAGE = "mend_page"
"""Somebody else's page must change, and a person looks whether it did."""

_FIELD = re.compile(r"\b([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)\.[a-z]")
"""`signal.kind.field` inside a comparison, such as `private_info.us_ssn.count > 0`."""


def cure_steps(wish: Wish) -> tuple[CureStep, ...]:
    """What would lift the measure: each kind of value that its rules saw, gone or masked.

    Empty where the measure is not curable, or where its rules rest on something that the writer
    cannot take out of the item (a fact, the account's record).
    """
    if not wish.kind.curable:
        return ()
    do = MEND_PAGE if wish.kind.subject is SubjectType.LINK else REMOVE_OR_MASK
    seen = (name for fired in wish.fired for name in seen_kinds(fired.finding.because))
    return tuple(CureStep(signal, kind, do) for signal, kind in dict.fromkeys(seen))


def seen_kinds(because: Because) -> Iterator[tuple[str, str]]:
    """(signal, kind) of each comparison that holds TRUE and saw something, in written order."""
    if because.truth is not True:
        return
    if because.parts:
        for part in because.parts:
            yield from seen_kinds(part)
    elif _saw_something(because):
        for found in _FIELD.finditer(because.text):
            yield found.group(1), found.group(2)


def _saw_something(because: Because) -> bool:
    """A count or score above zero; `count == 0` holds TRUE too, but there is nothing to cure."""
    saw = because.saw
    return isinstance(saw, int | float) and not isinstance(saw, bool) and saw > 0


def remaining(
    cure: Iterable[CureStep], readings: Iterable[Reading], failed: Collection[str] = ()
) -> tuple[CureStep, ...]:
    """The steps that are still to do, going by the readings of the new revision.

    A kind of value is gone when no reading of it counts any more (score under 0.5). What a
    `failed` signal did not look for is not gone, and what only a person can judge remains.
    """
    found = {(r.signal, r.kind) for r in readings if r.score >= COUNTS_FROM}
    return tuple(
        step
        for step in cure
        if step.do != REMOVE_OR_MASK or step.signal in failed or (step.signal, step.kind) in found
    )


def is_cured(measure: Measure, readings: Iterable[Reading], failed: Collection[str] = ()) -> bool:
    """Whether a revision with these readings lifts the measure; never without a cure step."""
    return bool(measure.cure) and not remaining(measure.cure, readings, failed)
