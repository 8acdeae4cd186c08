"""What can be done about it: putting it right, an appeal, and checking that all this is true."""

from collections.abc import Iterator

from evenhand.model.clock import day_text
from evenhand.model.measure import CureStep, Measure
from evenhand.statements.context import (
    StatementContext,
    appeal_until,
    card_of,
    case_of,
    concerned,
    is_over,
)
from evenhand.statements.messages import Catalogue, Said
from evenhand.statements.wording import reach

REMOVE_OR_MASK = "remove_or_mask"
"""What a cure step asks for where the writer can do it; `mend_page` is up to somebody else."""


def cure_lines(context: StatementContext, say: Catalogue) -> list[str]:
    """Each step that would lift a measure, and how each measure is lifted."""
    current = [m for m in concerned(context) if not is_over(m, context.now)]
    steps = dict.fromkeys(step for measure in current for step in measure.cure)
    lines = list(_steps(context, say, list(steps)))
    lines += [_lift(context, say, measure) for measure in current]
    return [f"- {line}" for line in dict.fromkeys(lines)]


def _steps(context: StatementContext, say: Catalogue, steps: list[CureStep]) -> Iterator[str]:
    for do in dict.fromkeys(step.do for step in steps):
        kinds = say.join(_places(context, say, step) for step in steps if step.do == do)
        yield say.say(f"cure.{do}", kinds=kinds, to=reach(context.site))
    if any(step.do == REMOVE_OR_MASK for step in steps):
        yield _who_looks(context, say)


def _places(context: StatementContext, say: Catalogue, step: CureStep) -> Said:
    """The kind of value, and in how many places it was seen."""
    kind = say.kind(step.signal, step.kind)
    for seen in context.seen:
        if (seen.signal, seen.kind) == (step.signal, step.kind):
            return say.say("cure.places", kind=kind, count=seen.count)
    return kind


def _who_looks(context: StatementContext, say: Catalogue) -> str:
    """Whether the changed text cures by itself, and how often that can still be tried."""
    if context.relapsed:
        return say.say("cure.relapsed", to=reach(context.site))
    if context.tries_left is None:
        return say.say("cure.at_once")
    if context.tries_left <= 0:
        return say.say("cure.no_tries", to=reach(context.site))
    return say.say("cure.tries", count=context.tries_left)


def _lift(context: StatementContext, say: Catalogue, measure: Measure) -> str:
    """How the measure is lifted; where nothing would cure it, only an appeal does."""
    card = card_of(context, measure)
    name = say.measure(card, "name")
    if card.curable and measure.until is None and not measure.cure:
        return say.say("cure.appeal_only", name=name)
    return say.say("cure.lift", name=name, lift=say.measure(card, "lift"))


def appeal_lines(context: StatementContext, say: Catalogue) -> list[str]:
    """Until when and where to appeal, who answers, and where else to go."""
    until = appeal_until(context)
    lines: list[str] = [say.say("appeal.open")] if context.contested else []
    if context.now > until:
        lines.append(say.say("appeal.over", until=day_text(until)))
    else:
        lines.append(say.say("appeal.how", until=day_text(until), to=reach(context.site)))
        lines.append(say.say("appeal.who"))
    if context.site.out_of_court:
        lines.append(say.say("appeal.out_of_court", body=context.site.out_of_court))
    return lines


def check_lines(context: StatementContext, say: Catalogue) -> list[str]:
    """How to find the entry; its number is unknown while the entry itself is being written."""
    lines: list[str] = [say.say("check.case", case=case_of(context))]
    if context.log_index is None:
        lines.append(say.say("check.ask", to=reach(context.site)))
    else:
        lines.append(say.say("check.index", index=context.log_index))
        lines.append(say.say("check.prove", command=f"evenhand log prove {context.log_index}"))
    if context.log_url:
        lines.append(say.say("check.verify", command=f"evenhand log verify {context.log_url}"))
    return lines
