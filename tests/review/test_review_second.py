"""Light takes one, heavy takes two; a solo site looks again after 24 hours."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.case import Agreement
from evenhand.model.errors import EvenhandError
from evenhand.model.people import Role, Staff
from evenhand.review.second import Agreed, agreed, is_solo
from tests.review.records import DAY, HOUR, MINUTE, NOW, staff

ANA, BEN = staff("ana"), staff("ben", Role.SENIOR)
OUTSIDE = staff("olu", Role.OUTSIDE_REVIEWER)
LATER = NOW + 30 * DAY


def by(name: str, after: timedelta = timedelta()) -> Agreement:
    return Agreement("c-1-1", name, "moderator", NOW + after)


def test_two_different_people() -> None:
    one = agreed([by("ana")], [ANA, BEN], LATER)
    assert one == Agreed(("ana",))
    assert not one.complete
    both = agreed([by("ben", HOUR), by("ana")], [ANA, BEN], LATER)
    assert both == Agreed(("ana", "ben"), NOW + HOUR)
    assert both.complete
    assert not both.one_person
    assert not agreed([by("ana"), by("ben", HOUR)], [ANA, BEN], NOW + HOUR - MINUTE).complete
    assert agreed([], [ANA, BEN], NOW) == Agreed()


@pytest.mark.parametrize(
    "second",
    [
        staff("eva", Role.POLICY_EDITOR),
        staff("eva", Role.AUDITOR),
        staff("eva", until=NOW),
        staff("eva", since=NOW + 2 * DAY),
        staff("ana"),
    ],
)
def test_only_people_who_may_decide_count(second: Staff) -> None:
    given = [by("ana"), by("eva", DAY), by("nobody", DAY), by("Ana ", DAY)]
    assert not agreed(given, [ANA, BEN, second], LATER).complete


def test_an_agreement_still_counts_when_its_giver_has_left() -> None:
    left = staff("eva", until=NOW + 2 * HOUR)
    assert agreed([by("eva"), by("ana", HOUR)], [ANA, left], LATER).complete


def test_on_a_solo_site_the_second_look_counts_after_a_day() -> None:
    first = agreed([by("ana")], [ANA], NOW)
    assert (first.complete, first.look_at) == (False, NOW + DAY)
    soon = agreed([by("ana"), by("ana", DAY - MINUTE)], [ANA], LATER)
    assert (soon.complete, soon.look_at) == (False, NOW + DAY)
    again = agreed([by("ana"), by("ana", HOUR), by("ana", DAY)], [ANA], LATER)
    assert again == Agreed(("ana",), NOW + DAY, one_person=True)


def test_where_somebody_else_could_agree_looking_again_is_not_enough() -> None:
    looks = [by("ana"), by("ana", 2 * DAY)]
    for other in (BEN, OUTSIDE, staff("ben", until=NOW + 3 * DAY)):
        state = agreed(looks, [ANA, other], NOW + 2 * DAY)
        assert (state.complete, state.look_at) == (False, None)
    assert agreed(looks, [ANA, staff("ben", until=NOW + DAY)], LATER).one_person
    assert agreed(looks, [ANA, staff("ben", since=NOW + 3 * DAY)], LATER).one_person


def test_what_came_first_made_it_complete() -> None:
    joined = [ANA, staff("ben", since=NOW + 3 * DAY)]
    given = [by("ana"), by("ana", DAY), by("ben", 4 * DAY)]
    assert agreed(given, joined, LATER) == Agreed(("ana", "ben"), NOW + DAY, one_person=True)
    given = [by("ana"), by("ben", 4 * DAY), by("ana", 5 * DAY)]
    assert agreed(given, joined, LATER) == Agreed(("ana", "ben"), NOW + 4 * DAY)


def test_what_a_solo_site_is() -> None:
    assert is_solo([ANA, staff("eva", Role.AUDITOR)], NOW)
    assert is_solo([ANA, staff("Ana", Role.ADMINISTRATOR)], NOW)
    assert not is_solo([ANA, BEN], NOW)
    assert not is_solo([ANA, OUTSIDE], NOW)
    assert not is_solo([OUTSIDE], NOW)
    assert not is_solo([], NOW)
    assert is_solo([ANA, replace(BEN, until=NOW)], NOW)


def test_agreements_to_different_measures_do_not_add_up() -> None:
    with pytest.raises(EvenhandError) as caught:
        agreed([by("ana"), replace(by("ben"), measure="c-1-2")], [ANA, BEN], LATER)
    assert caught.value.code == "EH649"


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["ana", " ANA", "ana\t"]), st.integers(0, 200))))
def test_no_one_person_makes_two(looks: list[tuple[str, int]]) -> None:
    given = [by(name, hours * HOUR) for name, hours in looks]
    assert not agreed(given, [ANA, BEN], LATER).complete
    solo = agreed(given, [ANA], LATER)
    hours = [after for _, after in looks]
    assert solo.complete == solo.one_person == (bool(hours) and max(hours) - min(hours) >= 24)
