"""What a decision comes to, in the plain words of a page for everybody; never on whom."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from evenhand.enforcement.measures import discover
from evenhand.model.measure import SubjectType
from evenhand.reports.replay.record import Step
from evenhand.statements.messages import load

NONE = "none"
"""Stands for the measure where there is none."""

LEFT_ALONE = "left alone"
SUBJECTS = (SubjectType.ITEM, SubjectType.LINK, SubjectType.ACCOUNT)
_SUBJECT = {
    SubjectType.ITEM: "the {kind}",
    SubjectType.LINK: "its link",
    SubjectType.ACCOUNT: "its account",
}
_PLAIN = {"suspend": "suspension", "suspend_until": "suspension"}
"""Measures whose end, told beside them, says the rest of their name."""

_SAY = load("en")
_KINDS = discover()
HEAVIEST = max(kind.severity for kind in _KINDS.values())


def measure_name(measure: str) -> str:
    """A measure as notices call it; `no measure` for `none`."""
    if measure == NONE:
        return "no measure"
    return _SAY.measure(_KINDS[measure], "name").lower() if measure in _KINDS else measure


def severity(measure: str) -> int:
    """How heavy a measure is, 1 to 99; 0 for none."""
    return _KINDS[measure].severity if measure in _KINDS else 0


def severity_name(weight: float) -> str:
    """The measure of this severity; `left alone` for 0."""
    named = {kind.severity: name for name, kind in _KINDS.items()}
    return measure_name(named[int(weight)]) if weight else LEFT_ALONE


def heaviest(steps: Iterable[Step], subject: SubjectType) -> int:
    """The severity of the heaviest that is in force on a subject; 0 without any."""
    weights = [severity(s.measure) for s in steps if s.subject is subject and not s.proposed]
    return max(weights, default=0)


def subject_name(subject: SubjectType, kind: str = "item") -> str:
    """What a measure falls on, such as `the page` or `its account`."""
    return _SUBJECT[subject].format(kind=kind)


def plain_name(measure: str) -> str:
    """A measure beside which its end is told."""
    return _PLAIN.get(measure) or measure_name(measure)


def steps_words(steps: Sequence[Step], kind: str = "item") -> str:
    """Measures on an item, its link and its account in one phrase; `left alone` without any.

    Args:
        kind: of the item, such as `page`.
    """
    ordered = sorted(steps, key=lambda step: SUBJECTS.index(step.subject))
    told = [
        f"{subject_name(subject, kind)}: {_on_one(list(group))}"
        for subject, group in groupby(ordered, key=lambda step: step.subject)
    ]
    return "; ".join(told) or LEFT_ALONE


def in_short(steps: Sequence[Step]) -> str:
    """What is in force at once, without on what, in a few words; `left alone` without any."""
    ordered = sorted(steps, key=lambda step: SUBJECTS.index(step.subject))
    now = (step for step in ordered if not step.proposed)
    told = (
        plain_name(step.measure) + ("" if step.hours is None else f" {_lasting(step)}")
        for step in now
    )
    return "; ".join(told) or LEFT_ALONE


def joined(names: Sequence[str]) -> str:
    """Names in a sentence: `a, b and c`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


def _on_one(steps: Sequence[Step]) -> str:
    """What is in force on one subject, and what waits for a second person."""
    now = [step for step in steps if not step.proposed]
    later = [step for step in steps if step.proposed]
    begun = {plain_name(step.measure) for step in now}
    told = [f"{plain_name(step.measure)} {_lasting(step)}" for step in now]
    for step in later:
        name = plain_name(step.measure)
        wished = _lasting(step) if name in begun else f"{name} {_lasting(step)}"
        told.append(f"{wished} if two people agree")
    return ", ".join(told)


def _lasting(step: Step) -> str:
    if step.hours is None:
        return "without an end date"
    if step.hours > 24 and step.hours % 24 == 0:
        return f"for {step.hours // 24} days"
    return f"for {step.hours} hours" if step.hours != 1 else "for 1 hour"
