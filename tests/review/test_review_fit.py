"""Nobody decides in their own cause, or with an interest in it."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.case import Agreement, Case, CaseReason
from evenhand.model.errors import EvenhandError
from evenhand.model.people import Holder, Interest, Role, Staff
from evenhand.review.fit import (
    Deciding,
    check_fit,
    conflicts,
    deciders_of,
    touching,
)
from evenhand.review.names import name_key
from tests.review.records import CASE, DAY, DECISION, NOW, interest, staff

ANA = staff("ana")
APPEALED = replace(CASE, queue="appeals", reasons=(CaseReason.APPEAL,))


def code(
    who: Staff,
    case: Case = CASE,
    for_: Deciding = Deciding.CASE,
    *,
    deciders: Collection[str] = (),
    interests: Sequence[Interest] = (),
) -> str | None:
    """The code of the refusal; None where they may decide."""
    try:
        check_fit(
            who,
            case,
            parties=["Campaign of Example"],
            interests=interests,
            deciders=deciders,
            at=NOW,
            for_=for_,
        )
    except EvenhandError as error:
        return error.code
    return None


@pytest.mark.parametrize("role", Role)
def test_which_roles_decide_what(role: Role) -> None:
    found = [code(staff("ana", role), for_=for_) for for_ in Deciding]
    if role in (Role.POLICY_EDITOR, Role.AUDITOR):
        assert found == ["EH644"] * 3
    elif role is Role.OUTSIDE_REVIEWER:
        assert found == ["EH646", None, None]
        assert code(staff("ana", role), APPEALED) is None
    else:
        assert found == [None] * 3


def test_only_staff_of_this_site_at_this_time() -> None:
    assert code(replace(ANA, site="blog")) == "EH643"
    assert code(staff("ana", since=NOW)) is None
    assert code(staff("ana", since=NOW + DAY)) == "EH645"
    assert code(staff("ana", until=NOW)) == "EH645"
    assert code(staff("ana", until=NOW + DAY)) is None


def test_whoever_decided_does_not_decide_the_appeal() -> None:
    assert code(ANA, for_=Deciding.APPEAL, deciders=["ben", " Ana"]) == "EH647"
    assert code(ANA, APPEALED, deciders=["ana"]) == "EH647"
    assert code(ANA, APPEALED, deciders=["ben"]) is None
    assert code(ANA, deciders=["ana"]) is None


def test_deciders_are_those_who_took_it_and_those_who_agreed() -> None:
    agreements = [
        Agreement("c-1-1", "ben", "senior", NOW),
        Agreement("c-5-1", "eva", "senior", NOW),
    ]
    assert deciders_of(DECISION, agreements) == {"ana", "ben"}
    assert deciders_of(replace(DECISION, people=()), []) == frozenset()


@pytest.mark.parametrize(
    "party", ["Campaign of Example", "  campaign\tOF  example ", "ＣＡＭＰＡＩＧＮ of Example"]
)
def test_nobody_decides_with_an_interest_however_spelt(party: str) -> None:
    for role in Holder:
        assert code(ANA, interests=[interest("Ana", party, role)]) == "EH648"


def test_other_interests_keep_nobody_away() -> None:
    mine = interest("ana", "Campaign of Example")
    for other in (
        replace(mine, holder="ben"),
        replace(mine, party="Campaign of Sample"),
        replace(mine, from_=NOW + DAY),
        replace(mine, until=NOW),
    ):
        assert code(ANA, interests=[other]) is None
    assert code(ANA, interests=[replace(mine, from_=NOW, until=NOW + DAY)]) == "EH648"
    assert conflicts("ana", [replace(mine, party=" ")], ["", " "], NOW) == ()


def test_owners_and_officers_interests_show() -> None:
    by_role = {role: interest("zoe", "campaign of example", role) for role in Holder}
    shown = touching(by_role.values(), ["Campaign of Example"], NOW)
    assert shown == (by_role[Holder.OWNER], by_role[Holder.OFFICER])
    assert touching(by_role.values(), ["Somebody Else"], NOW) == ()
    assert touching(by_role.values(), ["Campaign of Example"], NOW - 11 * DAY) == ()


@settings(deadline=None)
@given(st.text(max_size=20))
def test_a_name_is_the_same_however_it_is_folded(name: str) -> None:
    key = name_key(name)
    assert name_key(key) == key
    assert name_key(f"  {name}\n") == key
    assert name_key(name.casefold()) == key
