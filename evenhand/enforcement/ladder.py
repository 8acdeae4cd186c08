"""The ladder: from the rules that fired to the measures that they ask for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from evenhand.model.decision import Ask, AskReason, Finding
from evenhand.model.errors import EvenhandError, nearest
from evenhand.model.measure import MeasureKind
from evenhand.model.policy import ASK, Policy, Rule

TRUE = "true"
"""The only outcome that anything follows from: an unknown is never held against anyone."""


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that came out TRUE and is acted on, with the pack version it stands in."""

    policy: Policy
    rule: Rule
    finding: Finding

    def stood_at(self, deed: datetime) -> bool:
        """Whether the rule was in force when the deed was done, reading as it does now."""
        if not self.rule.stood:
            return self.policy.in_force_from <= deed
        return any(begin <= deed and (end is None or deed < end) for begin, end in self.rule.stood)


@dataclass(frozen=True, slots=True)
class Wish:
    """A measure, and the fired rules that asked for it."""

    kind: MeasureKind
    fired: tuple[Fired, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """Ids of the rules it rests on, each once, in their order."""
        return tuple(dict.fromkeys(fired.rule.id for fired in self.fired))

    @property
    def hours(self) -> int | None:
        """How long it lasts: as its rules say, the longest, else as its card says.

        None is without an end.
        """
        if self.kind.endless:
            return None
        by_rule = [fired.rule.hours or self.kind.default_hours for fired in self.fired]
        hours = by_rule or [self.kind.default_hours]
        known = [each for each in hours if each is not None]
        return max(known) if len(known) == len(hours) else None


def fired_rules(findings: Iterable[Finding], policies: Iterable[Policy]) -> tuple[Fired, ...]:
    """The findings that are acted on, each with its rule: TRUE, not a shadow, not paused.

    Raises EvenhandError: EH602 for a finding whose rule none of the policies holds.
    """
    known = {(policy.ref.pack, rule.id): (policy, rule) for policy in policies
             for rule in policy.rules}  # fmt: skip
    fired = []
    for finding in findings:
        if (finding.pack, finding.rule) not in known:
            raise EvenhandError(
                "EH602",
                f"A finding names the rule `{finding.rule}` of the pack `{finding.pack}`, "
                "which is not among the policies given.",
                not_done="No measure was ordered.",
                help="Hand over the policies that the findings were made with.",
            )
        policy, rule = known[finding.pack, finding.rule]
        shadow = finding.shadow or rule.shadow
        if finding.outcome == TRUE and not shadow and not rule.paused:
            fired.append(Fired(policy, rule, finding))
    return tuple(fired)


def step(ladder: Sequence[str], strikes: int) -> str:
    """The ladder's entry for an account with so many active strikes: the last one repeats."""
    return ladder[min(strikes, len(ladder) - 1)]


def steps(
    fired: Iterable[Fired], kinds: Mapping[str, MeasureKind], strikes: int
) -> tuple[tuple[Wish, ...], tuple[Ask, ...]]:
    """What each fired rule asks for at its step: a measure (one wish a rule), or a person.

    Raises EvenhandError: EH603 for a measure that this build does not know.
    """
    wishes: list[Wish] = []
    asks: list[Ask] = []
    for rule in fired:
        name = step(rule.rule.measures, strikes)
        if name == ASK:
            asks.append(Ask(AskReason.RULE, rule.rule.id))
        else:
            wishes.append(Wish(known_kind(name, kinds), (rule,)))
    return tuple(wishes), tuple(asks)


def heaviest(wishes: Iterable[Wish]) -> tuple[Wish, ...]:
    """For each type of subject the heaviest measure, and each lighter one that outlasts it.

    Each is on behalf of all rules that asked for it. A hold that ends by itself does not take the
    place of a masking that lasts until the item is cured: when it ends, the masking is there.

    An item's rules speak of one item, one author and the same links, so the heaviest for a type
    of subject is the heaviest for each subject. Lightest first.
    """
    asked: dict[str, Wish] = {}
    for wish in wishes:
        held = asked.get(wish.kind.name)
        asked[wish.kind.name] = Wish(wish.kind, held.fired + wish.fired) if held else wish
    kept: list[Wish] = []
    for wish in sorted(asked.values(), key=lambda each: each.kind.severity, reverse=True):
        heavier = [each for each in kept if each.kind.subject is wish.kind.subject]
        if all(_outlasts(wish, each) for each in heavier):
            kept.append(wish)
    return tuple(reversed(kept))


def _outlasts(wish: Wish, other: Wish) -> bool:
    """Whether the wish goes on when the other has ended by itself."""
    return other.hours is not None and (wish.hours is None or wish.hours > other.hours)


def known_kind(name: str, kinds: Mapping[str, MeasureKind]) -> MeasureKind:
    """The card of a measure. Raises EvenhandError: EH603 where this build has none."""
    if name not in kinds:
        raise EvenhandError(
            "EH603",
            f"There is no measure `{name}`.",
            not_done="No measure was ordered.",
            help=nearest(name, kinds) or f"Known measures: {', '.join(sorted(kinds))}.",
        )
    return kinds[name]
