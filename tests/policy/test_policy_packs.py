"""The packs that ship: in order, explained, and doing what their cases promise."""

from collections.abc import Callable
from pathlib import Path

import pytest

import evenhand
from evenhand.enforcement import measures
from evenhand.model.decision import Decision
from evenhand.model.evidence import Evidence, Prior
from evenhand.model.item import FactValue
from evenhand.model.measure import Strike, SubjectType
from evenhand.model.policy import Policy
from evenhand.model.reading import SignalFailure
from evenhand.pipeline.decide import InForce, Terms, decide
from evenhand.policy.cases import PackCase, read_cases, run_cases
from evenhand.policy.compile import compile_policy
from evenhand.policy.explain import explain_pack
from evenhand.policy.files import read_pack_files
from evenhand.policy.language import asked_to_lack
from evenhand.policy.load import load_pack
from evenhand.policy.schema import fields
from tests.policy.policy_samples import SIGNALS

PACKS = Path(evenhand.__file__).parent / "packs"
NAMES = sorted(path.parent.name for path in PACKS.glob("*/rules.toml"))
KINDS = measures.discover()


def loaded(name: str) -> Policy:
    return load_pack(PACKS / name, SIGNALS, KINDS)


def deciding(policy: Policy) -> Callable[[PackCase], Decision]:
    """The decision on a case's evidence as an item of the day on which the pack began."""
    in_force = InForce(compile_policy([policy], SIGNALS), KINDS, Terms())
    at = policy.in_force_from

    def decided(case: PackCase) -> Decision:
        assert case.evidence is not None
        evidence = Evidence(
            site="main",
            item=case.name,
            revision=1,
            decided_at=at,
            deed_at=at,
            values=case.evidence,
            author="a-1",
            links=case.links,
            failed=tuple(SignalFailure(signal, "failed") for signal in case.failed),
        )
        strikes = case.evidence["account.strikes"]
        assert isinstance(strikes, int)
        prior = Prior((Strike("a-1", strikes, at, at),) if strikes else ())
        return decide(evidence, in_force, prior)

    return decided


@pytest.mark.parametrize("name", NAMES)
def test_cases_that_give_evidence(name: str) -> None:
    policy = loaded(name)
    cases = read_cases(read_pack_files(PACKS / name), policy, SIGNALS)
    assert len(cases) >= 12
    results = run_cases([case for case in cases if case.evidence is not None], deciding(policy))
    assert {r.case.name: r.differs for r in results if not r.passed} == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_is_shown_true_and_not_true_by_some_case(name: str) -> None:
    policy = loaded(name)
    cases = read_cases(read_pack_files(PACKS / name), policy, SIGNALS)
    for rule in policy.rules:
        assert any(rule.id in case.expected.rules for case in cases), rule.id
        assert any(rule.id not in case.expected.rules for case in cases), rule.id


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_done_where_nothing_was_seen(name: str) -> None:
    policy = loaded(name)
    values: dict[str, FactValue] = {"account.strikes": 9, "item.kind": "post", "item.site": "main"}
    values |= {f"facts.{fact}": False for fact in policy.facts}
    schema = fields(SIGNALS, policy.facts)
    for signal in SIGNALS:
        values |= schema.zeros(signal)
    assert compile_policy([policy], SIGNALS).findings(values) == ()


@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_known_never_falls_on_an_account(name: str) -> None:
    """No rule whose ladder touches an account can fire because a fact is missing."""
    for ready in compile_policy([loaded(name)], SIGNALS).rules:
        kinds = [KINDS[measure] for measure in ready.rule.measures if measure in KINDS]
        if any(kind.subject is SubjectType.ACCOUNT for kind in kinds):
            assert asked_to_lack(ready.condition) == ()


@pytest.mark.parametrize("name", NAMES)
def test_packs_in_words(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"policy/explain/{name}.txt", explain_pack(loaded(name), SIGNALS))


def test_the_starter_packs_go_together() -> None:
    packs = [loaded(name) for name in ("private-information", "hacked-material")]
    assert len(compile_policy(packs, SIGNALS).rules) == 10
