"""Rules over columns: what is let in, how rules become words, how lists stand as text."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model import layout
from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import FieldType
from evenhand.model.item import FactValue
from evenhand.model.policy import Policy, PolicyRef, Rule
from evenhand.policy.columns import DTYPES, evaluate, frame_of
from evenhand.policy.compile import CompiledPolicy, compile_policy
from tests.policy.policy_random import random_round
from tests.policy.policy_samples import FACTS, SIGNALS

ROW: dict[str, FactValue] = {
    "facts.consented": True,
    "facts.followers": 3,
    "facts.risk": 0.5,
    "facts.country": "AT",
    "facts.topics": ("news",),
}
WHEN = (
    "facts.consented && facts.followers > 2 && facts.risk >= 0.5 "
    '&& facts.country == "AT" && "news" in facts.topics'
)


def policy_of(*texts: str) -> CompiledPolicy:
    rules = tuple(Rule(f"R-{n}", "R-1", text, ("label",)) for n, text in enumerate(texts))
    starts = datetime(2026, 1, 1, tzinfo=UTC)
    made = Policy(PolicyRef("some", 1, "sha256:0"), "Some", starts, rules, {"R-1": "x"}, FACTS)
    return compile_policy([made], SIGNALS)


def masks_of(policy: CompiledPolicy, frame: pl.DataFrame) -> list[tuple[int, int]]:
    """The words of each row put together, as the generated Python gives them."""
    found = evaluate(policy, frame)
    width = found.width // 2

    def whole(words: tuple[int, ...]) -> int:
        return sum(word << 64 * place for place, word in enumerate(words))

    return [(whole(row[:width]), whole(row[width:])) for row in found.iter_rows()]


def test_five_hundred_rules_stand_in_words_of_sixty_four() -> None:
    policy = policy_of(*(f"facts.followers >= {n}" for n in range(500)))
    rows: list[dict[str, FactValue]] = [{"facts.followers": 100}, {}, {"facts.followers": 499}]
    frame = frame_of(rows, policy.types)
    assert evaluate(policy, frame).columns == [
        *(f"true_{word}" for word in range(8)),
        *(f"unknown_{word}" for word in range(8)),
    ]
    assert masks_of(policy, frame) == [policy.masks(policy.row(row)) for row in rows]
    assert masks_of(policy, frame)[1] == (0, (1 << 500) - 1)


def test_a_condition_without_fields_holds_for_every_row() -> None:
    policy = policy_of("true", "!true")
    assert (
        masks_of(policy, frame_of([{}, {}, {}], {"facts.risk": FieldType.DOUBLE})) == [(1, 0)] * 3
    )


def test_no_rows_give_no_masks() -> None:
    policy = policy_of(WHEN)
    assert masks_of(policy, frame_of([], policy.types)) == []


def test_a_field_without_a_column_is_known_of_no_item() -> None:
    policy = policy_of("facts.consented", "has(facts.consented)", "facts.followers > 0")
    frame = frame_of([{"facts.followers": 1}], {"facts.followers": FieldType.INT})
    assert masks_of(policy, frame) == [(0b100, 0b001)]
    empty = frame.with_columns(pl.lit(None).alias("facts.consented"))  # as some writers leave it
    assert masks_of(policy, empty) == [(0b100, 0b001)]


@pytest.mark.parametrize("text", [WHEN, f"!({WHEN})"])
def test_evidence_from_parquet_says_the_same(tmp_path: Path, text: str) -> None:
    policy = policy_of(text)
    rows: list[dict[str, FactValue]] = [ROW, {}, {**ROW, "facts.topics": ()}]
    file = tmp_path / "evidence.parquet"
    frame_of(rows, policy.types).write_parquet(file)
    expected = [policy.masks(policy.row(row)) for row in rows]
    assert masks_of(policy, pl.read_parquet(file)) == expected
    plain = pl.read_parquet(file).with_columns(pl.col(pl.Categorical).cast(pl.String))
    assert masks_of(policy, plain) == expected


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_none_is_refused(number: float) -> None:
    frame = pl.DataFrame({"facts.risk": [0.1, None, number]})
    with pytest.raises(EvenhandError) as refused:
        evaluate(policy_of("facts.risk >= 0.5"), frame)
    assert refused.value.code == "EH231"
    assert "facts.risk" in refused.value.what


@pytest.mark.parametrize(
    ("field", "column"),
    [
        ("facts.followers > 0", pl.Series("facts.followers", [1.0])),
        ("facts.followers > 0", pl.Series("facts.followers", [1], dtype=pl.Int32)),
        ("facts.followers > 0", pl.Series("facts.followers", [1], dtype=pl.UInt64)),
        ("facts.risk > 0.0", pl.Series("facts.risk", [1])),
        ("facts.risk > 0.0", pl.Series("facts.risk", [1.0], dtype=pl.Float32)),
        ("facts.consented", pl.Series("facts.consented", [1])),
        ('facts.country == "1"', pl.Series("facts.country", [1])),
        ('"news" in facts.topics', pl.Series("facts.topics", [["news"]])),
        ('"news" in facts.topics', pl.Series("facts.topics", ["\nnews\n", "news"])),
        ("item.kind in facts.topics", pl.Series("facts.topics", [""])),
    ],
)
def test_a_column_of_another_type_is_refused(field: str, column: pl.Series) -> None:
    with pytest.raises(EvenhandError) as refused:
        evaluate(policy_of(field), column.to_frame())
    assert refused.value.code == "EH230"


def test_columns_that_no_rule_looks_at_may_hold_anything() -> None:
    policy = policy_of("facts.consented")
    frame = frame_of([ROW], policy.types).with_columns(
        pl.lit(float("nan")).alias("facts.risk"), pl.lit("x").alias("leaf_0"), pl.lit(1).alias("0")
    )
    assert masks_of(policy, frame) == [(1, 0)]


@settings(deadline=None)
@given(st.lists(st.text(st.characters(codec="utf-8"))), st.text(st.characters(codec="utf-8")))
def test_a_list_stands_as_text_and_is_found_in_it(strings: list[str], wanted: str) -> None:
    text = layout.joined(strings)
    assert layout.split(text) == tuple(strings)
    assert (layout.holding(wanted) in text) is (wanted in strings)


TRICKY = ("", "\n", "\\", "\\n", "n", "\\\n", "a\nb", "a", "b", "\n\n")


def test_no_string_is_found_across_the_lines_of_others() -> None:
    for first in TRICKY:
        for second in TRICKY:
            text = layout.joined([first, second])
            assert layout.split(text) == (first, second)
            held = {wanted for wanted in TRICKY if layout.holding(wanted) in text}
            assert held == {first, second}


def test_evidence_comes_back_from_its_columns() -> None:
    given_ = random_round(7, rules=40, rows=100)
    types = given_.policy.types
    frame = frame_of(given_.rows, types)
    assert dict(frame.schema) == {name: DTYPES[kind] for name, kind in types.items()}
    for row, cells in zip(given_.rows, frame.iter_rows(named=True), strict=True):
        kept = {name: row[name] for name in types if name in row}
        assert repr(layout.to_values(cells, types)) == repr(kept)  # `repr`: 1, True and 1.0 differ
