"""Strikes expire; the record says when."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.enforcement.strikes import active, standing
from evenhand.model.measure import Measure, Strike, Subject, SubjectType
from tests.enforcement.builders import NOW


def test_a_strike_counts_from_its_day_until_it_expires() -> None:
    strike = Strike("a-7", 1, NOW, NOW + timedelta(days=180))
    assert active([strike], NOW) == (strike,)
    assert active([strike], strike.expires_at - timedelta(seconds=1)) == (strike,)
    assert active([strike], strike.expires_at) == ()
    assert active([strike], NOW - timedelta(seconds=1)) == ()


def test_the_standing_of_an_account() -> None:
    strikes = [Strike("a-7", n, NOW, NOW + timedelta(days=n)) for n in (1, 2, 3)]
    account = Subject(SubjectType.ACCOUNT, "a-7")
    on = Measure("suspend_until", account, NOW, NOW + timedelta(hours=72))
    now = NOW + timedelta(days=1)
    found = standing(strikes, [on], now)
    assert (found.weight, found.next_expiry) == (5, NOW + timedelta(days=2))
    assert found.in_force == (on,)
    clean = standing([], [on], NOW + timedelta(hours=72))
    assert (clean.weight, clean.next_expiry, clean.in_force) == (0, None, ())


@given(lasts=st.lists(st.integers(1, 400)), day=st.integers(0, 400))
@settings(deadline=None)
def test_a_record_only_gets_lighter_with_time(lasts: list[int], day: int) -> None:
    strikes = [Strike("a-7", 1, NOW, NOW + timedelta(days=n)) for n in lasts]
    today = standing(strikes, [], NOW + timedelta(days=day))
    tomorrow = standing(strikes, [], NOW + timedelta(days=day + 1))
    assert tomorrow.weight <= today.weight
