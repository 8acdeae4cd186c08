"""An audit in plain words, for a terminal and a page."""

from collections.abc import Iterator

from evenhand.enforcement.measures import discover
from evenhand.reports.evenness.gather import rungs_of
from evenhand.reports.evenness.record import (
    ALPHA,
    FEWEST,
    Audit,
    Effect,
    Family,
    Outcome,
    Pair,
    Suppressed,
    Test,
)
from evenhand.reports.replay.words import NONE, measure_name

GROUPS = {
    Family.ROLE: "role: {}",
    Family.LANGUAGE: "language: {}",
    Family.WHO_ASKED: "who had asked: {}",
    Family.SAMPLE: "sample: {}",
    Family.CONTACT: "somebody had asked",
}
OUTCOMES = {
    Outcome.HEAVIER: "heavier than the rule",
    Outcome.LIGHTER: "lighter than the rule",
    Outcome.HOURS: "hours to decision",
}
SMALL = f"fewer than {FEWEST} comparable cases, or too few accounts: not shown, not tested"
NO_CLAIM = (
    "No difference is claimed. That is no proof of evenness: a small difference, or one in a "
    "small group, would not have been found."
)
_NAMES = {0: measure_name(NONE)} | {
    rung: measure_name(name) for name, rung in rungs_of(discover()).items()
}


def group_words(each: Test | Suppressed) -> str:
    """Which group: `role: journalist`."""
    return GROUPS[each.family].format(each.group.replace("_", " "))


def test_words(test: Test) -> str:
    """Which test: `role: journalist, heavier than the rule`."""
    return f"{group_words(test)}, {OUTCOMES[test.outcome]}"


def number_words(outcome: Outcome, number: float) -> str:
    """A share in percent, or hours."""
    return f"{number:,.1f} h" if outcome is Outcome.HOURS else f"{100 * number:.1f} %"


def effect_words(outcome: Outcome, effect: Effect) -> str:
    """A difference with its interval, such as `+9.1 points (+3.9 to +14.2)`."""
    if outcome is Outcome.HOURS:
        return f"{effect.estimate:+,.1f} h ({effect.low:+,.1f} to {effect.high:+,.1f})"
    points = (100 * number for number in (effect.estimate, effect.low, effect.high))
    return "{:+.1f} points ({:+.1f} to {:+.1f})".format(*points)


def p_words(p: float) -> str:
    """A p; the smallest ones by their bound."""
    return f"{p:.4f}" if p >= 1e-4 else "under 0.0001"


def pair_words(pair: Pair) -> tuple[str, str]:
    """What was done in the one case and in the other."""
    return _NAMES[pair.one.taken], _NAMES[pair.other.taken]


def log_words(log_index: int | None) -> str:
    """Where a case stands in the log."""
    return "not in the log" if log_index is None else f"log {log_index}"


def claims(audit: Audit) -> Iterator[str]:
    """What the audit claims, a sentence each; or that it claims nothing, and why."""
    for test in audit.found:
        yield (
            f"{test_words(test)}: {number_words(test.outcome, test.share)} of {test.cases:,} cases "
            f"against {number_words(test.outcome, test.others_share)} of {test.others:,} others; "
            f"within like cases {effect_words(test.outcome, test.effect)}; p "
            f"{p_words(test.adjusted)} after correction for {len(audit.tests)} tests."
        ).replace(" h of ", " h in ")
    if audit.found:
        return
    if audit.tests:
        yield NO_CLAIM
    else:
        yield (
            f"Nothing could be tested: no group has {FEWEST} cases that could be compared with "
            f"{FEWEST} others like them. Nothing can be concluded, neither evenness nor bias."
        )


def scope(audit: Audit) -> Iterator[str]:
    """What was looked at, and what was left out."""
    yield (
        f"{audit.cases:,} cases in which a rule was true or people decided; {audit.compared:,} of "
        "them count in comparisons (one account or affair counts once among a month's like cases)."
    )
    if audit.erased:
        yield f"{audit.erased:,} more are left out: their evidence is erased."
    if audit.unknown_roles:
        yield (
            f"In {audit.unknown_roles:,} the account's roles are not known: they have no part in "
            "comparisons by role."
        )
    if audit.sample_digest:
        yield f"The auditor's sample: {audit.sample_digest}."
    if audit.tests:
        yield (
            f"{len(audit.tests)} tests; the chance of any false claim at all is at most "
            f"{100 * ALPHA:.0f} %."
        )
