"""Why it was decided, and by whom: clauses, facts, a person's own words, what checks saw."""

import re
from collections.abc import Iterator

from evenhand.model.errors import EvenhandError
from evenhand.statements.context import (
    StatementContext,
    by_person,
    concerned,
    grounds,
    is_open,
    is_to_writer,
)
from evenhand.statements.messages import Catalogue, Said
from evenhand.statements.outside import fact_lines
from evenhand.statements.wording import verbatim

TEMPORARY = re.compile(
    r"\b(?:tempor(?:ar|air|ári|al\b|ales\b|ais\b)|provisional|provisoi?r|provisóri|transitori"
    r"|transitóri|vorläufig|vorübergehend|befristet|einstweilig|for now\b)|مؤقت|موقت",
    re.IGNORECASE,
)
"""Words for "temporary" in the languages that we write."""


def why_lines(context: StatementContext, say: Catalogue) -> list[str]:
    """The clauses word for word, what did not finish, what others told us, a person's reason.

    Raises EvenhandError: EH703, EH706.
    """
    lines = list(_clauses(context, say))
    if context.failed:
        names = say.join(say.name("signal", name) for name in context.failed)
        lines.append(say.say("why.failed", signals=names))
    lines += fact_lines(context, say)
    if context.decision.reason:
        lines += [say.say("why.reason"), *verbatim(_own_words(context))]
    return lines or [say.say("why.person" if is_open(context) else "why.nothing")]


def _own_words(context: StatementContext) -> str:
    """A person's reason, which may not say what the state does not bear out."""
    reason = context.decision.reason
    if TEMPORARY.search(reason) and all(m.until is None for m in concerned(context)):
        raise EvenhandError(
            "EH706",
            "The reason calls something temporary, and no measure of the decision has an end.",
            not_done="No statement was written.",
            help="Give the measure an end, or say it in other words.",
        )
    return reason


def _clauses(context: StatementContext, say: Catalogue) -> Iterator[str]:
    clauses = {(g.policy.ref, g.clause): g for g in grounds(context, concerned(context))}
    for ground in clauses.values():
        yield say.say(
            "why.clause",
            title=ground.policy.title,
            version=ground.policy.ref.version,
            clause=ground.clause,
        )
        yield from verbatim(ground.text)


def found_lines(context: StatementContext, say: Catalogue) -> list[str]:
    """Who decided, and what automatic checks saw: kinds and counts, and only to the writer."""
    lines = list(_decided_by(context, say))
    if not is_to_writer(context):
        return lines
    if not context.seen:
        return [*lines, say.say("found.not_seen")]
    return [*lines, say.say("found.seen", kinds=seen_kinds(context, say))]


def _decided_by(context: StatementContext, say: Catalogue) -> Iterator[str]:
    decision = context.decision
    if by_person(context):
        with_checks = context.seen and is_to_writer(context)
        key = "found.by_person_with" if with_checks else "found.by_person"
        yield say.say(key, role=say.name("role", decision.decided_by))
    else:
        yield say.say("found.by_rule")
        if decision.sweep is not None:
            yield say.say("found.sweep")
        if context.now <= decision.decided_at:  # later, somebody may have
            yield say.say("found.not_looked")
    yield from agreement_lines(context, say)


def agreement_lines(context: StatementContext, say: Catalogue) -> Iterator[str]:
    """What people agreed to, a rule's proposal too: a second one did, or nobody else was there."""
    if context.decision.one_person:
        yield say.say("found.one_person")
    elif len(context.decision.people) > 1:
        yield say.say("found.agreed")


def seen_kinds(context: StatementContext, say: Catalogue) -> Said:
    """Which kinds of values signals saw, and how many of each: never the values."""
    return say.join(
        say.say("found.seen_kind", kind=say.kind(seen.signal, seen.kind), count=seen.count)
        for seen in context.seen
    )
