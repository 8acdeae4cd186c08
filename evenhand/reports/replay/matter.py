"""One matter under several policies: what each would have decided over the same evidence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from evenhand.enforcement.measures import discover
from evenhand.model.clock import day_text
from evenhand.model.decision import Decision
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Measure, MeasureState, SubjectType
from evenhand.model.policy import PolicyRef
from evenhand.reports.replay.exact import Decide, outcome_of
from evenhand.reports.replay.record import Outcome, Side
from evenhand.reports.replay.words import SUBJECTS, severity
from evenhand.store.decisions import get_decision, later_decisions
from evenhand.store.history import Recorded

NOTHING_COMPARED = "nothing was compared"


@dataclass(frozen=True, slots=True)
class Tried:
    """A policy that a matter is put under.

    Attributes:
        title: what its text calls itself.
    """

    side: Side
    title: str
    decide: Decide


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a measure after everybody had decided.

    Attributes:
        state: in force, lifted, or expired.
        on: the day on which it was over, or will be; empty where it has no end.
    """

    measure: str
    subject: SubjectType
    state: MeasureState
    on: str


@dataclass(frozen=True, slots=True)
class Row:
    """Decisions of one day that are alike in all that is shown of them.

    Attributes:
        kind: of the items, such as `page`.
        log: their places in the log; empty where they left their items alone.
        count: how many decisions.
        then: what the rules decided at first.
        texts: the packs by which they decided.
        instead: what each policy would have decided, in the order of `sides`.
        ended: what it came to after people's decisions.
    """

    day: str
    kind: str
    log: tuple[int, ...]
    count: int
    then: Outcome
    texts: tuple[PolicyRef, ...]
    instead: tuple[Outcome, ...]
    ended: tuple[Ended, ...]


@dataclass(frozen=True, slots=True)
class MatterReport:
    """A matter under several policies.

    Attributes:
        sides, titles: the policies, and what their texts call themselves.
        about: the decision that the summary tells: it is a row of its own.
        rows: in order of time.
        erased: decisions that could not be taken again.
        last_at: when the last of them was taken, aware.
    """

    site: str
    sides: tuple[Side, ...]
    titles: tuple[str, ...]
    about: Row
    rows: tuple[Row, ...]
    erased: int
    last_at: datetime


def compare_matter(
    site: str, history: Iterable[Recorded], tried: Sequence[Tried], about: int | None = None
) -> MatterReport:
    """Take each decision of a matter again by each policy.

    Args:
        history: the matter's decisions by rules, in order.
        about: log index of the decision that the summary tells; unless given, the one that had
            the heaviest consequences, or of several the one that would have.

    Raises EvenhandError: EH806 where no decision has its evidence, EH807 where `about` is none.
    """
    recorded = list(history)
    kept = [each for each in recorded if each.rested is not None]
    if not kept:
        raise EvenhandError(
            "EH806", "no decision of this matter can be taken again", not_done=NOTHING_COMPARED,
            help="`evenhand matter list` shows matters and how many decisions they have",
        )  # fmt: skip
    borne = {each.decision.id: _in_force(each.decision) for each in kept}
    single = {each.decision.id: _row(each, tried, borne[each.decision.id]) for each in kept}
    chosen = _about(kept, about) if about is not None else _heaviest(single, borne)
    rows = _merged([row for name, row in single.items() if name != chosen])
    rows.append(single[chosen])
    return MatterReport(
        site=site,
        sides=tuple(each.side for each in tried),
        titles=tuple(each.title for each in tried),
        about=single[chosen],
        rows=tuple(sorted(rows, key=lambda row: (row.day, row.log or (10**18,)))),
        erased=len(recorded) - len(kept),
        last_at=recorded[-1].decision.decided_at,
    )


def _row(recorded: Recorded, tried: Sequence[Tried], borne: Sequence[Measure]) -> Row:
    """One decision.

    Args:
        borne: what took force because of it, as it is now.
    """
    kinds = discover()
    decision = recorded.decision
    values = recorded.rested.evidence.values if recorded.rested else {}
    return Row(
        day=day_text(decision.decided_at),
        kind=str(values.get("item.kind", "item")),
        log=() if recorded.log_index is None else (recorded.log_index,),
        count=1,
        then=outcome_of(decision, kinds),
        texts=decision.policy,
        instead=tuple(outcome_of(each.decide(recorded), kinds) for each in tried),
        ended=_ended(borne),
    )


def _merged(rows: Iterable[Row]) -> list[Row]:
    """Rows that differ in nothing but their place in the log, as one."""
    found: dict[tuple[Row, bool], Row] = {}
    for row in rows:
        key = replace(row, log=()), bool(row.log)
        before = found.get(key)
        found[key] = (
            replace(before, log=before.log + row.log, count=before.count + 1) if before else row
        )
    return [replace(row, log=tuple(sorted(row.log))) for row in found.values()]


def _about(kept: Iterable[Recorded], index: int) -> str | None:
    """Id of the decision at a place in the log. Raises EvenhandError: EH807."""
    for each in kept:
        if each.log_index == index:
            return each.decision.id
    raise EvenhandError(
        "EH807", f"entry {index} of the log is no decision of this matter that a rule took",
        not_done=NOTHING_COMPARED,
        help="leave the option away for the decision with the heaviest consequences",
    )  # fmt: skip


def _heaviest(
    rows: Mapping[str | None, Row], borne: Mapping[str | None, Sequence[Measure]]
) -> str | None:
    """Id of the decision of which the heaviest measure took force, or else would by some policy."""

    def weight(name: str | None) -> tuple[int, int]:
        given = (step.measure for each in rows[name].instead for step in each.steps)
        took = (measure.measure for measure in borne[name])
        return max(map(severity, took), default=0), max(map(severity, given), default=0)

    return max(rows, key=weight)


def _ended(borne: Iterable[Measure]) -> tuple[Ended, ...]:
    """What measures came to, those apart that others took the place of."""
    lasting = [m for m in borne if m.state is not MeasureState.SUPERSEDED]
    lasting.sort(key=lambda m: SUBJECTS.index(m.subject.type))
    told = (Ended(m.measure, m.subject.type, m.state, _over(m)) for m in lasting)
    return tuple(dict.fromkeys(told))


def _in_force(decision: Decision) -> list[Measure]:
    """Every measure in the chain of a recorded decision that ever took force, as it is now."""
    chain = [decision.id or "", *later_decisions(decision.id or "")]
    ordered = [m for name in chain for m in get_decision(name).decision.measures]
    return [m for m in ordered if m.state is not MeasureState.PROPOSED and m.decide_by is None]


def _over(measure: Measure) -> str:
    at = measure.until if measure.state is MeasureState.IN_FORCE else measure.ended_at
    return day_text(at) if at is not None else ""
