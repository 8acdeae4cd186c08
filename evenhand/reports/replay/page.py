"""The page of a replay: what another policy would have changed in decisions that were taken.

For anybody: days and places in the log, never an item, an account, an address or a text.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from evenhand.model.clock import day_text
from evenhand.model.policy import PolicyRef
from evenhand.reports.chart import bars
from evenhand.reports.html import Markup, document, section, table, tag, together
from evenhand.reports.replay.record import Changed, Comparison, Outcome, Side
from evenhand.reports.replay.words import measure_name, steps_words

STANDS = (
    "Strikes and the measures that a decision met stay as recorded. What would have followed from "
    "other decisions, such as an earlier strike that would not have been given, is not played on."
)
HOW = (
    "Each decision that a rule took was taken again over the evidence that was recorded with it: "
    "what the signals had found then, nothing read anew. Decisions of people were not taken again."
)
UNLOGGED = "not in the log"
"""Of a decision that left its item alone: the log only counts those."""


def replay_page(found: Comparison, command: str = "") -> str:
    """The whole page.

    Args:
        command: what was typed to make it, so that anybody with the records can make it again.
    """
    return document(
        "What another policy would have changed",
        tag("p", headline(found), class_="lead"),
        tag("p", f"{_sides(found)} {STANDS}"),
        *([tag("p", erased_words(found.erased))] if found.erased else []),
        *comparison_parts(found),
        how_section((found.before, found.after), command),
    )


def comparison_parts(found: Comparison) -> list[Markup]:
    """The sections that tell the result: by month, by measure, by rule, examples."""
    return [
        _by_month(found),
        _by_measure(found),
        *([_by_rule(found)] if found.by_rule else []),
        *([_examples(found)] if found.examples else []),
    ]


def headline(found: Comparison) -> str:
    """The result in one sentence."""
    stretch = _stretch(found)
    if not found.decided:
        return f"No decision{stretch} could be taken again."
    told = f"{found.changed:,}" if found.changed else "none"
    taken = "decision" if found.decided == 1 else "decisions"
    return f"Of {found.decided:,} {taken}{stretch}, {told} would be taken differently."


def erased_words(erased: int) -> str:
    """How many decisions could not be taken again."""
    rested = "1 decision more rests" if erased == 1 else f"{erased:,} decisions more rest"
    return f"{rested} on evidence that is erased or past its time, and cannot be taken again."


def how_section(sides: tuple[Side, ...], command: str) -> Markup:
    """How a page was made, by which texts, and how to make it again."""
    deciding: dict[PolicyRef, list[str]] = {}
    for side in sides:
        for ref in side.packs:
            deciding.setdefault(ref, []).append(side.name)
    rows = [
        (ref.pack, str(ref.version), ", ".join(names), tag("code", ref.digest))
        for ref, names in deciding.items()
    ]
    parts = [tag("p", HOW)]
    if rows:
        head = ("pack", "version", "decides in", "digest of its text")
        parts.append(table(head, rows, {1}, caption="The texts that decided"))
    if any(not side.packs for side in sides):
        parts.append(tag("p", "As recorded: each decision by the texts in force at its own time."))
    if command:
        parts.append(tag("p", "To make this page again, with the records at hand:"))
        parts.append(tag("pre", command, tabindex=0))
    return section("How this was found", *parts)


def day_markup(at: datetime) -> Markup:
    """A day, which never breaks over two lines."""
    return tag("time", day_text(at))


def log_words(log_index: int | None) -> str:
    """Where a decision stands in the log."""
    return UNLOGGED if log_index is None else f"log {log_index}"


def _stretch(found: Comparison) -> str:
    """Of which days; the months of the records, where nothing was asked for."""
    since, until = (at and day_text(at) for at in (found.since, found.until))
    if since and until:
        return f" between {since} and {until}"
    if since or until:
        return f" from {since} on" if since else f" before {until}"
    first, last = min(found.months, default=""), max(found.months, default="")
    if first == last:
        return f" in {_month(first)}" if first else ""
    return f" between {_month(first)} and {_month(last)}"


def _month(month: str) -> str:
    """`2026-09` as people write it."""
    return f"{datetime.strptime(month, '%Y-%m').replace(tzinfo=UTC):%B %Y}"


def _sides(found: Comparison) -> str:
    return f"Compared: “{found.before.name}” with “{found.after.name}”."


def _by_month(found: Comparison) -> Markup:
    rows = [
        (_month(month), [("decided", decided), ("differently", changed)])
        for month, (decided, changed) in sorted(found.months.items())
    ]
    if not rows:
        return together()
    return section("Month by month", bars("Decisions, and those taken differently", rows))


def _by_measure(found: Comparison) -> Markup:
    """From which heaviest measure to which."""
    if not found.by_measure:
        return together()
    counted = sorted(found.by_measure.items(), key=lambda pair: (-pair[1], pair[0]))
    rows = [(_from_to(before, after), [("decisions", count)]) for (before, after), count in counted]
    explained = "The heaviest measure before, and the heaviest after."
    return section(
        "What would have been done instead",
        tag("p", explained),
        bars("Decisions taken differently, by heaviest measure", rows),
    )


def _from_to(before: str, after: str) -> str:
    if before == after:
        return f"{measure_name(before)}, in another way"
    return f"{measure_name(before)} → {measure_name(after)}"


def _by_rule(found: Comparison) -> Markup:
    rows = [
        (rule, tally.before, tally.after, tally.unknown_before, tally.unknown_after)
        for rule, tally in sorted(found.by_rule.items())
    ]
    head = ("rule", "TRUE before", "TRUE after", "UNKNOWN before", "UNKNOWN after")
    explained = (
        "A rule is carried out only where it is TRUE. Where something that it needs is not known "
        "it is UNKNOWN, and nothing follows from it."
    )
    return section(
        "Rule by rule",
        tag("p", explained),
        table(head, rows, range(1, 5), caption="How often each rule was TRUE and UNKNOWN"),
    )


def _examples(found: Comparison) -> Markup:
    head = ("day", "where", "decided", "instead", "rules")
    rows = [tuple(_example(each)) for each in found.examples]
    return section(
        "Examples",
        table(head, rows, caption=f"{len(rows)} of {found.changed:,} decisions taken differently"),
    )


def _example(each: Changed) -> Iterator[str]:
    yield day_markup(each.decided_at)
    yield log_words(each.log_index)
    yield outcome_words(each.before)
    yield outcome_words(each.after)
    before, after = (", ".join(side.rules) or "none" for side in (each.before, each.after))
    yield before if before == after else f"{before} → {after}"


def outcome_words(outcome: Outcome, kind: str = "item") -> str:
    """What was decided: the measures, and whether a person looks."""
    told = steps_words(outcome.steps, kind)
    strike = "; a strike" if outcome.strikes else ""
    return f"{told}{strike}" if outcome.outcome != "review" else f"{told}{strike}; a person looks"
