"""The ladder: strikes choose the step, the heaviest wins, only TRUE asks for anything."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.enforcement.ladder import fired_rules, heaviest, step, steps
from evenhand.model.errors import EvenhandError
from tests.enforcement import builders as make
from tests.enforcement.builders import KINDS

BY_WEIGHT = sorted(KINDS, key=lambda name: KINDS[name].severity)


def test_the_step_follows_the_strikes_and_the_last_repeats() -> None:
    ladder = ("label", "remove", "suspend_until")
    assert [step(ladder, strikes) for strikes in (0, 1, 2, 3, 99)] == [
        "label", "remove", "suspend_until", "suspend_until", "suspend_until",
    ]  # fmt: skip


def test_only_true_rules_that_are_neither_shadow_nor_paused_fire() -> None:
    rules = [make.rule(f"R-{n}", "remove") for n in (1, 2, 3)]
    rules.append(replace(make.rule("R-4", "remove"), paused=True))
    policy = make.policy(*rules)
    findings = (
        make.finding("R-1"),
        make.finding("R-2", outcome="unknown"),
        make.finding("R-3", shadow=True),
        make.finding("R-4"),
    )
    assert [fired.rule.id for fired in fired_rules(findings, [policy])] == ["R-1"]


def test_a_finding_of_another_version_is_refused() -> None:
    with pytest.raises(EvenhandError) as caught:
        fired_rules([make.finding("R-9")], [make.policy(make.rule("R-1", "remove"))])
    assert caught.value.code == "EH602"


def test_a_misspelt_measure_is_refused_with_the_nearest() -> None:
    fired = fired_rules([make.finding("R-1")], [make.policy(make.rule("R-1", "remov"))])
    with pytest.raises(EvenhandError, match="did you mean `remove`") as caught:
        steps(fired, KINDS, 0)
    assert caught.value.code == "EH603"


def test_ask_goes_to_a_person_and_asks_for_no_measure() -> None:
    fired = fired_rules([make.finding("R-1")], [make.policy(make.rule("R-1", "ask", "remove"))])
    wishes, asks = steps(fired, KINDS, 0)
    assert (wishes, [(ask.reason, ask.rule) for ask in asks]) == ((), [("rule", "R-1")])
    wishes, asks = steps(fired, KINDS, 1)
    assert ([wish.kind.name for wish in wishes], asks) == (["remove"], ())


def test_per_subject_the_heaviest_wins_for_all_rules_that_asked_for_it() -> None:
    rules = [
        make.rule("R-1", "label"),
        make.rule("R-2", "remove"),
        make.rule("R-3", "remove"),
        make.rule("R-4", "suspend_until"),
        make.rule("R-5", "block_link"),
    ]
    fired = fired_rules([make.finding(rule.id) for rule in rules], [make.policy(*rules)])
    wishes, _ = steps(fired, KINDS, 0)
    assert [(wish.kind.name, wish.rules) for wish in heaviest(wishes)] == [
        ("block_link", ("R-5",)),
        ("remove", ("R-2", "R-3")),
        ("suspend_until", ("R-4",)),
    ]


@given(
    ladder=st.lists(st.sampled_from(BY_WEIGHT), min_size=1, max_size=6),
    strikes=st.integers(0, 20),
)
@settings(deadline=None)
def test_more_strikes_never_give_a_lighter_step(ladder: list[str], strikes: int) -> None:
    ladder = sorted(ladder, key=BY_WEIGHT.index)
    lighter, heavier = step(ladder, strikes), step(ladder, strikes + 1)
    assert KINDS[lighter].severity <= KINDS[heavier].severity


@given(names=st.lists(st.sampled_from(BY_WEIGHT), min_size=1, max_size=12))
@settings(deadline=None)
def test_nothing_heavier_was_asked_for_on_a_subject_than_what_won(names: list[str]) -> None:
    rules = [make.rule(f"R-{n}", name) for n, name in enumerate(names)]
    fired = fired_rules([make.finding(rule.id) for rule in rules], [make.policy(*rules)])
    wishes = steps(fired, KINDS, 0)[0]
    won = heaviest(wishes)
    assert len({wish.kind.name for wish in won}) == len(won)
    for wish in wishes:
        on_it = [each for each in won if each.kind.subject is wish.kind.subject]
        assert max(each.kind.severity for each in on_it) >= wish.kind.severity
        as_heavy = [each for each in on_it if each.kind.severity >= wish.kind.severity]
        ends = [each.hours for each in as_heavy]
        assert None in ends or (wish.hours is not None and max(ends) >= wish.hours)
    for wish in won:
        heavier = [w for w in won if w.kind.severity > wish.kind.severity]
        heavier = [w for w in heavier if w.kind.subject is wish.kind.subject]
        assert all(w.hours is not None for w in heavier)


def test_a_hold_that_ends_leaves_the_masking_that_lasts() -> None:
    """A first comment is held for a while; the home address in it stays covered afterwards."""
    rules = [make.rule("R-1", "mask"), make.rule("R-2", "hold", hours=72), make.rule("R-3", "warn")]
    fired = fired_rules([make.finding(rule.id) for rule in rules], [make.policy(*rules)])
    won = heaviest(steps(fired, KINDS, 0)[0])
    assert [(wish.kind.name, wish.hours) for wish in won] == [("mask", None), ("hold", 72)]
