"""Packs together: rows, findings, shadow and paused rules, packs that do not go together."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import FieldType
from evenhand.model.item import FactValue
from evenhand.model.policy import Policy, PolicyRef, Rule
from evenhand.policy.compile import CompiledPolicy, compile_policy
from tests.policy.policy_samples import FACTS, NAMES, ROWS, SIGNALS


def policy(*rules: Rule, name: str = "sample", version: int = 1) -> Policy:
    return Policy(
        ref=PolicyRef(name, version, "sha256:0"),
        title="Sample",
        in_force_from=datetime(2026, 1, 1, tzinfo=UTC),
        rules=rules,
        clauses={"SA-1": "A clause"},
        facts=FACTS,
    )


def rule(id: str, when: str, *, shadow: bool = False, paused: bool = False) -> Rule:
    return Rule(id, "SA-1", when, ("mask",), shadow=shadow, paused=paused)


TWO = (
    policy(
        rule("A", "private_info.us_ssn.count >= 1"),
        rule("B", "facts.consented", paused=True),
        rule("C", "facts.reporting", shadow=True),
    ),
    policy(rule("A", "account.strikes > 1 || item.kind == 'page'"), name="other"),
)


def compiled(*policies: Policy) -> CompiledPolicy:
    return compile_policy(policies, SIGNALS)


def test_rules_of_all_packs_in_order_without_the_paused() -> None:
    ready = compiled(*TWO)
    assert [(r.pack.pack, r.rule.id) for r in ready.rules] == [
        ("sample", "A"), ("sample", "C"), ("other", "A"),
    ]  # fmt: skip
    assert ready.packs == (TWO[0].ref, TWO[1].ref)
    assert ready.policies == TWO


def test_the_row_holds_the_fields_that_rules_look_at_in_the_schemas_order() -> None:
    ready = compiled(*TWO)
    assert ready.fields == (
        "private_info.us_ssn.count", "account.strikes", "item.kind", "facts.reporting",
    )  # fmt: skip
    assert ready.row({"item.kind": "post", "facts.reporting": False}) == (None, None, "post", False)


def test_findings_are_true_and_unknown_rules_with_why() -> None:
    values: dict[str, FactValue] = {
        "private_info.us_ssn.count": 2,
        "account.strikes": 0,
        "item.kind": "post",
    }
    first, second = compiled(*TWO).findings(values)
    assert (first.pack, first.rule, first.clause, first.outcome) == ("sample", "A", "SA-1", "true")
    assert (first.because.text, first.because.saw) == ("private_info.us_ssn.count >= 1", 2)
    assert not first.shadow
    assert (second.rule, second.outcome, second.because.truth) == ("C", "unknown", None)
    assert second.shadow


def test_nothing_found_is_no_finding() -> None:
    values: dict[str, FactValue] = {
        "private_info.us_ssn.count": 0,
        "account.strikes": 0,
        "item.kind": "post",
        "facts.reporting": False,
    }
    assert compiled(*TWO).findings(values) == ()


def test_no_rules_at_all() -> None:
    ready = compiled(policy(rule("A", "true", paused=True)))
    assert ready.row({"item.kind": "post"}) == ()
    assert ready.masks(()) == (0, 0)
    assert compiled().findings({}) == ()


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1, "1.0", True])
def test_a_value_of_another_type_is_refused(value: FactValue) -> None:
    ready = compiled(policy(rule("A", "facts.risk > 0.5")))
    with pytest.raises(EvenhandError, match="EH219"):
        ready.row({"facts.risk": value})


def test_old_evidence_may_hold_what_no_rule_looks_at() -> None:
    ready = compiled(policy(rule("A", "facts.risk > 0.5")))
    assert ready.row({"facts.gone": float("nan"), "facts.risk": 1.0}) == (1.0,)


def test_two_versions_of_one_pack_do_not_go_together() -> None:
    with pytest.raises(EvenhandError, match="EH221"):
        compiled(policy(), policy(version=2))


def test_one_fact_has_one_type_in_all_packs() -> None:
    other = replace(policy(name="other"), facts={"risk": FieldType.INT})
    with pytest.raises(EvenhandError, match="EH220"):
        compiled(policy(), other)


def test_a_rule_sees_the_facts_of_its_own_pack_only() -> None:
    other = replace(policy(rule("A", "facts.risk > 0.5"), name="other"), facts={})
    with pytest.raises(EvenhandError) as caught:
        compiled(policy(), other)
    assert caught.value.code == "EH213"
    assert str(caught.value.where) == "other A:1:7"


MANY = compiled(
    policy(
        *(rule(f"T{n}", f"account.strikes >= {n} && !facts.consented") for n in range(3)),
        rule("R", '"post" in account.roles || facts.risk < 0.5', shadow=True),
        rule("H", "!has(facts.country) || facts.country == item.kind"),
    )
)


@settings(deadline=None)
@given(ROWS)
def test_findings_say_what_the_masks_say(values: dict[str, FactValue]) -> None:
    true, unknown = MANY.masks(MANY.row(values))
    assert true & unknown == 0
    found = {f.rule: f for f in MANY.findings(values)}
    for index, ready in enumerate(MANY.rules):
        finding = found.get(ready.rule.id)
        if true >> index & 1:
            assert finding is not None
            assert (finding.outcome, finding.because.truth) == ("true", True)
        elif unknown >> index & 1:
            assert finding is not None
            assert (finding.outcome, finding.because.truth) == ("unknown", None)
        else:
            assert finding is None
    assert set(MANY.fields) <= set(NAMES)
