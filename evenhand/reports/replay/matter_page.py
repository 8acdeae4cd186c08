"""The page of one matter under several policies, and of earlier matters under today's.

For anybody: kinds, days and places in the log, never an item, an account, an address or a text.
What left its item alone stands in no log, so such items are counted in bands.
"""

from collections.abc import Sequence

from evenhand.model.entry import banded
from evenhand.model.measure import MeasureState, SubjectType
from evenhand.reports.chart import bars
from evenhand.reports.html import Markup, document, section, table, tag, together
from evenhand.reports.replay.matter import Ended, MatterReport, Row
from evenhand.reports.replay.page import STANDS, UNLOGGED, erased_words, how_section
from evenhand.reports.replay.record import Outcome, Side
from evenhand.reports.replay.words import (
    HEAVIEST,
    LEFT_ALONE,
    SUBJECTS,
    heaviest,
    in_short,
    joined,
    plain_name,
    severity_name,
    steps_words,
    subject_name,
)

AT_FIRST = "as it was decided"
_COUNTS = {1: "one policy", 2: "two policies", 3: "three policies", 4: "four policies"}


def matter_page(
    found: MatterReport, earlier: Sequence[MatterReport] = (), command: str = ""
) -> str:
    """The whole page.

    Args:
        earlier: other matters, under what is in force today.
        command: what was typed to make it; it names no matter.
    """
    number = len(found.sides)
    sides = {side.name: side for each in (found, *earlier) for side in each.sides}
    return document(
        f"One affair under {_COUNTS.get(number, f'{number} policies')}",
        tag("p", headline(found), class_="lead"),
        *_summary(found),
        tag("p", STANDS, class_="soft"),
        section("How heavy, policy by policy", *_chart(found)),
        section("Every decision of the affair", *_matrix(found)),
        *(_earlier(each) for each in earlier),
        how_section(tuple(sides.values()), command),
    )


def headline(found: MatterReport) -> str:
    """The heaviest measure by policy, in one sentence."""
    under: dict[int, list[str]] = {}
    for side, outcome in zip(found.sides, found.about.instead, strict=True):
        under.setdefault(max(heaviest(outcome.steps, on) for on in SUBJECTS), []).append(side.name)
    told = [
        f"{severity_name(weight)} under {joined(names)}"
        for weight, names in sorted(under.items(), reverse=True)
    ]
    return (
        f"On the same evidence about a {found.about.kind}, the heaviest measure in force at once "
        f"would have been: {'; '.join(told)}."
    )


def summary(found: MatterReport) -> list[tuple[str, str]]:
    """(by what, what) about the item of the summary: as decided, in the end, by each policy."""
    about = found.about
    texts = joined([f"{ref.pack} {ref.version}" for ref in about.texts])
    told = [
        (f"As it was decided on {about.day} ({row_words(about)}), by {texts}", about.then),
        *zip(map(_under, found.sides, found.titles), about.instead, strict=True),
    ]
    lines = [(name, in_full(outcome, about)) for name, outcome in told]
    return [lines[0], ("After people had decided", ended_words(about)), *lines[1:]]


def _under(side: Side, title: str) -> str:
    return f"Under {side.name}" + (f", “{title}”" if title != side.name else "")


def _summary(found: MatterReport) -> list[Markup]:
    return [
        tag("p", tag("strong", f"{name}."), f" {told[0].upper()}{told[1:]}.")
        for name, told in summary(found)
    ]


def in_full(outcome: Outcome, row: Row) -> str:
    """Measures in words; that the account is left alone is told too, and the rules."""
    told = steps_words(outcome.steps, row.kind)
    strike = "a strike" if outcome.strikes else ""
    if outcome.steps and not any(s.subject is SubjectType.ACCOUNT for s in outcome.steps):
        told += f"; {subject_name(SubjectType.ACCOUNT)}: {strike or LEFT_ALONE}"
    elif strike:
        told += f", {strike}"
    rules = ", ".join(rule.split()[-1] for rule in outcome.rules)
    return f"{told} (rules {rules})" if rules else told


def row_words(row: Row) -> str:
    """Where the decisions of a row stand in the log; those after each other as a range."""
    if not row.log:
        return UNLOGGED
    first, last = row.log[0], row.log[-1]
    if first == last:
        return f"log {first}"
    if last - first + 1 == len(row.log):
        return f"log {first} to {last}"
    return f"log {', '.join(map(str, row.log))}"


def what_words(row: Row) -> str:
    """How many items of which kind; what no log tells is counted in a band."""
    count = row.count if row.log else banded(row.count)
    return row.kind if count == 1 else f"{count} {row.kind}s"


def ended_words(row: Row) -> str:
    """What it came to after people's decisions."""
    if not row.ended:
        return "by measures that stood already" if row.then.steps else LEFT_ALONE
    return "; ".join(_ended(each, row.kind) for each in row.ended)


def _ended(ended: Ended, kind: str) -> str:
    on = f"{subject_name(ended.subject, kind)}: {plain_name(ended.measure)}"
    if ended.state is MeasureState.LIFTED:
        return f"{on} lifted on {ended.on}"
    if ended.state is MeasureState.EXPIRED:
        return f"{on} ended by itself on {ended.on}"
    return f"{on} until {ended.on}" if ended.on else f"{on} without an end date"


def _chart(found: MatterReport) -> tuple[Markup, ...]:
    """The heaviest measure on the item, its link and its account, by policy."""
    about = found.about
    outcomes = zip((AT_FIRST, *(side.name for side in found.sides)), (about.then, *about.instead),
                   strict=True)  # fmt: skip
    rows = [
        (name, [
            (subject_name(subject, about.kind), heaviest(outcome.steps, subject))
            for subject in SUBJECTS
        ])
        for name, outcome in outcomes
    ]  # fmt: skip
    explained = (
        "The longer the bar, the heavier the measure: from a label to a suspension without an end "
        "date. What only begins if two people agree is not drawn."
    )
    title = f"The heaviest measure in force at once, for the {about.kind} ({row_words(about)})"
    return tag("p", explained), bars(title, rows, say=severity_name, most=HEAVIEST)


def _matrix(found: MatterReport) -> list[Markup]:
    """Each decision, what was decided, what each policy gives, what it came to."""
    head = ("day", "what", AT_FIRST, *(side.name for side in found.sides), "in the end")
    rows = [
        (
            tag("time", row.day),
            f"{what_words(row)} ({row_words(row)})",
            _short(row.then),
            *(_cell(outcome, row.then) for outcome in row.instead),
            ended_words(row),
        )
        for row in found.rows
    ]
    erased = [tag("p", erased_words(found.erased))] if found.erased else []
    explained = (
        "What is in force at once; what names no end stays until it is put right. Decisions of a "
        "day that are alike share a row. Where a policy gives something else it is marked."
    )
    caption = f"{sum(row.count for row in found.rows if row.log)} decisions in the log, and others"
    return [tag("p", explained), table(head, rows, caption=caption), *erased]


def _cell(outcome: Outcome, then: Outcome) -> Markup:
    told = _short(outcome)
    return together(told) if told == _short(then) else tag("mark", told)


def _short(outcome: Outcome) -> str:
    return in_short(outcome.steps) + (", a strike" if outcome.strikes else "")


def _earlier(found: MatterReport) -> Markup:
    title = f"An earlier affair, of {found.about.day[:4]}"
    return section(title, *_summary(found), *_chart(found), *_matrix(found))
