"""The notice to the affected person: what, since when, until when, why, and what to do."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from evenhand.model.clock import day_text
from evenhand.model.measure import Measure, MeasureState, Subject, SubjectType
from evenhand.statements.context import (
    Change,
    StatementContext,
    appeal_until,
    card_of,
    case_of,
    concerned,
    grounds,
    is_open,
    is_over,
)
from evenhand.statements.messages import Catalogue, load

Section = tuple[str, list[str]]


def write_text(context: StatementContext, language: str | None = None) -> str:
    """The notice, as plain text: about the decision, or about what changed since the last one.

    Generated from the state alone: what is called temporary has an end date in it. No value that
    a signal saw is repeated.

    Raises EvenhandError: EH701 no such language, EH703 something is missing in the context.
    """
    say = load(language or context.language)
    change = context.change
    sections = _change(context, change, say) if change else _decision(context, say)
    title = "change" if change else "decision"
    lines = [say.say(f"title.{title}", subject=_about(context, say))]
    lines.append(say.say("title.written", site=context.site.name, now=_time(context.now)))
    if change:
        lines.append(_follows(context, say))
    for head, body in sections:
        lines += ["", say.say(f"head.{head}"), *(f"  {line}".rstrip() for line in body)]
    return "\n".join(lines) + "\n"


def _decision(context: StatementContext, say: Catalogue) -> Iterator[Section]:
    yield "done", _done(context, say)
    yield "why", _why(context, say)
    yield "found", _found(context, say)
    if any(not is_over(measure, context.now) for measure in concerned(context)):
        yield "cure", _cure(context, say)
    yield "appeal", _appeal(context, say)
    yield "asked", _asked(context, say)
    yield "check", _check(context, say)


def _done(context: StatementContext, say: Catalogue) -> list[str]:
    lines = _measures(context, say, concerned(context)) + _strikes(context, say)
    lines = lines or [say.say("done.nothing")]
    return [*lines, say.say("done.review")] if is_open(context) else lines


def _change(context: StatementContext, change: Change, say: Catalogue) -> Iterator[Section]:
    others = [m for m in context.measures if m != change.measure and not is_over(m, context.now)]
    yield "changed", _changed(context, say, change)
    yield "still", _measures(context, say, others) or [say.say("done.nothing_still")]
    yield "appeal", _appeal(context, say)
    yield "asked", _asked(context, say)
    yield "check", _check(context, say)


def _measures(context: StatementContext, say: Catalogue, measures: Iterable[Measure]) -> list[str]:
    lines = []
    for measure in measures:
        lines.append(_named(context, say, measure, f"done.{_manner(context, measure)}"))
        lines += _indented(_times(context, say, measure))
    return lines


def _manner(context: StatementContext, measure: Measure) -> str:
    """Whether the measure is over, only proposed, in force from before, or ordered now."""
    if is_over(measure, context.now):
        return "named"
    if measure.state is MeasureState.PROPOSED:
        return "proposed"
    return "standing" if measure in context.decision.standing else "measure"


def _named(context: StatementContext, say: Catalogue, measure: Measure, key: str) -> str:
    card = card_of(context, measure)
    return "- " + say.say(
        key,
        subject=_subject(context, say, measure.subject),
        name=say.measure(card, "name"),
        what=say.measure(card, "what"),
    )


def _times(context: StatementContext, say: Catalogue, measure: Measure) -> list[str]:
    """Since when and until when, or why there is no end; of a proposal, what would be."""
    proposed = measure.state is MeasureState.PROPOSED
    if is_over(measure, context.now):
        return [_ended(say, measure, context.now)]
    lines = [] if proposed else [say.say("done.since", since=_time(measure.from_))]
    if proposed and measure.decide_by is not None:
        lines.append(say.say("done.decide_by", until=_time(measure.decide_by)))
    planned = "planned_" if proposed else ""
    if measure.until is not None:
        lines.append(say.say(f"done.{planned}until", until=_time(measure.until)))
    else:
        reason = say.reason(measure.no_end_because or "")
        lines.append(say.say(f"done.{planned}no_end", reason=reason))
    return lines


def _ended(say: Catalogue, measure: Measure, now: datetime) -> str:
    """How a measure ended; one whose end nobody has recorded yet ended by itself."""
    open_still = measure.state in (MeasureState.IN_FORCE, MeasureState.PROPOSED)
    state = MeasureState.EXPIRED if open_still else measure.state
    if measure.decide_by is not None:
        at = measure.ended_at or measure.decide_by
        key = "declined" if state is MeasureState.LIFTED else "not_agreed"
    else:
        at = measure.ended_at or measure.until or now
        key = str(state)
    return say.say(f"change.{key}", at=_time(at))


def _changed(context: StatementContext, say: Catalogue, change: Change) -> list[str]:
    """What became of the measure; of one that is over, no longer what it does."""
    measure = change.measure
    if measure.state is MeasureState.IN_FORCE:
        lines = [say.say("change.in_force", at=_time(change.at))]
        lines += _times(context, say, measure)[1:]
        return [_named(context, say, measure, "done.measure"), *_indented(lines)]
    key = str(measure.state)
    if change.before is MeasureState.PROPOSED:
        key = "declined" if measure.state is MeasureState.LIFTED else "not_agreed"
    lines = [say.say(f"change.{key}", at=_time(change.at))]
    if change.why is not None:
        lines.append(say.say(f"change.{change.why}"))
    return [_named(context, say, measure, "done.named"), *_indented(lines)]


def _strikes(context: StatementContext, say: Catalogue) -> list[str]:
    return [
        "- " + say.say("done.strike", until=day_text(strike.expires_at), weight=strike.weight)
        for strike in context.decision.strikes
    ]


def _why(context: StatementContext, say: Catalogue) -> list[str]:
    lines: list[str] = []
    clauses = {(g.policy.ref, g.clause): g for g in grounds(context, concerned(context))}
    for ground in clauses.values():
        lines.append(_clause(say, ground.policy.title, ground.policy.ref.version, ground.clause))
        lines += _indented(ground.text.strip().splitlines())
    if context.failed:
        names = ", ".join(say.signal(name) for name in context.failed)
        lines.append(say.say("why.failed", signals=names))
    return lines or [say.say("why.person")]


def _clause(say: Catalogue, title: str, version: int, clause: str) -> str:
    return say.say("why.clause", title=title, version=version, clause=clause)


def _found(context: StatementContext, say: Catalogue) -> list[str]:
    decided_by = context.decision.decided_by
    if decided_by == "rule":
        lines = [say.say("found.by_rule")]
    else:
        key = "found.by_person_with" if context.seen else "found.by_person"
        lines = [say.say(key, role=decided_by)]
    if not context.seen:
        return [*lines, say.say("found.not_seen")]
    return [*lines, say.say("found.seen", kinds=seen_kinds(context, say))]


def seen_kinds(context: StatementContext, say: Catalogue) -> str:
    """Which kinds of values signals saw, and how many of each: never the values."""
    return "; ".join(
        say.say("found.seen_kind", kind=say.kind(seen.signal, seen.kind), count=seen.count)
        for seen in context.seen
    )


def _cure(context: StatementContext, say: Catalogue) -> list[str]:
    lines: list[str] = []
    current = [m for m in concerned(context) if not is_over(m, context.now)]
    steps = dict.fromkeys(step for measure in current for step in measure.cure)
    for do in dict.fromkeys(step.do for step in steps):
        kinds = "; ".join(say.kind(step.signal, step.kind) for step in steps if step.do == do)
        lines.append("- " + say.say(f"cure.{do}", kinds=kinds, to=_reach(context)))
    lines += [f"- {_lift(context, say, measure)}" for measure in current]
    return list(dict.fromkeys(lines))


def _lift(context: StatementContext, say: Catalogue, measure: Measure) -> str:
    """How the measure is lifted; where nothing would cure it, only an appeal does."""
    card = card_of(context, measure)
    name = say.measure(card, "name")
    if card.curable and measure.until is None and not measure.cure:
        return say.say("cure.appeal_only", name=name)
    return say.say("cure.lift", name=name, lift=say.measure(card, "lift"))


def _appeal(context: StatementContext, say: Catalogue) -> list[str]:
    until = day_text(appeal_until(context))
    return [say.say("appeal.how", until=until, to=_reach(context)), say.say("appeal.who")]


def _asked(context: StatementContext, say: Catalogue) -> list[str]:
    contacts = ", ".join(context.decision.contacts)
    first = say.say("asked.some", contacts=contacts) if contacts else say.say("asked.none")
    return [first, say.say("asked.sealed")]


def _check(context: StatementContext, say: Catalogue) -> list[str]:
    """How to find the entry; its number is unknown while the entry itself is being written."""
    lines = [say.say("check.case", case=case_of(context))]
    if context.log_index is None:
        lines.append(say.say("check.ask", to=_reach(context)))
    else:
        lines.append(say.say("check.index", index=context.log_index))
        lines.append(say.say("check.prove", index=context.log_index))
    if context.log_url:
        lines.append(say.say("check.verify", log=context.log_url))
    return lines


def _follows(context: StatementContext, say: Catalogue) -> str:
    if context.previous:
        return say.say("title.follows", previous=context.previous)
    return say.say("title.follows_none", case=case_of(context))


def _about(context: StatementContext, say: Catalogue) -> str:
    return _subject(context, say, context.decision.subject)


def _subject(context: StatementContext, say: Catalogue, subject: Subject) -> str:
    key = context.item.kind if subject.type is SubjectType.ITEM else str(subject.type)
    return say.say(f"subject.{key}", id=subject.id)


def _reach(context: StatementContext) -> str:
    site = context.site
    return site.appeal_to or site.contact or site.url


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _time(at: datetime) -> str:
    """To the minute, in UTC, the same in every language."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
