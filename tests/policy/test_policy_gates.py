"""Gates leave out rules that are FALSE and no others."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.item import FactValue
from evenhand.policy.codegen import compiled
from evenhand.policy.gates import gates, needs
from evenhand.policy.language import And, Condition, fields_of
from evenhand.policy.parser import in_itself, parse
from evenhand.policy.truth import explainer
from tests.policy.policy_samples import COMPARISONS, CONDITIONS, ROWS, SCHEMA


def read(text: str) -> Condition:
    return parse(text, SCHEMA, in_itself("when", text))


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("account.strikes >= 2", {"account.strikes": 2}),
        ("2 <= account.strikes", {"account.strikes": 2}),
        ("account.strikes > 2", {"account.strikes": 3}),
        ("facts.risk > 0.5", {"facts.risk": 0.5}),
        ("!(facts.risk <= 0.5)", {"facts.risk": 0.5}),
        ("item.kind == 'post'", {"item.kind": ("post",)}),
        ("'a' in account.roles", {"account.roles": ()}),
        ("account.strikes >= 2 && !facts.consented", {"account.strikes": 2}),
        ("account.strikes > 1 || account.strikes >= 5", {"account.strikes": 2}),
        ("item.kind == 'a' || item.kind == 'b'", {"item.kind": ("a", "b")}),
        ("!(item.kind != 'a' || facts.risk < 0.5)", {"item.kind": ("a",), "facts.risk": 0.5}),
        ("account.strikes >= 2 || facts.risk > 0.5", {}),
        ("account.strikes < 2", {}),
        ("!(account.strikes >= 2)", {}),
        ("!('a' in account.roles)", {}),
        ("item.kind != 'a'", {}),
        ("has(facts.risk)", {}),
        ("account.strikes >= facts.followers", {}),
    ],
)
def test_what_a_condition_needs(text: str, needed: dict[str, FactValue]) -> None:
    assert {field.name: need for field, need in needs(read(text)).items()} == needed


def test_rules_that_need_one_field_share_the_loosest_gate() -> None:
    texts = ["facts.risk >= 0.9", "item.kind == 'a'", "facts.risk > 0.5 && item.kind == 'b'"]
    (gate,) = gates([read(text) for text in texts])
    assert (gate.field.name, gate.need, gate.rules) == ("facts.risk", 0.5, (0, 2))
    assert gate.asked("v7") == "v7 is None or v7 >= 0.5"


_RULES = st.lists(
    st.lists(st.sampled_from(COMPARISONS) | CONDITIONS, min_size=2, max_size=3).map(
        lambda parts: And(tuple(parts))
    ),
    min_size=4,
    max_size=12,
)


@settings(deadline=None, max_examples=80)
@given(_RULES, ROWS)
def test_behind_gates_rules_come_out_the_same(
    rules: Sequence[Condition], row: dict[str, FactValue]
) -> None:
    names = sorted({field.name for rule in rules for field in fields_of(rule)})
    true, unknown = compiled(rules, names)(tuple(row.get(name) for name in names))
    for index, rule in enumerate(rules):
        truth = explainer(rule)(row).truth
        assert (true >> index & 1, unknown >> index & 1) == (truth is True, truth is None)


@settings(deadline=None, max_examples=150)
@given(CONDITIONS, ROWS)
def test_a_condition_without_its_need_is_false(tree: Condition, row: dict[str, FactValue]) -> None:
    """The gate of a rule with itself: closed only where the rule is FALSE."""
    for gate in gates([tree, tree]):
        value = row.get(gate.field.name)
        opens = eval(gate.asked("value"), {"value": value})
        assert opens or explainer(tree)(row).truth is False
