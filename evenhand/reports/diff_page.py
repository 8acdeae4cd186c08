"""The page of two policies side by side, and of what the second would have changed."""

from collections.abc import Iterable

from evenhand.model.policy import Policy, PolicyRef, Rule
from evenhand.reports.html import Markup, document, section, table, tag, together
from evenhand.reports.replay.page import STANDS, comparison_parts
from evenhand.reports.replay.page import headline as replay_headline
from evenhand.reports.replay.record import Comparison
from evenhand.reports.side_by_side import Part, PolicyDiff, rule_terms
from evenhand.text.word_changes import Came, Run

_MARKS = {Came.GONE: "del", Came.NEW: "ins"}
SAME = "The same on both sides."


def diff_page(found: PolicyDiff, history: Comparison | None = None) -> str:
    """The whole page.

    Args:
        history: what the second policy would have changed in decisions that the first takes.
    """
    return document(
        "Two policies side by side",
        tag("p", headline(found), class_="lead"),
        *([tag("p", replay_headline(history))] if history else []),
        _texts(found),
        section("What people read", *(_clause(part) for part in found.clauses)),
        section("What is carried out", *(_rule(part, found) for part in found.rules)),
        *([section("Facts", _unlike(found.facts, "Facts that the rules look at"))]
          if found.facts else []),
        *([_history(history)] if history else []),
    )  # fmt: skip


def headline(found: PolicyDiff) -> str:
    """How much differs, in one sentence."""
    names = f"{_named(found.before.ref)} and {_named(found.after.ref)}"
    if found.same:
        return f"{names} say and do the same."
    return (
        f"Between {names}, {_count(found.clauses, 'clause')} and {_count(found.rules, 'rule')} "
        "differ."
    )


def _count(parts: Iterable[Part], what: str) -> str:
    every = list(parts)
    unlike = sum(not part.same for part in every)
    return f"{unlike} of {len(every)} {what}{'' if len(every) == 1 else 's'}"


def _named(ref: PolicyRef) -> str:
    return f"{ref.pack} {ref.version}"


def _texts(found: PolicyDiff) -> Markup:
    """Which two texts, and what differs in their heads."""
    refs = [found.before.ref, found.after.ref]
    rows = [(ref.pack, ref.version, tag("code", ref.digest)) for ref in refs]
    both = table(("pack", "version", "digest of its text"), rows, {1}, caption="The two texts")
    return together(
        both, _unlike(found.head, "What differs in their heads") if found.head else None
    )


def _unlike(rows: Iterable[tuple[str, str, str]], caption: str) -> Markup:
    cells = [(what, before or "not there", after or "not there") for what, before, after in rows]
    return table(("what", "before", "after"), cells, caption=caption)


def _clause(part: Part) -> Markup:
    """A clause in two columns, its title first; where both are the same, once."""
    if part.same:
        return _titled(part, _paragraphs(part.text), tag("p", SAME, class_="soft"))
    return _titled(part, _columns(part))


def _rule(part: Part, found: PolicyDiff) -> Markup:
    """A rule: when, and what follows."""
    if part.before is None or part.after is None:
        policy = found.before if part.after is None else found.after
        return _titled(part, _columns(part), _terms(_rule_of(policy, part)))
    condition = tag("p", "When ", *_marked(part.text)) if part.text_same else _columns(part)
    if part.same:
        return _titled(part, condition, tag("p", SAME, class_="soft"))
    unlike = [_unlike(part.differences, "What differs")] if part.differences else []
    return _titled(part, condition, *unlike)


def _terms(rule: Rule) -> Markup:
    """All that there is to a rule of one side beside its condition."""
    named = ((tag("dt", what), tag("dd", told)) for what, told in rule_terms(rule).items())
    return tag("dl", *(cell for pair in named for cell in pair))


def _rule_of(policy: Policy, part: Part) -> Rule:
    return next(rule for rule in policy.rules if rule.id in (part.before, part.after))


def _titled(part: Part, *told: Markup) -> Markup:
    return tag("article", tag("h3", part.name), *told)


def _columns(part: Part) -> Markup:
    """Before and after, each with what the other has not marked."""
    sides = (("before", Came.NEW, part.before), ("after", Came.GONE, part.after))
    return tag("div", *(
        tag("div",
            tag("p", side, class_="soft"),
            _paragraphs(tuple(run for run in part.text if run.came is not other))
            if name else tag("p", "not there", class_="soft"))
        for side, other, name in sides
    ), class_="sides")  # fmt: skip


def _paragraphs(runs: tuple[Run, ...]) -> Markup:
    return tag("div", *_marked(runs), class_="text")


def _marked(runs: Iterable[Run]) -> list[Markup]:
    """Words in order; those of one side alone as deleted or inserted."""
    return [
        tag(_MARKS[run.came], run.text) if run.came in _MARKS else together(run.text)
        for run in runs
    ]


def _history(history: Comparison) -> Markup:
    return together(
        section("What would have changed", tag("p", replay_headline(history)), tag("p", STANDS)),
        *comparison_parts(history),
    )
