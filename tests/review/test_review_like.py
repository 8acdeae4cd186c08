"""Like cases are found by their evidence, and compared in words."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.item import FactValue
from evenhand.review.like import Outcome, distance, like

RULES = frozenset({"privacy/P-1"})
WORDS = "withheld_copy.text.words"
MINE = Outcome("c-0", RULES, {WORDS: 100}, 40, "hold")

numbers = st.integers(-(10**30), 10**30) | st.floats(-1e9, 1e9)
values = st.one_of(
    st.booleans(), numbers, st.text(max_size=3), st.lists(st.sampled_from("abc")).map(tuple)
)
evidence = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), values)


@settings(deadline=None)
@given(evidence, evidence, evidence)
def test_the_distance_is_a_metric(
    a: dict[str, FactValue], b: dict[str, FactValue], c: dict[str, FactValue]
) -> None:
    assert distance(a, a) == 0
    assert distance(a, b) == distance(b, a)
    assert 0 <= distance(a, b) <= len(a.keys() | b.keys())
    assert distance(a, c) <= distance(a, b) + distance(b, c) + 1e-9


@settings(deadline=None)
@given(evidence, st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_number_farther_off_is_never_nearer(
    rest: dict[str, FactValue], first: int, second: int, third: int
) -> None:
    low, middle, high = sorted((first, second, third))
    near = distance({**rest, "n": low}, {**rest, "n": middle})
    assert near <= distance({**rest, "n": low}, {**rest, "n": high}) + 1e-12


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (True, 1, 1.0),
        (1, 1.0, 0.0),
        ("x", "y", 1.0),
        ("1", 1, 1.0),
        (("a", "b"), ("b", "c"), 2 / 3),
        (("a", "b"), ("b", "a"), 0.0),
        ((), (), 0.0),
        ((), ("a",), 1.0),
    ],
)
def test_how_far_single_values_are_apart(one: FactValue, two: FactValue, expected: float) -> None:
    assert distance({"v": one}, {"v": two}) == pytest.approx(expected)
    assert distance({"v": one}, {}) == 1.0


def test_numbers_are_compared_by_their_ratio() -> None:
    assert distance({"n": 1}, {"n": 3}) > distance({"n": 1001}, {"n": 1003})
    assert distance({"n": -5}, {"n": 5}) > distance({"n": 0}, {"n": 5})


def test_the_five_nearest_with_the_same_rules_in_any_order() -> None:
    others = [
        Outcome(f"c-{n}", RULES, {WORDS: 100 + n}, severity, measure)
        for n, (severity, measure) in enumerate(
            [
                (0, "none"),
                (0, "none"),
                (40, "hold"),
                (10, "label"),
                (60, "remove"),
                (99, "suspend"),
            ],
            1,
        )
    ]
    strangers = [
        replace(MINE, id="c-8", rules=RULES | {"privacy/P-2"}),
        replace(MINE, id="c-9", rules=frozenset()),
        MINE,
    ]
    mixed = others + strangers
    random.Random(4).shuffle(mixed)
    found = like(MINE, mixed)
    assert found.nearest == tuple(others[:5])
    assert (found.heavier, found.lighter, found.same) == (3, 1, 1)
    assert found.say() == (
        "Of the 5 cases most like it: heavier than 3, lighter than 1, same as 1. "
        "Done there: hold (1), label (1), none (2), remove (1)."
    )


def test_equally_near_ones_come_by_their_id() -> None:
    others = [replace(MINE, id=f"c-{n}", values={WORDS: 50}) for n in range(1, 10)]
    names = [other.id for other in like(MINE, reversed(others)).nearest]
    assert names == ["c-1", "c-2", "c-3", "c-4", "c-5"]


def test_where_there_is_nothing_like_it() -> None:
    none = like(MINE, [])
    assert (none.nearest, none.heavier, none.lighter, none.same) == ((), 0, 0, 0)
    assert none.say() == "No earlier case is like it: none fired the same rules."
    one = like(MINE, [replace(MINE, id="c-1")])
    assert one.say() == "Of the one case most like it: same as 1. Done there: hold (1)."
