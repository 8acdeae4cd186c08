"""From findings to measures, strikes and questions: one line of house.md a test."""

from dataclasses import replace
from datetime import timedelta

import pytest

from evenhand.enforcement.impose import impose
from evenhand.model.decision import Because
from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import NO_PRIOR, Prior
from evenhand.model.measure import CureStep, MeasureState, Strike, Subject, SubjectType
from tests.enforcement import builders as make
from tests.enforcement.builders import KINDS, NOW, run


def test_nothing_found_and_nothing_failed_is_nothing_done() -> None:
    imposed = run(make.rule("R-1", "remove"), findings=())
    assert (imposed.measures, imposed.asks, imposed.strikes) == ((), (), ())
    assert imposed.outcome == "allow"


def test_a_removal_falls_on_the_item_until_cured_with_one_strike() -> None:
    imposed = run(make.rule("R-1", "remove"))
    (measure,) = imposed.measures
    assert measure.subject == Subject(SubjectType.ITEM, "p-1")
    assert (measure.from_, measure.until) == (NOW, None)
    assert measure.no_end_because == "until cured"
    assert measure.rules == ("R-1",)
    assert measure.cure == (CureStep("private_info", "us_ssn"),)
    (strike,) = imposed.strikes
    assert (strike.account, strike.weight, strike.item) == ("a-7", 1, "p-1")
    assert strike.expires_at == NOW + timedelta(days=180)
    assert imposed.outcome == "measures"


def test_a_measure_ends_as_its_rule_says_else_as_its_card_says() -> None:
    (by_card,) = run(make.rule("R-1", "suspend_until")).measures
    (by_rule,) = run(make.rule("R-1", "suspend_until", hours=24)).measures
    (label,) = run(make.rule("R-1", "label", hours=48)).measures
    assert by_card.until == NOW + timedelta(hours=72)
    assert by_rule.until == NOW + timedelta(hours=24)
    assert (label.until, label.no_end_because) == (NOW + timedelta(hours=48), None)


def test_of_several_ends_the_longest_holds() -> None:
    rules = [make.rule("R-1", "label", hours=48), make.rule("R-2", "label", hours=72)]
    (timed,) = run(*rules).measures
    (endless,) = run(*rules, make.rule("R-3", "label")).measures
    assert timed.until == NOW + timedelta(hours=72)
    assert endless.until is None
    assert endless.rules == ("R-1", "R-2", "R-3")


def test_what_rests_on_nothing_curable_goes_only_by_appeal() -> None:
    by_fact = make.finding("R-1", because=Because("facts.stolen == true", True, True))
    (measure,) = run(make.rule("R-1", "remove"), findings=[by_fact]).measures
    assert (measure.cure, measure.no_end_because) == ((), "until lifted on appeal")


def test_every_link_that_was_seen_is_blocked_once() -> None:
    links = ("https://a.example/", "https://b.example/")
    imposed = run(make.rule("R-1", "block_link"), seen=make.evidence(links=(*links, links[0])))
    assert tuple(m.subject.id for m in imposed.measures) == links
    assert {step.do for m in imposed.measures for step in m.cure} == {"mend_page"}
    assert len(imposed.strikes) == 1


def test_no_link_and_no_author_are_asked_about() -> None:
    rules = [make.rule("R-1", "block_link"), make.rule("R-2", "suspend_until")]
    imposed = run(*rules, seen=make.evidence(author=None, links=()))
    assert imposed.measures == imposed.strikes == ()
    assert [(ask.reason, ask.rule) for ask in imposed.asks] == [
        ("no_link", "R-1"),
        ("no_author", "R-2"),
    ]
    assert imposed.outcome == "review"


def test_an_unknown_is_never_held_against_anyone() -> None:
    rules = [make.rule(f"R-{name}", name) for name in [*KINDS, "ask"]]
    unknown = [make.finding(rule.id, outcome="unknown") for rule in rules]
    imposed = run(*rules, findings=unknown)
    assert (imposed.measures, imposed.asks, imposed.strikes) == ((), (), ())


def test_a_rule_newer_than_the_deed_touches_neither_account_nor_record() -> None:
    rules = [make.rule("R-1", "remove"), make.rule("R-2", "suspend_until")]
    policy = make.policy(*rules, in_force_from=NOW - timedelta(days=1))
    before = make.evidence(deed_at=NOW - timedelta(days=2))
    after = make.evidence(deed_at=NOW - timedelta(hours=2))
    imposed = run(*rules, under=policy, seen=before)
    assert [m.measure for m in imposed.measures] == ["remove"]
    assert (imposed.strikes, imposed.too_new) == ((), ("R-2",))
    imposed = run(*rules, under=policy, seen=after)
    assert [m.measure for m in imposed.measures] == ["remove", "suspend_until"]
    assert (len(imposed.strikes), imposed.too_new) == (1, ())


def test_a_deed_at_an_unknown_time_counts_as_done_now() -> None:
    rule = make.rule("R-1", "suspend_until")
    policy = make.policy(rule, in_force_from=NOW - timedelta(minutes=1))
    assert len(run(rule, under=policy, seen=make.evidence(deed_at=None)).strikes) == 1


def test_an_older_rule_still_strikes_beside_a_newer_one() -> None:
    newer = make.policy(make.rule("N-1", "remove"), in_force_from=NOW)
    newer = replace(newer, ref=replace(newer.ref, pack="newer"))
    older = make.policy(make.rule("R-1", "block_link"))
    findings = [replace(make.finding("N-1"), pack="newer"), make.finding("R-1")]
    seen = make.evidence(deed_at=NOW - timedelta(days=1))
    assert len(impose(findings, [newer, older], seen, NO_PRIOR, KINDS).strikes) == 1
    assert not impose(findings[:1], [newer, older], seen, NO_PRIOR, KINDS).strikes


