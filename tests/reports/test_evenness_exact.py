"""Exact permutation tests within blocks, and their correction, against counting by hand."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from evenhand.reports.evenness.exact import Exact, _convolved, _one_block, corrected, exact_test
from evenhand.reports.evenness.like import ALONE

BLOCKS = st.lists(
    st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=1, max_size=5),
    min_size=1,
    max_size=3,
)


def columns(blocks):
    rows = [(n, *case) for n, block in enumerate(blocks) for case in block]
    block, scores, group = (np.array(column) for column in zip(*rows, strict=True))
    return scores.astype(np.int64), group.astype(bool), block.astype(np.int64)


def by_hand(blocks):
    """The p and its distribution, by going through every way to deal the group's places."""
    ways = []
    for block in blocks:
        scores = [score for score, _ in block]
        places = sum(member for _, member in block)
        ways.append([sum(chosen) for chosen in combinations(scores, places)])
    sums = np.array([sum(each) for each in product(*ways)])
    observed = sum(score for block in blocks for score, member in block if member)
    p = {
        total: min(1.0, 2 * min((sums <= total).mean(), (sums >= total).mean()))
        for total in set(sums.tolist())
    }
    return p[observed], {
        value: np.mean([p[s] <= value + 1e-12 for s in sums]) for value in p.values()
    }


@given(BLOCKS)
@settings(deadline=None, max_examples=150)
def test_p_and_its_distribution_are_those_of_every_permutation(blocks):
    found = exact_test(*columns(blocks))
    p, reach = by_hand(blocks)
    assert found.p == pytest.approx(p)
    for value, chance in reach.items():
        assert found.reach(value) == pytest.approx(chance)


def test_one_block_of_yes_and_no_is_fishers_test():
    scores = np.array([1] * 9 + [0] * 21)
    group = np.array([True] * 8 + [False] * 22)
    tail = stats.fisher_exact([[8, 0], [1, 21]], alternative="greater").pvalue
    assert exact_test(scores, group, np.zeros(30, dtype=np.int64)).p == pytest.approx(2 * tail)


def test_long_convolutions_agree_with_plain_sums_far_into_the_tail():
    parts = [_one_block((0,) * 12 + (1,) * 4, 5)] * 300
    plain = np.ones(1)
    for part in parts:
        plain = np.convolve(plain, part)
    upper = np.cumsum(plain[::-1])[::-1]
    told = np.cumsum(_convolved(parts)[::-1])[::-1]
    assert (upper > 1e-10).sum() > 400
    assert told[: len(upper)] == pytest.approx(upper, rel=1e-3, abs=1e-13)


def test_cases_without_a_like_one_say_nothing():
    scores, group = np.array([5, 0, 1, 1]), np.array([True, False, True, False])
    alone = np.array([ALONE, ALONE, 0, 0])
    assert exact_test(scores, group, alone).p == 1.0


def smooth(p):
    """A test whose p can come up as anything."""
    grid = np.linspace(1e-4, 1, 10_000)
    return Exact(p, grid, grid)


def test_where_every_p_can_come_up_the_correction_is_holms():
    told = corrected([smooth(p) for p in (0.01, 0.04, 0.03)])
    assert told == pytest.approx([0.03, 0.06, 0.06])


def test_a_test_that_cannot_reach_a_p_costs_the_others_nothing():
    coarse = Exact(1.0, np.array([0.2, 1.0]), np.array([0.2, 1.0]))
    assert corrected([smooth(0.01), coarse, coarse])[0] == pytest.approx(0.01)


@given(st.lists(st.floats(1e-3, 1), min_size=1, max_size=8))
@settings(deadline=None)
def test_correction_never_helps_and_keeps_the_order(values):
    tests = [smooth(p) for p in values]
    told = corrected(tests)
    assert all(after >= before for before, after in zip(values, told, strict=True))
    assert [told[n] for n in np.argsort(values, kind="stable")] == sorted(told)
