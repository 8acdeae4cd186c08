"""What may be said publicly about a decision: from its state alone, whatever anybody wishes."""

from collections.abc import Iterator
from datetime import datetime

from evenhand.model.clock import day_text
from evenhand.model.measure import Measure, MeasureState, SubjectType
from evenhand.statements.context import (
    StatementContext,
    card_of,
    case_of,
    concerned,
    grounds,
    is_open,
    is_over,
)
from evenhand.statements.messages import Catalogue, load


def press_line(context: StatementContext, language: str | None = None) -> str:
    """The public line about a decision, as of `context.now`; one sentence or two a line.

    It names the case and the clause, and no item, account, link or person, so that it can be
    said in every case. Times are days. A measure is temporary only where it has an end date, and
    one whose end has come is told as ended, be it recorded or not.

    Raises EvenhandError: EH701 and EH703.
    """
    say = load(language or context.language)
    return "\n".join(_lines(context, say)) + "\n"


def _lines(context: StatementContext, say: Catalogue) -> Iterator[str]:
    decision = context.decision
    by = say.say("press.by_rule" if decision.decided_by == "rule" else "press.by_person")
    day = day_text(decision.decided_at)
    yield say.say("press.decided", site=context.site.name, case=case_of(context), day=day, by=by)
    yield from _grounds(context, say)
    yield from _measures(context, say)
    if is_open(context):
        yield say.say("press.review")
    yield say.say("press.sealed")
    yield say.say("press.no_finding")


def _grounds(context: StatementContext, say: Catalogue) -> Iterator[str]:
    found = {(g.policy.ref, g.clause): g for g in grounds(context, concerned(context))}
    for ground in found.values():
        yield say.say(
            "press.clause",
            title=ground.policy.title,
            version=ground.policy.ref.version,
            clause=ground.clause,
        )
    if context.failed:
        yield say.say("press.failed")


def _measures(context: StatementContext, say: Catalogue) -> Iterator[str]:
    """Like measures in like states on one line, with how many subjects they fall on."""
    counts: dict[tuple[str, SubjectType, str], int] = {}
    for measure in concerned(context):
        name = say.measure(card_of(context, measure), "name")
        line = (name, measure.subject.type, _state(measure, context.now, say))
        counts[line] = counts.get(line, 0) + 1
    for (name, subject, state), count in counts.items():
        on = say.say(f"press.{subject}", count=count)
        yield say.say("press.measure", name=name, subject=on, state=state)
    if not counts:
        yield say.say("press.nothing")


def _state(measure: Measure, now: datetime, say: Catalogue) -> str:
    if is_over(measure, now):
        return _ended(measure, now, say)
    since = day_text(measure.from_)
    if measure.state is MeasureState.PROPOSED:
        return say.say("press.proposed", until=day_text(measure.decide_by or measure.from_))
    if measure.until is None:
        return say.say("press.no_end", since=since, reason=say.reason(measure.no_end_because or ""))
    return say.say("press.until", since=since, until=day_text(measure.until))


def _ended(measure: Measure, now: datetime, say: Catalogue) -> str:
    if measure.decide_by is not None:
        return say.say("press.not_started")
    state = measure.state
    key = str(state) if state in (MeasureState.LIFTED, MeasureState.SUPERSEDED) else "ended"
    return say.say(f"press.{key}", at=day_text(measure.ended_at or measure.until or now))
