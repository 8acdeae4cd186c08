"""Notices: what a person reads, word for word, and what no notice may say."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from evenhand.enforcement.states import confirm, expire, move
from evenhand.model.errors import EvenhandError
from evenhand.model.evidence import Prior
from evenhand.model.measure import MeasureState
from evenhand.model.reading import Reading
from evenhand.statements.context import (
    Change,
    Seen,
    StatementContext,
    Why,
    summarise,
)
from evenhand.statements.press import press_line
from evenhand.statements.texts import write_text
from tests.statements import builders as make
from tests.statements.builders import NOW

Golden = Callable[[str, str], None]
HOURS_72 = NOW + timedelta(hours=72)
EARLIER = replace(make.link_block().measures[0], from_=NOW - timedelta(days=3), decision="c-0")
NOTICES = {
    "standing_block": make.link_block(prior=Prior(in_force=(EARLIER,))),
    "removal": make.removal(),
    "link_block": make.link_block(log_index=47902),
    "suspension": make.suspension(),
    "proposed_suspension": make.proposed_suspension(),
    "failed_check": make.failed_check(),
    "news_link_block": make.decided(
        make.HACKED, "HM-1", "block_link", because=make.PAGE, roles=["news_org"]
    ),
}


def changed(context: StatementContext, change: Change) -> StatementContext:
    """The state after a change, with its measure in the place of the old one."""
    now = tuple(
        change.measure if measure.id == change.measure.id else measure
        for measure in context.measures
    )
    return replace(
        context, measures=now, change=change, now=change.at, previous="st-1", log_index=47903
    )


def expiry() -> StatementContext:
    context = make.suspension()
    (ended,) = expire(context.measures, HOURS_72)
    return changed(context, Change(ended, MeasureState.IN_FORCE, HOURS_72))


def lifted() -> StatementContext:
    context = make.removal()
    at = NOW + timedelta(hours=2)
    gone = move(context.measures[0], MeasureState.LIFTED, at)
    return changed(context, Change(gone, MeasureState.IN_FORCE, at, Why.CURED))


def confirmed() -> StatementContext:
    context = make.proposed_suspension()
    meanwhile, proposed = context.measures
    at = NOW + timedelta(hours=20)
    both = confirm(proposed, [meanwhile], at, deciders=["moderator-1", "moderator-2"])
    context = changed(context, Change(both[1], MeasureState.IN_FORCE, at))
    context = changed(context, Change(both[0], MeasureState.PROPOSED, at))
    return replace(context, case_open=False)


def superseded() -> StatementContext:
    context = confirmed()
    meanwhile = context.measures[0]
    return changed(context, Change(meanwhile, MeasureState.IN_FORCE, context.now))


def not_agreed() -> StatementContext:
    context = make.proposed_suspension()
    meanwhile, proposed = expire(context.measures, HOURS_72)
    context = changed(context, Change(meanwhile, MeasureState.IN_FORCE, HOURS_72))
    return changed(context, Change(proposed, MeasureState.PROPOSED, HOURS_72))


CHANGES = {
    "expiry": expiry(),
    "lifted": lifted(),
    "confirmed": confirmed(),
    "superseded": superseded(),
    "not_agreed": not_agreed(),
}


@pytest.mark.parametrize("name", [*NOTICES, *CHANGES])
def test_a_notice_reads_as_we_mean_it(name: str, golden: Golden) -> None:
    golden(f"statements/{name}.txt", write_text({**NOTICES, **CHANGES}[name]))


@pytest.mark.parametrize("name", [*NOTICES, *CHANGES])
def test_the_press_hears_the_same_state(name: str, golden: Golden) -> None:
    golden(f"statements/press/{name}.txt", press_line({**NOTICES, **CHANGES}[name]))


def test_the_press_hears_that_a_measure_ended_though_nobody_recorded_it(golden: Golden) -> None:
    late = make.suspension(now=NOW + timedelta(days=10))
    assert "Suspension until a date (accounts: 1): ended on 2026-09-29." in press_line(late)
    declined = move(make.proposed_suspension().measures[1], MeasureState.LIFTED, NOW)
    context = make.proposed_suspension(measures=(declined,))
    assert "was proposed and never started" in press_line(context)


def test_the_press_hears_no_name_handle_or_address() -> None:
    for context in (*NOTICES.values(), *CHANGES.values()):
        line = press_line(context)
        assert not re.search(r"p-1|a-7|letter\.example|://|14:00", line)


def test_a_first_change_without_a_notice_refers_to_the_decision() -> None:
    context = replace(lifted(), previous=None)
    assert f"This follows our decision in case {make.CASE}." in write_text(context)


def test_a_notice_shown_later_says_what_is_over() -> None:
    text = write_text(make.suspension(now=NOW + timedelta(days=10)))
    assert "It ended by itself on 2026-09-29 14:00 UTC." in text
    assert "temporary" not in text
    text = write_text(make.proposed_suspension(now=NOW + timedelta(days=10)))
    assert "it was not agreed to before 2026-09-29 14:00 UTC. It never started." in text


def test_a_person_s_decision_says_so() -> None:
    context = make.removal()
    context = replace(context, decision=replace(context.decision, decided_by="moderator"))
    assert "A person decided this, as moderator. Automatic checks had" in write_text(context)
    assert "A person decided this, as moderator.\n" in write_text(replace(context, seen=()))
    assert "by a person" in press_line(context)


def test_what_only_a_person_can_decide_is_told_as_open() -> None:
    text = write_text(make.decided(make.PRIVATE, "PI-2", "ask"))
    assert "Nothing so far.\n  A person has still to look at it." in text
    assert "How to put it right" not in text
    assert "has still to look" not in write_text(
        make.decided(make.PRIVATE, "PI-2", "ask", case_open=False)
    )


def test_where_nothing_would_cure_it_only_an_appeal_is_named() -> None:
    context = make.removal()
    stuck = replace(context.measures[0], cure=(), no_end_because="until lifted on appeal")
    text = write_text(replace(context, measures=(stuck,)))
    assert "Removal: nothing that you can change lifts it; an appeal can." in text
    assert "It has no end date: it stays unless an appeal succeeds." in text


def test_a_reason_in_somebody_s_own_words_is_told_in_them() -> None:
    context = make.removal()
    own = replace(context.measures[0], no_end_because="until the court has decided")
    text = write_text(replace(context, measures=(own,)))
    assert "It has no end date: until the court has decided." in text


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        ({"policies": ()}, "no finding and policy explain the rule `PI-2.1`"),
        ({"policies": (make.PRIVATE,)}, "no rule `PI-2.1`"),
        ({"kinds": {}}, "no card of the measure `remove`"),
        ({"decision": replace(make.removal().decision, id=None)}, "no id yet"),
    ],
)
def test_a_notice_with_a_hole_in_it_is_not_written(broken: dict[str, object], says: str) -> None:
    with pytest.raises(EvenhandError, match=re.escape(says)) as caught:
        write_text(make.removal(**broken))
    assert caught.value.code == "EH703"


def test_readings_are_counted_and_their_values_left_behind() -> None:
    readings = [
        Reading("private_info", "phone", 0.9, detail={"x": 1}),
        Reading("private_info", "phone", 0.5),
        Reading("private_info", "email", 0.49),
        Reading("blocked_link", "page", 1.0),
    ]
    assert summarise(readings) == (
        Seen("private_info", "phone", 2),
        Seen("blocked_link", "page", 1),
    )
