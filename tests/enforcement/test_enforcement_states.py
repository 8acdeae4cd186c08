"""States: the only permitted ways, at the only permitted times."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.enforcement.check import check_measure, effective, is_on
from evenhand.enforcement.states import TRANSITIONS, confirm, diagram, due, expire, is_due, move
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Measure, MeasureState, Subject, SubjectType
from tests.enforcement.builders import KINDS, NOW

ITEM = Subject(SubjectType.ITEM, "p-1")
ACCOUNT = Subject(SubjectType.ACCOUNT, "a-7")
TWO = ("moderator-1", "moderator-2")


@pytest.fixture
def held() -> Measure:
    return Measure("hold", ITEM, NOW, NOW + timedelta(hours=24))


@pytest.fixture
def proposed() -> Measure:
    return Measure(
        "suspend",
        ACCOUNT,
        NOW,
        None,
        "until lifted on appeal",
        MeasureState.PROPOSED,
        decide_by=NOW + timedelta(hours=72),
    )


def refused(code: str, call: Callable[[], object]) -> None:
    with pytest.raises(EvenhandError) as caught:
        call()
    assert caught.value.code == code


@pytest.mark.parametrize("state", MeasureState)
@pytest.mark.parametrize("to", MeasureState)
def test_what_the_table_does_not_permit_is_refused(
    held: Measure, state: MeasureState, to: MeasureState
) -> None:
    measure = replace(held, state=state)
    later = NOW + timedelta(hours=24)
    if (state, to) not in TRANSITIONS:
        refused("EH605", lambda: move(measure, to, later, deciders=TWO))
    elif to is not MeasureState.IN_FORCE:
        moved = move(measure, to, later)
        assert (moved.state, moved.ended_at) == (to, later)


def test_a_measure_does_not_expire_before_its_end_nor_change_before_its_beginning(
    held: Measure,
) -> None:
    refused("EH606", lambda: move(held, MeasureState.EXPIRED, held.until - timedelta(seconds=1)))
    refused("EH606", lambda: move(held, MeasureState.LIFTED, NOW - timedelta(seconds=1)))
    endless = replace(held, measure="remove", until=None, no_end_because="until cured")
    refused("EH606", lambda: move(endless, MeasureState.EXPIRED, NOW + timedelta(days=999)))


@pytest.mark.parametrize(
    "deciders",
    [(), ("ada",), ("ada", "ada"), ("", "ada"), (" ada", "ada"), ("rule", "ada"), ("rule",)],
)
def test_a_proposal_takes_two_people(proposed: Measure, deciders: tuple[str, ...]) -> None:
    refused("EH607", lambda: move(proposed, MeasureState.IN_FORCE, NOW, deciders=deciders))


def test_on_a_solo_site_the_second_look_of_one_person_counts(proposed: Measure) -> None:
    later = NOW + timedelta(hours=30)
    (changed,) = confirm(proposed, (), later, deciders=["ada"], one_person=True)
    assert changed.state is MeasureState.IN_FORCE
    refused("EH607", lambda: confirm(proposed, (), later, deciders=["rule"], one_person=True))


def test_a_proposal_takes_force_from_the_agreement_on(proposed: Measure) -> None:
    at = NOW + timedelta(hours=5)
    meanwhile = Measure("suspend_until", ACCOUNT, NOW, NOW + timedelta(hours=72))
    removed = Measure("remove", ITEM, NOW, None, "until cured")
    changed = confirm(proposed, (meanwhile, removed), at, deciders=TWO)
    assert [(m.measure, m.state) for m in changed] == [
        ("suspend", MeasureState.IN_FORCE),
        ("suspend_until", MeasureState.SUPERSEDED),
    ]
    assert (changed[0].from_, changed[0].decide_by, changed[1].ended_at) == (at, None, at)


def test_a_proposal_ends_by_itself_when_nobody_agreed_in_time(proposed: Measure) -> None:
    assert not is_due(proposed, proposed.decide_by - timedelta(seconds=1))
    assert due([proposed], proposed.decide_by) == (proposed,)
    (ended,) = expire([proposed], proposed.decide_by)
    assert ended.state is MeasureState.EXPIRED
    refused(
        "EH606",
        lambda: move(proposed, MeasureState.IN_FORCE, proposed.decide_by, deciders=TWO),
    )
    assert is_due(replace(proposed, decide_by=None), NOW + timedelta(hours=72))


def test_what_was_ended_late_is_told_to_have_ended_at_its_end(held: Measure) -> None:
    (ended,) = expire([held], NOW + timedelta(days=3))
    assert (ended.state, ended.ended_at) == (MeasureState.EXPIRED, held.until)


def test_the_platform_is_told_the_heaviest_that_is_on(held: Measure) -> None:
    masked = Measure("mask", ITEM, NOW, None, "until cured")
    at = NOW + timedelta(hours=1)
    assert effective([masked, held], ITEM, at, KINDS) == held
    assert effective([masked, held], ITEM, held.until, KINDS) == masked
    assert effective([masked], ACCOUNT, at, KINDS) is None


def test_the_diagram_is_drawn_from_the_table(golden: Callable[[str, str], None]) -> None:
    golden("enforcement/states.mmd", diagram())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"until": None}, "EH604"),
        ({"until": None, "no_end_because": "  "}, "EH604"),
        ({"no_end_because": "until cured"}, "EH604"),
        ({"subject": ACCOUNT}, "EH604"),
        ({"measure": "hodl"}, "EH603"),
        ({"measure": "suspend", "subject": ACCOUNT}, "EH604"),
    ],
)
def test_no_measure_without_an_end_or_a_named_reason(
    held: Measure, change: dict[str, Any], code: str
) -> None:
    assert check_measure(held, KINDS) is held
    refused(code, lambda: check_measure(replace(held, **change), KINDS))


def test_an_end_lies_after_the_beginning_and_has_a_zone(held: Measure) -> None:
    refused("EH604", lambda: check_measure(replace(held, until=held.from_), KINDS))
    refused(
        "EH604", lambda: check_measure(replace(held, until=held.until.replace(tzinfo=None)), KINDS)
    )


hours = st.integers(-5, 300)


@given(
    rows=st.lists(st.tuples(hours, st.none() | st.integers(1, 200), st.sampled_from(MeasureState))),
    at=hours,
)
@settings(deadline=None)
def test_nothing_is_in_force_after_its_end_once_what_is_due_has_ended(
    rows: list[tuple[int, int | None, MeasureState]], at: int
) -> None:
    now = NOW + timedelta(hours=at)
    before = [
        Measure(
            "label",
            ITEM,
            NOW + timedelta(hours=start),
            None if lasts is None else NOW + timedelta(hours=start + lasts),
            None if lasts else "until cured",
            state,
            id=str(n),
        )
        for n, (start, lasts, state) in enumerate(rows)
    ]
    ended = {m.id: m for m in expire(before, now)}
    after = [ended.get(m.id, m) for m in before]
    for measure in after:
        if measure.state is MeasureState.IN_FORCE:
            assert measure.until is None or measure.until > now
            assert is_on(measure, now) or measure.from_ > now
    assert expire(after, now) == ()


@given(
    steps=st.lists(st.tuples(st.sampled_from(MeasureState), st.integers(0, 100)), max_size=6),
    start=st.sampled_from([MeasureState.PROPOSED, MeasureState.IN_FORCE]),
)
@settings(deadline=None)
def test_no_walk_leaves_the_table(
    steps: list[tuple[MeasureState, int]], start: MeasureState
) -> None:
    measure = Measure("hold", ITEM, NOW, NOW + timedelta(hours=24), state=start)
    at = NOW
    for state, wait in steps:
        at += timedelta(hours=wait)
        before = measure
        with suppress(EvenhandError):
            measure = move(measure, state, at, deciders=TWO)
            assert (before.state, measure.state) in TRANSITIONS
            assert before.ended_at is None
            assert (measure.ended_at == at) is (state is not MeasureState.IN_FORCE)
