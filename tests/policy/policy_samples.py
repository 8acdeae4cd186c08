"""What the tests of this room share: signals, measures, a small pack, conditions at random."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from evenhand.model.evidence import FieldType
from evenhand.model.item import FactValue
from evenhand.model.signal import Signal, SignalSpec
from evenhand.policy.language import (
    EQUALITY,
    ORDER,
    And,
    Compare,
    Condition,
    Field,
    Has,
    Listed,
    Literal,
    Member,
    Not,
    Operand,
    Or,
)
from evenhand.policy.schema import Schema, fields


def _build(banks: Mapping[str, Any]) -> Signal:
    raise NotImplementedError("the policy never runs a signal")


def spec(name: str, kinds: Mapping[str, tuple[str, ...]]) -> SignalSpec:
    return SignalSpec(name=name, version="1", kinds=kinds, build=_build)


PRIVATE = (
    "us_ssn",
    "us_ssn_partial",
    "street_address",
    "phone",
    "email",
    "payment_card",
    "iban",
)
SIGNALS = {
    "private_info": spec("private_info", dict.fromkeys(PRIVATE, ())),
    "blocked_link": spec("blocked_link", {"page": (), "prefix": (), "site": ()}),
    "withheld_copy": spec("withheld_copy", {"file": (), "text": ("words",)}),
    "spam": spec("spam", {"comment": ()}),
}
MEASURES = ("label", "warn", "mask", "hold", "block_link", "remove", "suspend_until", "suspend")
FACTS = {
    "consented": FieldType.BOOL,
    "reporting": FieldType.BOOL,
    "followers": FieldType.INT,
    "risk": FieldType.DOUBLE,
    "country": FieldType.STRING,
    "topics": FieldType.STRINGS,
}
SCHEMA: Schema = fields(SIGNALS, FACTS)

POLICY_MD = """\
# Sample

### SA-1 A first clause

Its text.

### SA-2 A second clause
"""
RULES_TOML = """\
[pack]
name = "sample"
version = 1
title = "Sample"
in_force_from = 2026-01-01T00:00:00Z

[facts]
consented = "bool"
reporting = "bool"
followers = "int"
risk = "double"
country = "string"
topics = "list<string>"

[[rule]]
id = "SA-1"
clause = "SA-1"
when = "private_info.us_ssn.count >= 1"
measures = ["mask", "remove"]
"""


def pack(rules: str = RULES_TOML, policy: str = POLICY_MD) -> dict[str, str]:
    return {"policy.md": policy, "rules.toml": rules}


def pack_with(when: str, note: str = "") -> dict[str, str]:
    """The sample pack with another condition, in a string that keeps quotes."""
    line = f"when = '{when}'" if not {"\n", "'"} & set(when) else f"when = '''{when}'''"
    rules = RULES_TOML.replace('when = "private_info.us_ssn.count >= 1"', line)
    return pack(rules + (f'note = "{note}"\n' if note else ""))


# Few values, so that random rows meet random literals.
VALUES: Mapping[FieldType, Sequence[FactValue]] = {
    FieldType.BOOL: (True, False),
    FieldType.INT: (-1, 0, 1, 2),
    FieldType.DOUBLE: (0.0, 0.5, 1.0),
    FieldType.STRING: ("post", 'it\'s "so"\\', ""),
    FieldType.STRINGS: ((), ("post",), ("post", "")),
}
NAMES = (
    "private_info.us_ssn.count", "private_info.us_ssn.max", "withheld_copy.text.words",
    "account.strikes", "account.roles", "item.kind", *(f"facts.{name}" for name in FACTS),
)  # fmt: skip


def field(name: str) -> Field:
    return Field(name, SCHEMA.types[name])


def literal(kind: FieldType, value: FactValue) -> Literal:
    if isinstance(value, bool):
        return Literal(value, kind, str(value).lower())
    if isinstance(value, str):
        text = value.replace("\\", "\\\\").replace('"', '\\"')
        return Literal(value, kind, f'"{text}"')
    assert isinstance(value, (int, float))
    return Literal(value, kind, repr(value))


def _compared() -> Iterator[Condition]:
    """Every field beside every value and every field of its type, under every operator."""
    for name in NAMES:
        left = field(name)
        ordered = left.type in (FieldType.INT, FieldType.DOUBLE)
        if left.type is FieldType.STRINGS:
            continue
        values = [literal(left.type, value) for value in VALUES[left.type]]
        beside: list[Operand] = [*values]
        beside += [field(other) for other in NAMES if SCHEMA.types[other] is left.type]
        for op in (*EQUALITY, *(ORDER if ordered else ())):
            yield from (Compare(left, op, right) for right in beside)
            yield from (Compare(value, op, left) for value in values)


def _members() -> Iterator[Condition]:
    """Fields in written lists of one and of all values; strings in fields that are lists."""
    strings = [literal(FieldType.STRING, value) for value in VALUES[FieldType.STRING]]
    for name in NAMES:
        side = field(name)
        if side.type is FieldType.STRINGS:
            needles: list[Operand] = [*strings, field("item.kind"), field("facts.country")]
            yield from (Member(needle, side) for needle in needles)
        else:
            items = tuple(literal(side.type, value) for value in VALUES[side.type])
            yield Member(side, Listed(items, side.type))
            yield from (Member(side, Listed((item,), side.type)) for item in items)


SIMPLE: tuple[Condition, ...] = (
    field("facts.consented"),
    field("facts.reporting"),
    literal(FieldType.BOOL, True),
    literal(FieldType.BOOL, False),
    *(Has(field(f"facts.{name}")) for name in FACTS),
)
COMPARISONS: tuple[Condition, ...] = (*_compared(), *_members())


def _joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=2, max_size=4).map(tuple)
    return st.one_of(st.builds(Not, parts), st.builds(And, several), st.builds(Or, several))


CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    st.one_of(st.sampled_from(SIMPLE), st.sampled_from(COMPARISONS)), _joined, max_leaves=12
)
ROWS: st.SearchStrategy[dict[str, FactValue]] = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(list(VALUES[SCHEMA.types[name]])) for name in NAMES}
)
