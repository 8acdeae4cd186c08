"""An audit as a page: charts with their tables, and what may be concluded."""

from collections.abc import Iterator, Sequence

from evenhand.reports.chart import forest
from evenhand.reports.evenness.record import Audit, Family, Outcome, Pair, Rungs, Test
from evenhand.reports.evenness.words import (
    GROUPS,
    SMALL,
    claims,
    effect_words,
    group_words,
    log_words,
    number_words,
    p_words,
    pair_words,
    scope,
    test_words,
)
from evenhand.reports.html import Markup, document, section, table, tag
from evenhand.reports.replay.matter import MatterReport
from evenhand.reports.replay.words import in_short

HEAD = ("family", "group", "compared", "cases", "others", "share_or_hours", "others_share_or_hours",
        "difference", "low", "high", "p", "p_corrected", "claimed")  # fmt: skip
"""Columns of the table that exports."""

MEANS = (
    "A claim says that like cases of this group were treated otherwise more often than chance "
    "would have it. It does not say why: what people saw beside the readings may differ too.",
    "No claim is no proof of evenness. The method page says how many cases a difference of which "
    "size takes to be found.",
    "Intervals are 95 % each, for one group by itself; claims rest on the corrected p alone.",
    "Pairs are for looking at: where there is any discretion there are some.",
    "Requests which may not be disclosed are not listed; cases that they concern are left out of "
    "what compares contacts.",
)


def evenness_page(audit: Audit, matter: MatterReport | None = None) -> str:
    """The page: no name, and no id or address of an item or account, is on it.

    Args:
        matter: the same matter under the policies of other years and platforms.
    """
    parts = [
        section("What was found", *(tag("p", line) for line in claims(audit))),
        section("What was looked at", *(tag("p", line) for line in scope(audit))),
        *_effects(audit),
        section("Like cases, other measures", *_pairs(audit)),
    ]
    if matter is not None:
        parts.append(section("The same matter under other policies", *_matter(matter)))
    parts.append(section("What this means", tag("ul", *(tag("li", line) for line in MEANS))))
    return document("Were like cases treated alike?", *parts)


def rows(audit: Audit) -> Iterator[Sequence[str | int | float | bool]]:
    """All tests, beside `HEAD`: what exports."""
    for test in audit.tests:
        yield (
            str(test.family), test.group, str(test.outcome), test.cases, test.others,
            round(test.share, 6), round(test.others_share, 6), round(test.effect.estimate, 6),
            round(test.effect.low, 6), round(test.effect.high, 6), test.p, test.adjusted,
            test.found,
        )  # fmt: skip


def _effects(audit: Audit) -> Iterator[Markup]:
    """Charts of the differences, and every test in numbers."""
    for outcome, title in (
        (Outcome.HEAVIER, "Treated heavier than the rule: difference in percentage points"),
        (Outcome.LIGHTER, "Treated lighter than the rule: difference in percentage points"),
        (Outcome.HOURS, "Hours to decision: difference"),
    ):
        told = [test for test in audit.tests if test.outcome is outcome]
        scale = 1 if outcome is Outcome.HOURS else 100
        if told:
            yield section(title, forest(title, [_line(test, scale) for test in told]))
    if audit.rungs:
        title = "Mean difference in rungs of severity"
        yield section(title, forest(title, [_rungs(each) for each in audit.rungs]))
    if audit.tests:
        yield section("Every test", _tests(audit))
    if audit.suppressed:
        small = (tag("li", group_words(each)) for each in audit.suppressed)
        yield section("Groups too small", tag("p", f"{SMALL}."), tag("ul", *small))


def _line(test: Test, scale: float) -> tuple[str, float, float, float]:
    effect = test.effect
    return group_words(test), effect.estimate * scale, effect.low * scale, effect.high * scale


def _rungs(each: Rungs) -> tuple[str, float, float, float]:
    name = GROUPS[Family(each.family)].format(each.group.replace("_", " "))
    return name, each.effect.estimate, each.effect.low, each.effect.high


def _tests(audit: Audit) -> Markup:
    head = ("what", "cases", "others", "in the group", "in the others", "within like cases", "p",
            "p, corrected", "claimed")  # fmt: skip
    told = [
        (
            test_words(test), test.cases, test.others, number_words(test.outcome, test.share),
            number_words(test.outcome, test.others_share), effect_words(test.outcome, test.effect),
            p_words(test.p), p_words(test.adjusted), "yes" if test.found else "no",
        )
        for test in audit.tests
    ]  # fmt: skip
    return table(head, told, range(1, 8), caption="Exact permutation tests within like cases")


def _pairs(audit: Audit) -> Iterator[Markup]:
    if not audit.pairs:
        yield tag("p", "No two cases with the same findings got different measures.")
        return
    head = ("rank", "heavier", "", "lighter", "", "rungs apart", "readings apart")
    told = [
        (str(rank), *_pair_cells(pair), pair.rungs, f"{pair.distance:.2f}")
        for rank, pair in enumerate(audit.pairs, 1)
    ]
    yield tag("p", "The same findings; ranked by how near the readings and how far apart the "
                   "measures are. Readings are counted in standard deviations.")  # fmt: skip
    yield table(head, told, {5, 6}, caption="Pairs of like cases that got different measures")


def _pair_cells(pair: Pair) -> tuple[str, str, str, str]:
    heavier, lighter = pair_words(pair)
    return heavier, log_words(pair.one.log_index), lighter, log_words(pair.other.log_index)


def _matter(matter: MatterReport) -> Iterator[Markup]:
    head = ("day", "what", "decided then", *(side.name for side in matter.sides))
    told = [
        (
            row.day,
            f"{row.kind} ({', '.join(map(log_words, row.log)) or f'{row.count} not in the log'})",
            in_short(row.then.steps),
            *(in_short(outcome.steps) for outcome in row.instead),
        )
        for row in matter.rows
    ]
    yield tag("p", "The recorded evidence, decided by each text as if it had always been in "
                   "force; strikes and measures that were met stay as recorded.")  # fmt: skip
    yield table(head, told, caption="What each text gives: the heaviest first step in force")
