"""What a person's choice comes to: as much as one person may, and the rest proposed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.enforcement.by_person import About, Choice, order
from evenhand.enforcement.check import is_on
from evenhand.enforcement.imposed import Imposed
from evenhand.enforcement.second_person import alone_hours
from evenhand.enforcement.strikes import strike_after
from evenhand.model.case import AppealOutcome
from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import Prior
from evenhand.model.measure import (
    CureStep,
    Measure,
    MeasureState,
    Strike,
    Subject,
    SubjectType,
)
from tests.enforcement import builders as make
from tests.enforcement.builders import KINDS, NOW

ITEM = Subject(SubjectType.ITEM, "p-1")
ACCOUNT = Subject(SubjectType.ACCOUNT, "a-7")
LINK = Subject(SubjectType.LINK, "https://news.example/a")
SUBJECTS = {subject.type: subject for subject in (ITEM, ACCOUNT, LINK)}
RULES = [make.rule("R-1", "remove"), make.rule("R-2", "suspend_until", hours=48)]
ABOUT = About("main", "p-1", "a-7", (make.policy(*RULES),), (make.finding("R-1"),))
STRIKE = Strike("a-7", 1, NOW, NOW + timedelta(days=9), "c-1", "main", "p-1")


def choice(name: str, *rules: str, **given: Any) -> Choice:
    return Choice(name, SUBJECTS[KINDS[name].subject], rules or ("R-1",), **given)


def ordered(
    *choices: Choice, prior: Sequence[Measure] = (), earlier: Sequence[Measure] = (), **about: Any
) -> Imposed:
    present = Prior(about.pop("strikes", ()), tuple(prior))
    return order(choices, replace(ABOUT, **about), present, KINDS, NOW, earlier)


def held(name: str, hours: int | None = None, **change: Any) -> Measure:
    """A measure of the decision `c-1`, in force for a day."""
    began = NOW - timedelta(days=1)
    subject = SUBJECTS[KINDS[name].subject]
    until = None if hours is None else NOW + timedelta(hours=hours)
    reason = None if until else "until cured"
    measure = Measure(name, subject, began, until, reason, rules=("R-1",), decision="c-1", id=name)
    return replace(measure, **change)


def test_a_light_measure_is_in_force_at_once_with_its_cure_and_strike() -> None:
    imposed = ordered(choice("remove"))
    (measure,) = imposed.measures
    assert (measure.state, measure.until) == (MeasureState.IN_FORCE, None)
    assert (measure.no_end_because, measure.rules) == ("until cured", ("R-1",))
    assert measure.cure == (CureStep("private_info", "us_ssn"),)
    assert [(s.weight, s.item, s.account) for s in imposed.strikes] == [(1, "p-1", "a-7")]
    assert (imposed.asks, imposed.outcome) == ((), "measures")


def test_where_the_rule_saw_nothing_there_is_nothing_to_cure() -> None:
    (measure,) = ordered(choice("remove"), findings=()).measures
    assert (measure.cure, measure.no_end_because) == ((), "until lifted on appeal")


def test_it_ends_as_chosen_else_as_the_rule_says_else_as_the_card_says() -> None:
    at = NOW + timedelta(hours=5)
    for chosen, until in (
        (choice("suspend_until", "R-2", until=at), at),
        (choice("suspend_until", "R-2", hours=6), NOW + timedelta(hours=6)),
        (choice("suspend_until", "R-2"), NOW + timedelta(hours=48)),
        (choice("suspend_until", "R-1"), NOW + timedelta(hours=72)),
        (Choice("hold", ITEM), NOW + timedelta(hours=24)),
    ):
        (measure,) = ordered(chosen).measures
        assert measure.until == until


def test_a_heavy_measure_is_proposed_and_a_lighter_one_holds_meanwhile() -> None:
    imposed = ordered(choice("suspend"))
    assert [(m.measure, m.state) for m in imposed.measures] == [
        ("suspend_until", MeasureState.IN_FORCE),
        ("suspend", MeasureState.PROPOSED),
    ]
    assert [ask.reason for ask in imposed.asks] == ["second_person"]
    assert imposed.outcome == "review"


def test_a_lasting_measure_against_a_journalist_is_proposed() -> None:
    meanwhile, proposed = ordered(choice("label"), care=72).measures
    assert (meanwhile.until, proposed.until) == (NOW + timedelta(hours=72), None)


def test_who_used_up_the_time_alone_can_only_propose() -> None:
    before = held("suspend_until", -10, from_=NOW - timedelta(hours=82), decision="c-0")
    imposed = ordered(choice("suspend"), earlier=[before])
    assert [(m.measure, m.state) for m in imposed.measures] == [("suspend", MeasureState.PROPOSED)]
    assert imposed.strikes == ()
    assert imposed.outcome == "review"


def test_the_only_decider_has_time_for_a_second_look() -> None:
    _, proposed = ordered(choice("remove"), care=24, solo=True).measures
    assert proposed.decide_by == NOW + timedelta(hours=48)


def test_what_is_in_force_already_and_does_as_much_stands() -> None:
    removed = replace(held("remove"), cure=(CureStep("private_info", "us_ssn"),), decision="c-0")
    imposed = ordered(choice("mask"), prior=[removed])
    assert (imposed.measures, imposed.standing, imposed.lifted) == ((), (removed,), ())


def test_a_lighter_measure_in_force_gives_way() -> None:
    masked = replace(held("mask"), cure=(CureStep("private_info", "us_ssn"),))
    imposed = ordered(choice("remove"), prior=[masked], reviewed=frozenset({"c-1"}))
    assert (imposed.superseded, imposed.lifted) == ((masked,), ())


def test_the_measure_under_review_stands_where_it_is_just_what_is_wanted() -> None:
    removed = replace(held("remove"), cure=(CureStep("private_info", "us_ssn"),))
    imposed = ordered(choice("remove"), prior=[removed], reviewed=frozenset({"c-1"}))
    assert (imposed.measures, imposed.standing, imposed.lifted) == ((), (removed,), ())


@pytest.mark.parametrize("care", [None, 72, 24])
def test_one_person_lightens_a_measure_under_review_at_once(care: int | None) -> None:
    """Lifting it altogether takes one person; so does anything in between."""
    removed = replace(held("remove"), cure=(CureStep("private_info", "us_ssn"),))
    imposed = ordered(choice("mask"), prior=[removed], reviewed=frozenset({"c-1"}), care=care)
    (mask,) = imposed.measures
    assert (mask.measure, mask.state, mask.until) == ("mask", MeasureState.IN_FORCE, None)
    assert (imposed.lifted, imposed.asks) == ((removed,), ())


def test_a_shorter_suspension_takes_the_place_of_a_longer_one() -> None:
    month = held("suspend_until", 500)
    imposed = ordered(
        choice("suspend_until", hours=200), prior=[month], reviewed=frozenset({"c-1"})
    )
    (measure,) = imposed.measures
    assert (measure.until, measure.state) == (NOW + timedelta(hours=200), MeasureState.IN_FORCE)
    assert imposed.lifted == (month,)


def test_a_longer_suspension_is_no_lightening() -> None:
    month = held("suspend_until", 500)
    imposed = ordered(
        choice("suspend_until", hours=600), prior=[month], reviewed=frozenset({"c-1"})
    )
    assert [m.state for m in imposed.measures] == [MeasureState.IN_FORCE, MeasureState.PROPOSED]
    assert imposed.measures[0].until == NOW + timedelta(hours=72)


def test_what_is_not_kept_is_lifted_on_the_subjects_chosen_for_and_nowhere_else() -> None:
    proposed = held("suspend", state=MeasureState.PROPOSED, decide_by=NOW + timedelta(hours=9))
    meanwhile = held("suspend_until", 9, rules=("R-2",))
    removed = held("remove")
    other = held("suspend_until", 3, rules=("R-9",), decision="c-0")
    imposed = ordered(
        choice("suspend_until", hours=5),
        prior=[proposed, meanwhile, removed, other],
        reviewed=frozenset({"c-1"}),
    )
    assert set(imposed.lifted) == {proposed, meanwhile}
    assert [m.measure for m in imposed.measures] == ["suspend_until"]


def test_a_proposal_that_is_wished_again_waits_on() -> None:
    reason = "until lifted on appeal"
    proposed = held(
        "suspend",
        state=MeasureState.PROPOSED,
        decide_by=NOW + timedelta(hours=48),
        no_end_because=reason,
    )
    meanwhile = held("suspend_until", 48)
    imposed = ordered(
        choice("suspend"),
        prior=[proposed, meanwhile],
        earlier=[meanwhile],
        reviewed=frozenset({"c-1"}),
    )
    assert (imposed.measures, imposed.lifted, imposed.asks) == ((), (), ())
    assert imposed.standing == (meanwhile,)


def test_a_person_is_asked_where_a_proposal_waits_and_nothing_holds_meanwhile() -> None:
    proposed = held(
        "suspend",
        state=MeasureState.PROPOSED,
        decide_by=NOW + timedelta(hours=1),
        no_end_because="until lifted on appeal",
    )
    used_up = held("suspend_until", -1, from_=NOW - timedelta(hours=73))
    imposed = ordered(choice("suspend"), prior=[proposed], earlier=[used_up])
    assert imposed.measures == ()
    assert [ask.reason for ask in imposed.asks] == ["second_person"]


def test_a_rule_newer_than_the_deed_touches_neither_account_nor_record() -> None:
    early = {"deed_at": NOW - timedelta(days=100)}
    suspended = ordered(choice("suspend_until", "R-2"), **early)
    assert (suspended.measures, suspended.strikes, suspended.too_new) == ((), (), ("R-2",))
    removed = ordered(choice("remove"), **early)
    assert [m.measure for m in removed.measures] == ["remove"]
    assert (removed.strikes, removed.too_new) == ((), ())


def test_an_account_measure_rests_on_the_rules_that_are_old_enough() -> None:
    older = make.policy(make.rule("O-1", "suspend"), in_force_from=NOW - timedelta(days=400))
    both = (*ABOUT.policies, replace(older, ref=replace(older.ref, pack="older")))
    deed_at = NOW - timedelta(days=100)
    imposed = ordered(choice("suspend_until", "R-2", "O-1"), policies=both, deed_at=deed_at)
    assert [m.rules for m in imposed.measures] == [("O-1",)]
    assert imposed.too_new == ("R-2",)
    assert len(imposed.strikes) == 1


def test_strikes_only_by_rules_that_strike_and_once_for_an_item() -> None:
    lenient = make.policy(replace(RULES[0], strikes=False))
    assert ordered(choice("remove"), policies=(lenient,)).strikes == ()
    assert ordered(choice("mask")).strikes == ()
    assert ordered(choice("remove"), strikes=(STRIKE,)).strikes == ()
    assert ordered(choice("remove"), account=None).strikes == ()
    assert len(ordered(choice("remove"), choice("suspend_until")).strikes) == 1


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        ((choice("remove", "R-7"),), "EH610"),
        ((Choice("remove", ITEM),), "EH610"),
        ((choice("remove"), choice("mask")), "EH611"),
        ((choice("remove", hours=3, until=NOW + timedelta(hours=3)),), "EH611"),
        ((choice("remove", hours=0),), "EH611"),
        ((choice("remove", hours=10**15),), "EH611"),
        ((choice("remove", until=NOW),), "EH604"),
        ((choice("remove", until=(NOW + timedelta(hours=3)).replace(tzinfo=None)),), "EH604"),
        ((choice("suspend", hours=3),), "EH604"),
        ((Choice("remove", ACCOUNT, ("R-1",)),), "EH604"),
        ((Choice("hodl", ITEM, ("R-1",)),), "EH603"),
    ],
)
def test_an_unclear_choice_is_refused(choices: tuple[Choice, ...], code: str) -> None:
    with pytest.raises(EvenhandError) as caught:
        ordered(*choices)
    assert caught.value.code == code


def test_strikes_follow_what_was_looked_at_again() -> None:
    removed, masked = held("remove"), held("mask")
    assert strike_after(STRIKE, AppealOutcome.UPHELD, [], KINDS) is STRIKE
    assert strike_after(STRIKE, AppealOutcome.OVERTURNED, [removed], KINDS) is None
    assert strike_after(STRIKE, AppealOutcome.VARIED, [masked], KINDS) is None
    heavy = replace(STRIKE, weight=3)
    assert strike_after(heavy, AppealOutcome.VARIED, [masked, removed], KINDS) == STRIKE
    weighty = KINDS | {"remove": replace(KINDS["remove"], strike_weight=5)}
    assert strike_after(heavy, AppealOutcome.VARIED, [removed], weighty) == heavy


names = st.sampled_from(sorted(KINDS))
turns = st.lists(
    st.tuples(st.integers(0, 100), names, st.none() | st.integers(1, 500), st.booleans()),
    min_size=1,
    max_size=12,
)


@given(turns=turns, care=st.sampled_from([None, 72, 24]))
@settings(deadline=None, max_examples=150)
def test_no_sequence_of_choices_by_one_person_lasts_longer_than_one_may_alone(
    turns: list[tuple[int, str, int | None, bool]], care: int | None
) -> None:
    """Reviewing their own decisions or not: nothing heavy or lasting is in force by one person."""
    now, number = NOW, 0
    every: dict[str, Measure] = {}
    for wait, name, hours, reviews in turns:
        now, number = now + timedelta(hours=wait), number + 1
        wish = choice(name, hours=None if name == "suspend" else hours)
        still = [m for m in every.values() if is_on(m, now) or m.state is MeasureState.PROPOSED]
        same = [m for m in every.values() if m.subject == wish.subject]
        about = replace(
            ABOUT, care=care, reviewed=frozenset({still[-1].decision} if reviews and still else ())
        )
        imposed = order([wish], about, Prior((), tuple(still)), KINDS, now, same)
        for gone in (*imposed.lifted, *imposed.superseded):
            every[gone.id or ""] = replace(gone, state=MeasureState.LIFTED, ended_at=now)
        for place, measure in enumerate(imposed.measures):
            made = replace(measure, id=f"{number}-{place}", decision=str(number))
            every[made.id or ""] = made
            limit = alone_hours(KINDS[made.measure], care)
            if made.state is MeasureState.IN_FORCE and limit is not None:
                assert made.until is not None
                assert made.until <= now + timedelta(hours=limit)
