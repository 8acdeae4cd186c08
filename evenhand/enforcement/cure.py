"""How a measure is put right: what would lift it, and what of that is still to do."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from evenhand.enforcement.ladder import Wish
from evenhand.enforcement.values import still_there
from evenhand.model.case import CureRecord
from evenhand.model.decision import Because
from evenhand.model.measure import CureStep, Measure, SubjectType
from evenhand.model.reading import COUNTS_FROM, Reading, Span

REMOVE_OR_MASK = "remove_or_mask"
"""The writer can do it: the next revision shows whether it is done."""

MEND_PAGE = "mend_page"
"""Somebody else's page must change, and a person looks whether it did."""

TRIES = 5
"""Revisions that may be sent and not cure; then a person looks."""

CHECKS = 20
"""Live checks of a text before it is sent; each answer tells a little of what is looked for."""

_FIELD = re.compile(r"\b([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)\.[a-z]")
"""`signal.kind.field` inside a comparison, such as `private_info.us_ssn.count > 0`."""


@dataclass(frozen=True, slots=True)
class RemainingValue:
    """A flagged value that is not gone or masked yet.

    It says nothing of where or how the new text shows it: who tries to evade learns nothing.

    Attributes:
        step: what is to be done about it.
        spans: where it stood in the earlier text; empty where it stood outside of the text, or
            where it is not known which value it is.
    """

    step: CureStep
    spans: tuple[Span, ...] = ()


class NoSelfCure(StrEnum):
    """Why a writer's revision does not lift a measure by itself any more: a person looks."""

    RELAPSED = "relapsed"
    TRIES_USED_UP = "tries_used_up"


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


def remaining_values(
    cure: Iterable[CureStep],
    before: Iterable[Reading],
    old_text: str | None,
    after: Iterable[Reading],
    new_text: str,
    failed: Collection[str] = (),
) -> tuple[RemainingValue, ...]:
    """The flagged values that a new revision still shows, however it writes them.

    A value of an earlier revision remains while the new text still holds it, scored lower or not.
    Where a reading of its kind counts in the new revision and no value was found again, any of
    them may be meant, and all remain; so do the values of a signal that `failed`, for what was not
    looked for is not gone. What only a person can judge remains.

    Args:
        cure: the measure's steps.
        before: readings of the earlier revision.
        old_text: its text, in which their spans lie; None where it is not kept any more. Then
            the new readings alone tell.
        after: readings of the new revision.
        failed: signals that did not look at the new revision.
    """
    flagged = [reading for reading in before if reading.score >= COUNTS_FROM]
    steps = tuple(cure)
    kinds = {(step.signal, step.kind) for step in steps if step.do == REMOVE_OR_MASK}
    values = {
        reading.spans: _value(old_text, reading.spans)
        for reading in flagged
        if old_text is not None and _kind(reading) in kinds and reading.spans
    }
    there = still_there(values.values(), new_text)
    shown = frozenset(spans for spans, value in values.items() if value in there)
    unclear = {_kind(reading) for reading in after if reading.score >= COUNTS_FROM}
    unclear |= {kind for kind in kinds if kind[0] in failed}
    return tuple(
        RemainingValue(step, spans)
        for step in steps
        for spans in _remaining_of(step, flagged, shown, (step.signal, step.kind) in unclear)
    )


def _remaining_of(
    step: CureStep,
    flagged: Iterable[Reading],
    shown: Collection[tuple[Span, ...]],
    unclear: bool,
) -> tuple[tuple[Span, ...], ...]:
    """Spans of the step's values that remain; one without spans where it is not known which."""
    if step.do != REMOVE_OR_MASK:
        return ((),)
    mine = dict.fromkeys(r.spans for r in flagged if _kind(r) == (step.signal, step.kind))
    found = tuple(spans for spans in mine if spans in shown)
    return found or (tuple(mine) or ((),) if unclear else ())


def _kind(reading: Reading) -> tuple[str, str]:
    return reading.signal, reading.kind


def _value(text: str, spans: tuple[Span, ...]) -> str:
    """The value as it was written; the parts of a split one belong together."""
    return " ".join(text[span.start : span.end] for span in spans)


def is_cured(
    measure: Measure,
    before: Iterable[Reading],
    old_text: str | None,
    after: Iterable[Reading],
    new_text: str,
    failed: Collection[str] = (),
) -> bool:
    """Whether a new revision lifts the measure; arguments as for `remaining_values`.

    Never without a cure step.
    """
    return bool(measure.cure) and not remaining_values(
        measure.cure, before, old_text, after, new_text, failed
    )


def no_self_cure(record: CureRecord) -> NoSelfCure | None:
    """Why a revision lifts nothing by itself any more; None where it may."""
    if record.relapsed_at is not None:
        return NoSelfCure.RELAPSED
    return NoSelfCure.TRIES_USED_UP if record.tries >= TRIES else None


def may_self_cure(record: CureRecord) -> bool:
    """Whether the writer's next revision may lift a measure without a person."""
    return no_self_cure(record) is None


def may_check(record: CureRecord) -> bool:
    """Whether the writer may have a text checked before sending it."""
    return may_self_cure(record) and record.checks < CHECKS


def tried(record: CureRecord, cured: bool, at: datetime) -> CureRecord:
    """A revision was sent: it cured, or it was one of the tries."""
    return replace(record, cured_at=at) if cured else replace(record, tries=record.tries + 1)


def relapsed(record: CureRecord, at: datetime) -> CureRecord:
    """What had been cured was found again; without a cure before it is no relapse."""
    return record if record.cured_at is None else replace(record, relapsed_at=at)


def checked(record: CureRecord) -> CureRecord:
    """A live check was answered."""
    return replace(record, checks=record.checks + 1)
