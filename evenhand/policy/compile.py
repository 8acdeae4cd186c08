"""Packs made ready: from evidence to the rules that are TRUE and those that are UNKNOWN."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from evenhand.model.decision import Finding
from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import FieldType
from evenhand.model.item import FactValue
from evenhand.model.policy import Policy, PolicyRef, Rule
from evenhand.model.signal import SignalSpec
from evenhand.policy.codegen import Masks, Row, compiled
from evenhand.policy.language import Condition, fields_of
from evenhand.policy.parser import in_itself, parse
from evenhand.policy.schema import FITS, facts_of, fields, unfit
from evenhand.policy.truth import Explain, explainer

TRUE, UNKNOWN = "true", "unknown"
"""A finding's outcome. A rule that is FALSE gives no finding."""


@dataclass(frozen=True, slots=True)
class ReadyRule:
    """A rule of a pack with its condition as a typed tree, and what tells why it fired."""

    pack: PolicyRef
    rule: Rule
    condition: Condition
    explain: Explain


@dataclass(frozen=True, slots=True)
class CompiledPolicy:
    """All packs in force, ready to evaluate. Pure; may be shared between threads.

    Attributes:
        policies: the packs, in the order given.
        rules: every rule that is not paused, pack by pack; bit i of a mask is `rules[i]`.
        types: the fields that the rules look at, in the order of the evidence tuple.
        checks: the same fields, each with what tells whether a value is of its type.
        masks: evidence tuple -> (mask of the TRUE rules, mask of the UNKNOWN rules).
    """

    policies: tuple[Policy, ...]
    rules: tuple[ReadyRule, ...]
    types: Mapping[str, FieldType]
    checks: tuple[tuple[str, Callable[[object], bool]], ...] = dataclass_field(repr=False)
    masks: Masks = dataclass_field(repr=False)

    @property
    def packs(self) -> tuple[PolicyRef, ...]:
        """Which texts a decision rests on."""
        return tuple(policy.ref for policy in self.policies)

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the fields that the rules look at, in the order of the evidence tuple."""
        return tuple(self.types)

    def row(self, values: Mapping[str, FactValue]) -> Row:
        """The evidence tuple; what the evidence does not have is None.

        Fields that no rule looks at are left out, whatever they hold: old evidence can be
        replayed under a policy that no longer knows them.

        Raises:
            EvenhandError: EH219 for a value that is not of its field's type, NaN among them.
        """
        found = []
        for name, fits in self.checks:
            value = values.get(name)
            if value is not None and not fits(value):
                raise unfit(name, self.types[name])
            found.append(value)
        return tuple(found)

    def findings(self, values: Mapping[str, FactValue]) -> tuple[Finding, ...]:
        """Each rule that came out TRUE or UNKNOWN, in the rules' order, with its because-tree.

        Shadow rules are among them and say so; only TRUE may lead to a measure.
        """
        true, unknown = self.masks(self.row(values))
        either = true | unknown
        found = []
        while either:
            index = (either & -either).bit_length() - 1
            either &= either - 1
            outcome = TRUE if true >> index & 1 else UNKNOWN
            found.append(_finding(self.rules[index], outcome, values))
        return tuple(found)


def compile_policy(policies: Iterable[Policy], signals: Mapping[str, SignalSpec]) -> CompiledPolicy:
    """The packs as one function; paused rules are left out of it.

    Raises:
        EvenhandError: EH220 where packs declare one fact differently, EH221 for two versions of
            one pack, EH210 to EH215 where a condition no longer fits the signals.
    """
    packs = tuple(policies)
    _refuse_doubles(packs)
    schema = fields(signals, facts_of(packs))
    rules = tuple(ready for pack in packs for ready in ready_rules(pack, signals))
    looked_at = frozenset[str]().union(
        *({field.name for field in fields_of(ready.condition)} for ready in rules)
    )
    types = {name: kind for name, kind in schema.types.items() if name in looked_at}
    masks = compiled([ready.condition for ready in rules], list(types))
    checks = tuple((name, FITS[kind]) for name, kind in types.items())
    return CompiledPolicy(packs, rules, types, checks, masks)


def ready_rules(policy: Policy, signals: Mapping[str, SignalSpec]) -> tuple[ReadyRule, ...]:
    """The rules of one pack that are not paused, parsed; a rule sees its own pack's facts only.

    Raises:
        EvenhandError: EH210 to EH215 where a condition does not fit the signals.
    """
    schema = fields(signals, policy.facts)
    found = []
    for rule in policy.rules:
        if not rule.paused:
            name = f"{policy.ref.pack} {rule.id}"
            condition = parse(rule.when, schema, in_itself(name, rule.when))
            found.append(ReadyRule(policy.ref, rule, condition, explainer(condition)))
    return tuple(found)


def _finding(ready: ReadyRule, outcome: str, values: Mapping[str, FactValue]) -> Finding:
    """What one rule came to, and why."""
    rule, why = ready.rule, ready.explain(values)
    return Finding(ready.pack.pack, rule.id, rule.clause, outcome, why, rule.shadow)


def _refuse_doubles(packs: tuple[Policy, ...]) -> None:
    """Refuse two versions of one pack: at any time one text of it is in force."""
    seen: dict[str, PolicyRef] = {}
    for policy in packs:
        first = seen.setdefault(policy.ref.pack, policy.ref)
        if first is not policy.ref:
            raise EvenhandError(
                "EH221",
                f"pack `{policy.ref.pack}` is given twice, as version {first.version} and "
                f"as version {policy.ref.version}",
                not_done="the packs were not put in force together",
                help="give one version of each pack",
            )