def test_light_measures_and_unknown_authors_give_no_strike() -> None:
    assert not run(make.rule("R-1", "mask")).strikes
    assert not run(make.rule("R-1", "remove"), seen=make.evidence(author=None)).strikes


def test_one_deed_one_strike_however_often_it_is_edited() -> None:
    rule = make.rule("R-1", "remove")
    imposed = run(rule, strike_days=30)
    (strike,) = imposed.strikes
    assert strike.expires_at == NOW + timedelta(days=30)
    again = run(rule, prior=Prior((strike,)))
    other = run(rule, prior=Prior((strike,)), seen=make.evidence(item="p-2"))
    assert (len(again.strikes), len(other.strikes)) == (0, 1)


def test_the_account_s_strikes_choose_the_step() -> None:
    rule = make.rule("R-1", "label", "remove", "suspend_until")
    names = []
    for weight in range(5):
        strike = Strike("a-7", weight, NOW, NOW + timedelta(days=9))
        names.append(run(rule, prior=Prior((strike,))).measures[0].measure)
    assert names == ["label", "remove", "suspend_until", "suspend_until", "suspend_until"]


def test_what_is_in_force_already_is_not_ordered_twice() -> None:
    rule = make.rule("R-1", "block_link")
    first = run(rule)
    prior = Prior(in_force=first.measures)
    second = run(rule, prior=prior, seen=make.evidence(item="p-2", author="a-8"))
    assert (second.measures, second.standing) == ((), first.measures)
    assert second.outcome == "measures"
    assert [strike.account for strike in second.strikes] == ["a-8"], "like deeds, like strikes"


def test_a_heavier_measure_in_force_stays_and_a_lighter_one_gives_way() -> None:
    removed = run(make.rule("R-1", "remove")).measures
    masked = run(make.rule("R-1", "mask")).measures
    lighter = run(make.rule("R-1", "mask"), prior=Prior(in_force=removed))
    heavier = run(make.rule("R-1", "remove"), prior=Prior(in_force=masked))
    assert (lighter.measures, lighter.standing) == ((), removed)
    assert [m.measure for m in heavier.measures] == ["remove"]
    assert heavier.superseded == masked


def test_a_measure_for_another_reason_is_ordered_beside_the_one_in_force() -> None:
    """Curing the first must not set free what the second is for."""
    removed = run(make.rule("R-1", "remove")).measures
    phone = make.finding("R-2", because=Because("private_info.phone.count > 0", True, 1))
    both = [make.rule("R-1", "remove"), make.rule("R-2", "mask")]
    imposed = run(*both, findings=[phone], prior=Prior(in_force=removed))
    assert [(m.measure, m.rules) for m in imposed.measures] == [("mask", ("R-2",))]
    assert imposed.superseded == ()


def test_the_same_rule_seeing_something_else_is_not_covered_by_an_old_cure() -> None:
    rule = make.rule("R-1", "remove")
    removed = run(rule).measures
    phone = make.finding("R-1", because=Because("private_info.phone.count > 0", True, 1))
    imposed = run(rule, findings=[phone], prior=Prior(in_force=removed))
    assert [m.cure for m in imposed.measures] == [(CureStep("private_info", "phone"),)]


def test_a_measure_that_ends_sooner_covers_nothing_that_lasts_longer() -> None:
    rule = make.rule("R-1", "label", hours=24)
    first = run(rule).measures
    again = run(rule, prior=Prior(in_force=first), seen=make.evidence(at=NOW + timedelta(hours=6)))
    assert [m.until for m in again.measures] == [NOW + timedelta(hours=30)]
    assert again.superseded == first


def test_a_measure_that_is_over_covers_nothing() -> None:
    (held,) = run(make.rule("R-1", "hold")).measures
    over = replace(held, from_=NOW - timedelta(hours=24), until=NOW)
    lifted = replace(held, state=MeasureState.LIFTED)
    for gone in (over, lifted):
        imposed = run(make.rule("R-1", "hold"), prior=Prior(in_force=(gone,)))
        assert [m.measure for m in imposed.measures] == ["hold"]


def test_a_failed_signal_holds_for_a_person_for_limited_hours() -> None:
    seen = make.evidence(failed=["private_info"])
    imposed = impose((), [make.policy()], seen, NO_PRIOR, KINDS, hold_hours=6)
    (hold,) = imposed.measures
    assert (hold.measure, hold.rules, hold.cure) == ("hold", (), ())
    assert hold.until == NOW + timedelta(hours=6)
    assert [(ask.reason, ask.due_hours) for ask in imposed.asks] == [("signal_failed", 6)]
    assert imposed.strikes == ()


def test_a_failed_signal_is_let_through_where_the_site_says_so() -> None:
    seen = make.evidence(failed=["private_info", "spam"])
    modes = {"private_info": "allow"}
    imposed = impose((), [make.policy()], seen, NO_PRIOR, KINDS, fail_modes=modes)
    assert (imposed.measures, imposed.asks, imposed.outcome) == ((), (), "allow")
    with pytest.raises(EvenhandError) as caught:
        impose((), [], seen, NO_PRIOR, KINDS, fail_modes={"spam": "alow"})
    assert caught.value.code == "EH608"


def test_a_failed_signal_adds_no_hold_to_what_hides_the_item_as_long() -> None:
    seen = make.evidence(failed=["private_info"])
    removed = run(make.rule("R-1", "remove"), seen=seen)
    masked = run(make.rule("R-1", "mask"), seen=seen)
    assert [m.measure for m in removed.measures] == ["remove"]
    assert [m.measure for m in masked.measures] == ["mask", "hold"]
    assert [ask.reason for ask in removed.asks] == ["signal_failed"]
