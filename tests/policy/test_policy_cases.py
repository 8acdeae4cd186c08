"""A pack's cases: how they are read, and what their results say."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from evenhand.model.decision import Decision, Finding
from evenhand.model.errors import EvenhandError
from evenhand.model.item import FactValue
from evenhand.model.measure import Measure, MeasureState, Subject, SubjectType
from evenhand.policy.cases import PackCase, read_cases, run_cases
from evenhand.policy.compile import compile_policy
from evenhand.policy.load import load_pack
from tests.policy.policy_samples import MEASURES, RULES_TOML, SIGNALS, pack

RULES = (
    RULES_TOML
    + """
[[rule]]
id = "SA-2"
clause = "SA-2"
when = "facts.reporting"
measures = ["label"]
shadow = true
"""
)
POLICY = load_pack(pack(RULES), SIGNALS, MEASURES)
COMPILED = compile_policy([POLICY], SIGNALS)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)

EVIDENCE = """\
title = "A number"
failed = ["blocked_link"]
links = ["https://pages.example/"]

[evidence]
"private_info.us_ssn.count" = 1
"private_info.us_ssn.max" = 1
"account.roles" = ["journalist"]
"facts.topics" = []

[expect]
outcome = "measures"
rules = ["SA-1"]
unknown = ["SA-2"]
measures = ["mask"]
"""
ITEM = """\
title = "A text"

[item]
text = "Hello."
kind = "comment"
roles = []
strikes = 2
links = ["https://pages.example/"]

[item.facts]
risk = 1

