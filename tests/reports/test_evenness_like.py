"""Which cases are alike: what has a part in it and what has none; pairs."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from evenhand.reports.evenness.compare import History
from evenhand.reports.evenness.like import ALONE, LEAF, members_of, reading_space
from evenhand.reports.evenness.pairs import like_pairs
from evenhand.reports.evenness.record import Case

DAY = datetime(2026, 3, 1, tzinfo=UTC)


def case(n, **changed):
    plain = Case(f"c{n:05}", "main", DAY + timedelta(minutes=n), "post P/R", 3, 3, {"a.max": 0.5},
                 log_index=n, account=f"a{n}", roles=frozenset(), language="en")  # fmt: skip
    return replace(plain, **changed)


def scores(count, seed=1):
    return np.random.default_rng(seed).random(count).tolist()


def test_blocks_never_mix_sites_findings_or_what_the_rule_gives():
    kinds = [("main", "P/1", 3), ("main", "P/2", 3), ("main", "P/1", 6), ("other", "P/1", 3)]
    cases = [
        case(n, site=site, alike=alike, rule=rule, readings={"a.max": score})
        for n, score in enumerate(scores(400))
        for site, alike, rule in [kinds[n % 4]]
    ]
    blocks = members_of(History(cases).block)
    for block in blocks:
        assert len({(cases[n].site, cases[n].alike, cases[n].rule) for n in block}) == 1
        assert LEAF <= len(block) < 2 * LEAF
    assert sum(map(len, blocks)) == 400


def test_readings_that_decisions_followed_decide_who_stands_together():
    cases = [
        case(n, readings={"a.max": score, "b.max": other}, taken=3 + (score > 0.8))
        for n, (score, other) in enumerate(zip(scores(640), scores(640, 2), strict=True))
    ]
    followed, other = [], []
    for block in members_of(History(cases).block):
        followed.append(np.ptp([cases[n].readings["a.max"] for n in block]))
        other.append(np.ptp([cases[n].readings["b.max"] for n in block]))
    assert np.mean(followed) < 0.2 < 0.5 < np.mean(other)


def test_who_it_is_has_no_part_in_what_is_alike():
    plain = [case(n, readings={"a.max": score}) for n, score in enumerate(scores(200))]
    told = [replace(c, roles=frozenset({"journalist"}), language="de") for c in plain]
    assert (History(plain).block == History(told).block).all()


def test_one_account_counts_once_in_a_month_and_a_matter_before_and_after_a_contact():
    asked = frozenset({"political"})
    cases = [
        *(case(n, account="one") for n in range(5)),
        *(case(n, matter="m") for n in range(5, 10)),
        *(case(n, matter="m", asked=asked) for n in range(10, 15)),
        case(15, account="one", at=DAY + timedelta(days=40)),
        *(case(n, account=None) for n in range(16, 18)),
    ]
    kept = np.flatnonzero(History(cases).block != ALONE)
    assert kept.tolist() == [0, 5, 10, 15, 16, 17]


def test_a_reading_that_is_not_known_stands_at_the_mean_and_one_without_spread_goes():
    readings = [{"a": 1.0, "same": 2.0}, {"a": 3.0, "same": 2.0}, {"same": 2.0}]
    space = reading_space([case(n, readings=each) for n, each in enumerate(readings)])
    assert space.shape == (3, 1)
    assert space[2, 0] == pytest.approx(0)
    assert space[0, 0] == pytest.approx(-space[1, 0])


def test_the_nearest_pairs_that_are_furthest_apart_go_first_each_case_once():
    taken = {0: 0, 1: 8, 2: 3, 3: 4, 4: 3}
    score = {0: 0.50, 1: 0.50, 2: 0.9, 3: 0.9, 4: 0.1}
    cases = [case(n, taken=taken[n], readings={"a.max": score[n]}) for n in range(5)]
    cases.append(case(9, alike="post P/other", taken=0, readings={"a.max": 0.9}))
    pairs = like_pairs(cases, reading_space(cases))
    told = [(pair.one.log_index, pair.other.log_index, pair.rungs) for pair in pairs]
    assert told == [(1, 0, 8), (3, 2, 1)]
    assert pairs[0].distance == pytest.approx(0)


def test_like_cases_that_were_treated_alike_make_no_pair():
    cases = [case(n) for n in range(10)]
    assert like_pairs(cases, reading_space(cases)) == ()
