"""Mutants: which changes are tried, where they stand, and which of them the cases notice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.evidence import FieldType
from evenhand.model.item import FactValue
from evenhand.model.policy import PolicyRef, Rule
from evenhand.policy.compile import CompiledPolicy, ReadyRule, compile_policy
from evenhand.policy.coverage import Tried, reached, survivors
from evenhand.policy.language import Condition, Literal, Not, written
from evenhand.policy.load import load_pack
from evenhand.policy.mutants import Mutant, all_mutants, mutants_of
from evenhand.policy.parser import in_itself, parse
from evenhand.policy.truth import explainer
from tests.policy.policy_samples import (
    CONDITIONS,
    MEASURES,
    ROWS,
    RULES_TOML,
    SCHEMA,
    SIGNALS,
    pack,
    pack_with,
)

COUNT = "private_info.us_ssn.count"


def made(when: str) -> tuple[Mutant, ...]:
    condition = parse(when, SCHEMA, in_itself("t", when))
    ready = ReadyRule(
        PolicyRef("p", 1, "d"), Rule("R", "R", when, ("mask",)), condition, explainer(condition)
    )
    return mutants_of(ready, in_itself("t", when))


CHANGES = {
    f"{COUNT} >= 2": [f"{COUNT} < 2", f"{COUNT} > 2", f"{COUNT} == 2"],
    f"{COUNT} < 2": [f"{COUNT} >= 2", f"{COUNT} <= 2", f"{COUNT} != 2"],
    f"{COUNT} == 2": [f"{COUNT} != 2", f"{COUNT} >= 2", f"{COUNT} <= 2"],
    "2 <= account.strikes": [
        "2 > account.strikes", "2 < account.strikes", "2 == account.strikes",
    ],
    'item.kind == "post"': ['item.kind != "post"'],
    "facts.consented == true": ["facts.consented != true"],
    "facts.consented": ["!facts.consented"],
    "!facts.consented": ["facts.consented"],
    "has(facts.risk)": ["!has(facts.risk)"],
    "true": ["false"],
    '"journalist" in account.roles': ['!("journalist" in account.roles)'],
    'item.kind in ["post"]': ['!(item.kind in ["post"])'],
    'item.kind in ["post", "page"]': [
        '!(item.kind in ["post", "page"])', 'item.kind in ["page"]', 'item.kind in ["post"]',
    ],
    "has(facts.risk) && facts.consented": [
        "has(facts.risk) || facts.consented",
        "facts.consented",
        "!has(facts.risk) && facts.consented",
        "has(facts.risk)",
        "has(facts.risk) && !facts.consented",
    ],
    "!(facts.consented || facts.reporting)": [
        "facts.consented || facts.reporting",
        "!(facts.consented && facts.reporting)",
        "!facts.reporting",
        "!(!facts.consented || facts.reporting)",
        "!facts.consented",
        "!(facts.consented || !facts.reporting)",
    ],
}  # fmt: skip


@pytest.mark.parametrize("when", CHANGES)
def test_changes_of(when: str) -> None:
    assert [mutant.mutated for mutant in made(when)] == CHANGES[when]
    assert {mutant.original for mutant in made(when)} == {when}


ALIKE = {
    f"{COUNT} > 0": f"{COUNT} != 0",
    "0 < account.strikes": "0 != account.strikes",
    "private_info.us_ssn.max >= 1.0": "private_info.us_ssn.max == 1.0",
    "private_info.us_ssn.max > 0.0": "private_info.us_ssn.max != 0.0",
}


@pytest.mark.parametrize("when", ALIKE)
def test_what_cannot_differ_is_not_tried(when: str) -> None:
    assert ALIKE[when] not in [mutant.mutated for mutant in made(when)]
    assert len(made(when)) == 2


def test_a_fact_can_be_any_number() -> None:
    assert "facts.followers != 0" in [mutant.mutated for mutant in made("facts.followers > 0")]
    assert "facts.risk == 1.0" in [mutant.mutated for mutant in made("facts.risk >= 1.0")]


def test_of_changes_that_mean_the_same_there_is_one() -> None:
    assert [mutant.mutated for mutant in made(f"!({COUNT} >= 2)")] == [
        f"{COUNT} >= 2", f"!({COUNT} > 2)", f"!({COUNT} == 2)",
    ]  # fmt: skip


def test_places_in_the_file(golden: Callable[[str, str], None]) -> None:
    """Operators, joins, parts in brackets, values: each in its line and column of rules.toml."""
    when = f"""
({COUNT} >= 1
  || (facts.consented) == true
  || !(has(facts.risk) && facts.risk > 0.5))
