"""Light and reversible takes one person, now; heavy and lasting takes two."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.enforcement.check import check_measure, is_on
from evenhand.enforcement.imposed import Imposed
from evenhand.enforcement.second_person import (
    NO_LIMIT,
    REST,
    alone_before,
    alone_hours,
    alone_until,
    care_hours,
    propose,
)
from evenhand.enforcement.states import expire
from evenhand.model.evidence import Evidence, Prior
from evenhand.model.measure import Measure, MeasureState, Subject, SubjectType
from tests.enforcement import builders as make
from tests.enforcement.builders import KINDS, NOW, run


def ordered(name: str, seen: Evidence | None = None, hours: int | None = None) -> Imposed:
    """What becomes of one rule that asks for this measure."""
    return run(make.rule("R-1", name, hours=hours), seen=seen)


@pytest.mark.parametrize(
    ("roles", "facts", "hours"),
    [
        (None, {}, None),
        ((), {}, None),
        (("business",), {}, None),
        (("journalist",), {}, 72),
        (("candidate",), {}, 72),
        (("office_holder",), {}, 72),
        (("news_org",), {}, 24),
        (("journalist", "news_org"), {}, 24),
        (None, {"facts.news_link": True}, 24),
        (None, {"facts.news_link": False}, None),
    ],
)
def test_who_is_owed_care(
    roles: Sequence[str] | None, facts: Mapping[str, bool], hours: int | None
) -> None:
    assert care_hours(make.evidence(roles=roles, facts=facts)) == hours


def test_a_suspension_for_good_is_proposed_and_one_until_a_date_holds_meanwhile() -> None:
    imposed = ordered("suspend")
    meanwhile, proposed = imposed.measures
    assert (meanwhile.measure, meanwhile.state) == ("suspend_until", MeasureState.IN_FORCE)
    assert (meanwhile.until, meanwhile.no_end_because) == (NOW + timedelta(hours=72), None)
    assert (proposed.measure, proposed.state) == ("suspend", MeasureState.PROPOSED)
    assert proposed.no_end_because == "until lifted on appeal"
    assert proposed.decide_by == meanwhile.until
    assert [(ask.reason, ask.rule, ask.due_hours) for ask in imposed.asks] == [
        ("second_person", "R-1", 72)
    ]


@pytest.mark.parametrize(("hours", "alone"), [(24, True), (72, True), (73, False), (720, False)])
def test_a_suspension_of_more_than_72_hours_needs_a_second_person(hours: int, alone: bool) -> None:
    imposed = ordered("suspend_until", hours=hours)
    assert imposed.measures[0].until == NOW + timedelta(hours=min(hours, 72))
    assert (len(imposed.measures), not imposed.asks) == ((1, True) if alone else (2, False))


@pytest.mark.parametrize("role", ["journalist", "candidate", "office_holder"])
@pytest.mark.parametrize("name", ["label", "mask", "block_link", "remove"])
def test_a_lasting_measure_against_them_is_proposed(role: str, name: str) -> None:
    meanwhile, proposed = ordered(name, make.evidence(roles=[role])).measures
    assert meanwhile.measure == proposed.measure == name
    assert meanwhile.until == NOW + timedelta(hours=72)
    assert (proposed.until, proposed.state) == (None, MeasureState.PROPOSED)
    assert meanwhile.cure == proposed.cure != ()


def test_on_news_links_it_is_24_hours() -> None:
    news_link = make.evidence(facts={"facts.news_link": True})
    newsroom = make.evidence(roles=["news_org"])
    block, _ = ordered("block_link", news_link).measures
    suspension, _ = ordered("suspend", newsroom).measures
    assert block.until == suspension.until == NOW + timedelta(hours=24)
    assert not ordered("hold", newsroom).asks, "a hold of 24 hours is short enough"


def test_roles_that_nobody_told_are_not_protected() -> None:
    (measure,) = ordered("remove", make.evidence(roles=None)).measures
    assert measure.until is None


def test_one_may_not_lengthen_alone_what_is_in_force() -> None:
    first = ordered("suspend_until", hours=48)
    later = make.evidence(item="p-2", at=NOW + timedelta(hours=40))
    rule = make.rule("R-2", "suspend_until")
    again = run(rule, seen=later, prior=Prior(in_force=first.measures))
    meanwhile, proposed = again.measures
    assert meanwhile.until == first.measures[0].until
    assert proposed.until == later.decided_at + timedelta(hours=72)
    assert [ask.reason for ask in again.asks] == ["second_person"]


def test_a_proposal_that_waits_already_is_not_made_again() -> None:
    first = ordered("suspend")
    prior = Prior(in_force=first.measures)
    again = run(make.rule("R-1", "suspend"), seen=make.evidence(item="p-2"), prior=prior)
    assert (again.measures, again.asks, again.standing) == ((), (), first.measures[:1])


screenings = st.lists(
    st.tuples(
        st.integers(0, 60),  # hours since the one before
        st.lists(
            st.tuples(st.sampled_from(sorted(KINDS)), st.none() | st.integers(1, 400)), max_size=3
        ),
        st.sampled_from([None, (), ("journalist",), ("news_org",), ("business",)]),
        st.booleans(),  # whether a signal failed
        st.sampled_from(["p-1", "p-2"]),
    ),
    min_size=1,
    max_size=12,
)


@given(sequence=screenings)
@settings(deadline=None, max_examples=150)
def test_no_sequence_of_screenings_gives_a_lasting_heavy_measure_alone(
    sequence: list[tuple[int, list[tuple[str, int | None]], Sequence[str] | None, bool, str]],
) -> None:
    now, kept = NOW, frozenset[Measure]()
    for hours, wishes, roles, failed, item in sequence:
        now += timedelta(hours=hours)
        kept = frozenset(m for m in kept if m.state is MeasureState.PROPOSED or is_on(m, now))
        rules = [make.rule(f"R-{n}", name, hours=lasts) for n, (name, lasts) in enumerate(wishes)]
        seen = make.evidence(
            roles=roles, item=item, at=now, failed=["private_info"] if failed else []
        )
        imposed = run(*rules, seen=seen, prior=Prior(in_force=tuple(kept)))
        kept = (kept | set(imposed.measures)) - set(imposed.superseded)
        for measure in imposed.measures:
            check_measure(measure, KINDS)
            limit = alone_hours(KINDS[measure.measure], care_hours(seen))
            if measure.state is MeasureState.IN_FORCE and limit is not None:
                assert measure.until is not None
                assert measure.until - measure.from_ <= timedelta(hours=limit)
            if measure.state is MeasureState.PROPOSED:
                assert imposed.asks
                assert measure.decide_by is not None
                (ended,) = expire([measure], measure.decide_by)
                assert ended.state is MeasureState.EXPIRED


@given(waits=st.lists(st.integers(0, 30), min_size=1, max_size=30), hours=st.integers(1, 200))
@settings(deadline=None, max_examples=60)
def test_short_suspensions_cannot_be_strung_together_without_a_break(
    waits: list[int], hours: int
) -> None:
    """However many rules suspend one after the other, after 72 hours it has ended once."""
    now = began = NOW
    kept: tuple[Measure, ...] = ()
    for number, wait in enumerate(waits):
        now += timedelta(hours=wait)
        kept = tuple(m for m in kept if is_on(m, now))
        began = began if kept else now
        imposed = run(
            make.rule(f"R-{number}", "suspend_until", hours=hours),
            seen=make.evidence(at=now),
            prior=Prior(in_force=kept),
        )
        kept += tuple(replace(m, id=str(number)) for m in imposed.in_force)
        for measure in kept:
            assert measure.until is not None
            assert measure.until <= began + timedelta(hours=72)


ACCOUNT = Subject(SubjectType.ACCOUNT, "a-7")
ITEM = Subject(SubjectType.ITEM, "p-1")


def taken(name: str, start: int, end: int | None, **change: Any) -> Measure:
    """A measure from and until so many hours from NOW."""
    subject = ACCOUNT if name.startswith("suspend") else ITEM
    until = None if end is None else NOW + timedelta(hours=end)
    reason = None if until else "until cured"
    return replace(Measure(name, subject, NOW + timedelta(hours=start), until, reason), **change)


WISH = taken("suspend_until", 0, 400)


@pytest.mark.parametrize(
    ("earlier", "hours"),
    [
        ([], 72),
        ([taken("suspend_until", -10, 14)], 62),
        ([taken("suspend_until", -100, -90)], None),
        ([taken("suspend_until", -40, -30), taken("suspend_until", -60, -50)], 12),
        ([taken("suspend_until", -168 - 50, -168)], 72),
        ([taken("suspend_until", -167 - 50, -167)], None),
        ([taken("suspend_until", -300, -250), taken("suspend_until", -170, -167)], None),
        ([taken("suspend_until", -50, 22, ended_at=NOW - timedelta(hours=40))], 22),
        ([taken("suspend_until", -50, 22, subject=Subject(SubjectType.ACCOUNT, "a-8"))], 72),
        ([taken("suspend", -50, None, state=MeasureState.PROPOSED, decide_by=NOW)], 72),
        ([taken("suspend", -50, None, state=MeasureState.EXPIRED, decide_by=NOW)], 72),
        ([taken("suspend", -50, None, ended_at=NOW)], 22),
    ],
)
def test_measures_taken_alone_count_together_until_a_rest(
    earlier: list[Measure], hours: int | None
) -> None:
    end = alone_until(WISH, KINDS, None, earlier)
    assert end == (None if hours is None else NOW + timedelta(hours=hours))


def test_a_lighter_measure_before_leaves_the_time_for_a_heavier_one() -> None:
    """Who labelled an item yesterday may still hide it today; the other way round it counts."""
    label, remove = taken("label", -72, 0), taken("remove", -72, 0)
    at_once = NOW + timedelta(hours=72)
    assert alone_until(taken("remove", 0, None), KINDS, 72, [label]) == at_once
    assert alone_until(taken("label", 0, None), KINDS, 72, [remove]) is None


def test_what_one_may_do_without_limit_has_no_chain() -> None:
    assert alone_until(taken("remove", 0, None), KINDS, None, [taken("hold", -9, 9)]) is NO_LIMIT
    assert alone_until(taken("suspend", 0, None), KINDS, None, []) is None


def test_where_nothing_may_be_taken_alone_any_more_it_is_only_proposed() -> None:
    used_up = [taken("suspend_until", -100, -28)]
    proposal = propose(WISH, KINDS, None, used_up)
    assert proposal.meanwhile is None
    assert proposal.proposed is not None
    assert proposal.proposed.state is MeasureState.PROPOSED
    assert proposal.proposed.decide_by == NOW + timedelta(hours=72)


def test_on_a_solo_site_a_proposal_waits_for_the_second_look() -> None:
    block = replace(taken("remove", 0, None), subject=ITEM)
    many, one = (propose(block, KINDS, 24, [], solo=solo).proposed for solo in (False, True))
    assert many is not None
    assert one is not None
    assert many.decide_by == NOW + timedelta(hours=24)
    assert one.decide_by == NOW + timedelta(hours=48)


def test_what_lasts_longer_than_one_may_take_was_agreed_to() -> None:
    short, long = taken("suspend_until", -10, 20), taken("suspend_until", -10, 300)
    endless = taken("remove", -10, None)
    (before,) = alone_before(Prior(in_force=(short, long, endless)), KINDS, None)
    assert before == replace(short, from_=short.until - timedelta(hours=72))


def test_what_was_taken_without_care_counts_once_care_is_due() -> None:
    """An author's roles may become known after a rule's measure without an end was lifted."""
    endless = replace(taken("remove", -200, None), state=MeasureState.LIFTED, ended_at=NOW)
    before = alone_before(Prior(recent=(endless,)), KINDS, 72)
    assert before == (endless,)
    assert alone_until(taken("remove", 0, None), KINDS, 72, before) is None


commands = st.lists(
    st.tuples(
        st.integers(0, 200),  # hours since the one before
        st.sampled_from(["suspend", "suspend_until"]),
        st.integers(1, 100),
        st.booleans(),  # whether the one in force is lifted first
    ),
    min_size=1,
    max_size=25,
)


@given(commands=commands)
@settings(deadline=None, max_examples=200)
def test_no_sequence_of_commands_by_one_person_is_a_lasting_suspension(
    commands: list[tuple[int, str, int, bool]],
) -> None:
    """Whatever one person orders and lifts: of any stretch without a week's rest, 72 hours."""
    now, taken_alone = NOW, list[Measure]()
    for wait, name, hours, lifts in commands:
        now += timedelta(hours=wait)
        if lifts:
            taken_alone = [
                replace(m, state=MeasureState.LIFTED, ended_at=now) if is_on(m, now) else m
                for m in taken_alone
            ]
        until = now + timedelta(hours=hours) if name == "suspend_until" else None
        wish = Measure(name, ACCOUNT, now, until, None if until else "until lifted on appeal")
        meanwhile = propose(wish, KINDS, None, taken_alone).meanwhile
        taken_alone += [meanwhile] if meanwhile else []
    began = over = None
    for measure in taken_alone:
        end = measure.ended_at or measure.until
        assert end is not None
        if began is None or over is None or measure.from_ >= over + REST:
            began = measure.from_
        over = max(over or end, end)
        assert end - began <= timedelta(hours=72)
