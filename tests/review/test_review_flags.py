"""Flags order the queue; the same again changes nothing."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.model.case import CaseReason, CaseState, Flag, FlagWhy
from evenhand.model.errors import EvenhandError
from evenhand.review.flags import check_flag, check_rate, joined_case, reopens
from tests.review.records import CASE, FLAG, HOUR, LINK, MINUTE, NOW, flagged_case

ANSWERED = replace(FLAG, id="f-0", answered_at=NOW)


@pytest.mark.parametrize(("field", "longest"), [("text", 2_000), ("who", 300), ("reach", 300)])
def test_a_flag_has_its_bounds(field: str, longest: int) -> None:
    change: dict[str, Any] = {field: "x" * longest}
    check_flag(replace(FLAG, **change))
    with pytest.raises(EvenhandError) as caught:
        check_flag(replace(FLAG, **{field: "secret-" + "x" * longest}))
    assert (caught.value.code, "secret" in str(caught.value)) == ("EH652", False)


def test_too_many_at_once_are_told_when_to_come_again() -> None:
    times = [NOW - step * MINUTE for step in range(30)]
    check_rate(times[:-1], NOW)
    check_rate(times, NOW + 31 * MINUTE)
    with pytest.raises(EvenhandError) as caught:
        check_rate([NOW - 2 * HOUR, *times], NOW)
    assert caught.value.code == "EH653"
    assert "2026-09-26T14:31:00Z" in caught.value.help


def test_a_flag_joins_the_most_urgent_open_case_about_the_same_thing() -> None:
    urgent = replace(CASE, id="urgent", urgency=2)
    others = [
        replace(urgent, id="closed", urgency=1, state=CaseState.CLOSED),
        replace(urgent, id="elsewhere", urgency=1, site="blog"),
        replace(urgent, id="other", urgency=1, subject=LINK),
        replace(urgent, id="appeal", urgency=1, queue="appeals", reasons=(CaseReason.APPEAL,)),
        replace(urgent, id="seal", urgency=1, queue="seals", reasons=(CaseReason.SEAL,)),
    ]
    assert joined_case(FLAG, [*others, CASE, urgent]) == urgent
    assert joined_case(FLAG, [flagged_case()]) == flagged_case()
    assert joined_case(FLAG, others) is None


def test_more_of_the_same_reopens_nothing() -> None:
    assert not reopens(FLAG, [ANSWERED], 1)
    assert not reopens(replace(FLAG, trusted=True, text="New words."), [ANSWERED], 1)
    assert not reopens(FLAG, [replace(ANSWERED, revision=None)], 1)
    assert not reopens(replace(FLAG, revision=None), [ANSWERED], 1)


def test_an_edit_another_complaint_or_the_harmed_person_reopens() -> None:
    assert reopens(replace(FLAG, revision=2), [ANSWERED], 1)
    assert reopens(replace(FLAG, why=FlagWhy.ILLEGAL), [ANSWERED], 1)
    own = replace(FLAG, harmed=True)
    assert reopens(own, [ANSWERED], 1)
    assert not reopens(own, [ANSWERED, replace(ANSWERED, id="f-9", harmed=True)], 1)


def test_what_was_not_looked_at_for_this_revision_does_not_count() -> None:
    assert reopens(FLAG, [replace(ANSWERED, revision=1)], 2)
    assert reopens(FLAG, [replace(ANSWERED, answered_at=None)], 1)
    assert reopens(replace(FLAG, answered_at=NOW), [replace(FLAG, answered_at=NOW)], 1)
    assert reopens(FLAG, [], 1)


flags = st.builds(
    replace,
    st.just(ANSWERED),
    id=st.uuids().map(str),
    why=st.sampled_from(FlagWhy),
    harmed=st.booleans(),
    revision=st.sampled_from([None, 1]),
)


@settings(deadline=None)
@given(st.lists(flags, max_size=40))
def test_however_many_flags_come_a_revision_is_looked_at_a_few_times(many: list[Flag]) -> None:
    looked_at: list[Flag] = []
    reopened = 0
    for flag in many:
        reopened += reopens(flag, looked_at, 1)
        looked_at.append(flag)
    assert reopened <= len(FlagWhy) + 1