&& item.kind in ["post", "page"]
"""
    files = pack_with(when, "a sample")
    mutants = all_mutants(load_pack(files, SIGNALS, MEASURES), SIGNALS, "packs/sample")
    shown = "".join(
        f"{mutant.where}\n  {mutant.where.source}\n"
        f"  {' ' * ((mutant.where.column or 1) - 1)}{'^' * mutant.where.width}\n"
        f"  {mutant.mutated}\n"
        for mutant in mutants
    )
    golden("policy/mutants.txt", shown)


def test_paused_rules_are_not_tried() -> None:
    policy = load_pack(pack(), SIGNALS, MEASURES)
    paused = replace(policy, rules=tuple(replace(rule, paused=True) for rule in policy.rules))
    assert all_mutants(policy, SIGNALS)
    assert all_mutants(paused, SIGNALS) == ()


@settings(deadline=None, max_examples=150)
@given(CONDITIONS)
def test_each_mutant_is_a_condition_of_the_language(condition: Condition) -> None:
    when = written(condition)
    texts = [mutant.mutated for mutant in made(when)]
    assert when not in texts
    assert len(set(texts)) == len(texts)
    for mutant in made(when):
        assert parse(mutant.mutated, SCHEMA, in_itself("t", mutant.mutated)) == mutant.condition
        assert mutant.where.line == 1
        assert 1 <= (mutant.where.column or 0) <= len(when)


def policy_of(*whens: str) -> CompiledPolicy:
    rules = RULES_TOML.split("[[rule]]")[0]
    for number, when in enumerate(whens, 1):
        rules += f"\n[[rule]]\nid = 'R-{number}'\nclause = 'SA-1'\nwhen = '''{when}'''\n"
        rules += "measures = ['mask']\nnote = 'a sample'\n"
    return compile_policy([load_pack(pack(rules), SIGNALS, MEASURES)], SIGNALS)


def unnoticed(when: str, tried: Tried) -> list[str]:
    policy = policy_of(when)
    mutants = all_mutants(policy.policies[0], SIGNALS)
    return [mutant.mutated for mutant in survivors(policy, mutants, tried)]


def test_a_boundary_needs_a_case_on_each_side_and_on_it() -> None:
    tried: dict[str, Mapping[str, FactValue]] = {"under": {COUNT: 4}, "over": {COUNT: 9}}
    assert unnoticed(f"{COUNT} >= 5", tried) == [f"{COUNT} > 5"]
    tried["at"] = {COUNT: 5}
    assert unnoticed(f"{COUNT} >= 5", tried) == []
    assert unnoticed(f"{COUNT} >= 5", {"at": {COUNT: 5}, "under": {COUNT: 4}}) == [f"{COUNT} == 5"]


def test_unknown_is_noticed_too() -> None:
    """Without `has()` the rule would be UNKNOWN where the fact is not known: a case shows it."""
    when = "has(facts.consented) && facts.consented"
    said: Tried = {"yes": {"facts.consented": True}, "no": {"facts.consented": False}}
    assert unnoticed(when, said) == ["facts.consented"]
    assert unnoticed(when, {**said, "not known": {}}) == []


def test_without_cases_every_mutant_survives() -> None:
    assert unnoticed(f"{COUNT} >= 5", {}) == [m.mutated for m in made(f"{COUNT} >= 5")]


@settings(deadline=None, max_examples=100)
@given(st.lists(CONDITIONS, min_size=1, max_size=3), st.lists(ROWS, max_size=6))
def test_survivors_are_those_that_a_plain_walk_cannot_tell_apart(
    conditions: Sequence[Condition], rows: Sequence[Mapping[str, FactValue]]
) -> None:
    policy = policy_of(*(written(condition) for condition in conditions))
    mutants = all_mutants(policy.policies[0], SIGNALS)
    expected = []
    for mutant in mutants:
        (rule,) = (ready for ready in policy.rules if ready.rule.id == mutant.rule)
        changed = explainer(mutant.condition)
        if all(rule.explain(row).truth == changed(row).truth for row in rows):
            expected.append(mutant)
    tried = {f"case-{number}": row for number, row in enumerate(rows)}
    assert list(survivors(policy, mutants, tried)) == expected


def test_what_the_cases_reach() -> None:
    policy = policy_of(f"{COUNT} >= 1", "facts.consented", "true", f"{COUNT} >= 100")
    rules = reached(
        policy,
        {"none": {COUNT: 0, "facts.consented": True}, "one": {COUNT: 1}, "failed": {}},
    )
    assert [(r.true, r.false, r.unknown) for r in rules[:2]] == [
        (("one",), ("none",), ("failed",)),
        (("none",), (), ("one", "failed")),
    ]
    assert [r.gap for r in rules] == ["", "", "never not TRUE", "never TRUE"]


def test_a_long_condition_is_tried_whole() -> None:
    """More mutants than are compiled at once; the last of them is found."""
    parts = [f"facts.followers == {n}" for n in range(40)]
    rows: Tried = {
        f"{n}": {"facts.followers": n} for n in range(39)
    } | {"below": {"facts.followers": -1}, "above": {"facts.followers": 40}}  # fmt: skip
    left = unnoticed(" || ".join(parts), rows)
    assert left == [" || ".join(parts[:-1])]


def test_double_negation_of_a_literal() -> None:
    literal = Literal(True, FieldType.BOOL, "true")
    assert [m.mutated for m in made(written(Not(literal)))] == ["true"]
