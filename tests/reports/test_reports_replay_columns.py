"""The first pass over archives finds what two policies take differently, row by row the same."""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from evenhand.enforcement.ladder import fired_rules
from evenhand.enforcement.measures import discover
from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import Evidence, FieldType, Prior
from evenhand.model.item import FactValue
from evenhand.model.measure import Strike
from evenhand.model.policy import Policy
from evenhand.pipeline.decide import InForce, Terms, decide
from evenhand.policy.columns import frame_of
from evenhand.policy.compile import CompiledPolicy, compile_policy
from evenhand.reports.replay.columns import ID, STRIKES, Batch, changed_rows, wanted
from evenhand.reports.replay.exact import outcome_of
from evenhand.reports.replay.record import RuleTally
from evenhand.store.archive import Sealed
from evenhand.store.archive_files import write_part
from tests.policy.policy_random import random_policy, random_row
from tests.policy.policy_samples import SIGNALS

KINDS = discover()
NOW = datetime(2026, 9, 26, 14, 0, tzinfo=UTC)
LADDERS = (
    ("label",), ("warn", "mask", "remove"), ("mask", "suspend_until"), ("ask",), ("ask", "remove"),
    ("block_link",), ("suspend",), ("hold", "remove", "suspend"),
)  # fmt: skip
Row = Mapping[str, FactValue]


def policy_pair(seed: int) -> tuple[CompiledPolicy, CompiledPolicy]:
    """A policy, and the same with a rule less, one more, and others that ask for other things."""
    rng = random.Random(seed)
    before = random_policy(rng, 12, [0.25]).policies[0]
    before = replace(before, rules=tuple(
        replace(rule, measures=rng.choice(LADDERS), hours=rng.choice((None, None, 6)),
                strikes=rng.random() < 0.8, shadow=rng.random() < 0.1)
        for rule in before.rules
    ))  # fmt: skip
    first, second, third, *others = before.rules
    when = random_policy(rng, 2, [0.25]).policies[0].rules
    after = replace(before, rules=(
        replace(first, measures=rng.choice(LADDERS)),
        replace(second, when=when[0].when),
        replace(third, hours=3, shadow=not third.shadow),
        *others[1:],
        replace(when[1], id="R-new"),
    ))  # fmt: skip
    return compiled(before), compiled(after)


def compiled(policy: Policy) -> CompiledPolicy:
    return compile_policy([policy], SIGNALS)


def rows_of(seed: int, size: int) -> list[dict[str, FactValue]]:
    rng = random.Random(seed)
    rows = [random_row(rng, [0.25]) for _ in range(size)]
    for row in rows:
        row[STRIKES] = rng.choice((0, 0, 1, 2, 3))
    return rows


