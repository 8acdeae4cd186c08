"""The states of a measure, and the only permitted ways from one to another."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from evenhand.enforcement.second_person import PROTECTED_HOURS
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Measure, MeasureState

PROPOSED = MeasureState.PROPOSED
IN_FORCE = MeasureState.IN_FORCE
LIFTED = MeasureState.LIFTED
EXPIRED = MeasureState.EXPIRED
SUPERSEDED = MeasureState.SUPERSEDED

BEGINNINGS: Mapping[MeasureState, str] = {
    PROPOSED: "needs two people",
    IN_FORCE: "may be taken alone",
}
TRANSITIONS: Mapping[tuple[MeasureState, MeasureState], str] = {
    (PROPOSED, IN_FORCE): "two people agree in time",
    (PROPOSED, LIFTED): "declined",
    (PROPOSED, EXPIRED): "not agreed to in time",
    (IN_FORCE, LIFTED): "cured, appealed or released",
    (IN_FORCE, EXPIRED): "its end has come",
    (IN_FORCE, SUPERSEDED): "a measure that does as much took its place",
}
"""Every permitted change, with what brings it about. The docs draw this table (`diagram`)."""


RULE = "rule"
"""Who decided where no person did; it agrees to nothing."""


def move(
    measure: Measure,
    state: MeasureState,
    at: datetime,
    *,
    deciders: Collection[str] = (),
    one_person: bool = False,
) -> Measure:
    """The measure in its next state, from `at` on.

    A proposed measure takes force only with two different people among its `deciders`: one who
    proposed it counts, a rule does not.

    Args:
        deciders: staff names of those who agreed.
        one_person: on a solo site, the only decider has looked a second time.

    Raises EvenhandError: EH605 for a change that is not permitted, EH606 for one at a time when
    it cannot happen, EH607 without two people.
    """
    if (measure.state, state) not in TRANSITIONS:
        raise _not_permitted(measure, state)
    if at < measure.from_:
        raise _wrong_time(measure, state, "that is before it began")
    if state is EXPIRED and not is_due(measure, at):
        raise _wrong_time(measure, state, "its end has not come; to end it early, lift it")
    if state is IN_FORCE:
        return _take_force(measure, at, deciders, 1 if one_person else 2)
    return replace(measure, state=state, ended_at=at)


def confirm(
    proposed: Measure,
    others: Iterable[Measure],
    at: datetime,
    *,
    deciders: Collection[str],
    one_person: bool = False,
) -> tuple[Measure, ...]:
    """The second person has agreed: the proposed measure takes force, what held meanwhile ends.

    `others` are the other measures of the same decision. Gives the measures that changed, the
    confirmed one first. Deciders and errors as for `move`.
    """
    confirmed = move(proposed, IN_FORCE, at, deciders=deciders, one_person=one_person)
    meanwhile = [m for m in others if m.subject == proposed.subject and m.state is IN_FORCE]
    return (confirmed, *(move(m, SUPERSEDED, at) for m in meanwhile))


def is_due(measure: Measure, at: datetime) -> bool:
    """Whether the measure must end by itself now: its end, or its time to be agreed to, has come.

    A proposal that was kept without its deadline ends after the longest one.
    """
    if measure.state is IN_FORCE:
        return measure.until is not None and measure.until <= at
    if measure.state is PROPOSED:
        deadline = measure.decide_by or measure.from_ + timedelta(hours=PROTECTED_HOURS)
        return deadline <= at or (measure.until is not None and measure.until <= at)
    return False


def due(measures: Iterable[Measure], at: datetime) -> tuple[Measure, ...]:
    """The measures that must end by themselves at this time."""
    return tuple(measure for measure in measures if is_due(measure, at))


def expire(measures: Iterable[Measure], at: datetime) -> tuple[Measure, ...]:
    """The measures that were due, expired; nothing stays in force after its end.

    What ended late, because nobody looked sooner, is still told to have ended at its end.
    """
    return tuple(
        replace(move(m, EXPIRED, at), ended_at=m.until if m.state is IN_FORCE else m.decide_by)
        for m in due(measures, at)
    )  # fmt: skip


def diagram() -> str:
    """The states as a Mermaid state diagram, for the docs."""
    lines = ["stateDiagram-v2"]
    lines += [f"    [*] --> {to}: {why}" for to, why in BEGINNINGS.items()]
    lines += [f"    {from_} --> {to}: {why}" for (from_, to), why in TRANSITIONS.items()]
    ends = [state for state in MeasureState if all(state is not from_ for from_, _ in TRANSITIONS)]
    lines += [f"    {state} --> [*]" for state in ends]
    return "\n".join(lines) + "\n"


def _take_force(measure: Measure, at: datetime, deciders: Collection[str], needed: int) -> Measure:
    people = {name.strip() for name in deciders} - {"", RULE}
    if len(people) < needed:
        raise EvenhandError(
            "EH607",
            f"The proposed measure `{measure.measure}` needs the agreement of two people.",
            not_done="The measure did not take force; it stays proposed.",
            help="Two different people have to agree; a rule is not a person.",
        )
    if is_due(measure, at):
        raise _wrong_time(measure, IN_FORCE, "the time to agree to it is over")
    return replace(measure, state=IN_FORCE, from_=at, decide_by=None)


def _not_permitted(measure: Measure, state: MeasureState) -> EvenhandError:
    ways = [str(to) for from_, to in TRANSITIONS if from_ is measure.state]
    return EvenhandError(
        "EH605",
        f"A measure that is {measure.state} cannot become {state}.",
        not_done="The measure stays as it was.",
        help=f"It can become: {', '.join(ways)}." if ways else "It is over; decide anew.",
    )


def _wrong_time(measure: Measure, state: MeasureState, why: str) -> EvenhandError:
    return EvenhandError(
        "EH606",
        f"The measure `{measure.measure}` cannot become {state} at this time: {why}.",
        not_done="The measure stays as it was.",
        help="Look at its beginning and end with `evenhand case`.",
    )
