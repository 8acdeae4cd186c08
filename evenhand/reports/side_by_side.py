"""Two policies side by side: their clauses, rules and facts, and what differs in words.

Parts that bear the same id in both belong together; of the rest, those whose texts are most alike.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import product
from typing import TypeVar

from evenhand import signals
from evenhand.model.clock import day_text
from evenhand.model.policy import ASK, Policy, Rule
from evenhand.policy.explain import words
from evenhand.policy.parser import in_itself, parse
from evenhand.policy.schema import fields
from evenhand.reports.replay.words import measure_name
from evenhand.text.word_changes import Came, Run, word_changes

ALIKE = 0.5
"""From this likeness on (0 to 1, of the words) two texts are taken for versions of one."""

_WORD = re.compile(r"\w+|[^\w\s]+")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """A clause or a rule as it stands on both sides.

    Attributes:
        before, after: its id on each side; None where it is not there.
        text: from the one text to the other, word by word; a text of one side alone is one run.
        differences: of a rule: what else differs, each as (what, before, after).
    """

    before: str | None
    after: str | None
    text: tuple[Run, ...]
    differences: tuple[tuple[str, str, str], ...] = ()

    @property
    def same(self) -> bool:
        """Whether both sides say and do the same, under whatever id."""
        return not self.differences and self.text_same

    @property
    def text_same(self) -> bool:
        """Whether both sides say the same, whatever else differs."""
        return all(run.came is Came.SAME for run in self.text)

    @property
    def name(self) -> str:
        """Its id; both, where they differ."""
        ids = dict.fromkeys(filter(None, (self.before, self.after)))
        return " → ".join(ids)


@dataclass(frozen=True, slots=True)
class PolicyDiff:
    """Two policies compared.

    Attributes:
        head: what differs in the packs themselves, as (what, before, after).
        clauses: what people read: title and text.
        rules: what is carried out; `text` is the condition in words.
        facts: name -> type on each side; empty where it is not declared; those that differ.
    """

    before: Policy
    after: Policy
    head: tuple[tuple[str, str, str], ...]
    clauses: tuple[Part, ...]
    rules: tuple[Part, ...]
    facts: tuple[tuple[str, str, str], ...]

    @property
    def same(self) -> bool:
        """Whether clauses, rules and facts are the same."""
        return not self.facts and all(part.same for part in (*self.clauses, *self.rules))


def compare_policies(before: Policy, after: Policy) -> PolicyDiff:
    """Set two policies side by side; those of one pack, or of two that speak of the same."""
    conditions = _conditions(before), _conditions(after)
    clauses = _pairs(dict(before.clauses), dict(after.clauses), lambda text: text)
    same_clause = {(a, b) for a, b in clauses if a and b}
    old, new = ({rule.id: rule for rule in policy.rules} for policy in (before, after))
    norms = {id(r): f"{p.clauses[r.clause]}\n{r.when}" for p in (before, after) for r in p.rules}
    rules = _pairs(old, new, lambda rule: norms[id(rule)])
    return PolicyDiff(
        before=before,
        after=after,
        head=tuple(_unlike(_head(before), _head(after))),
        clauses=tuple(
            Part(a, b, _runs(before.clauses.get(a or ""), after.clauses.get(b or "")))
            for a, b in clauses
        ),
        rules=tuple(
            Part(
                a,
                b,
                _runs(conditions[0].get(a or ""), conditions[1].get(b or "")),
                tuple(_rule_unlike(old[a], new[b], same_clause)) if a and b else (),
            )
            for a, b in rules
        ),
        facts=tuple(_unlike(_facts(before), _facts(after))),
    )


def ladder(rule: Rule) -> str:
    """What a rule does, from first to repeated."""
    return ", then ".join(
        "a person decides" if m == ASK else measure_name(m) for m in rule.measures
    )


def rule_terms(rule: Rule) -> dict[str, str]:
    """What there is to a rule beside its condition, in words."""
    return {
        "measures": ladder(rule),
        "lasts": f"{rule.hours} hours" if rule.hours else "as its measures last",
        "strikes": "counts against the account" if rule.strikes else "does not count",
        "carried out": "no: reported only (shadow)" if rule.shadow else "yes",
        "paused": "yes" if rule.paused else "no",
        "ground": rule.ground,
        "clause": rule.clause,
    }


def _rule_unlike(
    before: Rule, after: Rule, same_clause: set[tuple[str, str]]
) -> Iterator[tuple[str, str, str]]:
    """What differs beside the condition; a clause that only bears another id does not."""
    for what, old, new in _unlike(rule_terms(before), rule_terms(after)):
        if what != "clause" or (old, new) not in same_clause:
            yield what, old, new


def _conditions(policy: Policy) -> dict[str, str]:
    """Rule id -> its condition in words."""
    schema = fields(signals.discover(), policy.facts)
    return {
        rule.id: words(parse(rule.when, schema, in_itself(rule.id, rule.when)))
        for rule in policy.rules
    }


def _head(policy: Policy) -> dict[str, str]:
    until = day_text(policy.in_force_to) if policy.in_force_to else "no end"
    return {
        "title": policy.title,
        "in force from": day_text(policy.in_force_from),
        "in force until": until,
        "category": policy.category,
    }


def _facts(policy: Policy) -> dict[str, str]:
    return {name: str(kind) for name, kind in policy.facts.items()}


def _unlike(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """(name, before, after) of what differs; empty where a side has none."""
    for name in dict.fromkeys([*before, *after]):
        pair = before.get(name, ""), after.get(name, "")
        if pair[0] != pair[1]:
            yield name, *pair


def _runs(before: str | None, after: str | None) -> tuple[Run, ...]:
    """Word by word; a whole text as gone or new where there is no other, or it is too long."""
    if before is not None and after is not None:
        changes = word_changes(before, after)
        if changes is not None:
            return changes
    sides = ((Came.GONE, before), (Came.NEW, after))
    return tuple(Run(came, text) for came, text in sides if text is not None)


def _pairs(
    before: Mapping[str, T], after: Mapping[str, T], text: Callable[[T], str]
) -> list[tuple[str | None, str | None]]:
    """Which belong together, in the order of `after`; what is gone stands at the end."""
    partner = {name: name for name in after if name in before}
    rest = [name for name in before if name not in partner]
    for _, old, new in sorted(_likenesses(rest, partner, before, after, text), reverse=True):
        if old in rest and new not in partner:
            partner[new] = old
            rest.remove(old)
    return [*((partner.get(name), name) for name in after), *((name, None) for name in rest)]


def _likenesses(
    rest: Sequence[str],
    partner: Mapping[str, str],
    before: Mapping[str, T],
    after: Mapping[str, T],
    text: Callable[[T], str],
) -> Iterator[tuple[float, str, str]]:
    """(likeness, id before, id after) of all that are alike enough and still without a partner.

    Texts that share their title, the first line, are alike whatever they say below it.
    """
    for old, new in product(rest, [name for name in after if name not in partner]):
        sides = text(before[old]), text(after[new])
        titles = {side.partition("\n")[0] for side in sides}
        words_old, words_new = map(_WORD.findall, sides)
        likeness = SequenceMatcher(None, words_old, words_new, autojunk=False).ratio()
        found = likeness + (len(titles) == 1)
        if found >= ALIKE:
            yield found, old, new
