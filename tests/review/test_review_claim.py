"""One person at a time has a case in hand."""

from dataclasses import replace

import pytest

from evenhand.model.case import CaseState
from evenhand.model.errors import EvenhandError
from evenhand.review.claim import check_not_held, check_open, claim, holder, release
from tests.review.records import CASE, MINUTE, NOW


def test_a_claim_ends_by_itself() -> None:
    case = claim(CASE, "ana", NOW)
    assert holder(CASE, NOW) is None
    assert holder(case, NOW) == holder(case, NOW + 29 * MINUTE) == "ana"
    assert holder(case, NOW + 30 * MINUTE) is None
    assert claim(case, "ben", NOW + 30 * MINUTE).held_by == "ben"


def test_the_second_one_is_told_who_and_until_when() -> None:
    case = claim(CASE, "ana", NOW, 45)
    for step in (lambda: claim(case, "ben", NOW), lambda: release(case, "ben", NOW)):
        with pytest.raises(EvenhandError) as caught:
            step()
        assert caught.value.code == "EH641"
        assert caught.value.what == "ana has this case in hand until 2026-09-26T14:45:00Z."
        assert "ask ana" in caught.value.help


def test_who_has_it_can_have_it_longer_or_release_it() -> None:
    case = claim(CASE, "ana", NOW)
    assert claim(case, "Ana", NOW + MINUTE, 120).held_until == NOW + 121 * MINUTE
    assert release(case, "ana", NOW) == CASE
    assert release(case, "ben", NOW + 30 * MINUTE) == CASE
    check_not_held(case, "ana", NOW, "Nothing was decided.")


@pytest.mark.parametrize("minutes", [4, 121, 0, -30])
def test_a_claim_is_neither_too_short_nor_too_long(minutes: int) -> None:
    for possible in (5, 120):
        assert claim(CASE, "ana", NOW, possible).held_until == NOW + possible * MINUTE
    with pytest.raises(EvenhandError) as caught:
        claim(CASE, "ana", NOW, minutes)
    assert caught.value.code == "EH642"


def test_a_closed_case_is_in_nobodys_hands() -> None:
    closed = replace(claim(CASE, "ana", NOW), state=CaseState.CLOSED)
    assert holder(closed, NOW) is None
    for by in ("ana", "ben"):
        with pytest.raises(EvenhandError) as caught:
            claim(closed, by, NOW)
        assert caught.value.code == "EH640"
    with pytest.raises(EvenhandError) as caught:
        check_open(closed, "Nothing was decided.")
    assert caught.value.not_done == "Nothing was decided."
