"""The notice to the affected person: what, since when, until when, why, and what to do."""

from collections.abc import Iterable, Iterator

from evenhand.model.clock import day_text
from evenhand.model.measure import Measure, MeasureState, SubjectType
from evenhand.statements.context import (
    Change,
    StatementContext,
    Why,
    by_person,
    card_of,
    case_of,
    concerned,
    is_open,
    is_over,
    is_to_writer,
)
from evenhand.statements.messages import Catalogue, load
from evenhand.statements.outside import asked_lines, interest_lines
from evenhand.statements.reasons import found_lines, why_lines
from evenhand.statements.remedies import appeal_lines, check_lines, cure_lines
from evenhand.statements.wording import (
    Section,
    about,
    indented,
    paragraphs,
    subject_text,
    time_text,
)


def write_text(context: StatementContext, language: str | None = None) -> str:
    """The notice, as plain text: about the decision, or about what changed since the last one.

    Generated from the state alone: what is called temporary has an end date in it. No value that
    a signal saw is repeated. To anybody but the writer (`context.party`) it tells what was done
    and what holds, and nothing of the writer: no name or id, no strike, no way to put it right.

    Raises EvenhandError: EH701 no such language, EH703 something is missing in the context.
    """
    say = load(language or context.language)
    change = context.change
    sections = _change(context, change, say) if change else _decision(context, say)
    title = "change" if change else "decision"
    lines: list[str] = [say.say(f"title.{title}", subject=about(context, say))]
    lines.append(say.say("title.written", site=context.site.name, now=time_text(context.now)))
    if change:
        lines.append(_follows(context, say))
    lines += paragraphs((say.say(f"head.{head}"), body) for head, body in sections)
    return "\n".join(lines) + "\n"


def _decision(context: StatementContext, say: Catalogue) -> Iterator[Section]:
    to_writer = is_to_writer(context)
    yield "done", _done(context, say)
    yield "why", why_lines(context, say)
    yield "found" if to_writer else "decided", found_lines(context, say)
    if to_writer and any(not is_over(measure, context.now) for measure in concerned(context)):
        yield "cure", cure_lines(context, say)
    yield from _always(context, say)


def _change(context: StatementContext, change: Change, say: Catalogue) -> Iterator[Section]:
    others = [m for m in context.measures if m != change.measure and not is_over(m, context.now)]
    yield "changed", _changed(context, say, change)
    yield "still", _measures(context, say, others) or [say.say("done.nothing_still")]
    yield from _always(context, say)


def _always(context: StatementContext, say: Catalogue) -> Iterator[Section]:
    yield "appeal", appeal_lines(context, say)
    yield "interests", interest_lines(context, say)
    yield "asked", asked_lines(context, say)
    yield "check", check_lines(context, say)


def _done(context: StatementContext, say: Catalogue) -> list[str]:
    lines = _measures(context, say, concerned(context))
    if is_to_writer(context):
        lines += _strikes(context, say)
    if is_open(context):
        return [*(lines or [say.say("done.nothing")]), say.say("done.review")]
    return lines or [say.say("done.no_measure")]


def _strikes(context: StatementContext, say: Catalogue) -> list[str]:
    return [
        "- " + say.say("done.strike", until=day_text(strike.expires_at), weight=strike.weight)
        for strike in context.decision.strikes
    ]


def _measures(context: StatementContext, say: Catalogue, measures: Iterable[Measure]) -> list[str]:
    lines = []
    for measure in measures:
        lines.append(_named(context, say, measure, f"done.{_manner(context, measure)}"))
        lines += indented(_times(say, measure, context))
    return lines


def _manner(context: StatementContext, measure: Measure) -> str:
    """Whether the measure is over, only proposed, in force from before, or ordered now."""
    if is_over(measure, context.now):
        return "named"
    if measure.state is MeasureState.PROPOSED:
        return "proposed"
    if measure in context.decision.standing:
        return "kept" if by_person(context) else "standing"
    return "measure"


def _named(context: StatementContext, say: Catalogue, measure: Measure, key: str) -> str:
    card = card_of(context, measure)
    return "- " + say.say(
        key,
        subject=subject_text(context, say, measure.subject),
        name=say.measure(card, "name"),
        what=say.measure(card, "what"),
    )


def _times(say: Catalogue, measure: Measure, context: StatementContext) -> list[str]:
    """Since when and until when, or why there is no end; of a proposal, what would be."""
    proposed = measure.state is MeasureState.PROPOSED
    if is_over(measure, context.now):
        return [_ended(say, measure, context)]
    lines = [] if proposed else [say.say("done.since", since=time_text(measure.from_))]
    if proposed and measure.decide_by is not None:
        key = "done.decide_by_one" if context.solo else "done.decide_by"
        lines.append(say.say(key, until=time_text(measure.decide_by)))
    return [*lines, _end(say, measure, "planned_" if proposed else "")]


def _end(say: Catalogue, measure: Measure, planned: str = "") -> str:
    if measure.until is not None:
        return say.say(f"done.{planned}until", until=time_text(measure.until))
    return say.say(f"done.{planned}no_end", reason=say.reason(measure.no_end_because or ""))


def _ended(say: Catalogue, measure: Measure, context: StatementContext) -> str:
    """How a measure ended; one whose end nobody has recorded yet ended by itself."""
    open_still = measure.state in (MeasureState.IN_FORCE, MeasureState.PROPOSED)
    state = MeasureState.EXPIRED if open_still else measure.state
    if measure.decide_by is not None:
        at = measure.ended_at or measure.decide_by
        key = "declined" if state is MeasureState.LIFTED else "not_agreed"
    else:
        at = measure.ended_at or measure.until or context.now
        key = str(state)
    return say.say(f"change.{key}", at=time_text(at))


def _changed(context: StatementContext, say: Catalogue, change: Change) -> list[str]:
    """What became of the measure; of one that is over, no longer what it does."""
    measure = change.measure
    if measure.state is MeasureState.IN_FORCE:
        lines = [*_took_force(context, say, change), _end(say, measure)]
        return [_named(context, say, measure, "done.measure"), *indented(lines)]
    key = str(measure.state)
    if change.before is MeasureState.PROPOSED:
        key = "declined" if measure.state is MeasureState.LIFTED else "not_agreed"
    # What nobody ended in time has still ended at its end.
    lines = [say.say(f"change.{key}", at=time_text(measure.ended_at or change.at))]
    if change.why is not None:
        lines.append(say.say(f"change.{change.why}"))
    lifted = measure.state is MeasureState.LIFTED and change.before is MeasureState.IN_FORCE
    if context.looks and lifted and measure.subject.type is SubjectType.LINK:
        lines.append(say.say("change.looks"))
    return [_named(context, say, measure, "done.named"), *indented(lines)]


def _took_force(context: StatementContext, say: Catalogue, change: Change) -> Iterator[str]:
    """Since when it is in force, and who agreed to what was only proposed before."""
    yield say.say("change.in_force", at=time_text(change.measure.from_))
    if change.before is MeasureState.PROPOSED:
        alone = context.decision.one_person or change.why is Why.SECOND_LOOK
        yield say.say("found.one_person" if alone else "change.agreed")
    if change.why is not None:
        yield say.say(f"change.{change.why}")


def _follows(context: StatementContext, say: Catalogue) -> str:
    if context.previous:
        return say.say("title.follows", previous=context.previous)
    return say.say("title.follows_none", case=case_of(context))