[expect]
outcome = "allow"
"""


def read(text: str) -> PackCase:
    (case,) = read_cases({**pack(RULES), "cases/one.toml": text}, POLICY, SIGNALS, folder="p")
    return case


def decide(case: PackCase) -> Decision:
    """Every rule that is TRUE masks; nothing of enforcement is needed here."""
    assert case.evidence is not None
    findings = COMPILED.findings(case.evidence)
    fired = any(f.outcome == "true" and not f.shadow for f in findings)
    return decision("measures" if fired else "allow", findings, *(["mask"] if fired else []))


def decision(
    outcome: str,
    findings: tuple[Finding, ...],
    *measures: str,
    state: MeasureState = MeasureState.IN_FORCE,
) -> Decision:
    item = Subject(SubjectType.ITEM, "one")
    return Decision(
        site="main",
        subject=item,
        revision=1,
        account=None,
        outcome=outcome,
        policy=COMPILED.packs,
        findings=findings,
        measures=tuple(Measure(name, item, NOON, None, "until cured", state) for name in measures),
        asks=(),
        strikes=(),
        decided_by="rule",
        decided_at=NOON,
    )


def test_evidence_over_what_an_ordinary_post_gives() -> None:
    case = read(EVIDENCE)
    assert (case.pack, case.name, case.title) == ("sample", "one", "A number")
    assert case.item is None
    assert (case.failed, case.links) == (("blocked_link",), ("https://pages.example/",))
    assert case.evidence is not None
    given: dict[str, FactValue] = {"private_info.us_ssn.count": 1, "private_info.us_ssn.max": 1.0}
    given |= {"account.roles": ("journalist",), "facts.topics": ()}
    assert {name: case.evidence[name] for name in given} == given
    assert case.evidence["item.kind"] == "post"
    assert case.evidence["withheld_copy.text.words"] == 0
    assert not any(name.startswith("blocked_link.") for name in case.evidence)
    assert "facts.consented" not in case.evidence


def test_an_item() -> None:
    item = read(ITEM).item
    assert item is not None
    assert (item.id, item.text, item.kind, item.account.roles) == ("one", "Hello.", "comment", ())
    assert (item.account.strikes, item.links) == (2, ("https://pages.example/",))
    assert item.facts == {"risk": 1.0}


def test_a_case_as_expected() -> None:
    (result,) = run_cases([read(EVIDENCE)], decide)
    assert result.passed
    assert result.differs == ()


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('outcome = "measures"', 'outcome = "allow"', "outcome: expected allow, came out measures"),
        ('rules = ["SA-1"]', "", "rules: expected none, came out SA-1"),
        ('unknown = ["SA-2"]', "", "unknown: expected none, came out SA-2"),
        ('"facts.topics" = []', '"facts.reporting" = true', "shadow: expected none, came out SA-2"),
        ('measures = ["mask"]', 'measures = ["hold", "mask"]',
         "measures: expected hold, mask, came out mask"),
        ('measures = ["mask"]', 'measures = ["mask"]\nproposed = ["suspend"]',
         "proposed: expected suspend, came out none"),
    ],
)  # fmt: skip
def test_each_thing_that_differs_is_told(old: str, new: str, line: str) -> None:
    assert old in EVIDENCE
    (result,) = run_cases([read(EVIDENCE.replace(old, new))], decide)
    assert not result.passed
    assert line in result.differs


def test_a_shadow_rule_is_expected_as_a_shadow() -> None:
    text = EVIDENCE.replace('"facts.topics" = []', '"facts.reporting" = true')
    text = text.replace('unknown = ["SA-2"]', 'shadow = ["SA-2"]')
    (result,) = run_cases([read(text)], decide)
    assert result.differs == ()


def test_rules_of_another_pack_are_not_compared() -> None:
    def with_another(case: PackCase) -> Decision:
        made = decide(case)
        others = tuple(replace(finding, pack="other") for finding in made.findings)
        return replace(made, findings=made.findings + others)

    (result,) = run_cases([read(EVIDENCE)], with_another)
    assert result.passed


def test_a_proposed_measure_is_not_in_force() -> None:
    text = EVIDENCE.replace('measures = ["mask"]', 'proposed = ["mask"]')

    def proposing(case: PackCase) -> Decision:
        assert case.evidence is not None
        findings = COMPILED.findings(case.evidence)
        return decision("measures", findings, "mask", state=MeasureState.PROPOSED)

    (result,) = run_cases([read(text)], proposing)
    assert result.passed


def test_a_case_that_cannot_be_decided_is_a_result_and_the_next_is_run() -> None:
    def failing(case: PackCase) -> Decision:
        if case.title == "A number":
            raise EvenhandError("EH999", "no light")
        return decide(case)

    other = read(EVIDENCE.replace("A number", "Another"))
    first, second = run_cases([read(EVIDENCE), other], failing)
    assert first.differs == ("it could not be decided: EH999: no light",)
    assert second.passed


COUNT = '"private_info.us_ssn.count" = 1'
MISTAKES = {
    "neither": ("[evidence]", "[evidenc]"),
    "both": ("[expect]", '[item]\ntext = "a"\n\n[expect]'),
    "field-misspelt": (COUNT, '"private_info.us_ssn.cuont" = 1'),
    "value-of-another-type": (COUNT, '"private_info.us_ssn.count" = "1"'),
    "not-a-number": ('"private_info.us_ssn.max" = 1', '"private_info.us_ssn.max" = nan'),
    "outcome-misspelt": ('outcome = "measures"', 'outcome = "measure"'),
    "rule-misspelt": ('rules = ["SA-1"]', 'rules = ["SA-3"]'),
    "signal-misspelt": ('failed = ["blocked_link"]', 'failed = ["blocked_links"]'),
    "expectation-missing": ('outcome = "measures"', ""),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_a_case(name: str, golden: Callable[[str, str], None]) -> None:
    old, new = MISTAKES[name]
    assert old in EVIDENCE
    with pytest.raises(EvenhandError) as caught:
        read(EVIDENCE.replace(old, new))
    golden(f"policy/errors/case-{name}.txt", f"{caught.value}\n")


def test_an_unknown_fact_of_an_item() -> None:
    with pytest.raises(EvenhandError) as caught:
        read(ITEM.replace("risk = 1", "risc = 1"))
    assert (caught.value.code, str(caught.value.where)) == ("EH218", "p/cases/one.toml:11:1")
