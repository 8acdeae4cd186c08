"""Policies and evidence at random, for the tests that hold evaluators against each other."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from evenhand.model.evidence import FieldType
from evenhand.model.item import FactValue
from evenhand.model.policy import Policy, PolicyRef, Rule
from evenhand.policy.compile import CompiledPolicy, compile_policy
from evenhand.policy.language import (
    EQUALITY,
    ORDER,
    And,
    Compare,
    Condition,
    Has,
    Listed,
    Literal,
    Member,
    Not,
    Operand,
    Or,
    written,
)
from tests.policy.policy_samples import FACTS, NAMES, SCHEMA, SIGNALS, field

STRINGS = (
    "", "post", 'it\'s "so"', "back\\slash", "two\nlines", "\\n", "\n", "\n\n", "\r\t", "é",
    "e\u0301", "🙂", "%s ? :x", "Post",
)  # fmt: skip
VALUES: Mapping[FieldType, tuple[FactValue, ...]] = {
    FieldType.BOOL: (True, False),
    FieldType.INT: (-(2**63), -1, 0, 1, 2, 2**53 + 1, 2**63 - 1),
    FieldType.DOUBLE: (-1.0, -0.0, 0.0, 0.1, 0.5, 1.0, 5e-324, 1.7976931348623157e308),
    FieldType.STRING: STRINGS,
    FieldType.STRINGS: ((), ("",), ("post",), ("post", ""), STRINGS, STRINGS[3:7], ("\n",)),
}
"""Few, so that what a row holds and what a rule names often meet; the edges among them."""

ABSENT = 0.25
"""Share of the values that are not known."""


@dataclass(frozen=True, slots=True)
class Round:
    """A policy, and evidence of many items with how it is found again when a test fails."""

    seed: int
    policy: CompiledPolicy
    rows: tuple[Mapping[str, FactValue], ...]


def random_round(seed: int, rules: int = 40, rows: int = 500) -> Round:
    """The policy and the rows of a seed."""
    rng = random.Random(seed)
    doubles = [rng.uniform(-1, 1) for _ in range(8)]  # seventeen digits, in rules and rows
    policy = random_policy(rng, rules, doubles)
    return Round(seed, policy, tuple(random_row(rng, doubles) for _ in range(rows)))


def random_policy(rng: random.Random, rules: int, doubles: list[float]) -> CompiledPolicy:
    """Rules at random, by way of their texts as in a pack that somebody wrote."""
    made = tuple(
        Rule(f"R-{number}", "R-1", written(random_condition(rng, doubles, 3)), ("label",))
        for number in range(rules)
    )
    ref = PolicyRef("random", 1, "sha256:0")
    starts = datetime(2026, 1, 1, tzinfo=UTC)
    return compile_policy([Policy(ref, "Random", starts, made, {"R-1": "x"}, FACTS)], SIGNALS)


def random_row(rng: random.Random, doubles: list[float]) -> dict[str, FactValue]:
    """Evidence at random, some of it absent."""
    return {
        name: random_value(rng, SCHEMA.types[name], doubles)
        for name in NAMES
        if rng.random() >= ABSENT
    }


def random_value(rng: random.Random, kind: FieldType, doubles: list[float]) -> FactValue:
    if doubles and kind is FieldType.DOUBLE and rng.random() < 0.5:
        return rng.choice(doubles)
    return rng.choice(VALUES[kind])


def random_condition(rng: random.Random, doubles: list[float], depth: int) -> Condition:
    """A condition nested up to `depth` deep."""
    roll = rng.random()
    if depth == 0 or roll < 0.3:
        return _leaf(rng, doubles)
    if roll < 0.45:
        return Not(random_condition(rng, doubles, depth - 1))
    parts = tuple(random_condition(rng, doubles, depth - 1) for _ in range(rng.randint(2, 3)))
    return And(parts) if roll < 0.75 else Or(parts)


def _leaf(rng: random.Random, doubles: list[float]) -> Condition:
    make: Callable[[random.Random, list[float]], Condition] = rng.choice(
        (_compare, _compare, _compare, _listed, _held, _held, _simple)
    )
    return make(rng, doubles)


def _compare(rng: random.Random, doubles: list[float]) -> Condition:
    left = field(rng.choice([n for n in NAMES if SCHEMA.types[n] is not FieldType.STRINGS]))
    alike = [field(name) for name in NAMES if SCHEMA.types[name] is left.type]
    right: Operand = literal(left.type, random_value(rng, left.type, doubles))
    if rng.random() < 0.2:
        right = rng.choice(alike)
    ordered = left.type in (FieldType.INT, FieldType.DOUBLE)
    op = rng.choice((*EQUALITY, *(ORDER if ordered else ())))
    return Compare(left, op, right) if rng.random() < 0.8 else Compare(right, op, left)


def _listed(rng: random.Random, doubles: list[float]) -> Condition:
    side = field(rng.choice([n for n in NAMES if SCHEMA.types[n] is not FieldType.STRINGS]))
    items = [
        literal(side.type, random_value(rng, side.type, doubles)) for _ in range(rng.randint(1, 3))
    ]
    return Member(side, Listed(tuple(items), side.type))


def _held(rng: random.Random, doubles: list[float]) -> Condition:
    collection = field(rng.choice([n for n in NAMES if SCHEMA.types[n] is FieldType.STRINGS]))
    if rng.random() < 0.3:
        return Member(field(rng.choice(("item.kind", "facts.country"))), collection)
    return Member(literal(FieldType.STRING, rng.choice(STRINGS)), collection)


def _simple(rng: random.Random, doubles: list[float]) -> Condition:
    return rng.choice(
        (
            field("facts.consented"),
            field("facts.reporting"),
            Has(field(f"facts.{rng.choice(list(FACTS))}")),
            literal(FieldType.BOOL, rng.random() < 0.5),
        )
    )


def literal(kind: FieldType, value: FactValue) -> Literal:
    """A value as a person writes it."""
    assert not isinstance(value, tuple)
    if isinstance(value, bool):
        return Literal(value, kind, str(value).lower())
    if not isinstance(value, str):
        return Literal(value, kind, repr(value))
    text = value.replace("\\", "\\\\").replace('"', '\\"')
    for char, escape in (("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        text = text.replace(char, escape)
    return Literal(value, kind, f'"{text}"')
