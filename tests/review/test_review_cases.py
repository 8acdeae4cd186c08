"""What comes back to people, where to, and how soon."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.case import Case, CaseReason, CaseState, Flag, FlagWhy, Look
from evenhand.model.contact import ContactKind, ContactRole, Seal, SealBecause
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Measure, MeasureState
from evenhand.model.people import Fact
from evenhand.review.cases import (
    appeal_case,
    contact_case,
    cure_case,
    fact_case,
    flag_case,
    hold_case,
    is_trusted,
    join_flag,
    look_case,
    seal_case,
)
from tests.review.records import (
    APPEAL,
    CASE,
    CONTACT,
    DAY,
    DECISION,
    FLAG,
    HOUR,
    ITEM,
    LINK,
    MINUTE,
    NOW,
    PRIVACY,
    REMOVE,
)

OWN = replace(FLAG, why=FlagWhy.PRIVATE_INFORMATION, harmed=True)
BLOCK = replace(REMOVE, measure="block_link", subject=LINK)


def wait(case: Case) -> tuple[str, int, timedelta]:
    return case.queue, case.urgency, case.due_at - case.opened_at


@pytest.mark.parametrize(
    ("flag", "measures", "expected"),
    [
        (OWN, (), ("private_information", 1, 15 * MINUTE)),
        (replace(OWN, harmed=False), (), ("private_information", 1, 15 * MINUTE)),
        (OWN, (replace(REMOVE, measure="label"),), ("private_information", 1, 15 * MINUTE)),
        (OWN, (BLOCK,), ("private_information", 1, 15 * MINUTE)),
        (
            OWN,
            (replace(REMOVE, state=MeasureState.LIFTED),),
            ("private_information", 1, 15 * MINUTE),
        ),
        (OWN, (REMOVE,), ("private_information", 3, DAY)),
        (replace(OWN, subject=LINK), (BLOCK,), ("private_information", 3, DAY)),
        (replace(FLAG, trusted=True), (), ("flags", 2, DAY)),
        (replace(FLAG, why=FlagWhy.ILLEGAL), (), ("flags", 3, DAY)),
        (replace(FLAG, why=FlagWhy.WITHHELD_MATERIAL), (), ("flags", 3, DAY)),
        (FLAG, (), ("flags", 4, 3 * DAY)),
    ],
)
def test_how_soon_a_flag_is_looked_at(
    flag: Flag, measures: tuple[Measure, ...], expected: tuple[str, int, timedelta]
) -> None:
    case = flag_case("c-2", flag, measures, decision="c-1", matter="m-1", account="a-7")
    assert wait(case) == expected
    assert (case.subject, case.opened_at) == (flag.subject, NOW)
    assert (case.decision, case.matter, case.account) == ("c-1", "m-1", "a-7")


def test_a_flag_says_who_asks_in_the_order_only() -> None:
    trusted = replace(OWN, trusted=True)
    assert flag_case("c-2", trusted).reasons == ("flag", "harmed_party", "trusted_flagger")
    assert flag_case("c-2", replace(FLAG, harmed=True)).reasons == ("flag",)


flags = st.builds(
    replace,
    st.just(FLAG),
    why=st.sampled_from(FlagWhy),
    harmed=st.booleans(),
    trusted=st.booleans(),
    received_at=st.integers(0, 100).map(lambda hours: NOW + hours * HOUR),
)


@settings(deadline=None)
@given(st.lists(flags, min_size=1, max_size=6), st.booleans())
def test_joining_never_puts_a_case_back_and_changes_nothing_else(
    given_flags: list[Flag], covered: bool
) -> None:
    case = before = replace(CASE, held_by="ana", held_until=NOW + HOUR, matter="m-1")
    measures = (REMOVE,) if covered else ()
    for flag in given_flags:
        alone = flag_case("c-2", flag, measures)
        joined = join_flag(case, flag, measures)
        assert joined.urgency == min(case.urgency, alone.urgency)
        assert joined.due_at == min(case.due_at, alone.due_at)
        assert set(joined.reasons) == {*case.reasons, *alone.reasons}
        case = joined
    assert len(set(case.reasons)) == len(case.reasons)
    same = {"urgency": before.urgency, "due_at": before.due_at, "reasons": before.reasons}
    assert replace(case, **same) == before


def test_a_flag_joins_only_an_open_case_about_the_same_thing() -> None:
    for case, code in (
        (replace(CASE, state=CaseState.CLOSED), "EH640"),
        (replace(CASE, subject=LINK), "EH650"),
        (replace(CASE, site="blog"), "EH650"),
    ):
        with pytest.raises(EvenhandError) as caught:
            join_flag(case, FLAG)
        assert caught.value.code == code


def test_an_appeal_is_due_by_its_deadline() -> None:
    case = appeal_case("c-2", APPEAL, DECISION)
    assert wait(case) == ("appeals", 3, 14 * DAY)
    assert (case.reasons, case.about, case.decision) == (("appeal",), "x-1", "c-1")
    assert (case.subject, case.matter, case.account) == (ITEM, "m-1", "a-7")


def test_a_fallen_fact_a_cure_and_a_later_look_bring_their_decision_back() -> None:
    fact = Fact(ITEM, "news_link", True, "Example Desk", "a letter", NOW, id=4)
    case = fact_case("c-2", fact, DECISION, NOW)
    assert (*wait(case), case.reasons, case.about) == ("facts", 2, DAY, ("fact_fell",), "4")
    case = cure_case("c-2", replace(BLOCK, id="c-1-2"), DECISION, NOW)
    assert (*wait(case), case.subject, case.about) == ("cure", 3, DAY, LINK, "c-1-2")
    look = Look(7, "main", "c-1", "c-1-2", LINK.id, NOW - HOUR, "relapsed")
    case = look_case("c-2", look, DECISION, [PRIVACY], NOW)
    assert (*wait(case), case.subject, case.about) == ("look_again", 1, 15 * MINUTE, LINK, "7")
    other = replace(PRIVACY, category="STATEMENT_CATEGORY_OTHER_VIOLATION_TC")
    assert wait(look_case("c-2", look, DECISION, [other], NOW)) == ("look_again", 2, DAY)
    assert case.decision == "c-1"


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (2, ("general", 2, HOUR)),
        (24, ("general", 2, 22 * HOUR)),
        (72, ("general", 2, 70 * HOUR)),
        (None, ("general", 2, 22 * HOUR)),
    ],
)
def test_a_hold_is_looked_at_before_it_ends(
    hours: int | None, expected: tuple[str, int, timedelta]
) -> None:
    until = None if hours is None else NOW + hours * HOUR
    case = hold_case("c-2", replace(REMOVE, measure="hold", until=until), DECISION)
    assert (*wait(case), case.reasons, case.about) == (*expected, ("hold",), "c-1-1")
    assert (case.subject, case.decision) == (ITEM, "c-1")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"threat_to_life": True}, ("threat_to_life", 1, 5 * MINUTE)),
        ({"kind": ContactKind.ORDER_9}, ("contacts", 2, DAY)),
        ({"kind": ContactKind.ORDER_10}, ("contacts", 2, DAY)),
        ({"binding": True}, ("contacts", 2, DAY)),
        ({"role": ContactRole.TRUSTED_FLAGGER}, ("contacts", 2, DAY)),
        ({"kind": ContactKind.NOTICE_16}, ("contacts", 3, DAY)),
        ({}, ("contacts", 4, 3 * DAY)),
    ],
)
def test_how_soon_a_contact_is_looked_at(
    change: dict[str, object], expected: tuple[str, int, timedelta]
) -> None:
    contact = replace(CONTACT, **change)
    case = contact_case("c-2", contact, LINK, ["watchers  of EXAMPLE"])
    assert wait(case) == expected
    assert (case.opened_at, case.subject, case.about) == (CONTACT.logged_at, LINK, "k-1")
    assert ("trusted_flagger" in case.reasons) is (contact.role is ContactRole.TRUSTED_FLAGGER)


def test_calling_oneself_a_trusted_flagger_is_not_enough() -> None:
    contact = replace(CONTACT, role=ContactRole.TRUSTED_FLAGGER)
    assert not is_trusted(contact, ["Somebody Else"])
    assert not is_trusted(replace(contact, organisation=""), [""])
    assert not is_trusted(CONTACT, [CONTACT.organisation])
    assert contact_case("c-2", contact, LINK).reasons == (CaseReason.CONTACT,)


def test_a_seal_is_looked_at_by_the_time_set_for_it() -> None:
    review_at: datetime = NOW + 180 * DAY
    seal = Seal(SealBecause.SAFETY, ("ana", "ben"), NOW, review_at)
    case = seal_case("c-2", replace(CONTACT, seal=seal), LINK, review_at - 7 * DAY)
    assert (*wait(case), case.reasons, case.about) == ("seals", 3, 7 * DAY, ("seal",), "k-1")
    with pytest.raises(EvenhandError) as caught:
        seal_case("c-2", CONTACT, LINK, NOW)
    assert caught.value.code == "EH651"
