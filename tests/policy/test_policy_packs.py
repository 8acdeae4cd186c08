"""The packs that ship: in order, explained, and doing what their cases promise."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import evenhand
from evenhand import signals
from evenhand.enforcement import measures
from evenhand.model.evidence import FieldType
from evenhand.model.item import FactValue
from evenhand.model.measure import SubjectType
from evenhand.model.policy import Policy
from evenhand.pipeline.evaluate import Screener
from evenhand.pipeline.pack_cases import try_pack
from evenhand.policy.cases import read_cases
from evenhand.policy.compile import compile_policy
from evenhand.policy.explain import explain_pack
from evenhand.policy.files import read_pack_files
from evenhand.policy.language import asked_to_lack
from evenhand.policy.load import load_pack
from evenhand.policy.schema import fields

PACKS = Path(evenhand.__file__).parent / "packs"
NAMES = sorted(path.parent.name for path in PACKS.glob("*/rules.toml"))
SIGNALS = signals.discover()
KINDS = measures.discover()


def loaded(name: str) -> Policy:
    return load_pack(PACKS / name, SIGNALS, KINDS)


@pytest.mark.parametrize("name", NAMES)
def test_the_cases_come_out_as_they_say_and_leave_nothing_untried(name: str) -> None:
    """Every rule is shown both ways, and each change of a condition makes a case fail."""
    trial = try_pack(name, Screener([name]))
    assert {result.case.name: result.differs for result in trial.failed} == {}
    assert [(rule.rule, rule.gap) for rule in trial.gaps] == []
    assert [(str(m.where), m.mutated) for m in trial.survivors] == []
    assert trial.mutants >= 4 * len(trial.rules)
    assert trial.complete


@pytest.mark.parametrize("name", NAMES)
def test_forty_situations_each_with_a_title_of_its_own(name: str) -> None:
    cases = read_cases(read_pack_files(PACKS / name), loaded(name), SIGNALS)
    assert len(cases) >= 40
    assert len({case.title for case in cases}) == len(cases)


@pytest.mark.parametrize("name", NAMES)
def test_the_changelog_tells_of_the_version(name: str) -> None:
    policy = loaded(name)
    changelog = (PACKS / name / "changelog.md").read_text(encoding="utf-8")
    day = policy.in_force_from.date()
    assert f"## Version {policy.ref.version}, in force from {day}" in changelog


ZEROS: Mapping[FieldType, FactValue] = {
    FieldType.BOOL: False,
    FieldType.INT: 0,
    FieldType.DOUBLE: 0.0,
    FieldType.STRING: "",
    FieldType.STRINGS: (),
}


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_done_where_nothing_was_seen(name: str) -> None:
    policy = loaded(name)
    values: dict[str, FactValue] = {"account.strikes": 9, "item.kind": "post", "item.site": "main"}
    values |= {f"facts.{fact}": ZEROS[kind] for fact, kind in policy.facts.items()}
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
    assert len(compile_policy(packs, SIGNALS).rules) == sum(len(pack.rules) for pack in packs) > 0
