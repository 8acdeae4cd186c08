"""A decision that asks for a person becomes a case, due in time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from evenhand.model.decision import Ask, AskReason, Because, Decision, Finding
from evenhand.model.errors import EvenhandError
from evenhand.model.measure import Measure, MeasureState, Subject, SubjectType
from evenhand.model.policy import Policy, PolicyRef
from evenhand.review.open import PRIVATE, open_case

NOW = datetime(2026, 9, 26, 14, 0, tzinfo=UTC)
ITEM = Subject(SubjectType.ITEM, "p-1")
REF = PolicyRef("privacy", 1, "sha256:" + "0" * 64)
PRIVACY = Policy(REF, "Privacy", NOW, (), {}, {}, category=PRIVATE)
OTHER = replace(PRIVACY, category="STATEMENT_CATEGORY_OTHER_VIOLATION_TC")
FINDING = Finding("privacy", "P-1", "P-1", "true", Because("true", True))


def decision(*asks: Ask, measures: tuple[Measure, ...] = ()) -> Decision:
    return Decision(
        "main", ITEM, 1, "a-7", "review", (REF,), (FINDING,), measures, asks, (), "rule", NOW,
        matter="m-1", id="c-1",
    )  # fmt: skip


def hold(hours: int) -> Measure:
    return Measure("hold", ITEM, NOW, NOW + timedelta(hours=hours))


def test_private_information_that_everybody_can_see_is_due_in_minutes() -> None:
    case = open_case(decision(Ask(AskReason.RULE, "P-1")), [PRIVACY])
    assert (case.queue, case.urgency) == ("private_information", 1)
    assert case.due_at == NOW + timedelta(minutes=15)
    assert (case.id, case.site, case.state, case.reasons) == ("c-1", "main", "open", ("rule",))
    assert (case.subject, case.decision, case.matter, case.account) == (ITEM, "c-1", "m-1", "a-7")


@pytest.mark.parametrize("measure", ["mask", "hold", "remove"])
def test_private_information_that_is_covered_can_wait(measure: str) -> None:
    covered = replace(hold(48), measure=measure)
    case = open_case(decision(Ask(AskReason.RULE, "P-1"), measures=(covered,)), [PRIVACY])
    assert case.due_at == NOW + timedelta(hours=24)
    proposed = replace(covered, state=MeasureState.PROPOSED)
    live = open_case(decision(Ask(AskReason.RULE, "P-1"), measures=(proposed,)), [PRIVACY])
    assert live.urgency == 1
    elsewhere = replace(covered, subject=Subject(SubjectType.ITEM, "p-2"))
    live = open_case(decision(Ask(AskReason.RULE, "P-1"), measures=(elsewhere,)), [PRIVACY])
    assert live.urgency == 1


@pytest.mark.parametrize("change", [{"shadow": True}, {"outcome": "unknown"}])
def test_only_a_true_rule_makes_it_a_private_case(change: dict[str, Any]) -> None:
    asked = replace(decision(Ask(AskReason.RULE)), findings=(replace(FINDING, **change),))
    assert open_case(asked, [PRIVACY]).queue == "general"


def test_a_second_person_is_asked_before_the_time_is_over() -> None:
    news = replace(hold(24), state=MeasureState.PROPOSED, decide_by=NOW + timedelta(hours=24))
    case = open_case(decision(Ask(AskReason.SECOND_PERSON, "P-1", 24), measures=(news,)), [OTHER])
    assert (case.queue, case.urgency) == ("second_person", 2)
    assert case.due_at == NOW + timedelta(hours=22)
    slow = replace(news, decide_by=NOW + timedelta(hours=72))
    case = open_case(decision(Ask(AskReason.SECOND_PERSON, "P-1", 72), measures=(slow,)), [OTHER])
    assert (case.urgency, case.due_at) == (3, NOW + timedelta(hours=24))


def test_a_hold_is_looked_at_before_it_ends() -> None:
    asked = decision(Ask(AskReason.SIGNAL_FAILED, due_hours=2), measures=(hold(2),))
    case = open_case(asked, [OTHER])
    assert (case.queue, case.due_at) == ("unfinished_checks", NOW + timedelta(hours=1))


def test_anything_else_is_due_within_a_day() -> None:
    case = open_case(decision(Ask(AskReason.RULE, "P-1"), Ask(AskReason.NO_LINK, "P-2")), [OTHER])
    assert (case.queue, case.urgency) == ("general", 3)
    assert case.due_at == NOW + timedelta(hours=24)
    assert case.reasons == ("rule", "no_link")


def test_a_decision_that_asks_nobody_is_no_case() -> None:
    for wrong in (decision(), replace(decision(Ask(AskReason.RULE)), id=None)):
        with pytest.raises(EvenhandError) as caught:
            open_case(wrong, [OTHER])
        assert caught.value.code == "EH609"
