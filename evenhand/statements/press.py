"""What may be said publicly about a decision: from its state alone, whatever anybody wishes."""

from collections.abc import Iterator
from datetime import datetime

from evenhand.model.clock import day_text
from evenhand.model.measure import Measure, MeasureState, SubjectType
from evenhand.statements.context import (
    StatementContext,
    by_person,
    card_of,
    case_of,
    concerned,
    grounds,
    is_open,
    is_over,
    listed_contacts,
    told_interests,
)
from evenhand.statements.messages import Catalogue, Said, load
from evenhand.statements.reasons import agreement_lines


def press_line(context: StatementContext, language: str | None = None) -> str:
    """The public line about a decision, as of `context.now`; one sentence or two a line.

    It names the case, the clause and the requests by their ids, and no item, account, link,
    person or organisation, so that it can be said in every case. Times are days. A measure is
    temporary only where it has an end date, and one whose end has come is told as ended, be it
    recorded or not.

    Raises EvenhandError: EH701 and EH703.
    """
    say = load(language or context.language)
    return "\n".join(_lines(context, say)) + "\n"


def _lines(context: StatementContext, say: Catalogue) -> Iterator[str]:
    by = say.say("press.by_person" if by_person(context) else "press.by_rule")
    day = day_text(context.decision.decided_at)
    yield say.say("press.decided", site=context.site.name, case=case_of(context), day=day, by=by)
    yield from agreement_lines(context, say)
    yield from _grounds(context, say)
    yield from _measures(context, say)
    if is_open(context):
        yield say.say("press.review")
    if context.contested:
        yield say.say("appeal.open")
    yield from _outside(context, say)
    yield say.say("press.no_finding")


def _outside(context: StatementContext, say: Catalogue) -> Iterator[str]:
    """Interests by capacity and kind, the answer to the asked-question, requests by role."""
    for interest in dict.fromkeys((i.role, i.kind) for i in told_interests(context)):
        holder, kind = say.name("holder", interest[0]), say.name("interest_kind", interest[1])
        yield say.say("press.interest", holder=holder, kind=kind)
    asked = context.decision.asked
    if asked is not None:
        yield say.say(f"asked.{'yes' if asked else 'no'}")
    requests = [
        say.say("press.request", id=name, role=say.name("contact_role", contact.role))
        if contact
        else say.say("asked.id", id=name)
        for name, contact in listed_contacts(context)
    ]
    if requests:
        yield say.say("press.requests", requests=say.join(requests))
    yield say.say("asked.sealed")


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
    counts: dict[tuple[Said, SubjectType, Said], int] = {}
    for measure in concerned(context):
        name = say.measure(card_of(context, measure), "name")
        line = (name, measure.subject.type, _state(measure, context, say))
        counts[line] = counts.get(line, 0) + 1
    for (name, subject, state), count in counts.items():
        on = say.say(f"press.{subject}", count=count)
        yield say.say("press.measure", name=name, subject=on, state=state)
    if not counts:
        yield say.say("press.nothing")


def _state(measure: Measure, context: StatementContext, say: Catalogue) -> Said:
    if is_over(measure, context.now):
        return _ended(measure, context.now, say)
    since = day_text(measure.from_)
    if measure.state is MeasureState.PROPOSED:
        key = "press.proposed_one" if context.solo else "press.proposed"
        return say.say(key, until=day_text(measure.decide_by or measure.from_))
    if measure.until is None:
        return say.say("press.no_end", since=since, reason=say.reason(measure.no_end_because or ""))
    return say.say("press.until", since=since, until=day_text(measure.until))


def _ended(measure: Measure, now: datetime, say: Catalogue) -> Said:
    if measure.decide_by is not None:
        return say.say("press.not_started")
    state = measure.state
    key = str(state) if state in (MeasureState.LIFTED, MeasureState.SUPERSEDED) else "ended"
    return say.say(f"press.{key}", at=day_text(measure.ended_at or measure.until or now))