def written(folder: Path, rows: list[dict[str, FactValue]], parts: int = 2) -> list[Path]:
    """The rows put away in several files, ids counted through."""
    sealed = [
        Sealed(str(n), evidence_of(row), "{}", "{}", "[]", None, None) for n, row in enumerate(rows)
    ]
    files = [folder / f"{part}.parquet" for part in range(parts)]
    size = -(-len(rows) // parts)
    for part, file in enumerate(files):
        write_part(file, sealed[part * size : (part + 1) * size])
    return files


def evidence_of(row: Row) -> Evidence:
    return Evidence("main", "i1", 1, NOW, row, author="a1", deed_at=NOW, links=("x.example",))


def whole(batches: list[Batch]) -> tuple[list[str], Counter[tuple[str, str]], Counter[str]]:
    """All batches together: ids, changed by measure, rules counted as `RULE which`."""
    ids, by_measure, by_rule = [], Counter[tuple[str, str]](), Counter[str]()
    for batch in batches:
        ids += batch.changed.to_list()
        by_measure.update(batch.by_measure)
        for name, tally in batch.by_rule.items():
            for which in RuleTally.__slots__:
                by_rule[f"{name} {which}"] += getattr(tally, which)
    return ids, by_measure, by_rule


def asked(policy: CompiledPolicy, row: Row) -> object:
    strikes = row[STRIKES]
    assert isinstance(strikes, int)
    return wanted(fired_rules(policy.findings(row), policy.policies), KINDS, strikes)


@pytest.mark.parametrize("seed", range(4))
def test_the_columns_change_as_each_row_by_itself(tmp_path: Path, seed: int) -> None:
    before, after = policy_pair(seed)
    rows = rows_of(seed, 600)
    batches = list(changed_rows(written(tmp_path, rows), before, after, KINDS, batch=128))
    assert [batch.decided for batch in batches] == [128, 128, 44] * 2
    ids, by_measure, by_rule = whole(batches)
    differing = {
        str(n): (b, a)
        for n, (b, a) in enumerate((asked(before, row), asked(after, row)) for row in rows)
        if b != a
    }
    assert ids == list(differing)
    assert len(ids) > 20
    assert by_measure == Counter((b.heaviest, a.heaviest) for b, a in differing.values())
    counted = Counter[str]()
    for row in rows:
        for policy, side in ((before, ""), (after, "")):
            which = "before" if policy is before else "after"
            for found in policy.findings(row):
                kind = which if found.outcome == "true" else f"unknown_{which}"
                counted[f"{found.pack} {found.rule} {kind}{side}"] += 1
    assert +by_rule == counted


@pytest.mark.parametrize("seed", range(4))
def test_no_decision_that_changes_is_passed_by(tmp_path: Path, seed: int) -> None:
    """Held against the decision function itself, where nothing stood in force before."""
    before, after = policy_pair(seed)
    rows = rows_of(seed, 300)
    ids, _, _ = whole(list(changed_rows(written(tmp_path, rows), before, after, KINDS)))
    changing = [str(n) for n, row in enumerate(rows) if done(before, row) != done(after, row)]
    assert changing
    assert set(changing) <= set(ids)


def done(policy: CompiledPolicy, row: Row) -> object:
    struck = Strike("a1", 1, NOW, NOW)
    strikes = row[STRIKES]
    assert isinstance(strikes, int)
    decision = decide(evidence_of(row), InForce(policy, KINDS, Terms()), Prior((struck,) * strikes))
    outcome = outcome_of(decision, KINDS)
    return outcome.outcome, outcome.steps, outcome.strikes


def test_a_policy_changes_nothing_against_itself(tmp_path: Path) -> None:
    before, _ = policy_pair(1)
    ids, by_measure, by_rule = whole(
        list(changed_rows(written(tmp_path, rows_of(1, 100)), before, before, KINDS))
    )
    assert not ids
    assert not by_measure
    assert sum(by_rule.values()) > 100


def test_files_of_years_with_other_fields_are_read_as_they_are(tmp_path: Path) -> None:
    """What nobody looked at then is not known; an account's strikes where they are not: none."""
    before, after = (compiled(replace(p.policies[0], rules=p.policies[0].rules[:1])) for p in
                     policy_pair(2))  # fmt: skip
    file = tmp_path / "old.parquet"
    pl.DataFrame({ID: ["a", "b"]}).write_parquet(file)
    (batch,) = changed_rows([file], before, after, KINDS)
    assert batch.decided == 2
    assert {t.unknown_before + t.before for t in batch.by_rule.values()} <= {0, 2}


def test_a_fact_that_was_declared_otherwise_is_not_known(tmp_path: Path) -> None:
    """As in the exact replay; a column that no field stands as is refused all the same."""
    rules = (replace(policy_pair(1)[0].policies[0].rules[0], when="facts.followers > 0"),)
    policy = compiled(replace(policy_pair(1)[0].policies[0], rules=rules))
    file = tmp_path / "old.parquet"
    pl.DataFrame({ID: ["a"], "facts.followers": [1.5]}).write_parquet(file)
    (batch,) = changed_rows([file], policy, policy, KINDS)
    assert [t.unknown_before for t in batch.by_rule.values()] == [1]
    pl.DataFrame({ID: ["a"], "facts.followers": [[1]]}).write_parquet(file)
    with pytest.raises(EvenhandError) as refused:
        list(changed_rows([file], policy, policy, KINDS))
    assert refused.value.code == "EH230"


def test_two_policies_without_rules(tmp_path: Path) -> None:
    empty = compiled(replace(policy_pair(1)[0].policies[0], rules=()))
    (batch,) = changed_rows(written(tmp_path, rows_of(1, 10)), empty, empty, KINDS)
    assert (batch.decided, batch.changed.len(), batch.by_rule) == (10, 0, {})


def test_a_file_that_does_not_say_which_decisions_is_refused(tmp_path: Path) -> None:
    before, after = policy_pair(1)
    file = tmp_path / "x.parquet"
    frame_of([{}], {STRIKES: FieldType.INT}).write_parquet(file)
    with pytest.raises(EvenhandError) as refused:
        list(changed_rows([file], before, after, KINDS))
    assert refused.value.code == "EH230"
